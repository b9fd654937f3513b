#pragma once

#include <optional>

#include "base/bytes.h"
#include "base/time.h"

namespace latchkey::signin {

// When the org is asked without a person having asked for it: the polls while a mail is on its way,
// and further tries of what failed. Slower in a hidden tab, twice as slow after each failure in a
// row, and not at all before the time that the org has named (429).
class Polling {
 public:
  void setHidden(bool hidden) { hidden_ = hidden; }
  bool isHidden() const { return hidden_; }

  // What came of the last request, whether it was a poll or not.
  void noteSuccess() { failures_ = 0; }
  void noteFailure() { ++failures_; }
  // May what failed be tried again by itself?
  bool hasTriesLeft() const;

  void keepQuietUntil(Instant until) { quietUntil_ = until; }
  bool isQuiet(Instant now) const { return quietUntil_ > now; }

  // How long to wait before the next poll, where the org wants one each `refresh` (if it says so).
  // Nothing: a random byte is needed first, for backedOff*().
  std::optional<Milliseconds> untilPoll(std::optional<Milliseconds> refresh, Instant now) const;
  std::optional<Milliseconds> untilRetry(Instant now) const;

  // With a random byte, so that pages that failed together do not come back together. Without one
  // (a browser that has no random numbers) the wait is of middling length.
  Milliseconds backedOffPoll(std::optional<Milliseconds> refresh, Instant now,
                             const Bytes& random) const;
  Milliseconds backedOffRetry(const Bytes& random) const;

 private:
  Milliseconds interval(std::optional<Milliseconds> refresh) const;
  Milliseconds backedOff(Milliseconds delay, int chance) const;

  bool hidden_ = false;
  int failures_ = 0;  // in a row
  Instant quietUntil_;
};

}  // namespace latchkey::signin
