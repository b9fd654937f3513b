#include "simulator/session_endpoints.h"

#include <string>
#include <utility>

#include "base/json_reader.h"
#include "simulator/answers.h"
#include "simulator/cookies.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kMe = "/api/v1/sessions/me";
constexpr std::string_view kRefresh = "/api/v1/sessions/me/lifecycle/refresh";

Json link(const std::string& href, std::initializer_list<std::string_view> methods) {
  Json allowed = Json::array();
  for (const std::string_view method : methods) allowed.push_back(method);
  return {{"href", href}, {"hints", {{"allow", std::move(allowed)}}}};
}

Json sessionJson(const Policy& policy, const Session& session, const Person& person) {
  Json user = link(policy.origin + "/api/v1/users/" + person.id, {"GET"});
  setMember(user, "name", person.fullName());
  return {{"id", session.id},
          {"userId", person.id},
          {"login", person.login},
          {"createdAt", toRfc3339(session.createdAt)},
          {"expiresAt", toRfc3339(session.expiresAt)},
          {"status", "ACTIVE"},
          {"lastPasswordVerification",
           session.method == "pwd" ? Json(toRfc3339(session.createdAt)) : Json(nullptr)},
          {"lastFactorVerification",
           session.method == "pwd" ? Json(nullptr) : Json(toRfc3339(session.createdAt))},
          {"amr", Json::array({session.method})},
          {"idp", {{"id", "00oLatchkeySimulator"}, {"type", "OKTA"}}},
          {"mfaActive", false},
          {"_links",
           {{"self", link(policy.origin + std::string(kMe), {"GET", "DELETE"})},
            {"refresh", link(policy.origin + std::string(kRefresh), {"POST"})},
            {"user", std::move(user)}}}};
}

http::Response shown(OrgState& state, const Session& session) {
  const Person* person = state.policy.personById(session.personId);
  if (person == nullptr) return notFound();
  return jsonAnswer(200, sessionJson(state.policy, session, *person));
}

}  // namespace

std::optional<http::Response> sessionAnswerTo(OrgState& state, const http::Request& request,
                                              std::string_view path) {
  if (path != kMe && path != kRefresh) return std::nullopt;
  if (path == kRefresh && request.method != http::Method::post) return wrongMethod("POST");
  const bool ends = request.method == http::Method::del;
  if (path == kMe && !ends && request.method != http::Method::get) {
    return wrongMethod("GET, DELETE");
  }
  const std::string value = cookie(request, kSessionCookie).value_or("");
  Session* session = state.sessions.find(value);
  if (session == nullptr) return notFound();
  if (ends) {
    state.sessions.end(value);
    return http::Response{204, {{"Set-Cookie", endOfSessionCookie()}}, ""};
  }
  if (path == kMe) return shown(state, *session);
  state.sessions.prolong(*session);
  http::Response response = shown(state, *session);
  response.headers.emplace_back("Set-Cookie",
                                sessionCookieHeader(value, *session, state.clock.now()));
  return response;
}

void beginSession(OrgState& state, const Transaction& transaction, http::Response& response) {
  const std::string value =
      state.sessions.begin(transaction.personId, transaction.method, transaction.staysSignedIn);
  const Session* session = state.sessions.find(value);
  if (session == nullptr) return;
  response.headers.emplace_back("Set-Cookie",
                                sessionCookieHeader(value, *session, state.clock.now()));
}

}  // namespace latchkey::simulator
