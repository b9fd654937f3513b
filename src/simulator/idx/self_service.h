#pragma once

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// What people do for themselves when they cannot sign in: unlock an account, replace a password.

Json unlockForms(const StepPage& page);
void addUnlockAuthenticators(Json& document, const StepPage& page);
Json identifyToRecoverForms(const StepPage& page);
// `recoveryAuthenticator`: the one that is to be replaced.
void addRecoveryAuthenticator(Json& document, const StepPage& page);
Json resetPasswordForms(const StepPage& page);
void addPasswordToReset(Json& document, const StepPage& page);

// POST /idp/idx/unlock-account
http::Response askToUnlock(Call& call);
// The answer to it: who, and by which authenticator.
http::Response beginUnlock(Call& call);
// POST /idp/idx/recover: "Forgot password?"
http::Response recover(Call& call);
// Once it is known whose password it is.
http::Response beginRecovery(Call& call);
// The new one.
http::Response resetPassword(Call& call);

}  // namespace latchkey::simulator
