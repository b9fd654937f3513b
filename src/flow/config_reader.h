#pragma once

#include <string_view>

#include "base/json_reader.h"
#include "base/result.h"
#include "flow/config_members.h"

namespace latchkey::flow {

// What a member is read by: its row without the sentences, which no page has to download.
struct ConfigSlot {
  std::string_view name;
  ConfigField field;
};

// nullptr where there is no such member. "links.help" is in the object `links`.
const Json* configMember(const Json& json, std::string_view name);

// Reads every member of `json` that the configuration knows into `draft`. If a member has another
// type than its field, reading ends and the function returns the slot of that member; else nullptr.
const ConfigSlot* readMembers(const Json& json, ConfigDraft& draft);

// Errors: malformedConfig, of oauth::Client::from().
Result<Config> configOf(ConfigDraft draft);

// A sentence about a member: "clientId: must be text".
Error configMistake(std::string_view member, std::string_view sentence);

}  // namespace latchkey::flow
