#pragma once

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// The first step: who are you?, and what can be done instead of signing in. With the password in
// the same form where the policy says so.
Json identifyForms(const StepPage& page);
// `currentAuthenticator` of a form that asks for the password too: it has "Forgot password?".
void addPasswordOfIdentify(Json& document, const StepPage& page);

// POST /idp/idx/identify, which two other steps use as well: unlock and recovery by identifier.
http::Response identify(Call& call);
// POST /idp/idx/cancel: back to the beginning, under a new state handle.
http::Response cancel(Call& call);
// Back to the first form under the same one: "Already have an account?"
http::Response selectIdentify(Call& call);

}  // namespace latchkey::simulator
