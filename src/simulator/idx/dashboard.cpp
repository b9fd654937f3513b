#include "simulator/idx/dashboard.h"

#include <string>
#include <utility>

#include "base/url.h"
#include "simulator/answers.h"
#include "simulator/authorization_request.h"
#include "simulator/cookies.h"
#include "simulator/idx/hosted_page.h"
#include "simulator/page.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kHome = "/";
constexpr std::string_view kApplications = "/app/UserHome";
// The page of the applications is an app too, which a sign-in leads back to.
constexpr std::string_view kCallback = "/enduser/callback";

const Person* signedIn(OrgState& state, const http::Request& request) {
  const Session* session = state.sessions.find(cookie(request, kSessionCookie).value_or(""));
  return session == nullptr ? nullptr : state.policy.personById(session->personId);
}

// All that an org knows of where an app is are the addresses that a sign-in may end at.
std::string addressOf(const App& app) {
  const auto url = app.redirectUris.empty() ? std::nullopt : Url::parse(app.redirectUris.front());
  return url ? url->origin() + "/" : "";
}

http::Response applicationsOf(const Policy& policy, const Person& person) {
  const std::string body = "<p>You are signed in as " + escapeHtml(person.fullName()) +
                           ".</p><article><h2><a href=\"" + escapeHtml(addressOf(policy.app)) +
                           "\">" + escapeHtml(policy.app.label) + "</a></h2></article>";
  return htmlAnswer(200, page("Your applications", body));
}

http::Response signIn(OrgState& state, const http::Request& request) {
  AuthorizationRequest asked;
  asked.clientId = "okta-enduser";
  asked.redirectUri = state.policy.origin + std::string(kCallback);
  asked.scopes = {"openid"};
  asked.responseMode = ResponseMode::query;
  return showHostedPage(state, request, beginTransaction(state, std::move(asked)));
}

}  // namespace

std::optional<http::Response> dashboardAnswerTo(OrgState& state, const http::Request& request,
                                                std::string_view path) {
  const bool leadsThere = path == kHome || path == kCallback;
  if (!leadsThere && path != kApplications) return std::nullopt;
  if (request.method != http::Method::get) return wrongMethod("GET, HEAD");
  if (leadsThere) return redirectTo(state.policy.origin + std::string(kApplications));
  const Person* person = signedIn(state, request);
  return person == nullptr ? signIn(state, request) : applicationsOf(state.policy, *person);
}

}  // namespace latchkey::simulator
