#include "simulator/idx_document.h"

// The sentences and keys of Okta's server, as recorded.
namespace latchkey::simulator::messages {

Message sessionExpired() {
  return {"You have been logged out due to inactivity. Refresh or return to the sign in screen.",
          "idx.session.expired", "ERROR", std::nullopt};
}

Message transferred() {
  return {"Flow continued in a new tab.", "idx.transferred.to.new.tab", "INFO", std::nullopt};
}

Message unknownUser(const std::string& identifier) {
  return {"There is no account with the Username " + identifier + ".", "idx.unknown.user", "INFO",
          std::vector<std::string>()};
}

// The recorded answer has no text: a client must know the key.
Message usernameRequired() { return {"", "error.username.required", "ERROR", std::nullopt}; }

Message wrongCode() {
  return {"Invalid code. Try again.", "api.authn.error.PASSCODE_INVALID", "ERROR",
          std::vector<std::string>()};
}

Message wrongPassword() {
  return {"Password is incorrect", "incorrectPassword", "ERROR", std::nullopt};
}

Message tooManyRequests() {
  return {"Too many requests", "tooManyRequests", "ERROR", std::nullopt};
}

Message badRequest() { return {"Bad request.", "E0000020", "ERROR", std::nullopt}; }

Message lockedOut() {
  return {"Your account is locked because of too many authentication attempts.", "errors.E0000069",
          "ERROR", std::nullopt};
}

Message notAssigned() {
  return {"User is not assigned to this application.", "idx.error.user.not.assigned.to.app",
          "ERROR", std::nullopt};
}

Message cancelledElsewhere() {
  return {"Access denied on other device.", "idx.operation.cancelled.on.other.device", "ERROR",
          std::nullopt};
}

}  // namespace latchkey::simulator::messages
