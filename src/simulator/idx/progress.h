#pragma once

#include <string_view>

#include "http/message.h"
#include "simulator/idx/call.h"

namespace latchkey::simulator {

// How a transaction moves on.

// Every step and every poll count the lifetime anew.
void extend(Call& call);

// A new code by the transaction's authenticator and channel; the older one and its link are dead.
// Then `next` is answered, or 429 where there were too many.
http::Response sendCode(Call& call, Step next);

// The transaction's authenticator was answered rightly.
http::Response pass(Call& call);
// Whoever it is has said enough for now: the next step of all that the policy wants.
http::Response goOn(Call& call);

// The end of it: the code that the app swaps for tokens.
void issueCode(OrgState& state, Transaction& transaction);

// What can still be asked of the person, in a sign-in or a recovery.
std::vector<Authenticator> remaining(const Policy& policy, const Transaction& transaction);

}  // namespace latchkey::simulator
