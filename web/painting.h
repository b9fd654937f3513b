#pragma once

#include "gui/painter.h"
#include "web/text_runs.h"

namespace latchkey::web {

// The canvas: the painter, and what it painted handed to shell/renderer.js, which has the WebGL 2
// context. Does nothing at all while there is none: the page is then shown plain by its style
// sheet.
class Painting {
 public:
  // Makes the context the first time, or takes it up again after a loss. Is it there?
  bool open();
  void lose() { isOpen_ = false; }
  bool isOpen() const { return isOpen_; }

  // Paints and draws. Device pixels of the canvas follow from the frame's height.
  gui::Frame draw(const screen::Screen& screen, const gui::Viewport& viewport,
                  const gui::Interaction& interaction, double seconds);

 private:
  void resetTextFor(const gui::Viewport& viewport);
  gui::Frame paint(const screen::Screen& screen, const gui::Viewport& viewport,
                   const gui::Interaction& interaction, double seconds);

  TextRuns text_;
  gui::Painter painter_{text_};
  bool isOpen_ = false;
  gui::Viewport last_;
};

}  // namespace latchkey::web
