#pragma once

#include <string_view>

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// /sso/idps/{id}?stateToken=...: where redirect-idp leads. The page plays the other provider: who
// do you want to be there? Whoever is chosen (POST, person=ID) is sent back to the app, with
// ?interaction_code=... or, if something is still to be asked, ?error=interaction_required; nobody
// (POST without a person) with ?error=access_denied.
http::Response showProvider(const OrgState& state, const http::Request& request,
                            std::string_view path);
http::Response returnFromProvider(OrgState& state, const http::Request& request,
                                  std::string_view path);

}  // namespace latchkey::simulator
