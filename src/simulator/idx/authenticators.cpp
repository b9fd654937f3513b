#include "simulator/idx/authenticators.h"

#include <algorithm>
#include <utility>

#include "simulator/idx/form.h"
#include "simulator/idx/wording.h"

namespace latchkey::simulator {
namespace {

// NOLINTNEXTLINE(readability-function-size): a table
const std::vector<AuthenticatorKind>& kinds() {
  static const std::vector<AuthenticatorKind> all = {
      {Authenticator::email,
       "email",
       "okta_email",
       "aut1latchkeyEmail0g4",
       "Email",
       "eae",
       {"email"}},
      {Authenticator::password,
       "password",
       "okta_password",
       "aut2latchkeyPasswd0g4",
       "Password",
       "lae",
       {"password"}},
      {Authenticator::phone,
       "phone",
       "phone_number",
       "aut3latchkeyPhone0g4",
       "Phone",
       "sms",
       {"sms", "voice"}},
      {Authenticator::securityQuestion,
       "security_question",
       "security_question",
       "aut4latchkeyQuestn0g4",
       "Security Question",
       "qae",
       {"security_question"}},
      {Authenticator::passkey,
       "security_key",
       "webauthn",
       "aut5latchkeyPasskey0g4",
       "Passkeys",
       "fwf",
       {"webauthn"}},
      {Authenticator::oktaVerify,
       "app",
       "okta_verify",
       "aut6latchkeyVerify0g4",
       "Okta Verify",
       "pfd",
       {"push"}},
  };
  return all;
}

std::string_view methodLabel(std::string_view method) {
  if (method == "sms") return "SMS";
  return method == "voice" ? "Voice call" : "Email";
}

// The form inside one option: which authenticator, by which method, and which of the person's own,
// or the number of a new one.
Json choiceOf(const AuthenticatorKind& kind, const Person* person, bool isNew, Language language) {
  Json fields = Json::array();
  fields.push_back(fixedField("id", kind.id));
  if (kind.methods.size() == 1) {
    fields.push_back(fixedField("methodType", kind.methods.front(), false));
  } else {
    fields.push_back({{"name", "methodType"},
                      {"type", "string"},
                      {"required", false},
                      {"options", methodOptions(kind, language)}});
    fields.push_back(isNew ? Json({{"name", "phoneNumber"},
                                   {"label", worded(language, "Phone number")},
                                   {"required", false}})
                           : fixedField("enrollmentId", enrollmentId(kind.which, person)));
  }
  return nestedForm(std::move(fields));
}

}  // namespace

const AuthenticatorKind& kindOf(Authenticator which) {
  return kinds()[static_cast<std::size_t>(which)];
}

std::optional<Authenticator> authenticatorById(std::string_view id) {
  for (const AuthenticatorKind& kind : kinds()) {
    if (kind.id == id) return kind.which;
  }
  return std::nullopt;
}

bool has(const Person& person, Authenticator which) {
  switch (which) {
    case Authenticator::email:
      return person.hasEmail;
    case Authenticator::password:
      return person.password.has_value();
    case Authenticator::phone:
      return !person.phone.empty();
    case Authenticator::securityQuestion:
      return person.question.has_value();
    case Authenticator::passkey:
      return person.hasPasskey;
    case Authenticator::oktaVerify:
      return person.hasOktaVerify;
  }
  return false;
}

std::vector<Authenticator> authenticatorsOf(const Person* person) {
  if (person == nullptr) return {Authenticator::email};
  std::vector<Authenticator> own;
  for (const AuthenticatorKind& kind : kinds()) {
    if (has(*person, kind.which)) own.push_back(kind.which);
  }
  return own;
}

std::vector<Authenticator> missingOf(const Policy& policy, const Person& person, Purpose purpose) {
  std::vector<Authenticator> missing;
  const auto& wanted = policy.toEnroll;
  for (const AuthenticatorKind& kind : kinds()) {
    const bool always = kind.which == Authenticator::email && purpose == Purpose::registration;
    const bool isWanted = std::find(wanted.begin(), wanted.end(), kind.which) != wanted.end();
    if ((always || isWanted) && !has(person, kind.which)) missing.push_back(kind.which);
  }
  return missing;
}

std::string maskedEmail(std::string_view email) {
  const std::size_t at = email.find('@');
  if (at == std::string_view::npos || at == 0) return "***";
  return std::string(1, email[0]) + "***" + std::string(email.substr(at - 1));
}

std::string maskedPhone(std::string_view phone) {
  constexpr std::size_t kShown = 4;
  if (phone.size() < kShown) return "XXX";
  return "+1 XXX-XXX-" + std::string(phone.substr(phone.size() - kShown));
}

std::string enrollmentId(Authenticator which, const Person* person) {
  if (person == nullptr) return "";
  return std::string(kindOf(which).enrollmentPrefix) + person->id.substr(3);
}

Json described(Authenticator which, std::string_view id, Language language) {
  const AuthenticatorKind& kind = kindOf(which);
  Json methods = Json::array();
  for (const std::string_view method : kind.methods) methods.push_back({{"type", method}});
  Json authenticator = {{"type", kind.type}, {"key", kind.key}};
  if (!id.empty()) setMember(authenticator, "id", id);
  setMember(authenticator, "displayName", worded(language, kind.name));
  setMember(authenticator, "methods", std::move(methods));
  return authenticator;
}

Json listed(Authenticator which, Language language) {
  Json authenticator = described(which, kindOf(which).id, language);
  setMember(authenticator, "allowedFor", "sso");
  return authenticator;
}

Json enrollmentProfile(Authenticator which, const Person* person) {
  if (person == nullptr) return nullptr;
  if (which == Authenticator::phone) return {{"phoneNumber", maskedPhone(person->phone)}};
  if (which == Authenticator::securityQuestion) {
    return {{"questionKey", person->question->key}, {"question", person->question->question}};
  }
  if (which != Authenticator::email) return nullptr;
  Json profile = {{"email", maskedEmail(person->email)}};
  if (!person->secondaryEmail.empty()) {
    setMember(profile, "secondaryEmail", maskedEmail(person->secondaryEmail));
  }
  return profile;
}

Json enrollment(Authenticator which, const Person* person, Language language) {
  Json own = Json::object();
  // The question itself is told only to whom is asked it.
  if (which != Authenticator::securityQuestion) {
    if (Json profile = enrollmentProfile(which, person); !profile.is_null()) {
      setMember(own, "profile", std::move(profile));
    }
  }
  own.update(described(which, enrollmentId(which, person), language));
  return own;
}

Json methodOptions(const AuthenticatorKind& kind, Language language) {
  Json options = Json::array();
  for (const std::string_view method : kind.methods) {
    options.push_back(option(worded(language, methodLabel(method)), method));
  }
  return options;
}

Json authenticatorOptions(const std::vector<Authenticator>& choices, const AuthenticatorList& list,
                          const Person* person, Language language) {
  const bool isNew = list.name == "authenticators";
  Json options = Json::array();
  for (const Authenticator which : choices) {
    const auto place = std::find(list.whole.begin(), list.whole.end(), which) - list.whole.begin();
    const AuthenticatorKind& kind = kindOf(which);
    Json one = option(worded(language, kind.name), choiceOf(kind, person, isNew, language));
    setMember(one, "relatesTo",
              "$." + std::string(list.name) + ".value[" + std::to_string(place) + "]");
    options.push_back(std::move(one));
  }
  return options;
}

}  // namespace latchkey::simulator
