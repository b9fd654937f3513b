#include "session/storage.h"

namespace latchkey::session {

std::optional<std::string> ResilientStorage::read(Lifetime lifetime, std::string_view key) {
  const auto kept = memory_.find({lifetime, std::string(key)});
  if (kept != memory_.end()) return kept->second;
  return browser_.read(lifetime, key);
}

bool ResilientStorage::write(Lifetime lifetime, std::string_view key, std::string_view value) {
  if (browser_.write(lifetime, key, value)) {
    memory_.erase({lifetime, std::string(key)});
    return true;
  }
  // A full storage may still hold the value before this one, which a reload would take for new.
  browser_.erase(lifetime, key);
  memory_.insert_or_assign({lifetime, std::string(key)}, std::string(value));
  return false;
}

void ResilientStorage::erase(Lifetime lifetime, std::string_view key) {
  memory_.erase({lifetime, std::string(key)});
  browser_.erase(lifetime, key);
}

}  // namespace latchkey::session
