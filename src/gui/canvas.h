#pragma once

#include "gui/geometry.h"
#include "gui/painter.h"
#include "gui/text_layout.h"
#include "gui/tokens.h"

struct ImDrawList;

namespace latchkey::gui {

// How far each motion is, 0 to 1; at rest everything is 1 and `turn` stands.
struct AnimationState {
  float entered = 1;  // the screen has come in
  float shake = 0;    // CSS pixels to the side, of a field with a problem
  float tick = 1;     // the check mark of a success is drawn
  float turn = 0;     // of the busy ring, in whole turns
};

// What widgets paint on. Shapes and text go to two draw lists, text above: a whole screen takes two
// draw calls instead of two for each word.
struct Canvas {
  ImDrawList* shapes = nullptr;
  ImDrawList* textList = nullptr;
  TextPort* text = nullptr;
  const Theme* theme = nullptr;
  const Palette* colors = nullptr;  // of the theme
  Scale scale;
  const Interaction* interaction = nullptr;
  AnimationState animation;
  bool rightToLeft = false;

  bool isHovered(const screen::ElementId& id) const { return interaction->hovered == id; }
  bool isPressed(const screen::ElementId& id) const { return interaction->pressed == id; }
  bool isFocused(const screen::ElementId& id) const { return interaction->focused == id; }
  bool showsRing(const screen::ElementId& id) const {
    return interaction->focusVisible && isFocused(id);
  }
};

enum class Align { start, center, end };

void fill(const Canvas& canvas, const Rect& rect, float radius, Color color);
void fillCircle(const Canvas& canvas, Point center, float radius, Color color);
// A line just inside the edge, over a ground of its own: two fills, so corners stay even.
void drawBorderedRect(const Canvas& canvas, const Rect& rect, float radius, float thickness,
                      Color line, Color ground);
// The line of :focus-visible, a bit away from what has the focus.
void drawFocusRing(const Canvas& canvas, const Rect& rect, float radius);
// An arc of a ring, from `from` to `to` in turns, clockwise from the top, with round ends.
void drawArc(const Canvas& canvas, Point center, float radius, float thickness, float from,
             float to, Color color);

// `color` 0: each piece has its own.
void drawText(const Canvas& canvas, const TextBlock& block, const Rect& rect, Align align,
              Color color = 0);
// A line under each line of text, as links have it under the pointer.
void drawUnderline(const Canvas& canvas, const TextBlock& block, const Rect& rect, Align align,
                   Color color);

}  // namespace latchkey::gui
