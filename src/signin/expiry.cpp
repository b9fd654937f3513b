#include "signin/expiry.h"

#include <algorithm>

namespace latchkey::signin {
namespace {

constexpr Milliseconds kWarning{60'000};
// The browser's timers overflow after 24 days.
constexpr Milliseconds kLongestTimer{std::chrono::hours(24)};

}  // namespace

std::optional<Milliseconds> Expiry::watch(std::optional<Instant> end, Instant now,
                                          bool isTimerRunning) {
  end_ = end && *end > now ? end : std::nullopt;
  if (!end_) return std::nullopt;
  const Milliseconds left = *end_ - now;
  const Milliseconds delay = std::min(left > kWarning ? left - kWarning : left, kLongestTimer);
  if (isTimerRunning && timerEndsAt_ <= now + delay) return std::nullopt;
  timerEndsAt_ = now + delay;
  return delay;
}

bool Expiry::isSoon(Instant now) const { return end_ && now < *end_ && *end_ - now <= kWarning; }

}  // namespace latchkey::signin
