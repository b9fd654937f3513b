#include "simulator/idx/choose.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "simulator/idx/authenticators.h"
#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"
#include "simulator/idx/self_service.h"

namespace latchkey::simulator {
namespace {

Json verificationDataForm(const StepPage& page) {
  const AuthenticatorKind& kind = kindOf(page.transaction.authenticator);
  const Language language = page.transaction.language;
  Json fields = Json::array();
  fields.push_back(fixedField("id", kind.id));
  fields.push_back({{"name", "methodType"},
                    {"type", "string"},
                    {"required", true},
                    {"options", methodOptions(kind, language)}});
  IonForm asked = page.form("authenticator-verification-data", "challenge");
  asked.relateTo("$.currentAuthenticatorEnrollment");
  Json authenticator = {{"name", "authenticator"}, {"label", page.label(kind.name)}};
  setMember(authenticator, "form", ionFields(std::move(fields)));
  asked.add(std::move(authenticator));
  return asked.json();
}

bool sendsCodes(Authenticator which) {
  return which == Authenticator::email || which == Authenticator::phone;
}

bool hasMethod(Authenticator which, const std::string& method) {
  const auto& methods = kindOf(which).methods;
  return std::find(methods.begin(), methods.end(), method) != methods.end();
}

// Without a method the org asks for it, even if there is only one.
http::Response challengeBy(Call& call, const Choice& choice) {
  Transaction& transaction = call.transaction;
  transaction.authenticator = choice.authenticator;
  if (!sendsCodes(choice.authenticator)) {
    transaction.step = Step::challenge;
    extend(call);
    return current(call);
  }
  transaction.channel = choice.method;
  if (!choice.method.empty()) return sendCode(call, Step::challenge);
  transaction.step = Step::verificationData;
  return current(call);
}

}  // namespace

std::optional<Choice> readChoice(const Json& body) {
  const Json* authenticator = object(body, "authenticator");
  if (authenticator == nullptr) return std::nullopt;
  const auto which = authenticatorById(text(*authenticator, "id").value_or(""));
  if (!which) return std::nullopt;
  const std::string method = text(*authenticator, "methodType").value_or("");
  if (!method.empty() && !hasMethod(*which, method)) return std::nullopt;
  return Choice{*which, method, text(*authenticator, "phoneNumber")};
}

Json selectForm(const StepPage& page) {
  IonForm asked = page.form("select-authenticator-authenticate", "challenge");
  const AuthenticatorList own{"authenticatorEnrollments", authenticatorsOf(page.person)};
  asked.add({{"name", "authenticator"},
             {"type", "object"},
             {"options", authenticatorOptions(remaining(page.policy, page.transaction), own,
                                              page.person, page.transaction.language)}});
  return asked.json();
}

Json selectForms(const StepPage& page) { return onlyForm(selectForm(page)); }

Json verificationDataForms(const StepPage& page) {
  Json forms = Json::array();
  forms.push_back(verificationDataForm(page));
  forms.push_back(selectForm(page));
  return forms;
}

void addEnrollments(Json& document, const StepPage& page) {
  Json kinds = Json::array();
  Json own = Json::array();
  const Language language = page.transaction.language;
  for (const Authenticator which : authenticatorsOf(page.person)) {
    kinds.push_back(listed(which, language));
    own.push_back(enrollment(which, page.person, language));
  }
  setMember(document, "authenticators", ionArray(std::move(kinds)));
  setMember(document, "authenticatorEnrollments", ionArray(std::move(own)));
}

http::Response beginSignIn(Call& call) {
  Transaction& transaction = call.transaction;
  const Person* person = call.person();
  if (person == nullptr) return badRequest(call);
  extend(call);
  transaction.authenticator = Authenticator::email;
  const AnswerToIdentify answer = person->answer;
  const bool byEmail =
      answer == AnswerToIdentify::askBeforeSending || answer == AnswerToIdentify::sendAtOnce;
  if (byEmail && !person->hasEmail) {
    transaction.step = Step::select;
    return current(call);
  }
  switch (answer) {
    case AnswerToIdentify::sendAtOnce:
      return sendCode(call, Step::challenge);
    case AnswerToIdentify::offerChoice:
      transaction.step = Step::select;
      return current(call);
    case AnswerToIdentify::askPassword:
      transaction.authenticator = Authenticator::password;
      transaction.step = Step::challenge;
      return current(call);
    case AnswerToIdentify::recognise:
      return pass(call);
    case AnswerToIdentify::askBeforeSending:
      break;
  }
  transaction.step = Step::verificationData;
  return current(call);
}

http::Response choose(Call& call) {
  const Step step = call.transaction.step;
  if (step == Step::unlockAccount) return beginUnlock(call);
  if (step != Step::select && step != Step::verificationData && step != Step::challenge) {
    return outOfStep(call);
  }
  const auto choice = readChoice(call.body);
  const auto offered = remaining(call.state.policy, call.transaction);
  const bool known =
      choice && std::find(offered.begin(), offered.end(), choice->authenticator) != offered.end();
  return known ? challengeBy(call, *choice) : badRequest(call);
}

}  // namespace latchkey::simulator
