#pragma once

#include "screen/build_screen.h"

namespace latchkey::screen {

// A step that has no screen of its own: the org's form with its labels, or what there is to choose
// from. Private to screen/.
Screen stepScreen(const Model& model, const signin::OtherStep& phase);

}  // namespace latchkey::screen
