#pragma once

namespace latchkey::signin {

// What an outstanding ticket of the sign-in is for.
enum class Purpose {
  randomness,
  challengeDigest,
  interact,
  introspect,
  submit,
  lastLook,
  token,
  discovery,
  keys,
  poll,
  stay,
  probe,
  background,
  revocation,
  leaveTimer,
  pollTimer,
  mailTimer,
  retryTimer,
  expiryTimer,
  countdownTimer,
};

}  // namespace latchkey::signin
