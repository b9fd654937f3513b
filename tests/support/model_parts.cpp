#include "tests/support/model_parts.h"

#include <optional>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"

namespace latchkey::support {

std::string planted(const std::string& what) { return std::string(kPlanted) + "-" + what; }

// --- the org's forms

idx::Field fieldOf(std::string name, std::string label) {
  idx::Field field;
  field.name = std::move(name);
  field.label = std::move(label);
  return field;
}

idx::Field secretField(std::string name, std::string label) {
  idx::Field field = fieldOf(std::move(name), std::move(label));
  field.secret = true;
  return field;
}

idx::Field tickBox(std::string name, std::string label) {
  idx::Field field = fieldOf(std::move(name), std::move(label));
  field.type = idx::FieldType::boolean;
  return field;
}

idx::Field objectOf(std::string name, idx::Field child) {
  idx::Field field = fieldOf(std::move(name), "");
  field.type = idx::FieldType::object;
  field.form = {std::move(child)};
  return field;
}

// With the state handle that every form of the org carries.
idx::Remediation formOf(idx::RemediationKind kind, std::vector<idx::Field> fields) {
  return formOf(idx::name(kind), std::move(fields));
}

idx::Remediation formOf(std::string_view name, std::vector<idx::Field> fields) {
  idx::Remediation form;
  form.kind = idx::kindFrom(name);
  form.name = std::string(name);
  form.href = "https://id.example.test/idp/idx/" + planted("href");
  form.fields = std::move(fields);
  idx::Field handle = fieldOf("stateHandle", "");
  handle.visibility = idx::Visibility::hidden;
  handle.isMutable = false;
  handle.value = planted("state-handle");
  form.fields.push_back(std::move(handle));
  return form;
}

idx::Message messageOf(idx::Severity severity, std::string key, std::string text) {
  return {severity, std::move(key), std::move(text)};
}

// --- phases

signin::Identify identify(std::vector<idx::Field> more) {
  std::vector<idx::Field> fields = {fieldOf("identifier", "Username")};
  for (idx::Field& field : more) fields.push_back(std::move(field));
  signin::Identify phase;
  phase.form = formOf(idx::RemediationKind::identify, std::move(fields));
  return phase;
}

signin::AskForEmail ask(std::string email) {
  return {formOf(idx::RemediationKind::selectAuthenticatorAuthenticate, {}),
          {},
          {std::move(email), ""}};
}

signin::AwaitPasscode await() {
  signin::AwaitPasscode phase;
  phase.form = formOf(idx::RemediationKind::challengeAuthenticator,
                      {objectOf("credentials", fieldOf("passcode", "Enter code"))});
  phase.poll = formOf(idx::RemediationKind::challengePoll, {});
  phase.resend = formOf(idx::RemediationKind::resend, {});
  phase.email = {"a***a@example.com", ""};
  return phase;
}

signin::OtherStep stepWith(idx::Remediation form) {
  signin::OtherStep step;
  step.name = form.name;
  step.form = std::move(form);
  return step;
}

signin::OtherStep passwordStep() {
  idx::Remediation form = formOf(idx::RemediationKind::identify,
                                 {fieldOf("identifier", "Username"),
                                  objectOf("credentials", secretField("passcode", "Password")),
                                  tickBox("rememberMe", "Keep me signed in")});
  return stepWith(std::move(form));
}

signin::SignedIn account(const std::string& name, const std::string& email) {
  signin::SignedIn phase;
  phase.tokens.accessToken = oauth::AccessToken(planted("access-token"));
  phase.tokens.idToken = oauth::IdToken(planted("id-token"));
  phase.tokens.refreshToken = oauth::RefreshToken(planted("refresh-token"));
  phase.tokens.accessExpiresAt = fromUnix(kNow + std::chrono::hours(1));
  phase.tokens.idExpiresAt = phase.tokens.accessExpiresAt;
  phase.tokens.claims =
      writeJson(Json{{"name", name}, {"email", email}, {"sid", planted("session")}});
  return phase;
}

signin::LinkElsewhere elsewhere() { return {oauth::Otp("482913"), std::nullopt}; }

// --- models

Model modelOf(signin::Phase phase) {
  Model model;
  model.phase = std::move(phase);
  model.branding.productName = "Northwind";
  model.now = fromUnix(kNow);
  return model;
}

Model withError(Model model, ErrorCode code) {
  model.trouble.error = Error{code, planted("detail")};
  return model;
}

Model withAdvice(Model model, Advice advice) {
  model.trouble.advice = advice;
  return model;
}

Model withMessage(Model model, idx::Message message) {
  model.trouble.messages.push_back(std::move(message));
  return model;
}

Model typing(Model model, const std::string& field, const std::string& text) {
  model.draft.texts[field] = text;
  return model;
}

Model by(Model model, std::string username) {
  model.username = std::move(username);
  return model;
}

Model change(Model model, const std::function<void(Model&)>& how) {
  how(model);
  return model;
}

Model busy(Model model) {
  model.busy = true;
  return model;
}

Model onPhase(signin::Phase phase) { return by(modelOf(std::move(phase)), "ada@example.com"); }

}  // namespace latchkey::support
