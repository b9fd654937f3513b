#pragma once

#include <vector>

#include "gui/block.h"

namespace latchkey::gui {

struct PlacedBlock {
  Block block;
  Point at;
};

// A whole screen, laid out. Device pixels from the page's top left.
struct Layout {
  float width = 0;
  float height = 0;
  Rect card;
  std::vector<PlacedBlock> content;  // on the card, in reading order
  std::vector<PlacedBlock> footer;   // none or one
};

// Stacks the elements on a card, whose top depends on the window alone: it grows downward, past the
// window when it has to. Nothing is ever wider than the window, down to 320 CSS px.
Layout layOut(const screen::Screen& screen, const Viewport& viewport, TextPort& text,
              const Theme& theme = latchkeyTheme());

Scale scaleOf(const Viewport& viewport);
std::vector<Placement> placementsOf(const Layout& layout, float pixelRatio);

}  // namespace latchkey::gui
