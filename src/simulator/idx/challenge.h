#pragma once

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/step_page.h"

namespace latchkey::simulator {

// Answering: a code that was sent, a password, a security question.

Json challengeForms(const StepPage& page);
// The one field of a form that asks for a code, with the length of one that is not of six digits.
Json codeField(const StepPage& page);
// `currentAuthenticatorEnrollment`, with what can be done about it: resend, poll, recover.
void addChallenged(Json& document, const StepPage& page);
// `resend` and, once a code is on its way, `poll` and whether the mail has a link.
void addCodeActions(Json& authenticator, const StepPage& page, bool isSent);

// POST /idp/idx/challenge/answer, of every step that has one.
http::Response answer(Call& call);
// POST /idp/idx/challenge/resend
http::Response resend(Call& call);
// POST /idp/idx/challenge/poll
http::Response poll(Call& call);

// `credentials.passcode` of the body.
std::optional<std::string> passcodeIn(const Json& body);
// Is this the newest code, and still good?
bool isSentCode(const Call& call, std::string_view passcode);
// What happens when the newest code is proven right, here or on the page of its link.
http::Response acceptCode(Call& call);

}  // namespace latchkey::simulator
