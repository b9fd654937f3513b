#pragma once

#include "http/message.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

// Cross-origin rules as Okta keeps them (Fetch standard §3.3): a page whose origin is not a
// Trusted Origin gets its answer without permission to read it, so only the browser refuses.

// The answer to OPTIONS.
http::Response preflight(const Policy& policy, const http::Request& request);

// Adds what lets a trusted page read the answer, and `Vary: Origin` in any case.
void addCorsHeaders(const Policy& policy, const http::Request& request, http::Response& response);

}  // namespace latchkey::simulator
