#pragma once

#include "gui/block.h"

namespace latchkey::gui {

// The elements that are read (screen.h), one function for each kind.

Block blockOf(const LayoutContext& context, const screen::Brand& brand);
Block blockOf(const LayoutContext& context, const screen::Heading& heading);
Block blockOf(const LayoutContext& context, const screen::Paragraph& paragraph);
Block blockOf(const LayoutContext& context, const screen::Notice& notice);
Block blockOf(const LayoutContext& context, const screen::Illustration& picture);
Block blockOf(const LayoutContext& context, const screen::Status& status);
Block blockOf(const LayoutContext& context, const screen::CodeDisplay& display);
Block blockOf(const LayoutContext& context, const screen::Facts& facts);

}  // namespace latchkey::gui
