#pragma once

#include "base/url.h"
#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// The custom authorization server {org}/oauth2/default: RFC 6749, 7009, 7662, OpenID Connect Core
// and Discovery, and Okta's own /interact and interaction_code grant. The client is public: PKCE
// (RFC 7636) with S256 is not optional.
class OauthEndpoints {
 public:
  explicit OauthEndpoints(OrgState& state) : state_(state) {}

  http::Response discovery(const http::Request& request);
  http::Response keys(const http::Request& request);
  http::Response interact(const http::Request& request);
  http::Response token(const http::Request& request, TokenFlaw flaw = TokenFlaw::none);
  http::Response userinfo(const http::Request& request);
  http::Response revoke(const http::Request& request);
  http::Response introspect(const http::Request& request);
  http::Response logout(const http::Request& request);

 private:
  http::Response exchangeCode(const QueryPairs& form, TokenFlaw flaw);
  http::Response refresh(const QueryPairs& form, TokenFlaw flaw);
  bool isOurClient(const QueryPairs& form, const http::Request& request) const;

  OrgState& state_;
};

}  // namespace latchkey::simulator
