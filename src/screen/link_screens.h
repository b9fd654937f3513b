#pragma once

#include "screen/build_screen.h"
#include "screen/screen.h"

namespace latchkey::screen {

// What a magic link leads to that cannot be answered here.
Screen linkElsewhere(const Model& model, const signin::LinkElsewhere& phase);
Screen linkDamaged(const Model& model, const signin::LinkDamaged& phase);
Screen orgLink(const Model& model, const signin::OrgLink& phase);

}  // namespace latchkey::screen
