#include "signin/polling.h"

#include <algorithm>

#include "signin/no_answer.h"

namespace latchkey::signin {
namespace {

constexpr Milliseconds kDefaultPoll{4'000};
constexpr Milliseconds kFastestPoll{1'000};
constexpr Milliseconds kHiddenPoll{15'000};
constexpr Milliseconds kSlowestPoll{60'000};
constexpr Milliseconds kFirstRetry{2'000};
constexpr Milliseconds kSlowestRetry{60'000};
constexpr Milliseconds kLongestSpread{2'000};

int chanceOf(const Bytes& random) { return random.empty() ? 128 : random.front(); }

}  // namespace

bool Polling::hasTriesLeft() const { return failures_ < kMostRetries; }

Milliseconds Polling::interval(std::optional<Milliseconds> refresh) const {
  const Milliseconds asked = std::clamp(refresh.value_or(kDefaultPoll), kFastestPoll, kSlowestPoll);
  return hidden_ ? std::max(asked, kHiddenPoll) : asked;
}

std::optional<Milliseconds> Polling::untilPoll(std::optional<Milliseconds> refresh,
                                               Instant now) const {
  if (failures_ > 0 || isQuiet(now)) return std::nullopt;
  return interval(refresh);
}

std::optional<Milliseconds> Polling::untilRetry(Instant now) const {
  if (!isQuiet(now)) return std::nullopt;
  return quietUntil_ - now;
}

// Not earlier than the org said, and not in the very moment that it told every page.
Milliseconds Polling::backedOffPoll(std::optional<Milliseconds> refresh, Instant now,
                                    const Bytes& random) const {
  const int chance = chanceOf(random);
  if (!isQuiet(now)) return backedOff(interval(refresh), chance);
  return std::max(interval(refresh), Milliseconds(quietUntil_ - now)) +
         kLongestSpread * chance / 256;
}

Milliseconds Polling::backedOffRetry(const Bytes& random) const {
  return backedOff(kFirstRetry, chanceOf(random));
}

// Twice as long after each failure in a row, and three quarters to five quarters of that.
Milliseconds Polling::backedOff(Milliseconds delay, int chance) const {
  for (int i = 0; i < failures_ && delay < kSlowestRetry; ++i) delay *= 2;
  return std::min(delay, kSlowestRetry) * (192 + chance / 2) / 256;
}

}  // namespace latchkey::signin
