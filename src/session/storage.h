#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/json_reader.h"

namespace latchkey::session {

// How long a value lives: with this tab (sessionStorage) or with this browser, shared by its tabs
// (localStorage).
enum class Lifetime { tab, browser };

// Browser storage as it is: it can be missing, full or forbidden at any moment.
class Storage {
 public:
  virtual ~Storage() = default;
  virtual std::optional<std::string> read(Lifetime lifetime, std::string_view key) = 0;
  virtual bool write(Lifetime lifetime, std::string_view key, std::string_view value) = 0;
  virtual void erase(Lifetime lifetime, std::string_view key) = 0;
};

// Nothing if there is no entry or the entry is not a JSON object.
std::optional<Json> readObject(Storage& storage, Lifetime lifetime, std::string_view key);
// Adds to the object that is there, or writes a new one.
void writeMember(Storage& storage, Lifetime lifetime, std::string_view key, std::string_view name,
                 Json value);
// The entry is removed together with its last member.
void removeMember(Storage& storage, Lifetime lifetime, std::string_view key, std::string_view name);

// Keeps in memory what the browser refuses to keep, so that the page goes on working, and says so.
class ResilientStorage : public Storage {
 public:
  explicit ResilientStorage(Storage& browser) : browser_(browser) {}

  std::optional<std::string> read(Lifetime lifetime, std::string_view key) override;
  // Answers whether the browser keeps it; readable it is either way.
  bool write(Lifetime lifetime, std::string_view key, std::string_view value) override;
  void erase(Lifetime lifetime, std::string_view key) override;

 private:
  Storage& browser_;
  std::map<std::pair<Lifetime, std::string>, std::string> memory_;
};

}  // namespace latchkey::session
