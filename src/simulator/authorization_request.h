#pragma once

#include <optional>
#include <string_view>

#include "base/url.h"
#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// What an app asks for at /interact and at /authorize alike, and the way back to it.

// RFC 6749 §4.1.2.1 and §5.2. The status is for those who are answered with JSON.
struct Refusal {
  int status;
  std::string_view error;
  std::string description;
};

// The rules in the order in which they are checked; the first broken one is named. Who asks, and
// where it is to end: nobody may be sent to an address that breaks one of these ...
std::optional<Refusal> brokenRuleOfClient(const Policy& policy, const QueryPairs& form);
// ... whether the app may begin a sign-in of its own at all ...
std::optional<Refusal> brokenRuleOfAccess(const Policy& policy);
// ... and what is asked for. The client is public: PKCE (RFC 7636) with S256 is not optional.
std::optional<Refusal> brokenRuleOfRequest(const Policy& policy, const QueryPairs& form);

AuthorizationRequest requestIn(const Policy& policy, const QueryPairs& form);
// Makes room for it, too.
Transaction& beginTransaction(OrgState& state, AuthorizationRequest asked);

// Redirects to the app with what is said, and the request's `state`; with `okta_post_message` a
// page that says it to the window around it or that opened it.
http::Response backToApp(const AuthorizationRequest& asked, QueryPairs says);
// The same with the code that was issued: `code`, or `interaction_code` for who came by /interact.
http::Response codeToApp(const Transaction& transaction);

}  // namespace latchkey::simulator
