#include "simulator/idx/self_service.h"

#include <string>
#include <utility>

#include "base/text.h"
#include "simulator/idx/authenticators.h"
#include "simulator/idx/captcha.h"
#include "simulator/idx/challenge.h"
#include "simulator/idx/choose.h"
#include "simulator/idx/enroll.h"
#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"

namespace latchkey::simulator {
namespace {

Json identifierField(const StepPage& page) {
  return {{"name", "identifier"}, {"label", page.label("Username")}, {"required", true}};
}

Json passwordWithSettings(const StepPage& page) {
  const AuthenticatorKind& kind = kindOf(Authenticator::password);
  Json password = described(kind.which, kind.id, page.transaction.language);
  setMember(password, "settings", passwordSettings());
  return ionObject(std::move(password));
}

}  // namespace

Json unlockForms(const StepPage& page) {
  // Nobody is known yet: the options are the org's, not a person's.
  const std::vector<Authenticator> all = {Authenticator::email};
  IonForm asked = page.form("select-authenticator-unlock-account", "challenge");
  asked.add(identifierField(page));
  asked.add({{"name", "authenticator"},
             {"type", "object"},
             {"options", authenticatorOptions(all, {"authenticatorEnrollments", all}, nullptr,
                                              page.transaction.language)}});
  return onlyForm(asked.json());
}

void addUnlockAuthenticators(Json& document, const StepPage& page) {
  const Language language = page.transaction.language;
  Json kinds = Json::array();
  kinds.push_back(listed(Authenticator::email, language));
  Json own = Json::array();
  Json email = enrollment(Authenticator::email, nullptr, language);
  email.erase("displayName");  // as recorded
  own.push_back(std::move(email));
  setMember(document, "authenticators", ionArray(std::move(kinds)));
  setMember(document, "authenticatorEnrollments", ionArray(std::move(own)));
}

Json identifyToRecoverForms(const StepPage& page) {
  IonForm asked = page.form("identify-recovery", "identify");
  asked.add(identifierField(page));
  addCaptchaField(asked, page);
  Json forms = onlyForm(asked.json());
  if (page.policy.selfService.registration) {
    forms.push_back(page.form("select-enroll-profile", "enroll").json());
  }
  return forms;
}

void addRecoveryAuthenticator(Json& document, const StepPage& page) {
  if (page.transaction.purpose != Purpose::recovery) return;
  setMember(document, "recoveryAuthenticator", passwordWithSettings(page));
}

Json resetPasswordForms(const StepPage& page) {
  Json fields = Json::array();
  fields.push_back({{"name", "passcode"}, {"label", page.label("New password")}, {"secret", true}});
  fields.push_back({{"name", "revokeSessions"},
                    {"type", "boolean"},
                    {"label", page.label("Sign me out of all other devices")}});
  IonForm asked = page.form("reset-authenticator", "challenge/answer");
  asked.relateTo("$.currentAuthenticator");
  asked.add(page.credentials(std::move(fields)));
  return onlyForm(asked.json());
}

void addPasswordToReset(Json& document, const StepPage& page) {
  setMember(document, "currentAuthenticator", passwordWithSettings(page));
  addEnrollments(document, page);
  addRecoveryAuthenticator(document, page);
}

http::Response askToUnlock(Call& call) {
  if (call.transaction.step != Step::identify) return outOfStep(call);
  if (!call.state.policy.selfService.unlock) {
    return currentWith(call, messages::unlockNotAllowed(), 400);
  }
  call.transaction.purpose = Purpose::unlock;
  call.transaction.step = Step::unlockAccount;
  extend(call);
  return current(call);
}

http::Response beginUnlock(Call& call) {
  Transaction& transaction = call.transaction;
  const auto choice = readChoice(call.body);
  const std::string identifier(trimmed(text(call.body, "identifier").value_or("")));
  if (identifier.empty()) return currentWith(call, messages::usernameRequired(), 400);
  if (!choice || choice->authenticator != Authenticator::email) return badRequest(call);
  const Policy& policy = call.state.policy;
  const Person* person = policy.personByLogin(identifier);
  transaction.identifier = identifier;
  if (person == nullptr && policy.unknownUser == UnknownUser::named) {
    return currentWith(call, messages::unknownUser(identifier), policy.unknownUserStatus);
  }
  transaction.personId = person == nullptr ? "" : person->id;
  transaction.authenticator = Authenticator::email;
  return sendCode(call, Step::challenge);
}

http::Response recover(Call& call) {
  Transaction& transaction = call.transaction;
  const bool atPassword =
      transaction.step == Step::challenge && transaction.authenticator == Authenticator::password;
  const bool atIdentify =
      transaction.step == Step::identify && call.state.policy.passwordWithUsername;
  if (!atPassword && !atIdentify) return outOfStep(call);
  if (!call.state.policy.selfService.recovery) {
    return currentWith(call, messages::recoveryNotAllowed(), 403);
  }
  if (atPassword) return beginRecovery(call);
  transaction.step = Step::identifyToRecover;
  extend(call);
  return current(call);
}

http::Response beginRecovery(Call& call) {
  Transaction& transaction = call.transaction;
  const Purpose before = transaction.purpose;
  transaction.purpose = Purpose::recovery;
  if (remaining(call.state.policy, transaction).empty()) {
    transaction.purpose = before;
    return currentWith(call, messages::recoveryNotAllowed(), 403);
  }
  transaction.step = Step::select;
  extend(call);
  return current(call);
}

http::Response resetPassword(Call& call) {
  if (auto refusal = takeNewPassword(call)) return *std::move(refusal);
  call.transaction.purpose = Purpose::signIn;
  return goOn(call);
}

}  // namespace latchkey::simulator
