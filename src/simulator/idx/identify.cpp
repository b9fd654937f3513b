#include "simulator/idx/identify.h"

#include <optional>
#include <string>

#include "base/text.h"
#include "base/url.h"
#include "simulator/digest.h"
#include "simulator/idx/authenticators.h"
#include "simulator/idx/captcha.h"
#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"
#include "simulator/idx/self_service.h"
#include "simulator/idx/waiting.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

Json identifyForm(const StepPage& page) {
  IonForm asked = page.form("identify", "identify");
  Json identifier = {{"name", "identifier"}, {"label", page.label("Username")}, {"required", true}};
  const std::string& hint = page.transaction.request.loginHint;
  if (!hint.empty()) setMember(identifier, "value", hint);
  asked.add(std::move(identifier));
  if (page.policy.passwordWithUsername) {
    Json fields = Json::array();
    fields.push_back({{"name", "passcode"}, {"label", page.label("Password")}, {"secret", true}});
    asked.add(page.credentials(std::move(fields)));
  }
  if (page.policy.offersRememberMe) {
    Json remember = {
        {"name", "rememberMe"}, {"type", "boolean"}, {"label", page.label("Keep me signed in")}};
    if (page.policy.remembersByDefault) setMember(remember, "value", true);
    asked.add(std::move(remember));
  }
  addCaptchaField(asked, page);
  return asked.json();
}

// No form: the browser is to go there.
Json redirectTo(const StepPage& page, const IdentityProvider& provider) {
  return {{"name", "redirect-idp"},
          {"type", provider.type},
          {"idp", {{"id", provider.id}, {"name", provider.name}}},
          {"href", page.policy.origin + "/sso/idps/" + provider.id + "?" +
                       toQuery({{"stateToken", page.transaction.stateHandle}})},
          {"method", "GET"}};
}

// What stands against this person signing in at all.
std::optional<http::Response> objection(Call& call, const Person& person) {
  switch (person.standing) {
    case Standing::active:
      return std::nullopt;
    case Standing::locked:
      return currentWith(call, messages::lockedOut(), 401);
    case Standing::notAssignedToApp:
      return currentWith(call, messages::notAssigned(), 400);
    case Standing::denied:
      return refuse(call, messages::accessDenied(), 403);
  }
  return std::nullopt;
}

http::Response unknown(Call& call) {
  if (call.state.policy.unknownUser == UnknownUser::named) {
    return currentWith(call, messages::unknownUser(call.transaction.identifier),
                       call.state.policy.unknownUserStatus);
  }
  call.transaction.personId.clear();
  call.transaction.step = Step::verificationData;
  extend(call);
  return current(call);
}

// The password that came with the username. Who it is, is not told before it is right.
http::Response checkPassword(Call& call, const Person* person) {
  const Json* credentials = object(call.body, "credentials");
  const auto passcode = credentials == nullptr ? std::nullopt : text(*credentials, "passcode");
  if (!passcode || passcode->empty()) {
    return currentWith(call, messages::passwordRequired(), 400);
  }
  const CodePolicy& code = call.state.policy.code;
  const std::string key = lowered(call.transaction.identifier);
  const Instant now = call.state.clock.now();
  if (call.state.wrongCodes.exhausted(key, code.wrongAttempts, code.attemptWindow, now)) {
    return tooMany(call, {code.wrongAttempts,
                          call.state.wrongCodes.freeAgainAt(key, code.attemptWindow, now)});
  }
  const bool right =
      person != nullptr && person->password && equalsInConstantTime(*person->password, *passcode);
  if (!right) {
    call.state.wrongCodes.count(key, now);
    return currentWith(call, messages::wrongCredentials(), 401);
  }
  if (auto refusal = objection(call, *person)) return *std::move(refusal);
  call.state.wrongCodes.forgive(key);
  call.transaction.personId = person->id;
  call.transaction.authenticator = Authenticator::password;
  return pass(call);
}

}  // namespace

Json identifyForms(const StepPage& page) {
  Json forms = Json::array();
  forms.push_back(identifyForm(page));
  for (const IdentityProvider& provider : page.policy.identityProviders) {
    forms.push_back(redirectTo(page, provider));
  }
  if (page.policy.offersOktaVerify) forms.push_back(launchForm(page));
  if (page.policy.selfService.registration) {
    forms.push_back(page.form("select-enroll-profile", "enroll").json());
  }
  if (page.policy.selfService.unlock) {
    forms.push_back(page.form("unlock-account", "unlock-account").json());
  }
  return forms;
}

void addPasswordOfIdentify(Json& document, const StepPage& page) {
  if (!page.policy.passwordWithUsername) return;
  const AuthenticatorKind& kind = kindOf(Authenticator::password);
  Json password = described(kind.which, kind.id, page.transaction.language);
  if (page.policy.selfService.recovery) {
    setMember(password, "recover", page.form("recover", "recover").json());
  }
  setMember(document, "currentAuthenticator", ionObject(std::move(password)));
}

http::Response identify(Call& call) {
  Transaction& transaction = call.transaction;
  const bool recovers = transaction.step == Step::identifyToRecover;
  if (transaction.step != Step::identify && !recovers) return outOfStep(call);
  const std::string identifier(trimmed(text(call.body, "identifier").value_or("")));
  if (identifier.empty()) return currentWith(call, messages::usernameRequired(), 400);
  if (auto refusal = captchaRefusal(call)) return *std::move(refusal);
  // Okta's logins end at 100 characters. What is typed is kept, so that it must have an end here.
  constexpr std::size_t kLongest = 256;
  if (identifier.size() > kLongest) return badRequest(call);
  transaction.identifier = identifier;
  transaction.staysSignedIn = boolean(call.body, "rememberMe").value_or(false);
  const Person* person = call.state.policy.personByLogin(identifier);
  if (!recovers && call.state.policy.passwordWithUsername) return checkPassword(call, person);
  // Whoever began to register and never proved the address is nobody yet.
  if (person == nullptr || authenticatorsOf(person).empty()) return unknown(call);
  if (auto refusal = objection(call, *person)) return *std::move(refusal);
  transaction.personId = person->id;
  return recovers ? beginRecovery(call) : enterWaitingRoom(call);
}

http::Response selectIdentify(Call& call) {
  Transaction& transaction = call.transaction;
  if (transaction.step != Step::enrollProfile) return outOfStep(call);
  transaction.purpose = Purpose::signIn;
  transaction.step = Step::identify;
  return current(call);
}

http::Response cancel(Call& call) {
  Transaction& transaction = call.transaction;
  if (transaction.step == Step::success || transaction.step == Step::exchanged) {
    return afterTheEnd(call);
  }
  call.state.transactions.renameStateHandle(transaction, newStateHandle(call.state.random));
  Transaction fresh;
  fresh.interactionHandle = transaction.interactionHandle;
  fresh.stateHandle = transaction.stateHandle;
  fresh.request = transaction.request;
  fresh.language = transaction.language;
  fresh.deviceCookie = transaction.deviceCookie;
  fresh.client = transaction.client;
  fresh.expiresAt = call.state.clock.now() + call.state.policy.lifetimes.untouched;
  transaction = std::move(fresh);
  return current(call);
}

}  // namespace latchkey::simulator
