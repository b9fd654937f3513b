#pragma once

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// GET and POST /v1/authorize (RFC 6749 §4.1.1, OpenID Connect Core 3.1.2) for `response_type=code`,
// with `response_mode` query, fragment or okta_post_message. Whoever has a session of the org gets
// a code at once, unless `prompt=login`, or `max_age` is over; whoever has none signs in at the
// org's own page (idx/hosted_page.h), or gets `login_required` where `prompt=none` forbids one. An
// unknown client or redirect URI is told to the person, never redirected to.
http::Response authorizeAnswer(OrgState& state, const http::Request& request);

}  // namespace latchkey::simulator
