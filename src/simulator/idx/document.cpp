#include "simulator/idx/document.h"

#include <utility>

#include "simulator/idx/authenticators.h"
#include "simulator/idx/captcha.h"
#include "simulator/idx/challenge.h"
#include "simulator/idx/choose.h"
#include "simulator/idx/enroll.h"
#include "simulator/idx/finish.h"
#include "simulator/idx/hosted_page.h"
#include "simulator/idx/identify.h"
#include "simulator/idx/profile.h"
#include "simulator/idx/self_service.h"
#include "simulator/idx/waiting.h"

namespace latchkey::simulator {
namespace {

Json formsOf(const StepPage& page) {
  switch (page.transaction.step) {
    case Step::identify:
      return identifyForms(page);
    case Step::waitingRoom:
      return waitingRoomForms(page);
    case Step::deviceChallenge:
      return deviceChallengeForms(page);
    case Step::enrollProfile:
      return profileForms(page);
    case Step::unlockAccount:
      return unlockForms(page);
    case Step::identifyToRecover:
      return identifyToRecoverForms(page);
    case Step::select:
      return selectForms(page);
    case Step::verificationData:
      return verificationDataForms(page);
    case Step::challenge:
      return challengeForms(page);
    case Step::resetPassword:
      return resetPasswordForms(page);
    case Step::selectToEnroll:
      return selectToEnrollForms(page);
    case Step::enrollmentData:
      return enrollmentDataForms(page);
    case Step::enroll:
      return enrollForms(page);
    case Step::keepMeSignedIn:
      return keepMeSignedInForms(page);
    case Step::consent:
      return consentForms(page);
    case Step::success:
    case Step::exchanged:
    case Step::unlocked:
    case Step::denied:
      break;
  }
  return Json::array();
}

// The members of this step alone: the authenticators that its forms relate to.
void addOwnMembers(Json& document, const StepPage& page) {
  switch (page.transaction.step) {
    case Step::identify:
      addPasswordOfIdentify(document, page);
      break;
    case Step::unlockAccount:
      addUnlockAuthenticators(document, page);
      break;
    case Step::select:
      addEnrollments(document, page);
      addRecoveryAuthenticator(document, page);
      break;
    case Step::verificationData:
    case Step::challenge:
      addChallenged(document, page);
      addEnrollments(document, page);
      break;
    case Step::resetPassword:
      addPasswordToReset(document, page);
      break;
    case Step::selectToEnroll:
    case Step::enrollmentData:
    case Step::enroll:
      addToEnroll(document, page);
      break;
    default:
      break;
  }
}

// What was recorded before anybody said who they are has no `user`.
bool namesUser(Step step) {
  return step != Step::identify && step != Step::deviceChallenge && step != Step::enrollProfile &&
         step != Step::unlockAccount && step != Step::identifyToRecover;
}

Json begun(const Transaction& transaction) {
  return {{"version", "1.0.0"},
          {"stateHandle", transaction.stateHandle},
          {"expiresAt", toRfc3339(transaction.expiresAt)},
          {"intent", "LOGIN"}};
}

void addSuccess(Json& document, const StepPage& page) {
  if (page.transaction.request.responseMode == ResponseMode::interactionCode) {
    setMember(document, "successWithInteractionCode", issueForm(page));
  } else {
    setMember(document, "success",
              {{"name", "success-redirect"}, {"href", successHref(page.policy, page.transaction)}});
  }
}

}  // namespace

Json appMember(const App& app) {
  return ionObject({{"name", "oidc_client"}, {"label", app.label}, {"id", app.id}});
}

Json userMember(const Person* person, const std::string& identifier, bool withProfile) {
  Json value = Json::object();
  if (person != nullptr) setMember(value, "id", person->id);
  setMember(value, "identifier", identifier);
  if (person != nullptr && withProfile) {
    setMember(value, "profile",
              {{"firstName", person->firstName},
               {"lastName", person->lastName},
               {"timeZone", "America/Los_Angeles"},
               {"locale", "en_US"}});
  }
  return ionObject(std::move(value));
}

Json stepDocument(const Policy& policy, const Transaction& transaction, const Remarks& remarks) {
  Remarks said = remarks;
  const Step step = transaction.step;
  if (step == Step::unlocked) said.global.push_back(messages::accountUnlocked());
  const StepPage page(policy, transaction, said);
  Json document = begun(transaction);
  if (Json forms = formsOf(page); !forms.empty()) {
    setMember(document, "remediation", ionArray(std::move(forms)));
  }
  if (!said.global.empty()) {
    setMember(document, "messages", toJson(said.global, transaction.language));
  }
  // Recorded as bare as that: the waiting room knows neither the person nor the app.
  if (step == Step::waitingRoom) return document;
  addOwnMembers(document, page);
  if (namesUser(step)) {
    const bool withProfile = step != Step::success && step != Step::unlocked;
    setMember(document, "user", userMember(page.person, transaction.identifier, withProfile));
  }
  setMember(document, "cancel", page.form("cancel", "cancel").json());
  setMember(document, "app", appMember(policy.app));
  addAuthenticatorChallenge(document, page);
  addCaptcha(document, page);
  if (step == Step::success) addSuccess(document, page);
  return document;
}

Json messageDocument(const Message& message, Language language, const Transaction* transaction) {
  Json document = transaction != nullptr ? begun(*transaction) : Json({{"version", "1.0.0"}});
  setMember(document, "messages", toJson({message}, language));
  return document;
}

}  // namespace latchkey::simulator
