#pragma once

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// GET /v1/logout (OpenID Connect RP-Initiated Logout 1.0): ends the browser's session and goes to
// `post_logout_redirect_uri`, with `state`; without an URI, to the org's own sign-in page. A person
// stands before it, so a mistake is answered with a page.
http::Response logoutAnswer(OrgState& state, const http::Request& request);

}  // namespace latchkey::simulator
