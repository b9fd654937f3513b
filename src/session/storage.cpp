#include "session/storage.h"

#include "base/json_writer.h"

namespace latchkey::session {

std::optional<Json> readObject(Storage& storage, Lifetime lifetime, std::string_view key) {
  const std::optional<std::string> stored = storage.read(lifetime, key);
  if (!stored) return std::nullopt;
  Result<Json> json = parseJson(*stored);
  return json && json->is_object() ? std::optional(*std::move(json)) : std::nullopt;
}

void writeMember(Storage& storage, Lifetime lifetime, std::string_view key, std::string_view name,
                 Json value) {
  Json json = readObject(storage, lifetime, key).value_or(Json::object());
  setMember(json, name, std::move(value));
  storage.write(lifetime, key, writeJson(json));
}

void removeMember(Storage& storage, Lifetime lifetime, std::string_view key,
                  std::string_view name) {
  const std::optional<Json> json = readObject(storage, lifetime, key);
  if (!json || member(*json, name) == nullptr) return;
  if (json->size() == 1) return storage.erase(lifetime, key);
  Json remaining = Json::object();
  for (const auto& [other, value] : json->items()) {
    if (other != name) setMember(remaining, other, value);
  }
  storage.write(lifetime, key, writeJson(remaining));
}

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
