#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "session/storage.h"

namespace latchkey::support {

using session::Lifetime;

// A browser's two storages in a map. `blocked` is what a person's settings, a private window or a
// full disk do: writing fails and reading finds nothing.
class MemoryStorage : public session::Storage {
 public:
  enum class Mood { works, blocked, full };

  std::optional<std::string> read(Lifetime lifetime, std::string_view key) override {
    const auto found = entries.find({lifetime, std::string(key)});
    if (mood == Mood::blocked || found == entries.end()) return std::nullopt;
    return found->second;
  }
  bool write(Lifetime lifetime, std::string_view key, std::string_view value) override {
    if (mood != Mood::works) return false;
    entries.insert_or_assign({lifetime, std::string(key)}, std::string(value));
    return true;
  }
  void erase(Lifetime lifetime, std::string_view key) override {
    if (mood != Mood::blocked) entries.erase({lifetime, std::string(key)});
  }

  // What a closed tab takes with it.
  void closeTab() {
    std::erase_if(entries, [](const auto& entry) { return entry.first.first == Lifetime::tab; });
  }

  Mood mood = Mood::works;
  std::map<std::pair<Lifetime, std::string>, std::string> entries;
};

}  // namespace latchkey::support
