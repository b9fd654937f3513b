#include "simulator/idx/finish.h"

#include <string>
#include <utility>

#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"

namespace latchkey::simulator {
namespace {

// What a scope lets the app see, in two words and in one sentence.
Json scopeToConsent(const StepPage& page, const std::string& scope) {
  std::string_view what = "Use this app with your account.";
  if (scope == "email") what = "See your email address.";
  if (scope == "profile") what = "See your name.";
  if (scope == "offline_access") what = "Keep access while you are away.";
  return {
      {"name", scope}, {"label", page.label(what)}, {"value", scope}, {"desc", page.label(what)}};
}

}  // namespace

Json keepMeSignedInForms(const StepPage& page) {
  IonForm asked = page.form("keep-me-signed-in", "keep-me-signed-in");
  asked.add({{"name", "keepMeSignedIn"},
             {"type", "boolean"},
             {"label", page.label("Stay signed in")},
             {"required", true},
             {"value", false},
             {"mutable", true}});
  return onlyForm(asked.json());
}

Json consentForms(const StepPage& page) {
  Json scopes = Json::array();
  for (const std::string& scope : page.transaction.request.scopes) {
    if (scope != "openid") scopes.push_back(scopeToConsent(page, scope));
  }
  Json options = Json::array();
  options.push_back(option(page.label("Allow Access"), true));
  options.push_back(option(page.label("Don't Allow"), false));
  IonForm asked = page.form("consent", "consent");
  asked.set("scopes", std::move(scopes));
  asked.add({{"name", "consent"},
             {"type", "boolean"},
             {"required", true},
             {"options", std::move(options)}});
  return onlyForm(asked.json());
}

Json issueForm(const StepPage& page) {
  const auto field = [](std::string_view name, std::string_view value) -> Json {
    return {{"name", name}, {"required", true}, {"value", value}};
  };
  Json fields = Json::array();
  fields.push_back(field("grant_type", "interaction_code"));
  fields.push_back(field("interaction_code", page.transaction.interactionCode->code));
  fields.push_back(field("client_id", page.transaction.request.clientId));
  fields.push_back({{"name", "code_verifier"}, {"required", true}});
  return {{"rel", Json::array({"create-form"})},
          {"name", "issue"},
          {"href", page.policy.issuer() + "/v1/token"},
          {"method", "POST"},
          {"value", std::move(fields)},
          {"accepts", "application/x-www-form-urlencoded"}};
}

http::Response keepMeSignedIn(Call& call) {
  if (call.transaction.step != Step::keepMeSignedIn) return outOfStep(call);
  const auto stays = boolean(call.body, "keepMeSignedIn");
  if (!stays) return badRequest(call);
  call.transaction.answeredKeepMeSignedIn = true;
  call.transaction.staysSignedIn = *stays;
  return goOn(call);
}

http::Response consent(Call& call) {
  if (call.transaction.step != Step::consent) return outOfStep(call);
  const auto allowed = boolean(call.body, "consent");
  if (!allowed) return badRequest(call);
  if (!*allowed) {
    call.transaction.step = Step::denied;
    return afterTheEnd(call);
  }
  call.transaction.consented = true;
  return goOn(call);
}

}  // namespace latchkey::simulator
