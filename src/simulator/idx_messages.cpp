#include "simulator/idx_document.h"

// The sentences and keys of Okta's server, as recorded.
namespace latchkey::simulator::messages {

Message sessionExpired() {
  return {"You have been logged out due to inactivity. Refresh or return to the sign in screen.",
          "idx.session.expired",
          "ERROR",
          {}};
}

Message transferred() {
  return {"Flow continued in a new tab.", "idx.transferred.to.new.tab", "INFO", {}};
}

Message unknownUser(const std::string& identifier) {
  return {
      "There is no account with the Username " + identifier + ".", "idx.unknown.user", "INFO", {}};
}

// The recorded answer has no text: a client must know the key.
Message usernameRequired() { return {"", "error.username.required", "ERROR", {}}; }

Message wrongCode() {
  return {"Invalid code. Try again.", "api.authn.error.PASSCODE_INVALID", "ERROR", {}};
}

Message wrongPassword() { return {"Password is incorrect", "incorrectPassword", "ERROR", {}}; }

Message tooManyRequests() { return {"Too many requests", "tooManyRequests", "ERROR", {}}; }

Message badRequest() { return {"Bad request.", "E0000020", "ERROR", {}}; }

Message lockedOut() {
  return {"Your account is locked because of too many authentication attempts.",
          "errors.E0000069",
          "ERROR",
          {}};
}

Message notAssigned() {
  return {"User is not assigned to this application.",
          "idx.error.user.not.assigned.to.app",
          "ERROR",
          {}};
}

Message cancelledElsewhere() {
  return {"Access denied on other device.", "idx.operation.cancelled.on.other.device", "ERROR", {}};
}

}  // namespace latchkey::simulator::messages
