#pragma once

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// POST /v1/token: authorization_code (RFC 6749 §4.1.3), Okta's interaction_code and refresh_token
// (RFC 6749 §6), for a public client with PKCE (RFC 7636); tokens are bound to a key where a proof
// comes along (RFC 9449).
http::Response tokenAnswer(OrgState& state, const http::Request& request, TokenFlaw flaw);

// GET /v1/userinfo (OpenID Connect Core 5.3), with `Bearer` or `DPoP`.
http::Response userinfoAnswer(OrgState& state, const http::Request& request);

}  // namespace latchkey::simulator
