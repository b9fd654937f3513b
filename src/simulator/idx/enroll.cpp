#include "simulator/idx/enroll.h"

#include <algorithm>
#include <utility>

#include "simulator/idx/authenticators.h"
#include "simulator/idx/challenge.h"
#include "simulator/idx/choose.h"
#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"
#include "simulator/idx/security_question.h"
#include "simulator/text_rule.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kShortestPassword = 8;

std::vector<Authenticator> missingOf(const StepPage& page) {
  return page.person == nullptr ? std::vector<Authenticator>()
                                : missingOf(page.policy, *page.person, page.transaction.purpose);
}

// Whoever has nothing else to sign in by the next time cannot do without.
bool maySkip(const Policy& policy, const Transaction& transaction) {
  return policy.enrollmentMayBeSkipped && transaction.purpose != Purpose::registration;
}

Json selectToEnrollForm(const StepPage& page) {
  const auto missing = missingOf(page);
  IonForm asked = page.form("select-authenticator-enroll", "credential/enroll");
  asked.add({{"name", "authenticator"},
             {"type", "object"},
             {"options", authenticatorOptions(missing, {"authenticators", missing}, page.person,
                                              page.transaction.language)}});
  return asked.json();
}

Json enrollmentDataForm(const StepPage& page) {
  const AuthenticatorKind& kind = kindOf(page.transaction.authenticator);
  Json fields = Json::array();
  fields.push_back(fixedField("id", kind.id));
  fields.push_back({{"name", "methodType"},
                    {"type", "string"},
                    {"required", false},
                    {"options", methodOptions(kind, page.transaction.language)}});
  if (kind.which == Authenticator::phone) {
    fields.push_back({{"name", "phoneNumber"},
                      {"type", "string"},
                      {"label", page.label("Phone number")},
                      {"required", true}});
  }
  IonForm asked = page.form("authenticator-enrollment-data", "credential/enroll");
  asked.relateTo("$.currentAuthenticator");
  Json authenticator = {{"name", "authenticator"}, {"label", page.label(kind.name)}};
  setMember(authenticator, "form", ionFields(std::move(fields)));
  asked.add(std::move(authenticator));
  return asked.json();
}

// As their data come before the code.
bool provesByCode(Authenticator which) {
  return which == Authenticator::email || which == Authenticator::phone;
}

Json credentialsToEnroll(const StepPage& page) {
  if (page.transaction.authenticator == Authenticator::securityQuestion) {
    return questionToEnroll(page);
  }
  Json fields = Json::array();
  if (page.transaction.authenticator == Authenticator::password) {
    fields.push_back(
        {{"name", "passcode"}, {"label", page.label("Enter password")}, {"secret", true}});
  } else {
    fields.push_back(codeField(page));
  }
  return page.credentials(std::move(fields));
}

Json enrollForm(const StepPage& page) {
  IonForm asked = page.form("enroll-authenticator", "challenge/answer");
  asked.relateTo("$.currentAuthenticator");
  asked.add(credentialsToEnroll(page));
  return asked.json();
}

Json withOthers(const StepPage& page, std::optional<Json> first) {
  Json forms = Json::array();
  if (first) forms.push_back(*std::move(first));
  forms.push_back(selectToEnrollForm(page));
  if (maySkip(page.policy, page.transaction)) forms.push_back(page.form("skip", "skip").json());
  return forms;
}

bool isEnrolling(Step step) {
  return step == Step::selectToEnroll || step == Step::enrollmentData || step == Step::enroll;
}

bool isGoodPassword(std::string_view password) { return password.size() >= kShortestPassword; }

}  // namespace

Json passwordSettings() {
  return {{"complexity",
           {{"minLength", kShortestPassword},
            {"minLowerCase", 0},
            {"minUpperCase", 0},
            {"minNumber", 0},
            {"minSymbol", 0},
            {"excludeUsername", false},
            {"excludeAttributes", Json::array()}}},
          {"age", {{"minAgeMinutes", 0}, {"historyCount", 0}}}};
}

Json selectToEnrollForms(const StepPage& page) { return withOthers(page, std::nullopt); }

Json enrollmentDataForms(const StepPage& page) {
  return withOthers(page, enrollmentDataForm(page));
}

