#include "simulator/idx/finish.h"

#include <string>
#include <utility>

#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"

namespace latchkey::simulator {
namespace {

// What a scope lets the app do.
std::string_view meaningOf(std::string_view scope) {
  if (scope == "email") return "See your email address.";
  if (scope == "profile") return "See your name.";
  if (scope == "offline_access") return "Keep access while you are away.";
  return "Use this app with your account.";
}

Json scopeToConsent(const StepPage& page, const std::string& scope) {
  const std::string_view what = meaningOf(scope);
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

static Json granularConsentForms(const StepPage& page) {
  Json scopes = Json::array();
  for (const std::string& scope : page.transaction.request.scopes) {
    Json field = {{"name", scope}};
    const bool isFixed = scope == "openid";
    if (!isFixed) setMember(field, "label", page.label(meaningOf(scope)));
    field.update({{"type", "boolean"},
                  {"required", true},
                  {"value", true},
                  {"visible", true},
                  {"mutable", !isFixed}});
    scopes.push_back(std::move(field));
  }
  IonForm asked = page.form("granular-consent", "consent");
  asked.add({{"name", "consent"}, {"type", "boolean"}, {"visible", false}, {"required", true}});
  Json opted = {{"name", "optedScopes"}};
  opted.update(nestedForm(std::move(scopes)));
  asked.add(std::move(opted));
  return onlyForm(asked.json());
}

Json consentForms(const StepPage& page) {
  if (page.policy.app.consentIsGranular) return granularConsentForms(page);
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

// All but openid, without which there would be no ID token to say who it is.
static void keepOptedScopes(Call& call) {
  const Json* opted = object(call.body, "optedScopes");
  if (opted == nullptr) return;
  std::erase_if(call.transaction.request.scopes, [opted](const std::string& scope) {
    return scope != "openid" && !boolean(*opted, scope).value_or(true);
  });
}

http::Response consent(Call& call) {
  if (call.transaction.step != Step::consent) return outOfStep(call);
  const auto allowed = boolean(call.body, "consent");
  if (!allowed) return badRequest(call);
  if (!*allowed) {
    call.transaction.step = Step::denied;
    return afterTheEnd(call);
  }
  if (call.state.policy.app.consentIsGranular) keepOptedScopes(call);
  call.transaction.consented = true;
  return goOn(call);
}

}  // namespace latchkey::simulator
