#include "simulator/attempt_limiter.h"

namespace latchkey::simulator {

bool AttemptLimiter::exhausted(const std::string& key, int limit, Seconds window, Instant now) {
  const auto found = events_.find(key);
  if (found == events_.end()) return false;
  std::deque<Instant>& times = found->second;
  while (!times.empty() && times.front() + window <= now) times.pop_front();
  if (times.empty()) {
    events_.erase(found);
    return false;
  }
  return static_cast<int>(times.size()) >= limit;
}

int AttemptLimiter::counted(const std::string& key) const {
  const auto found = events_.find(key);
  return found == events_.end() ? 0 : static_cast<int>(found->second.size());
}

Instant AttemptLimiter::freeAgainAt(const std::string& key, Seconds window, Instant now) const {
  const auto found = events_.find(key);
  if (found == events_.end() || found->second.empty()) return now;
  return found->second.front() + window;
}

}  // namespace latchkey::simulator
