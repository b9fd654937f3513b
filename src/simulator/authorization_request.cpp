#include "simulator/authorization_request.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/oauth_form.h"
#include "simulator/page.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kHandleLength = 43;
constexpr std::size_t kS256Length = 43;

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// A script may hold this whatever is in it: "</script>" cannot be.
std::string asScript(const Json& value) { return replaceAll(writeJson(value), "<", "\\u003c"); }

http::Response postMessage(const AuthorizationRequest& asked, const QueryPairs& says) {
  Json message = Json::object();
  for (const auto& [name, value] : says) setMember(message, name, value);
  const auto app = Url::parse(asked.redirectUri);
  return htmlAnswer(
      200, page("Back to the app", "<script>(window.opener || window.parent).postMessage(" +
                                       asScript(message) + ", " +
                                       asScript(app ? app->origin() : "null") + ");</script>"));
}

}  // namespace

std::optional<Refusal> brokenRuleOfClient(const Policy& policy, const QueryPairs& form) {
  if (http::single(form, "client_id") != policy.app.clientId) {
    return Refusal{401, "invalid_client", "Invalid value for 'client_id' parameter."};
  }
  if (!contains(policy.app.redirectUris, http::single(form, "redirect_uri").value_or(""))) {
    return Refusal{400, "invalid_request",
                   "The 'redirect_uri' parameter must be a Login redirect URI in the client app "
                   "settings."};
  }
  return std::nullopt;
}

std::optional<Refusal> brokenRuleOfAccess(const Policy& policy) {
  if (!contains(policy.app.grantTypes, "interaction_code")) {
    return Refusal{400, "unauthorized_client",
                   "The client is not authorized to use the provided grant type. Configured grant "
                   "types: [" +
                       join(policy.app.grantTypes, ", ") + "]."};
  }
  if (!policy.accessPolicyAllows) {
    return Refusal{400, "access_denied",
                   "Policy evaluation failed for this request, please check the policy "
                   "configurations."};
  }
  return std::nullopt;
}

std::optional<Refusal> brokenRuleOfRequest(const Policy& policy, const QueryPairs& form) {
  const auto given = [&form](std::string_view name) {
    return http::single(form, name).value_or("");
  };
  const std::vector<std::string> scopes = scopesIn(form);
  const bool known = std::all_of(scopes.begin(), scopes.end(), [&policy](const auto& scope) {
    return contains(policy.scopes, scope);
  });
  if (scopes.empty() || !known) {
    return Refusal{400, "invalid_scope",
                   "One or more scopes are not configured for the authorization server resource."};
  }
  // All of it is kept until the sign-in ends.
  constexpr std::size_t kLongest = 2'048;
  for (const std::string_view name : {"state", "nonce", "login_hint"}) {
    if (given(name).size() <= kLongest) continue;
    return Refusal{400, "invalid_request", "A parameter of the request is too long."};
  }
  if (given("state").empty()) {
    return Refusal{400, "invalid_request", "The authentication request has no 'state' parameter."};
  }
  const std::string challenge = given("code_challenge");
  if (challenge.empty()) {
    return Refusal{400, "invalid_request",
                   "PKCE code challenge is required when the token endpoint authentication method "
                   "is 'NONE'."};
  }
  if (given("code_challenge_method") != "S256" || !fromBase64Url(challenge) ||
      challenge.size() != kS256Length) {
    return Refusal{400, "invalid_request",
                   "The 'code_challenge_method' parameter must be 'S256', and the challenge a "
                   "SHA-256 digest."};
  }
  return std::nullopt;
}

AuthorizationRequest requestIn(const Policy& policy, const QueryPairs& form) {
  const auto given = [&form](std::string_view name) {
    return http::single(form, name).value_or("");
  };
  AuthorizationRequest asked;
  asked.clientId = policy.app.clientId;
  asked.redirectUri = given("redirect_uri");
  asked.scopes = scopesIn(form);
  asked.state = given("state");
  asked.nonce = given("nonce");
  asked.codeChallenge = given("code_challenge");
  if (policy.honoursLoginHint) asked.loginHint = given("login_hint");
  return asked;
}

Transaction& beginTransaction(OrgState& state, AuthorizationRequest asked) {
  const Instant now = state.clock.now();
  state.transactions.prune(now);
  Transaction transaction;
  transaction.interactionHandle = randomHandle(state.random, kHandleLength);
  transaction.stateHandle = newStateHandle(state.random);
  transaction.expiresAt = now + state.policy.lifetimes.untouched;
  transaction.request = std::move(asked);
  if (state.policy.probesOktaVerify) transaction.step = Step::deviceChallenge;
  return state.transactions.add(std::move(transaction));
}

http::Response backToApp(const AuthorizationRequest& asked, QueryPairs says) {
  if (!asked.state.empty()) says.emplace_back("state", asked.state);
  const std::string& uri = asked.redirectUri;
  switch (asked.responseMode) {
    case ResponseMode::postMessage:
      return postMessage(asked, says);
    case ResponseMode::fragment:
      return redirectTo(uri + "#" + toQuery(says));
    case ResponseMode::interactionCode:
    case ResponseMode::query:
      break;
  }
  return redirectTo(uri + (uri.find('?') == std::string::npos ? "?" : "&") + toQuery(says));
}

http::Response codeToApp(const Transaction& transaction) {
  const bool byInteract = transaction.request.responseMode == ResponseMode::interactionCode;
  return backToApp(transaction.request,
                   {{byInteract ? "interaction_code" : "code", transaction.interactionCode->code}});
}

}  // namespace latchkey::simulator
