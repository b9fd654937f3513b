#pragma once

#include <optional>
#include <string_view>

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// /idp/idx/*: all of it POST with a JSON body. What a person did wrong is answered with a document
// that says how to go on; only nonsense gets an API error. Nothing: there is no such path.
std::optional<http::Response> idxAnswerTo(OrgState& state, const http::Request& request,
                                          std::string_view path);

// 429 in place of any of the above: nothing is done, and the forms stay as they are.
http::Response idxTooManyRequests(OrgState& state, const http::Request& request);

// Which browser it is that begins: a link that is opened in another one must not finish.
void rememberBrowser(Call& call, const http::Request& request, http::Response& response);
// The browser that is told of the success is signed in to the org itself from then on.
void signInToOrg(Call& call, http::Response& response);

}  // namespace latchkey::simulator
