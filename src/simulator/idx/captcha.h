#pragma once

#include <optional>

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// "Are you a person?", where the policy asks it: at the first form, at recovery and registration.

// `captchaVerify`, the last field but the state handle.
void addCaptchaField(IonForm& form, const StepPage& page);
// `captcha`, to which the field relates.
void addCaptcha(Json& document, const StepPage& page);
// For a form that has the field: the answer, unless the token in it is right.
std::optional<http::Response> captchaRefusal(const Call& call);

}  // namespace latchkey::simulator
