#pragma once

#include <optional>
#include <string_view>

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// The org's own sign-in page, where /authorize leads to. In place of Okta's, which is a widget, it
// is plain HTML for what an email-only sign-in meets: username, "Send me an email", code or
// password, staying signed in, consent. Each of its forms is the IDX request that a client would
// send, so that it knows nothing of its own.

// The step that the sign-in is at; at its end, the way back to the app.
http::Response showHostedPage(OrgState& state, const http::Request& request,
                              Transaction& transaction);

// POST /login/step, with `stateToken` and the form's own field, and GET /login/token/redirect,
// where the `success` of an IDX document leads to. Nothing: there is no such path.
std::optional<http::Response> hostedPageAnswerTo(OrgState& state, const http::Request& request,
                                                 std::string_view path);

// Where that is.
std::string successHref(const Policy& policy, const Transaction& transaction);

}  // namespace latchkey::simulator
