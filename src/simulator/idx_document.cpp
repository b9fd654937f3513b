#include "simulator/idx_document.h"

#include <algorithm>
#include <utility>

#include "simulator/idx_form.h"

namespace latchkey::simulator {
namespace {

Json toJson(const Message& message) {
  Json i18n = {{"key", message.key}};
  if (message.params) {
    Json params = Json::array();
    for (const std::string& param : *message.params) params.push_back(param);
    setMember(i18n, "params", std::move(params));
  }
  return {{"message", message.text}, {"i18n", std::move(i18n)}, {"class", message.kind}};
}

Json toJson(const std::vector<Message>& messages) {
  Json list = Json::array();
  for (const Message& message : messages) list.push_back(toJson(message));
  return ionArray(std::move(list));
}

// Builds one document; knows the policy and the transaction so that its parts need not be told.
class Writer {
 public:
  Writer(const Policy& policy, const Transaction& transaction)
      : policy_(policy),
        transaction_(transaction),
        person_(policy.personById(transaction.personId)) {}

  Json write(const Remarks& remarks) const;

 private:
  IonForm form(std::string_view name, std::string_view path) const {
    return IonForm(name, policy_.origin + "/idp/idx/" + std::string(path),
                   transaction_.stateHandle);
  }
  bool hasPassword() const { return person_ != nullptr && person_->password.has_value(); }

  Json remediation(const Remarks& remarks) const;
  Json identify() const;
  Json selectAuthenticator() const;
  Json verificationData() const;
  Json emailChallenge(const Remarks& remarks) const;
  Json passwordChallenge(const Remarks& remarks) const;
  Json keepMeSignedIn() const;
  Json issueCode() const;

  Json current() const;
  Json currentEmail() const;
  Json emailEnrollment() const;
  Json enrollments() const;
  Json authenticators() const;
  Json user() const;
  void addAuthenticators(Json& document) const;

