#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// What an org remembers, as a file, so that a person in the middle of a sign-in notices nothing of
// a restart: sign-ins, tokens, keys, sessions, mails, limits, and what people did to their
// accounts. It holds keys and codes: nobody but its owner may read it.
std::string writeState(OrgState& state);

// Errors: malformedConfig, with a sentence for the terminal. `state` is no good then.
std::optional<Error> readState(OrgState& state, std::string_view text, std::string_view fileName);

}  // namespace latchkey::simulator
