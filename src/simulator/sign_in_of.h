#pragma once

#include <string>

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// The interaction handle of the sign-in that a request belongs to, by whatever it names it with: a
// handle, an interaction code, a link's token. Empty if it belongs to none.
std::string signInOf(OrgState& state, const http::Request& request);

}  // namespace latchkey::simulator
