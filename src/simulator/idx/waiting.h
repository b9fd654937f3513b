#pragma once

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// Forms that a page sends by itself until something happens: the waiting room of an org that can
// only be read ("safe mode"), and Okta Verify, which nobody answers for here.

Json waitingRoomForms(const StepPage& page);
Json deviceChallengeForms(const StepPage& page);
// launch-authenticator, next to identify.
Json launchForm(const StepPage& page);
// `authenticatorChallenge`: how a device is reached.
void addAuthenticatorChallenge(Json& document, const StepPage& page);

// Waits, if the policy has it, or begins at once.
http::Response enterWaitingRoom(Call& call);
// POST /idp/idx/poll
http::Response pollWaitingRoom(Call& call);

// POST /idp/idx/authenticators/okta-verify/launch
http::Response launchOktaVerify(Call& call);
// POST /idp/idx/authenticators/poll
http::Response pollDevice(Call& call);
// POST /idp/idx/authenticators/poll/cancel
http::Response cancelDevice(Call& call);

}  // namespace latchkey::simulator
