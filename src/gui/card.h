#pragma once

#include "gui/canvas.h"

namespace latchkey::gui {

// What lies behind the content of a screen.

// The page behind everything: a linear gradient, as CSS defines it.
void drawPageBackground(const Canvas& canvas, const Rect& page);
// The card with its two shadows.
void drawCard(const Canvas& canvas, const Rect& rect);

}  // namespace latchkey::gui
