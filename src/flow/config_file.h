#pragma once

#include <string_view>

#include "base/result.h"
#include "flow/config.h"

namespace latchkey::flow {

// Judges a configuration as a person writes it, and fills in what follows from it:
//
//   {"issuer": "https://id.example.com/oauth2/default", "clientId": "0oa...",
//    "redirectUri": "https://www.example.com/login/callback/"}
//
// The other members are in config_members.h and in the README. Errors: malformedConfig, with a
// sentence that begins with the member: "clientId: must be text".
Result<Config> parseConfig(std::string_view text);

}  // namespace latchkey::flow
