#pragma once

#include "screen/build_screen.h"

namespace latchkey::screen {

// A step that we have no screen of our own for: the org's form with its labels, as plain fields.
// Private to screen/.
Screen formScreen(const Model& model, const signin::OtherStep& phase);

}  // namespace latchkey::screen
