#pragma once

#include <vector>

#include "signin/phase.h"

namespace latchkey::signin {

// What several phases have in common.

// A step of the org after the username: there is something to lose when the sign-in ends.
bool isStep(const Phase& phase);

// Beside what the phase asks for; nullptr where it has none.
const std::vector<Way>* waysOf(const Phase& phase);

// By which the org tells whether something has happened elsewhere; nullptr without such a form.
const idx::Remediation* pollOf(const Phase& phase);

}  // namespace latchkey::signin
