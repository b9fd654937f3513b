#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/url.h"
#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// The custom authorization server {org}/oauth2/default: RFC 7009, 7662, 9449, OpenID Connect Core
// and Discovery, and Okta's own /interact. The other way to begin is at authorize_endpoint.h,
// tokens are at token_endpoint.h, the end is at logout.h.
class OauthEndpoints {
 public:
  explicit OauthEndpoints(OrgState& state) : state_(state) {}

  http::Response discovery(const http::Request& request);
  http::Response keys(const http::Request& request) const;
  http::Response interact(const http::Request& request);
  http::Response revoke(const http::Request& request);
  http::Response introspect(const http::Request& request);

 private:
  Json introspected(const std::string& token) const;
  bool isOurClient(const QueryPairs& form, const http::Request& request) const;

  OrgState& state_;
};

// All that is below {org}/oauth2/default. Nothing: there is no such path.
std::optional<http::Response> oauthAnswerTo(OrgState& state, const http::Request& request,
                                            std::string_view path, TokenFlaw flaw);

}  // namespace latchkey::simulator