Json enrollForms(const StepPage& page) { return withOthers(page, enrollForm(page)); }

void addToEnroll(Json& document, const StepPage& page) {
  const Language language = page.transaction.language;
  const Authenticator which = page.transaction.authenticator;
  const bool isSent = page.transaction.step == Step::enroll;
  if (page.transaction.step != Step::selectToEnroll) {
    Json current = Json::object();
    if (provesByCode(which)) addCodeActions(current, page, isSent);
    if (which == Authenticator::securityQuestion) {
      setMember(current, "contextualData", questionsToChoose(page));
    }
    current.update(described(which, kindOf(which).id, language));
    if (which == Authenticator::password) setMember(current, "settings", passwordSettings());
    setMember(document, "currentAuthenticator", ionObject(std::move(current)));
  }
  Json kinds = Json::array();
  for (const Authenticator missing : missingOf(page)) {
    kinds.push_back(listed(missing, language));
  }
  Json own = Json::array();
  for (const Authenticator has : authenticatorsOf(page.person)) {
    own.push_back(enrollment(has, page.person, language));
  }
  setMember(document, "authenticators", ionArray(std::move(kinds)));
  setMember(document, "authenticatorEnrollments", ionArray(std::move(own)));
  if (isSent) {
    setMember(document, "enrollmentAuthenticator",
              ionObject(described(which, kindOf(which).id, language)));
  }
}

static http::Response callNewPhone(Call& call, const Choice& choice) {
  if (!choice.phoneNumber) return current(call);
  constexpr std::size_t kLongest = 32;
  if (choice.phoneNumber->size() > kLongest || !follows(TextRule::phone, *choice.phoneNumber)) {
    return currentWith(call, messages::invalidPhone(), 400);
  }
  call.transaction.channel = choice.method;
  call.transaction.newPhone = *choice.phoneNumber;
  return sendCode(call, Step::enroll);
}

http::Response chooseToEnroll(Call& call) {
  Transaction& transaction = call.transaction;
  const Person* person = call.person();
  if (!isEnrolling(transaction.step) || person == nullptr) return outOfStep(call);
  const auto choice = readChoice(call.body);
  const auto missing = missingOf(call.state.policy, *person, transaction.purpose);
  if (!choice ||
      std::find(missing.begin(), missing.end(), choice->authenticator) == missing.end()) {
    return badRequest(call);
  }
  transaction.authenticator = choice->authenticator;
  extend(call);
  const bool byCode = provesByCode(choice->authenticator);
  transaction.step = byCode ? Step::enrollmentData : Step::enroll;
  if (!byCode || choice->method.empty()) return current(call);
  return choice->authenticator == Authenticator::phone ? callNewPhone(call, *choice)
                                                       : sendCode(call, Step::enroll);
}

http::Response skip(Call& call) {
  Transaction& transaction = call.transaction;
  if (!isEnrolling(transaction.step)) return outOfStep(call);
  if (!maySkip(call.state.policy, transaction)) return badRequest(call);
  transaction.enrollmentSkipped = true;
  return goOn(call);
}

http::Response finishEnrollment(Call& call) {
  const Transaction& transaction = call.transaction;
  const bool isPhone = transaction.authenticator == Authenticator::phone;
  call.state.changePerson(transaction.personId, [&](Person& person) {
    if (isPhone) {
      person.phone = transaction.newPhone;
    } else {
      person.hasEmail = true;
    }
  });
  return call.transaction.passed.empty() ? pass(call) : goOn(call);
}

std::optional<http::Response> takeNewPassword(Call& call) {
  const auto password = passcodeIn(call.body);
  if (!password) return badRequest(call);
  if (!isGoodPassword(*password)) {
    return currentAt(call, "passcode", messages::passwordRequirements(), 400);
  }
  call.state.changePerson(call.transaction.personId,
                          [&password](Person& person) { person.password = *password; });
  return std::nullopt;
}

http::Response enrollPassword(Call& call) {
  if (auto refusal = takeNewPassword(call)) return *std::move(refusal);
  return call.transaction.passed.empty() ? pass(call) : goOn(call);
}

}  // namespace latchkey::simulator
