#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace latchkey::simulator {

class Fields;

// So many events in a sliding window, for each key on its own. Of more than `mostKeys` keys those
// without an event for longest are forgotten, so that nobody fills the memory by new names.
class AttemptLimiter {
 public:
  explicit AttemptLimiter(std::size_t mostKeys = 10'000) : mostKeys_(mostKeys) {}

  bool exhausted(const std::string& key, int limit, Seconds window, Instant now);
  void count(const std::string& key, Instant now);
  // How many count since exhausted() was asked.
  int counted(const std::string& key) const;
  void forgive(const std::string& key) { events_.erase(key); }
  void clear() { events_.clear(); }
  std::size_t keys() const { return events_.size(); }
  // Reads or writes all that is counted.
  void keep(Fields& fields, std::string_view name);

  // When the oldest event that counts leaves the window; `now` if there is none.
  Instant freeAgainAt(const std::string& key, Seconds window, Instant now) const;

 private:
  std::size_t mostKeys_;
  std::map<std::string, std::vector<Instant>> events_;
};

}  // namespace latchkey::simulator
