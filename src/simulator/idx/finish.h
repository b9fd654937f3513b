#pragma once

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// What comes after the authenticators: staying signed in, the app's scopes, the interaction code.

Json keepMeSignedInForms(const StepPage& page);
Json consentForms(const StepPage& page);
// `successWithInteractionCode`.
Json issueForm(const StepPage& page);

// POST /idp/idx/keep-me-signed-in
http::Response keepMeSignedIn(Call& call);
// POST /idp/idx/consent, to the app.
http::Response consent(Call& call);

}  // namespace latchkey::simulator
