#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "base/time.h"

namespace latchkey::simulator {

class Fields;

// So many events in a sliding window, for each key on its own.
class AttemptLimiter {
 public:
  bool exhausted(const std::string& key, int limit, Seconds window, Instant now);
  void count(const std::string& key, Instant now) { events_[key].push_back(now); }
  // How many count since exhausted() was asked.
  int counted(const std::string& key) const;
  void forgive(const std::string& key) { events_.erase(key); }
  void clear() { events_.clear(); }
  // Reads or writes all that is counted.
  void keep(Fields& fields, std::string_view name);

  // When the oldest event that counts leaves the window; `now` if there is none.
  Instant freeAgainAt(const std::string& key, Seconds window, Instant now) const;

 private:
  std::map<std::string, std::deque<Instant>> events_;
};

}  // namespace latchkey::simulator
