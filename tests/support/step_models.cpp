// Steps that the org describes: forms, choices, waits.

#include <optional>
#include <utility>

#include "tests/support/model_parts.h"

namespace latchkey::support {
namespace {

void addFormScreens(std::vector<ScreenModel>& all) {
  const Model fresh = modelOf(passwordStep());
  all.push_back({"form-password", fresh});
  all.push_back({"form-password-busy", busy(typing(fresh, "field-identifier", "ada@example.com"))});
  all.push_back(
      {"form-refused", withMessage(fresh, messageOf(idx::Severity::error, "errors.E0000004",
                                                    "Authentication failed"))});
  signin::OtherStep step = passwordStep();
  step.form->fields.front().messages = {
      messageOf(idx::Severity::error, "error.username.required", "")};
  all.push_back({"form-with-a-problem-beside-its-field",
                 change(withMessage(modelOf(step), step.form->fields.front().messages.front()),
                        [](Model& model) { model.problems = 1; })});
  all.push_back({"form-of-nothing-but-a-button", onPhase(stepWith(formOf("skip", {})))});
}

idx::Authenticator authenticatorOf(std::string key, std::string displayName) {
  idx::Authenticator authenticator;
  authenticator.key = std::move(key);
  authenticator.displayName = std::move(displayName);
  return authenticator;
}

signin::Way wayOf(signin::WayKind kind, std::string form, std::string label,
                  std::string detail = "") {
  signin::Way way;
  way.kind = kind;
  way.form = formOf(idx::RemediationKind::unknown, {});
  way.form.name = std::move(form);
  way.label = std::move(label);
  way.detail = std::move(detail);
  return way;
}

std::vector<signin::Way> methods() {
  const char* list = "select-authenticator-authenticate";
  return {wayOf(signin::WayKind::method, list, "Email", "a***a@example.com"),
          wayOf(signin::WayKind::method, list, "Phone", "+1 XXX-XXX-4601"),
          wayOf(signin::WayKind::method, list, "Security Key or Biometric Authenticator")};
}

std::vector<signin::Way> answers(std::string yes, std::string no) {
  signin::Way allow = wayOf(signin::WayKind::answer, "consent", std::move(yes));
  signin::Way deny = wayOf(signin::WayKind::answer, "consent", std::move(no));
  allow.values = {{"consent", true}};
  deny.values = {{"consent", false}};
  return {std::move(allow), std::move(deny)};
}

// A step that is about nothing but what there is to choose from.
signin::OtherStep choiceOf(std::string name, std::vector<signin::Way> ways) {
  signin::OtherStep step;
  step.name = std::move(name);
  step.ways = std::move(ways);
  return step;
}

void addChoiceScreens(std::vector<ScreenModel>& all) {
  const auto action = [](const char* name) { return wayOf(signin::WayKind::action, name, ""); };
  signin::OtherStep list = choiceOf("select-authenticator-authenticate", methods());
  all.push_back({"methods", onPhase(list)});
  all.push_back({"methods-offline", withError(onPhase(list), ErrorCode::offline)});
  list.isOpened = true;
  all.push_back({"methods-with-a-way-back", onPhase(list)});
  signin::OtherStep enrol = choiceOf("select-authenticator-enroll", methods());
  enrol.ways.push_back(action("skip"));
  all.push_back({"methods-to-set-up-or-not-now", onPhase(enrol)});
  all.push_back({"keep-signed-in", onPhase(choiceOf("keep-me-signed-in", answers("", "")))});
  signin::OtherStep consent = choiceOf("consent", answers("Allow Access", "Don't Allow"));
  consent.app = "Demo App";
  consent.details = {"View your internet search history.", "View your mobile phone data plan."};
  all.push_back({"consent", onPhase(consent)});
  signin::OtherStep granular = choiceOf("granular-consent", answers("", ""));
  granular.form = formOf(
      idx::RemediationKind::unknown,
      {tickBox("email", "View your email address."), tickBox("phone", "View your phone number.")});
  granular.app = "Demo App";
  granular.details = {"View your profile information."};
  all.push_back({"consent-of-parts", onPhase(granular)});
  signin::OtherStep link = choiceOf("email-challenge-consent", answers("Allow", "Deny"));
  link.app = "Demo App";
  link.facts = {{"appName", "Application", "Demo App"},
                {"browser", "Browser", "FIREFOX"},
                {"place", "", "Toronto"}};
  all.push_back({"consent-to-a-link", onPhase(link)});
  all.push_back({"one-thing-to-do", onPhase(choiceOf("request-activation-email",
                                                     {action("request-activation-email")}))});
  signin::OtherStep passkey = choiceOf("challenge-authenticator", methods());
  passkey.about = authenticatorOf("webauthn", "Security Key or Biometric Authenticator");
  passkey.isBeyondUs = true;
  all.push_back({"beyond-us-with-other-ways", change(onPhase(passkey), [](Model& model) {
                   model.hosted = "https://id.example.test/";
                 })});
  all.push_back(
      {"beyond-us", change(onPhase(choiceOf("launch-authenticator", {})), [](Model& model) {
         std::get<signin::OtherStep>(model.phase).isBeyondUs = true;
         model.hosted = "https://id.example.test/";
       })});
}

void addWaitingScreens(std::vector<ScreenModel>& all) {
  signin::OtherStep push = choiceOf("challenge-poll", methods());
  push.about = authenticatorOf("okta_verify", "Okta Verify");
  push.about->correctAnswer = "46";
  push.poll = formOf(idx::RemediationKind::challengePoll, {});
  all.push_back({"push", onPhase(push)});
  signin::OtherStep enrol = choiceOf("enroll-poll", methods());
  enrol.about = authenticatorOf("okta_verify", "Okta Verify");
  enrol.poll = formOf(idx::RemediationKind::enrollPoll, {});
  enrol.ways.push_back(wayOf(signin::WayKind::action, "select-enrollment-channel", ""));
  all.push_back({"enrol-in-an-app", onPhase(enrol)});
  signin::OtherStep busyOrg = choiceOf("poll", {});
  busyOrg.poll = formOf(idx::RemediationKind::poll, {});
  all.push_back({"waiting-room", modelOf(busyOrg)});
  const auto ending = [](Model& model) { model.endsSoon = true; };
  all.push_back({"passcode-ends-soon", change(onPhase(await()), ending)});
  all.push_back({"form-ends-soon", change(modelOf(passwordStep()), ending)});
  all.push_back({"passcode-wait-is-over", withAdvice(onPhase(await()), Advice::waitIsOver)});
}

void addWaysBesideForms(std::vector<ScreenModel>& all) {
  signin::Identify providers = identify();
  providers.ways = {wayOf(signin::WayKind::provider, "redirect-idp", "Google"),
                    wayOf(signin::WayKind::provider, "redirect-idp", ""),
                    wayOf(signin::WayKind::action, "select-enroll-profile", ""),
                    wayOf(signin::WayKind::action, "unlock-account", "")};
  all.push_back({"username-with-providers", modelOf(providers)});
  all.push_back({"username-with-providers-and-a-registration-page",
                 change(modelOf(providers), [](Model& model) {
                   model.branding.registerUrl = "https://www.example.com/register";
                 })});
  signin::AskForEmail asking = ask("a***a@example.com");
  asking.ways = methods();
  all.push_back({"ask-with-other-methods", onPhase(asking)});
  signin::AwaitPasscode waiting = await();
  waiting.ways = methods();
  waiting.mailAge = signin::MailAge::settled;
  all.push_back({"passcode-with-other-methods", onPhase(waiting)});
}

idx::Field listOf(std::string name, std::string label) {
  idx::Field field = fieldOf(std::move(name), std::move(label));
  field.options = {{"SMS", std::string("sms"), {}, {}, std::nullopt},
                   {"Voice call", std::string("voice"), {}, {}, std::nullopt}};
  return field;
}

signin::OtherStep phoneStep() {
  idx::Field method = listOf("methodType", "Method");
  method.required = true;
  idx::Field number = fieldOf("phoneNumber", "Phone number");
  number.required = true;
  idx::Field authenticator = objectOf("authenticator", std::move(method));
  authenticator.form.push_back(std::move(number));
  authenticator.form.push_back(fieldOf("nickname", "Name for this phone"));
  signin::OtherStep step = stepWith(
      formOf(idx::RemediationKind::authenticatorEnrollmentData, {std::move(authenticator)}));
  step.about = authenticatorOf("phone_number", "Phone");
  return step;
}

void addFieldScreens(std::vector<ScreenModel>& all) {
  const Model phone = onPhase(phoneStep());
  all.push_back({"form-phone", phone});
  all.push_back({"form-phone-chosen", typing(phone, "field-authenticator.methodType", "voice")});
  all.push_back({"form-phone-with-gaps", change(withAdvice(phone, Advice::fillIn),
                                                [](Model& model) { model.problems = 1; })});
  signin::OtherStep password =
      stepWith(formOf(idx::RemediationKind::challengeAuthenticator,
                      {objectOf("credentials", secretField("passcode", "Password"))}));
  password.about = authenticatorOf("okta_password", "Password");
  password.ways = methods();
  password.ways.push_back(wayOf(signin::WayKind::action, "recover", ""));
  all.push_back({"password", onPhase(password)});
  all.push_back(
      {"password-shown",
       change(typing(onPhase(password), "field-credentials.passcode", "hunter2"),
              [](Model& model) { model.draft.ticks["field-credentials.passcode-show"] = true; })});
  idx::Field age = fieldOf("age", "Age");
  age.type = idx::FieldType::number;
  age.value = std::int64_t{36};
  all.push_back({"form-with-a-number", onPhase(stepWith(formOf("enroll-profile", {age})))});
  signin::OtherStep captcha = passwordStep();
  captcha.form.reset();
  captcha.isBeyondUs = true;
  all.push_back({"beyond-us-for-a-captcha", change(modelOf(captcha), [](Model& model) {
                   model.hosted = "https://id.example.test/";
                 })});
  signin::OtherStep question =
      stepWith(formOf(idx::RemediationKind::challengeAuthenticator,
                      {objectOf("credentials", secretField("answer", "Answer"))}));
  question.about = authenticatorOf("security_question", "Security Question");
  question.about->question = "What is the food you least liked as a child?";
  all.push_back({"security-question", onPhase(question)});
}

}  // namespace

void addStepModels(std::vector<ScreenModel>& all) {
  addFormScreens(all);
  addFieldScreens(all);
  addChoiceScreens(all);
  addWaitingScreens(all);
  addWaysBesideForms(all);
}

}  // namespace latchkey::support
