#include "simulator/authorize_endpoint.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/authorization_request.h"
#include "simulator/cookies.h"
#include "simulator/idx/hosted_page.h"
#include "simulator/idx/progress.h"
#include "simulator/limits.h"
#include "simulator/number.h"
#include "simulator/oauth_form.h"
#include "simulator/page.h"

namespace latchkey::simulator {
namespace {

struct Mode {
  std::string_view name;
  ResponseMode mode;
};

constexpr std::array kModes = {Mode{"query", ResponseMode::query},
                               Mode{"fragment", ResponseMode::fragment},
                               Mode{"okta_post_message", ResponseMode::postMessage}};

// Nothing: it is asked for in a way that there is not.
std::optional<ResponseMode> responseModeIn(const QueryPairs& query) {
  const std::string asked = http::single(query, "response_mode").value_or("query");
  const auto found = std::find_if(kModes.begin(), kModes.end(),
                                  [&asked](const Mode& mode) { return mode.name == asked; });
  return found == kModes.end() ? std::nullopt : std::optional(found->mode);
}

// OpenID Connect Core 3.1.2.1.
struct Prompt {
  bool none = false;
  bool login = false;
  bool consent = false;
};

std::optional<Prompt> promptIn(const QueryPairs& query) {
  Prompt prompt;
  const std::string words = http::single(query, "prompt").value_or("");
  for (const std::string_view word : split(words, ' ')) {
    if (word == "none") {
      prompt.none = true;
    } else if (word == "login") {
      prompt.login = true;
    } else if (word == "consent") {
      prompt.consent = true;
    } else if (!word.empty()) {
      return std::nullopt;
    }
  }
  const bool contradicts = prompt.none && (prompt.login || prompt.consent);
  return contradicts ? std::nullopt : std::optional(prompt);
}

std::optional<Seconds> maxAgeIn(const QueryPairs& query) {
  const auto seconds = numberIn<int>(http::single(query, "max_age").value_or(""));
  return seconds && *seconds >= 0 ? std::optional(Seconds{*seconds}) : std::nullopt;
}

std::optional<Refusal> firstBrokenRule(const Policy& policy, const QueryPairs& query) {
  if (http::single(query, "response_type") != "code") {
    return Refusal{400, "unsupported_response_type",
                   "The response type is not supported by the authorization server. Configured "
                   "response types: [code]"};
  }
  if (!responseModeIn(query)) {
    return Refusal{400, "unsupported_response_mode",
                   "The response mode is not supported by the authorization server."};
  }
  if (const auto broken = brokenRuleOfRequest(policy, query)) return broken;
  if (!promptIn(query)) {
    return Refusal{400, "invalid_request", "The 'prompt' parameter is invalid."};
  }
  if (http::single(query, "max_age") && !maxAgeIn(query)) {
    return Refusal{400, "invalid_request", "The 'max_age' parameter must be a number of seconds."};
  }
  return std::nullopt;
}

http::Response refused(const AuthorizationRequest& asked, const Refusal& refusal) {
  return backToApp(asked, {{"error", std::string(refusal.error)},
                           {"error_description", std::string(refusal.description)}});
}

QueryPairs parametersOf(const http::Request& request) {
  if (request.method == http::Method::post) return http::parseFormBody(request.body);
  const auto url = Url::parse(request.url);
  return url ? parseQuery(url->query()) : QueryPairs();
}

// nullptr: the person has to sign in.
const Session* usableSession(OrgState& state, const http::Request& request,
                             const QueryPairs& query) {
  const Session* session = state.sessions.find(cookie(request, kSessionCookie).value_or(""));
  if (session == nullptr || promptIn(query)->login) return nullptr;
  const auto maxAge = maxAgeIn(query);
  const bool old = maxAge && session->createdAt + *maxAge < state.clock.now();
  return old ? nullptr : session;
}

// For somebody who is signed in to the org already.
http::Response answerAtOnce(OrgState& state, const http::Request& request,
                            AuthorizationRequest asked, const Session& session,
                            const Prompt& prompt) {
  const Person* person = state.policy.personById(session.personId);
  if (person == nullptr || person->standing != Standing::active) {
    return refused(asked,
                   {400, "access_denied", "User is not assigned to the client application."});
  }
  const bool asksConsent = state.policy.app.asksConsent || prompt.consent;
  if (asksConsent && prompt.none) {
    return refused(asked, {400, "consent_required",
                           "The client specified not to prompt, but the client app requires "
                           "consent."});
  }
  Transaction& transaction = beginTransaction(state, std::move(asked));
  transaction.personId = person->id;
  transaction.identifier = person->login;
  transaction.method = session.method;
  transaction.authenticatedAt = session.createdAt;
  transaction.hasSession = true;
  // All that there was to prove was proven when the session began.
  transaction.passed.assign(state.policy.factors, Authenticator::email);
  if (asksConsent) {
    transaction.step = Step::consent;
    return showHostedPage(state, request, transaction);
  }
  issueCode(state, transaction);
  return codeToApp(transaction);
}

}  // namespace

http::Response authorizeAnswer(OrgState& state, const http::Request& request) {
  if (auto refusal = countClient(state, request)) return *std::move(refusal);
  if (request.method == http::Method::post && !isForm(request)) return wrongMediaType();
  const QueryPairs query = parametersOf(request);
  if (const auto broken = brokenRuleOfClient(state.policy, query)) {
    return errorPage(broken->error, broken->description);
  }
  AuthorizationRequest asked = requestIn(state.policy, query);
  asked.responseMode = responseModeIn(query).value_or(ResponseMode::query);
  if (const auto broken = firstBrokenRule(state.policy, query)) return refused(asked, *broken);
  const Prompt prompt = *promptIn(query);
  if (const Session* session = usableSession(state, request, query)) {
    return answerAtOnce(state, request, std::move(asked), *session, prompt);
  }
  if (prompt.none) {
    return refused(asked, {400, "login_required",
                           "The client specified not to prompt, but the user is not logged in."});
  }
  return showHostedPage(state, request, beginTransaction(state, std::move(asked)));
}

}  // namespace latchkey::simulator
