#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "gui/canvas.h"

namespace latchkey::gui {

// Where a part of an element is inside its block; becomes a Placement. Device pixels.
struct Slot {
  screen::ElementId id;
  Rect rect;
  float fontSize = 0;
  float lineHeight = 0;
};

// One element, laid out: its height, its parts, and how to paint it with its top left at a point.
// Laying out comes first and asks only for text widths, because the height of the page has to be
// known before Dear ImGui begins a frame.
struct Block {
  float height = 0;
  std::vector<Slot> slots;
  std::function<void(const Canvas&, Point)> paint;
};

// What elements are laid out into: a column of this width.
struct Setting {
  TextPort& text;
  const Palette& colors;
  Scale scale;
  float width = 0;
  bool rightToLeft = false;

  // From the start edge of the column, which is the right one in right-to-left.
  Rect at(float start, float y, float w, float h) const {
    return {rightToLeft ? width - start - w : start, y, w, h};
  }
};

// Dear ImGui's colours and ours are both ABGR, so a style can carry either.
TextStyle styleOf(const Setting& setting, const TypeStyle& type, Color color);
TextBlock textOf(const Setting& setting, std::string_view text, const TypeStyle& type, Color color,
                 float maxWidth);
Slot slotFor(const Setting& setting, const screen::ElementId& id, const Rect& rect,
             const TypeStyle& type);

}  // namespace latchkey::gui
