#pragma once

#include "gui/block.h"

namespace latchkey::gui {

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

// Elements made of several links.
Block blockOf(const LayoutContext& context, const screen::Row& row);
// The chip with the person's name and the link that gives it up.
Block blockOf(const LayoutContext& context, const screen::Identity& identity);
// The quiet links under the card, centred in the column.
Block footerBlock(const LayoutContext& context, const std::vector<screen::Link>& links);

}  // namespace latchkey::gui
