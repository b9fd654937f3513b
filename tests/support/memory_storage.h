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
    if (mood != Mood::works || !hasRoomFor(lifetime, key, value)) return false;
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

  // Another page of this origin leaves room for so many bytes. What is there already stays.
  void fill(Lifetime lifetime, std::size_t room) {
    entries[{lifetime, std::string(kHoard)}] = std::string(kQuota - kHoard.size() - room, 'x');
  }
  void makeRoom(Lifetime lifetime) { erase(lifetime, kHoard); }

  Mood mood = Mood::works;
  std::map<std::pair<Lifetime, std::string>, std::string> entries;

 private:
  static constexpr std::string_view kHoard = "hoard-of-another-page";
  static constexpr std::size_t kQuota = 100'000;

  bool hasRoomFor(Lifetime lifetime, std::string_view key, std::string_view value) const {
    return usedBeside(lifetime, key) + key.size() + value.size() <= kQuota;
  }
  // By all entries but that one.
  std::size_t usedBeside(Lifetime lifetime, std::string_view key) const {
    std::size_t size = 0;
    for (const auto& [name, value] : entries) {
      if (name.first == lifetime && name.second != key) size += name.second.size() + value.size();
    }
    return size;
  }
};

}  // namespace latchkey::support
