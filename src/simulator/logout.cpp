#include "simulator/logout.h"

#include <algorithm>
#include <string>

#include "base/url.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/cookies.h"
#include "simulator/page.h"

namespace latchkey::simulator {
namespace {

bool isOneOf(const std::vector<std::string>& known, std::string_view url) {
  return std::find(known.begin(), known.end(), url) != known.end();
}

void endSession(OrgState& state, const http::Request& request, http::Response& response) {
  const auto value = cookie(request, kSessionCookie);
  if (!value) return;
  state.sessions.end(*value);
  response.headers.emplace_back("Set-Cookie", endOfSessionCookie());
}

std::string withState(const std::string& target, const std::optional<std::string>& state) {
  if (!state) return target;
  const char separator = target.find('?') == std::string::npos ? '?' : '&';
  return target + separator + toQuery({{"state", *state}});
}

}  // namespace

http::Response logoutAnswer(OrgState& state, const http::Request& request) {
  const auto url = Url::parse(request.url);
  QueryPairs query = url ? parseQuery(url->query()) : QueryPairs();
  if (request.method == http::Method::post) query = http::parseFormBody(request.body);
  const std::string hint = http::single(query, "id_token_hint").value_or("");
  if (hint.empty()) {
    return errorPage("invalid_request", "The 'id_token_hint' parameter is missing.");
  }
  // One that has expired will do: people sign out after hours, too.
  if (!state.tokens.isOwnIdToken(hint)) {
    return errorPage("invalid_request",
                     "The 'id_token_hint' parameter is not an ID token of this "
                     "authorization server for a client of it.");
  }
  const auto target = http::single(query, "post_logout_redirect_uri");
  if (target && !isOneOf(state.policy.app.postLogoutRedirectUris, *target)) {
    return errorPage("invalid_request",
                     "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in "
                     "the client app settings.");
  }
  http::Response response = redirectTo(target ? withState(*target, http::single(query, "state"))
                                              : state.policy.origin + "/login/signout");
  endSession(state, request, response);
  return response;
}

}  // namespace latchkey::simulator
