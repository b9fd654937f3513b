#include "flow/config_reader.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text.h"

namespace latchkey::flow {
namespace {

template <std::size_t N>
constexpr std::array<ConfigSlot, N> slotsOf(const std::array<ConfigMember, N>& members) {
  std::array<ConfigSlot, N> slots = {};
  for (std::size_t i = 0; i < N; ++i) slots[i] = {members[i].name, members[i].field};
  return slots;
}

constexpr auto kSlots = slotsOf(kConfigMembers);

// Each reads a value into a field of its type. False where the value has another type.
class Reader {
 public:
  Reader(const Json& value, ConfigDraft& draft) : value_(value), draft_(draft) {}

  bool operator()(std::string ConfigDraft::*field) { return take(asText(value_), draft_.*field); }
  bool operator()(bool ConfigDraft::*field) { return take(asBoolean(value_), draft_.*field); }

  bool operator()(std::optional<Seconds> ConfigDraft::*field) {
    const std::optional<std::int64_t> seconds = asInteger(value_);
    if (!seconds || *seconds < 0) return false;
    draft_.*field = Seconds(*seconds);
    return true;
  }

  bool operator()(std::vector<std::string> ConfigDraft::*field) {
    if (!value_.is_array()) return false;
    (draft_.*field).clear();
    for (const Json& each : value_) {
      std::optional<std::string> one = asText(each);
      if (!one) return false;
      (draft_.*field).push_back(*std::move(one));
    }
    return true;
  }

  bool operator()(const Choice& choice) {
    const std::optional<std::string> word = asText(value_);
    for (std::size_t i = 0; i < choice.words.count; ++i) {
      if (word != choice.words.first[i]) continue;
      choice.set(draft_, i);
      return true;
    }
    return false;
  }

 private:
  template <class T>
  bool take(std::optional<T> read, T& field) {
    if (read) field = *std::move(read);
    return read.has_value();
  }

  const Json& value_;
  ConfigDraft& draft_;
};

}  // namespace

const Json* configMember(const Json& json, std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return member(json, name);
  const Json* group = object(json, name.substr(0, dot));
  return group == nullptr ? nullptr : member(*group, name.substr(dot + 1));
}

const ConfigSlot* readMembers(const Json& json, ConfigDraft& draft) {
  const auto found = std::find_if(kSlots.begin(), kSlots.end(), [&](const ConfigSlot& slot) {
    const Json* value = configMember(json, slot.name);
    return value != nullptr && !std::visit(Reader(*value, draft), slot.field);
  });
  return found == kSlots.end() ? nullptr : &*found;
}

Result<Config> configOf(ConfigDraft draft) {
  Settings settings = static_cast<Settings&&>(draft);
  settings.productName = trimmed(settings.productName);
  Result<oauth::Client> client = oauth::Client::from(static_cast<oauth::ClientOptions&&>(draft));
  if (!client) return client.error();
  if (trimmed(settings.hostedSignIn).empty()) settings.hostedSignIn = client->org() + '/';
  return Config{std::move(settings), *std::move(client)};
}

Error configMistake(std::string_view member, std::string_view sentence) {
  return {ErrorCode::malformedConfig, std::string(member) + ": " + std::string(sentence)};
}

}  // namespace latchkey::flow
