#pragma once

#include "gui/canvas.h"

namespace latchkey::gui {

// Small pictures, drawn as vectors so that they are sharp at any ratio. `rect` is the square (or
// the panel) that they fill.

// The product's own mark: a key on a rounded square of the brand's colour.
void keyMark(const Canvas& canvas, const Rect& rect);
// A triangle with an exclamation mark; `ground` is what shows through the mark.
void warningIcon(const Canvas& canvas, const Rect& rect, Color color, Color ground);
// A disc with an "i", or with a check mark.
void infoIcon(const Canvas& canvas, const Rect& rect, Color color, Color ground);
void checkIcon(const Canvas& canvas, const Rect& rect, Color color, Color ground);
// A check mark alone, of which `share` is drawn.
void checkMark(const Canvas& canvas, const Rect& rect, float thickness, Color color, float share);
// Points down: there is a list behind this.
void chevron(const Canvas& canvas, const Rect& rect, Color color);
// The dot beside "Waiting for you to open the link": still, because nothing happens.
void waitingDot(const Canvas& canvas, Point center);
// The ring beside the label of a busy button.
void spinner(const Canvas& canvas, Point center, Color color);
// The panel with a picture in it.
void illustration(const Canvas& canvas, const Rect& rect, screen::Picture picture);

}  // namespace latchkey::gui
