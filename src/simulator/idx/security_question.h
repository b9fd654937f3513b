#pragma once

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// Setting up a security question: one of the org's, or one's own.

// `credentials` of the form, with the two ways to have a question.
Json questionToEnroll(const StepPage& page);
// `contextualData` of the authenticator.
Json questionsToChoose(const StepPage& page);
// The answer to both.
http::Response enrollQuestion(Call& call);

}  // namespace latchkey::simulator
