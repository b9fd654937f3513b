#pragma once

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// Registration: the form of the policy, then a mail that proves the address.

Json profileForms(const StepPage& page);

// POST /idp/idx/enroll
http::Response beginRegistration(Call& call);
// POST /idp/idx/enroll/new
http::Response registerPerson(Call& call);

}  // namespace latchkey::simulator
