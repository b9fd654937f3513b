#include "simulator/attempt_limiter.h"

#include <algorithm>

#include "simulator/keep_youngest.h"

namespace latchkey::simulator {

bool AttemptLimiter::exhausted(const std::string& key, int limit, Seconds window, Instant now) {
  const auto found = events_.find(key);
  if (found == events_.end()) return false;
  std::vector<Instant>& times = found->second;
  const auto counts = [window, now](Instant at) { return at + window > now; };
  times.erase(times.begin(), std::find_if(times.begin(), times.end(), counts));
  if (times.empty()) {
    events_.erase(found);
    return false;
  }
  return static_cast<int>(times.size()) >= limit;
}

void AttemptLimiter::count(const std::string& key, Instant now) {
  events_[key].push_back(now);
  keepYoungest(events_, mostKeys_, [](const std::vector<Instant>& times) { return times.back(); });
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