  const Policy& policy_;
  const Transaction& transaction_;
  const Person* person_;
};

Json Writer::identify() const {
  IonForm asked = form("identify", "identify");
  Json identifier = {{"name", "identifier"}, {"label", "Username"}, {"required", true}};
  const std::string& hint = transaction_.request.loginHint;
  if (!hint.empty()) setMember(identifier, "value", hint);
  asked.add(std::move(identifier));
  if (policy_.offersRememberMe) {
    asked.add({{"name", "rememberMe"}, {"type", "boolean"}, {"label", "Keep me signed in"}});
  }
  return asked.json();
}

Json option(std::string_view label, std::string_view id, std::string_view method, int enrollment) {
  Json fields = Json::array();
  fields.push_back({{"name", "id"}, {"required", true}, {"value", id}, {"mutable", false}});
  fields.push_back(
      {{"name", "methodType"}, {"required", false}, {"value", method}, {"mutable", false}});
  const std::string path = "$.authenticatorEnrollments.value[" + std::to_string(enrollment) + "]";
  return {{"label", label}, {"value", nestedForm(std::move(fields))}, {"relatesTo", path}};
}

Json Writer::selectAuthenticator() const {
  Json options = Json::array();
  options.push_back(option("Email", AuthenticatorId::email, "email", 0));
  if (hasPassword()) {
    options.push_back(option("Password", AuthenticatorId::password, "password", 1));
  }
  IonForm asked = form("select-authenticator-authenticate", "challenge");
  asked.add({{"name", "authenticator"}, {"type", "object"}, {"options", std::move(options)}});
  return asked.json();
}

Json Writer::verificationData() const {
  Json methods = Json::array();
  methods.push_back({{"label", "Email"}, {"value", "email"}});
  Json fields = Json::array();
  fields.push_back(
      {{"name", "id"}, {"required", true}, {"value", AuthenticatorId::email}, {"mutable", false}});
  fields.push_back({{"name", "methodType"},
                    {"type", "string"},
                    {"required", true},
                    {"options", std::move(methods)}});
  IonForm asked = form("authenticator-verification-data", "challenge");
  asked.relateTo("$.currentAuthenticatorEnrollment");
  Json authenticator = {{"name", "authenticator"}, {"label", "Email"}};
  setMember(authenticator, "form", ionFields(std::move(fields)));
  asked.add(std::move(authenticator));
  return asked.json();
}

Json credentials(Json passcode, const Remarks& remarks) {
  if (remarks.atPasscode)
    setMember(passcode, "messages", toJson(std::vector<Message>{*remarks.atPasscode}));
  Json fields = Json::array();
  fields.push_back(std::move(passcode));
  return {{"name", "credentials"},
          {"type", "object"},
          {"form", ionFields(std::move(fields))},
          {"required", true}};
}

Json Writer::emailChallenge(const Remarks& remarks) const {
  Json passcode = {{"name", "passcode"}, {"label", "Enter code"}};
  if (policy_.code.alphabet == CodeAlphabet::alphanumeric) {
    setMember(passcode, "minLength", policy_.code.length);
    setMember(passcode, "maxLength", policy_.code.length);
    setMember(passcode, "format", "alphanumeric");
  }
  IonForm asked = form("challenge-authenticator", "challenge/answer");
  asked.relateTo("$.currentAuthenticatorEnrollment");
  asked.add(credentials(std::move(passcode), remarks));
  return asked.json();
}

Json Writer::passwordChallenge(const Remarks& remarks) const {
  IonForm asked = form("challenge-authenticator", "challenge/answer");
  asked.relateTo("$.currentAuthenticatorEnrollment");
  asked.add(credentials({{"name", "passcode"}, {"label", "Password"}, {"secret", true}}, remarks));
  return asked.json();
}

Json Writer::keepMeSignedIn() const {
  IonForm asked = form("keep-me-signed-in", "keep-me-signed-in");
  asked.add({{"name", "keepMeSignedIn"},
             {"type", "boolean"},
             {"required", true},
             {"value", false},
             {"mutable", true}});
  return asked.json();
}

Json Writer::issueCode() const {
  Json fields = Json::array();
  fields.push_back({{"name", "grant_type"}, {"required", true}, {"value", "interaction_code"}});
  fields.push_back({{"name", "interaction_code"},
                    {"required", true},
                    {"value", transaction_.interactionCode->code}});
  fields.push_back(
      {{"name", "client_id"}, {"required", true}, {"value", transaction_.request.clientId}});
  fields.push_back({{"name", "code_verifier"}, {"required", true}});
  return {{"rel", Json::array({"create-form"})},
          {"name", "issue"},
          {"href", policy_.issuer() + "/v1/token"},
          {"method", "POST"},
          {"value", std::move(fields)},
          {"accepts", "application/x-www-form-urlencoded"}};
}

Json Writer::remediation(const Remarks& remarks) const {
  Json forms = Json::array();
  switch (transaction_.step) {
    case Step::identify:
      forms.push_back(identify());
      forms.push_back(form("select-enroll-profile", "enroll").json());
      forms.push_back(form("unlock-account", "unlock-account").json());
      break;
    case Step::select:
      forms.push_back(selectAuthenticator());
      break;
    case Step::verificationData:
      forms.push_back(verificationData());
      forms.push_back(selectAuthenticator());
      break;
    case Step::emailChallenge:
      forms.push_back(emailChallenge(remarks));
      forms.push_back(selectAuthenticator());
      break;
    case Step::passwordChallenge:
      forms.push_back(passwordChallenge(remarks));
      forms.push_back(selectAuthenticator());
      break;
    case Step::keepMeSignedIn:
      forms.push_back(keepMeSignedIn());
      break;
    case Step::success:
    case Step::exchanged:
    case Step::denied:
      break;
  }
  return forms;
}

Json methods(std::string_view type) {
  Json list = Json::array();
  list.push_back({{"type", type}});
  return list;
}

Json described(std::string_view type, std::string_view key, std::string_view id,
               std::string_view displayName) {
  Json authenticator = {{"type", type}, {"key", key}};
  if (!id.empty()) setMember(authenticator, "id", id);
  setMember(authenticator, "displayName", displayName);
  setMember(authenticator, "methods", methods(type));
  return authenticator;
}

// An unknown person who is concealed has neither an address to show nor ids.
std::string enrollmentId(const Person* person, std::string_view prefix) {
  return person == nullptr ? "" : std::string(prefix) + person->id.substr(3);
}

Json Writer::emailEnrollment() const {
  Json enrollment = Json::object();
  if (person_ != nullptr) {
    setMember(enrollment, "profile", {{"email", maskedEmail(person_->email)}});
  }
  enrollment.update(described("email", "okta_email", enrollmentId(person_, "eae"), "Email"));
  return enrollment;
}

Json Writer::currentEmail() const {
  Json current = Json::object();
  if (person_ != nullptr) setMember(current, "profile", {{"email", maskedEmail(person_->email)}});
  setMember(current, "resend", form("resend", "challenge/resend").json());
  if (transaction_.step == Step::emailChallenge) {
    const auto& series = policy_.pollRefresh;
    IonForm poll = form("poll", "challenge/poll");
    if (!series.empty()) poll.refreshEvery(series[std::min(transaction_.polls, series.size() - 1)]);
    setMember(current, "poll", poll.json());
    setMember(current, "contextualData",
              {{"useEmailMagicLink", policy_.magicLink != MagicLink::off}});
  }
  current.update(described("email", "okta_email", enrollmentId(person_, "eae"), "Email"));
  return current;
}

Json Writer::current() const {
  if (transaction_.step != Step::passwordChallenge) return currentEmail();
  Json current = Json::object();
  setMember(current, "recover", form("recover", "recover").json());
  current.update(described("password", "okta_password", enrollmentId(person_, "lae"), "Password"));
  return current;
}

Json Writer::enrollments() const {
  Json list = Json::array();
  list.push_back(emailEnrollment());
  if (hasPassword()) {
    list.push_back(
        described("password", "okta_password", enrollmentId(person_, "lae"), "Password"));
  }
  return ionArray(std::move(list));
}

Json Writer::authenticators() const {
  Json list = Json::array();
  list.push_back(described("email", "okta_email", AuthenticatorId::email, "Email"));
  if (hasPassword()) {
    list.push_back(described("password", "okta_password", AuthenticatorId::password, "Password"));
  }
  return ionArray(std::move(list));
}

Json Writer::user() const {
  Json value = Json::object();
  if (person_ != nullptr) setMember(value, "id", person_->id);
  setMember(value, "identifier", transaction_.identifier);
  if (person_ != nullptr && transaction_.step != Step::success) {
    setMember(value, "profile",
              {{"firstName", person_->firstName},
               {"lastName", person_->lastName},
               {"timeZone", "America/Los_Angeles"},
               {"locale", "en_US"}});
  }
  return ionObject(std::move(value));
}

void Writer::addAuthenticators(Json& document) const {
  const Step step = transaction_.step;
  if (step == Step::verificationData || step == Step::emailChallenge ||
      step == Step::passwordChallenge) {
    setMember(document, "currentAuthenticatorEnrollment", ionObject(current()));
  }
  if (step == Step::identify || step == Step::success || step == Step::keepMeSignedIn) return;
  setMember(document, "authenticators", authenticators());
  setMember(document, "authenticatorEnrollments", enrollments());
}

Json Writer::write(const Remarks& remarks) const {
  Json document = {{"version", "1.0.0"},
                   {"stateHandle", transaction_.stateHandle},
                   {"expiresAt", toRfc3339(transaction_.expiresAt)},
                   {"intent", "LOGIN"}};
  if (Json forms = remediation(remarks); !forms.empty()) {
    setMember(document, "remediation", ionArray(std::move(forms)));
  }
  if (!remarks.global.empty()) setMember(document, "messages", toJson(remarks.global));
  addAuthenticators(document);
  if (transaction_.step != Step::identify) setMember(document, "user", user());
  setMember(document, "cancel", form("cancel", "cancel").json());
  setMember(
      document, "app",
      ionObject({{"name", "oidc_client"}, {"label", policy_.app.label}, {"id", policy_.app.id}}));
  if (transaction_.step == Step::success) {
    setMember(document, "successWithInteractionCode", issueCode());
  }
  return document;
}

}  // namespace

Json stepDocument(const Policy& policy, const Transaction& transaction, const Remarks& remarks) {
  return Writer(policy, transaction).write(remarks);
}

Json messageDocument(const Message& message, const Transaction* transaction) {
  Json document = {{"version", "1.0.0"}};
  if (transaction != nullptr) {
    setMember(document, "stateHandle", transaction->stateHandle);
    setMember(document, "expiresAt", toRfc3339(transaction->expiresAt));
    setMember(document, "intent", "LOGIN");
  }
  setMember(document, "messages", toJson(std::vector<Message>{message}));
  return document;
}

std::string maskedEmail(std::string_view email) {
  const std::size_t at = email.find('@');
  if (at == std::string_view::npos || at == 0) return "***";
  return std::string(1, email[0]) + "***" + std::string(email.substr(at - 1));
}

}  // namespace latchkey::simulator
