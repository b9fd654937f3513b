#include "simulator/idx/federation.h"

#include <string>
#include <utility>

#include "base/url.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/authorization_request.h"
#include "simulator/idx/call.h"
#include "simulator/idx/progress.h"
#include "simulator/page.h"

namespace latchkey::simulator {
namespace {

const IdentityProvider* providerAt(const Policy& policy, std::string_view path) {
  constexpr std::string_view kPrefix = "/sso/idps/";
  for (const IdentityProvider& provider : policy.identityProviders) {
    if (path.substr(kPrefix.size()) == provider.id) return &provider;
  }
  return nullptr;
}

std::string stateToken(const http::Request& request) {
  const auto url = Url::parse(request.url);
  return url ? http::single(parseQuery(url->query()), "stateToken").value_or("") : "";
}

http::Response unusable() {
  return htmlAnswer(400,
                    page("This page is out of date", "<p>Go back to the app and begin again.</p>"));
}

// They have proven it elsewhere: nothing of ours counts as passed.
http::Response signInAs(OrgState& state, Transaction& transaction, const Person& person) {
  transaction.personId = person.id;
  transaction.identifier = person.login;
  transaction.method = "fed";
  transaction.authenticatedAt = state.clock.now();
  transaction.passed.assign(state.policy.factors, Authenticator::email);
  Call call{state, transaction, Json::object()};
  goOn(call);
  if (transaction.step != Step::success) {
    return backToApp(transaction.request, {{"error", "interaction_required"},
                                           {"error_description", "There is more to ask."}});
  }
  return codeToApp(transaction);
}

}  // namespace

http::Response showProvider(const OrgState& state, const http::Request& request,
                            std::string_view path) {
  const IdentityProvider* provider = providerAt(state.policy, path);
  if (provider == nullptr) return notFound();
  std::string html = "<form method=\"post\" action=\"?" +
                     escapeHtml(toQuery({{"stateToken", stateToken(request)}})) + "\">";
  for (const Person& person : state.policy.people) {
    if (person.standing != Standing::active) continue;
    html += "<p><button name=\"person\" value=\"" + escapeHtml(person.id) + "\">" +
            escapeHtml(person.login) + "</button></p>";
  }
  return htmlAnswer(200, page("Sign in with " + provider->name,
                              html + "<p><button>None of these</button></p></form>"));
}

http::Response returnFromProvider(OrgState& state, const http::Request& request,
                                  std::string_view path) {
  if (providerAt(state.policy, path) == nullptr) return notFound();
  Transaction* found = state.transactions.byStateHandle(stateToken(request));
  const bool waits =
      found != nullptr && found->step == Step::identify && state.clock.now() < found->expiresAt;
  if (!waits) return unusable();
  const auto who = http::single(http::parseFormBody(request.body), "person");
  const Person* person = who ? state.policy.personById(*who) : nullptr;
  if (person == nullptr || person->standing != Standing::active) {
    return backToApp(found->request,
                     {{"error", "access_denied"},
                      {"error_description", "Nobody signed in at the other provider."}});
  }
  return signInAs(state, *found, *person);
}

}  // namespace latchkey::simulator
