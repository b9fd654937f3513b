#pragma once

#include <memory>

#include "gui/painter.h"
#include "web/text_runs.h"

namespace latchkey::web {

// The canvas: a WebGL 2 context, Dear ImGui's own renderer for it, and the painter. Does nothing
// at all while there is no context: the page is then shown plain by its style sheet.
class Painting {
 public:
  Painting();
  ~Painting();
  Painting(const Painting&) = delete;
  Painting& operator=(const Painting&) = delete;

  // Makes the context the first time, or takes it up again after a loss. Is it there?
  bool open();
  void lose();
  bool isOpen() const { return isOpen_; }

  // Paints and draws. Device pixels of the canvas follow from the frame's height.
  gui::Frame draw(const screen::Screen& screen, const gui::Viewport& viewport,
                  const gui::Interaction& interaction, double seconds);

 private:
  void resetTextFor(const gui::Viewport& viewport);
  gui::Frame paint(const screen::Screen& screen, const gui::Viewport& viewport,
                   const gui::Interaction& interaction, double seconds);

  TextRuns text_;
  std::unique_ptr<gui::Painter> painter_;  // from the first context on
  bool isOpen_ = false;
  bool hasContext_ = false;
  gui::Viewport last_;
};

}  // namespace latchkey::web
