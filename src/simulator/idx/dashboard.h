#pragma once

#include <optional>
#include <string_view>

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// What people find at the org itself, without an app that has sent them: its home leads to their
// applications, and those to a sign-in first, where there is no session. Nothing for other paths.
std::optional<http::Response> dashboardAnswerTo(OrgState& state, const http::Request& request,
                                                std::string_view path);

}  // namespace latchkey::simulator
