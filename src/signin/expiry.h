#pragma once

#include <optional>

#include "base/time.h"

namespace latchkey::signin {

// The end of a sign-in, which each answer of the org may move further away (`expiresAt` of IDX).
// Polls come every few seconds, so there is one timer for it, which looks again when it goes off.
class Expiry {
 public:
  // The newest document names this end, by this device's clock. Answers how long a timer has to
  // run; nothing where the one that is running goes off early enough, or where no end is known: one
  // that is in the past already is a clock that is wrong.
  std::optional<Milliseconds> watch(std::optional<Instant> end, Instant now, bool isTimerRunning);
  void forget() { end_.reset(); }

  bool isKnown() const { return end_.has_value(); }
  // Within the minute.
  bool isSoon(Instant now) const;

 private:
  std::optional<Instant> end_;
  Instant timerEndsAt_;
};

}  // namespace latchkey::signin
