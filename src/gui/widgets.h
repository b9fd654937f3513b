#pragma once

#include "gui/block.h"

namespace latchkey::gui {

// One function for each kind of element (screen.h). text_widgets.cpp has what is read,
// control_widgets.cpp what is used.

Block blockOf(const Setting& setting, const screen::Brand& brand);
Block blockOf(const Setting& setting, const screen::Heading& heading);
Block blockOf(const Setting& setting, const screen::Paragraph& paragraph);
Block blockOf(const Setting& setting, const screen::Notice& notice);
Block blockOf(const Setting& setting, const screen::Illustration& picture);
Block blockOf(const Setting& setting, const screen::Status& status);
Block blockOf(const Setting& setting, const screen::CodeDisplay& display);
Block blockOf(const Setting& setting, const screen::Facts& facts);

Block blockOf(const Setting& setting, const screen::Identity& identity);
Block blockOf(const Setting& setting, const screen::TextField& field);
Block blockOf(const Setting& setting, const screen::Checkbox& checkbox);
Block blockOf(const Setting& setting, const screen::Button& button);
Block blockOf(const Setting& setting, const screen::Link& link);
Block blockOf(const Setting& setting, const screen::Row& row);

// The quiet links under the card, centred in the column.
Block footerBlock(const Setting& setting, const std::vector<screen::Link>& links);

// A link's label with its target around it, as rows, chips and the footer have it.
struct LinkLabel {
  screen::ElementId id;
  TextBlock text;
  Color color = 0;
  bool busy = false;

  float width(const Scale& scale) const;  // of the target
  float height(const Scale& scale) const;
};
void paintLink(const Canvas& canvas, const LinkLabel& label, const Rect& target, Align align);

}  // namespace latchkey::gui
