#pragma once

#include <deque>
#include <map>
#include <string>

#include "base/time.h"

namespace latchkey::simulator {

// So many events in a sliding window, for each key on its own.
class AttemptLimiter {
 public:
  bool exhausted(const std::string& key, int limit, Seconds window, Instant now);
  void count(const std::string& key, Instant now) { events_[key].push_back(now); }
  void forgive(const std::string& key) { events_.erase(key); }
  void clear() { events_.clear(); }

  // When the oldest event that counts leaves the window; `now` if there is none.
  Instant freeAgainAt(const std::string& key, Seconds window, Instant now) const;

 private:
  std::map<std::string, std::deque<Instant>> events_;
};

}  // namespace latchkey::simulator
