#pragma once

#include <optional>
#include <string_view>

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// /api/v1/sessions/me: the session of the browser that asks, by its cookie (Okta's Sessions API).
//   GET, DELETE /api/v1/sessions/me    POST /api/v1/sessions/me/lifecycle/refresh
// Nothing: there is no such path.
std::optional<http::Response> sessionAnswerTo(OrgState& state, const http::Request& request,
                                              std::string_view path);

// Begins one for somebody who has just signed in, and hands its cookie to the browser.
void beginSession(OrgState& state, const Transaction& transaction, http::Response& response);

}  // namespace latchkey::simulator
