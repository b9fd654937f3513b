#include "simulator/idx/challenge.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "simulator/digest.h"
#include "simulator/idx/authenticators.h"
#include "simulator/idx/choose.h"
#include "simulator/idx/enroll.h"
#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"
#include "simulator/idx/security_question.h"
#include "simulator/idx/self_service.h"

namespace latchkey::simulator {
namespace {

constexpr Milliseconds kPushPoll{4000};

// What a browser makes of a passkey. Nobody here can check it.
Json passkeyFields() {
  Json fields = Json::array();
  for (const auto& [name, label] : {std::pair{"clientData", "Client Data"},
                                    std::pair{"authenticatorData", "Authenticator Data"},
                                    std::pair{"signatureData", "Signature Data"}}) {
    fields.push_back({{"name", name}, {"label", label}, {"required", true}, {"visible", false}});
  }
  return fields;
}

Json fieldsOf(const StepPage& page) {
  Json fields = Json::array();
  switch (page.transaction.authenticator) {
    case Authenticator::password:
      fields.push_back({{"name", "passcode"}, {"label", page.label("Password")}, {"secret", true}});
      return fields;
    case Authenticator::securityQuestion:
      if (page.person == nullptr || !page.person->question) return fields;
      fields.push_back({{"name", "questionKey"},
                        {"label", page.person->question->question},
                        {"required", true},
                        {"value", page.person->question->key},
                        {"visible", false},
                        {"mutable", false}});
      fields.push_back({{"name", "answer"}, {"label", page.label("Answer")}, {"required", true}});
      return fields;
    case Authenticator::passkey:
      return passkeyFields();
    default:
      fields.push_back(codeField(page));
      return fields;
  }
}

// Of a passkey the org tells nothing but that it wants one: not "Enrollment", as recorded.
std::string currentMember(Authenticator which) {
  return which == Authenticator::passkey ? "currentAuthenticator"
                                         : "currentAuthenticatorEnrollment";
}

Json challengeForm(const StepPage& page) {
  if (page.transaction.authenticator == Authenticator::oktaVerify) {
    IonForm poll = page.form("challenge-poll", "authenticators/poll");
    poll.relateTo("$.currentAuthenticatorEnrollment");
    poll.refreshEvery(kPushPoll);
    return poll.json();
  }
  IonForm asked = page.form("challenge-authenticator", "challenge/answer");
  asked.relateTo("$." + currentMember(page.transaction.authenticator));
  asked.add(page.credentials(fieldsOf(page)));
  return asked.json();
}

void addPoll(Json& authenticator, const StepPage& page) {
  IonForm poll = page.form("poll", "challenge/poll");
  const auto& series = page.policy.pollRefresh;
  if (!series.empty()) {
    poll.refreshEvery(series[std::min(page.transaction.polls, series.size() - 1)]);
  }
  setMember(authenticator, "poll", poll.json());
}

// Only the parts of a challenge that are not the same for all.
void addActions(Json& current, const StepPage& page) {
  switch (page.transaction.authenticator) {
    case Authenticator::email:
    case Authenticator::phone:
      addCodeActions(current, page, page.transaction.step == Step::challenge);
      break;
    case Authenticator::password:
      if (page.policy.selfService.recovery) {
        setMember(current, "recover", page.form("recover", "recover").json());
      }
      break;
    case Authenticator::securityQuestion:
      if (page.person == nullptr || !page.person->question) break;
      setMember(current, "contextualData",
                {{"enrolledQuestion",
                  {{"question", page.person->question->question},
                   {"questionKey", page.person->question->key}}}});
      break;
    case Authenticator::passkey:
      setMember(
          current, "contextualData",
          {{"challengeData",
            {{"challenge", "c2ltdWxhdGVkLWNoYWxsZW5nZQ"}, {"userVerification", "preferred"}}}});
      break;
    case Authenticator::oktaVerify:
      break;
  }
}

bool isRight(const Call& call, const Json& credentials) {
  const Person* person = call.person();
  if (person == nullptr) return false;
  const std::string passcode = text(credentials, "passcode").value_or("");
  switch (call.transaction.authenticator) {
    case Authenticator::password:
      return person->password && equalsInConstantTime(*person->password, passcode);
    case Authenticator::securityQuestion:
      return person->question && text(credentials, "questionKey") == person->question->key &&
             equalsIgnoringCase(trimmed(text(credentials, "answer").value_or("")),
                                person->question->answer);
    case Authenticator::email:
    case Authenticator::phone:
      return isSentCode(call, passcode);
    case Authenticator::passkey:
    case Authenticator::oktaVerify:
      break;
  }
  return false;
}

http::Response wrong(Call& call) {
  const int status = call.state.policy.code.wrongCodeStatus;
  switch (call.transaction.authenticator) {
    case Authenticator::password:
      return currentAt(call, "passcode", messages::wrongPassword(), status);
    case Authenticator::securityQuestion:
      return currentAt(call, "answer", messages::wrongAnswer(), status);
    case Authenticator::passkey:
      return currentWith(call, messages::wrongCredentials(), status);
    default:
      return currentAt(call, "passcode", messages::wrongCode(), status);
  }
}

// The field that this authenticator cannot do without, as text.
bool isComplete(const Call& call, const Json& credentials) {
  switch (call.transaction.authenticator) {
    case Authenticator::securityQuestion:
      return text(credentials, "answer").has_value();
    case Authenticator::passkey:
      return text(credentials, "signatureData").has_value();
    default:
      return text(credentials, "passcode").has_value();
  }
}

// Answers the transaction's challenge or, at Step::enroll, proves the new address.
http::Response check(Call& call, const Json& credentials) {
  const CodePolicy& code = call.state.policy.code;
  AttemptLimiter& wrongCodes = call.state.wrongCodes;
  const Instant now = call.state.clock.now();
  // A concealed unknown person is counted as well, or the limit would tell that there is nobody.
  const std::string key = lowered(call.transaction.identifier);
  if (wrongCodes.exhausted(key, code.wrongAttempts, code.attemptWindow, now)) {
    return tooMany(call,
                   {code.wrongAttempts, wrongCodes.freeAgainAt(key, code.attemptWindow, now)});
  }
  extend(call);
  if (!isRight(call, credentials)) {
    wrongCodes.count(key, now);
    return wrong(call);
  }
  wrongCodes.forgive(key);
  return acceptCode(call);
}

}  // namespace

Json codeField(const StepPage& page) {
  Json passcode = {{"name", "passcode"}, {"label", page.label("Enter code")}};
  if (page.policy.code.alphabet == CodeAlphabet::alphanumeric) {
    setMember(passcode, "minLength", page.policy.code.length);
    setMember(passcode, "maxLength", page.policy.code.length);
    setMember(passcode, "format", "alphanumeric");
  }
  return passcode;
}

Json challengeForms(const StepPage& page) {
  Json forms = Json::array();
  forms.push_back(challengeForm(page));
  forms.push_back(selectForm(page));
  return forms;
}

void addCodeActions(Json& authenticator, const StepPage& page, bool isSent) {
  setMember(authenticator, "resend", page.form("resend", "challenge/resend").json());
  if (!isSent || page.transaction.authenticator != Authenticator::email) return;
  addPoll(authenticator, page);
  setMember(authenticator, "contextualData",
            {{"useEmailMagicLink", page.policy.magicLink != MagicLink::off}});
}

void addChallenged(Json& document, const StepPage& page) {
  const Authenticator which = page.transaction.authenticator;
  Json current = Json::object();
  if (Json profile = enrollmentProfile(which, page.person); !profile.is_null()) {
    setMember(current, "profile", std::move(profile));
  }
  addActions(current, page);
  const std::string id = which == Authenticator::passkey ? std::string(kindOf(which).id)
                                                         : enrollmentId(which, page.person);
  current.update(described(which, id, page.transaction.language));
  setMember(document, currentMember(which), ionObject(std::move(current)));
}

std::optional<std::string> passcodeIn(const Json& body) {
  const Json* credentials = object(body, "credentials");
  return credentials == nullptr ? std::nullopt : text(*credentials, "passcode");
}

bool isSentCode(const Call& call, std::string_view passcode) {
  if (!call.transaction.sent) return false;
  const SentCode& sent = *call.transaction.sent;
  const bool alive = call.state.clock.now() < sent.sentAt + call.state.policy.code.lifetime;
  return alive && equalsInConstantTime(sent.code, passcode);
}

http::Response acceptCode(Call& call) {
  return call.transaction.step == Step::enroll ? finishEnrollment(call) : pass(call);
}

http::Response answer(Call& call) {
  const Step step = call.transaction.step;
  if (step == Step::resetPassword) return resetPassword(call);
  const Authenticator which = call.transaction.authenticator;
  if (step == Step::enroll && which == Authenticator::password) return enrollPassword(call);
  if (step == Step::enroll && which == Authenticator::securityQuestion) return enrollQuestion(call);
  if (step != Step::challenge && step != Step::enroll) return outOfStep(call);
  const Json* credentials = object(call.body, "credentials");
  if (credentials == nullptr || !isComplete(call, *credentials)) return badRequest(call);
  return check(call, *credentials);
}

http::Response resend(Call& call) {
  Transaction& transaction = call.transaction;
  const bool enrolls = transaction.step == Step::enroll || transaction.step == Step::enrollmentData;
  const bool asked =
      transaction.step == Step::challenge || transaction.step == Step::verificationData || enrolls;
  const bool sends = transaction.authenticator == Authenticator::email ||
                     transaction.authenticator == Authenticator::phone;
  if (!asked || !sends) return outOfStep(call);
  return sendCode(call, enrolls ? Step::enroll : Step::challenge);
}

http::Response poll(Call& call) {
  Transaction& transaction = call.transaction;
  switch (transaction.step) {
    case Step::challenge:
    case Step::enroll:
      ++transaction.polls;
      extend(call);
      return current(call);
    case Step::success:
      // On the org's own page a link finishes the tab that waits; otherwise whoever answered has
      // gone on in another tab, since a page that answers does not poll any more.
      if (call.state.policy.app.emailVerificationUrl.empty()) return current(call);
      return refuse(call, messages::transferred(), 200);
    case Step::exchanged:
      return refuse(call, messages::transferred(), 200);
    case Step::identify:
    case Step::denied:
      return outOfStep(call);
    default:
      // Whatever comes after the challenge, when the link was followed meanwhile.
      return current(call);
  }
}

}  // namespace latchkey::simulator
