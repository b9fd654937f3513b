#pragma once

#include <string_view>

#include "idx/response.h"
#include "signin/phase.h"

namespace latchkey::signin {

// Documents of the org as the phases that a person answers. Pure. `org`: its own origin. For any
// other form see stepOf() in ways.h.

// `form`: usernameFormOf(document). What the person has typed before is not in it.
Identify identifyStep(const idx::Response& document, const idx::Remediation& form,
                      std::string_view org);
// There is an emailOfferOf(document).
AskForEmail askForEmailStep(const idx::Response& document, std::string_view org);
// `form`: emailChallengeOf(document). How old the mail is, and the how many-th, is not in it.
AwaitPasscode awaitPasscodeStep(const idx::Response& document, const idx::Remediation& form,
                                std::string_view org);

// Does the later document ask for the same as the earlier one? Then only its forms are newer.
bool isSameStep(const idx::Response& earlier, const idx::Response& later);
void renewForms(AwaitPasscode& step, const idx::Response& later, std::string_view org);

}  // namespace latchkey::signin
