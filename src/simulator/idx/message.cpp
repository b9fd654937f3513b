#include "simulator/idx/message.h"

#include <utility>

#include "base/text.h"
#include "simulator/idx/form.h"
#include "simulator/idx/wording.h"

namespace latchkey::simulator {
namespace {

Json toJson(const Message& message, Language language) {
  Json i18n = {{"key", message.key}};
  if (message.params) {
    Json params = Json::array();
    for (const std::string& param : *message.params) params.push_back(param);
    setMember(i18n, "params", std::move(params));
  }
  const std::string text = replaceAll(worded(language, message.text), "{0}", message.about);
  return {{"message", text}, {"i18n", std::move(i18n)}, {"class", message.kind}};
}

}  // namespace

Json toJson(const std::vector<Message>& messages, Language language) {
  Json list = Json::array();
  for (const Message& message : messages) list.push_back(toJson(message, language));
  return ionArray(std::move(list));
}

void addMessages(Json& fields, const Remarks& remarks, Language language) {
  for (Json& field : fields) {
    std::vector<Message> own;
    for (const FieldMessage& remark : remarks.atFields) {
      if (text(field, "name") == remark.field) own.push_back(remark.message);
    }
    if (!own.empty()) setMember(field, "messages", toJson(own, language));
  }
}

namespace messages {
namespace {

Message info(std::string text, std::string key) {
  return {std::move(text), std::move(key), "INFO", std::nullopt, ""};
}

Message error(std::string text, std::string key) {
  return {std::move(text), std::move(key), "ERROR", std::nullopt, ""};
}

Message errorWithParams(std::string text, std::string key, std::vector<std::string> params) {
  return {std::move(text), std::move(key), "ERROR", std::move(params), ""};
}

}  // namespace

Message accessDenied() {
  return error("You do not have permission to perform the requested action.",
               "security.access_denied");
}

Message accountUnlocked() {
  Message message = info("You can log in using your existing username and password",
                         "oie.selfservice.unlock_user.success.message");
  message.params.emplace();
  return message;
}

Message answerTooShort(std::size_t shortest) {
  const std::string count = std::to_string(shortest);
  Message message =
      errorWithParams("The security question answer must be at least {0} characters in length",
                      "securityQuestion.answer.tooShort.arg", {count});
  message.about = count;
  return message;
}

Message badRequest() { return error("Bad request.", "E0000020"); }

Message cancelledByUser() {
  return error("Operation cancelled by user.", "idx.operation.cancelled.by.user");
}

Message cancelledElsewhere() {
  return error("Access denied on other device.", "idx.operation.cancelled.on.other.device");
}

Message emailExists() {
  return errorWithParams("A user with this Email already exists",
                         "registration.error.notUniqueWithinOrg", {"Email"});
}

Message enterCodeElsewhere() {
  return info("Enter the OTP in your original browser or device.", "idx.enter.otp.in.original.tab");
}

Message fieldRequired(const std::string& label) {
  Message message =
      errorWithParams("'{0}' is required", "registration.error.fieldRequired", {label});
  message.about = label;
  return message;
}

Message invalidEmail() {
  return errorWithParams("'Email' must be in the form of an email address",
                         "registration.error.invalidLoginEmail", {"Email"});
}

Message linkBroken() {
  return error("Could not process this email link. Return to the screen where you requested it.",
               "idx.return.error");
}

Message linkExpired() {
  return info(
      "This email link has expired. To resend it, return to the screen where you requested "
      "it.",
      "idx.return.link.expired");
}

Message linkStale() {
  return info("This email link is out of date. Return to the screen where you requested it.",
              "idx.return.stale");
}

Message invalidPhone() {
  return error("Invalid Phone Number.", "api.factors.error.sms.invalid_phone");
}

Message lockedOut() {
  return error("Your account is locked because of too many authentication attempts.",
               "errors.E0000069");
}

Message notAssigned() {
  return error("User is not assigned to this application.", "idx.error.user.not.assigned.to.app");
}

Message passwordRequirements() {
  const std::string rule = "Password requirements: at least 8 characters.";
  return errorWithParams(
      "Password requirements were not met. Password requirements: at least 8 "
      "characters.",
      "password.passwordRequirementsNotMet", {rule});
}

Message passwordRequired() { return error("", "error.password.required"); }

Message recoveryNotAllowed() {
  return error("Reset password is not allowed at this time. Please contact support for assistance.",
               "oie.selfservice.reset.password.not.allowed");
}

Message registrationClosed() {
  return error("Registration is currently unavailable.", "idx.error.registration.unavailable");
}

Message returnToTab() {
  return info("Please return to the original tab.", "idx.return.to.original.tab");
}

Message serverBusy() { return error("Server is unable to respond at the moment.", "E0000010"); }

Message sessionExpired() {
  return error(
      "You have been logged out due to inactivity. Refresh or return to the sign in "
      "screen.",
      "idx.session.expired");
}

Message wrongLength(const std::string& label) {
  Message message =
      errorWithParams("Provided value for property '{0}' does not match required pattern",
                      "registration.error.doesNotMatchPattern", {label});
  message.about = label;
  return message;
}

Message internalError() { return error("Internal Server Error", "E0000009"); }

Message tooManyRequests() { return error("Too many requests", "tooManyRequests"); }

Message transferred() { return info("Flow continued in a new tab.", "idx.transferred.to.new.tab"); }

Message unknownUser(const std::string& identifier) {
  Message message = info("There is no account with the Username {0}.", "idx.unknown.user");
  message.params.emplace();
  message.about = identifier;
  return message;
}

Message unlockNotAllowed() {
  return error(
      "Self Service Unlock is not allowed at this time. Please contact support for assistance.",
      "oie.selfservice.user.unlock.not.allowed");
}

// The recorded answer has no text: a client must know the key.
Message usernameRequired() { return error("", "error.username.required"); }

Message wrongAnswer() {
  return error("Your answer doesn't match our records. Please try again.",
               "authfactor.challenge.question_factor.answer_invalid");
}

Message wrongCode() {
  return errorWithParams("Invalid code. Try again.", "api.authn.error.PASSCODE_INVALID", {});
}

Message wrongCredentials() { return error("Authentication failed", "errors.E0000004"); }

Message wrongPassword() { return error("Password is incorrect", "incorrectPassword"); }

}  // namespace messages
}  // namespace latchkey::simulator
