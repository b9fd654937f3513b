#pragma once

#include <optional>
#include <string>

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// Which authenticator, and by which of its methods?

// "authenticator": {"id": ..., "methodType"?: ..., "phoneNumber"?: ...} of a body. Nothing if the
// id is nobody's.
struct Choice {
  Authenticator authenticator;
  std::string method;
  std::optional<std::string> phoneNumber;
};
std::optional<Choice> readChoice(const Json& body);

Json selectForms(const StepPage& page);
Json verificationDataForms(const StepPage& page);
// The form that stays next to a challenge: "Verify with something else".
Json selectForm(const StepPage& page);
// `authenticators` and `authenticatorEnrollments`: what the person has.
void addEnrollments(Json& document, const StepPage& page);

// What the policy has as the answer to identify.
http::Response beginSignIn(Call& call);
// POST /idp/idx/challenge
http::Response choose(Call& call);

}  // namespace latchkey::simulator
