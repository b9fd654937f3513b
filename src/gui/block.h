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
// All elements are laid out before any is painted: the height of the page decides the size of the
// canvas, and the pixel ratio where that size would be too much. Layout measures text only.
struct Block {
  float height = 0;
  std::vector<Slot> slots;
  std::function<void(const Canvas&, Point)> paint;
};

// What elements are laid out with and into: a column of this width.
struct LayoutContext {
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

TextStyle styleOf(const LayoutContext& context, const TypeStyle& type, Color color);
TextBlock textOf(const LayoutContext& context, std::string_view text, const TypeStyle& type,
                 Color color, float maxWidth);
// The place of an icon in the middle of a line of small text that begins at `top`.
Rect iconAt(const LayoutContext& context, float start, float top);
Slot slotFor(const LayoutContext& context, const screen::ElementId& id, const Rect& rect,
             const TypeStyle& type);

}  // namespace latchkey::gui
