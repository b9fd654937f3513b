#pragma once

#include <optional>

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// Setting up an authenticator that the person lacks: email or a phone, by a code that is sent to
// it, a password, or a security question. The person may do without where the policy lets them.

Json selectToEnrollForms(const StepPage& page);
Json enrollmentDataForms(const StepPage& page);
Json enrollForms(const StepPage& page);
// `currentAuthenticator`, `authenticators` (what can be set up), `enrollmentAuthenticator`.
void addToEnroll(Json& document, const StepPage& page);

// POST /idp/idx/credential/enroll
http::Response chooseToEnroll(Call& call);
// POST /idp/idx/skip
http::Response skip(Call& call);

// The new address or number was proven.
http::Response finishEnrollment(Call& call);
// A new password was given.
http::Response enrollPassword(Call& call);

// `settings` of a password.
Json passwordSettings();
// The one in the body becomes the person's; or why it does not.
std::optional<http::Response> takeNewPassword(Call& call);

}  // namespace latchkey::simulator
