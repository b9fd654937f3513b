#pragma once

#include <optional>

#include "gui/painter.h"
#include "gui/presentation.h"
#include "web/text_runs.h"

namespace latchkey::web {

// The canvas: the painter, and what it painted handed to shell/renderer.js, which has the WebGL 2
// context. Without a context it does nothing, and the style sheet shows the page plain.
class Painting {
 public:
  // Makes the context the first time, or takes it up again after a loss.
  void open();
  void lose() { shown_.lose(); }
  // What is on the canvas is of another screen or another size.
  void outdate() { shown_.outdate(); }

  const gui::Presentation& presentation() const { return shown_; }

  // Paints and draws. Where either cannot be done, nothing is presented.
  void draw(const screen::Screen& screen, const gui::Viewport& viewport,
            const gui::Interaction& interaction, double seconds);

 private:
  void resetTextFor(const gui::Viewport& viewport);
  std::optional<gui::PaintedFrame> paint(const screen::Screen& screen,
                                         const gui::Viewport& viewport,
                                         const gui::Interaction& interaction, double seconds);
  // Hands what is painted to the GPU; false where the canvas cannot be of that size.
  bool render(const gui::PaintedFrame& frame);

  gui::SurfaceLimits limits_;
  TextRuns text_;
  gui::Painter painter_{text_};
  gui::Presentation shown_;
  std::optional<gui::Viewport> last_;
};

}  // namespace latchkey::web
