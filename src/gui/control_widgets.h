#pragma once

#include "gui/block.h"

namespace latchkey::gui {

// The elements that are filled in or pressed (screen.h), one function for each kind.

Block blockOf(const LayoutContext& context, const screen::TextField& field);
Block blockOf(const LayoutContext& context, const screen::Checkbox& checkbox);
Block blockOf(const LayoutContext& context, const screen::Button& button);
Block blockOf(const LayoutContext& context, const screen::Link& link);

}  // namespace latchkey::gui
