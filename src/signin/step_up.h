#pragma once

#include "base/time.h"
#include "oauth/client.h"
#include "session/token_store.h"

namespace latchkey::signin {

// Has the person of these tokens proven who they are as recently and as well as the client asks for
// (`maxAge` and `acrValues`; OpenID Connect Core 1.0, 3.1.3.7)? `asOf` is the time, by this
// device's clock, from which the age is counted back. The claims of the ID token count, so a
// renewal does not make a proof younger. Claims that cannot be read do not meet a step-up.
bool meetsStepUp(const session::Tokens& tokens, const oauth::Client& client, Instant asOf);

}  // namespace latchkey::signin
