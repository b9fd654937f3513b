#pragma once

#include <imgui.h>

#include "gui/painter.h"
#include "tests/support/fake_text_port.h"

namespace latchkey::testing {

// A Painter whose graphics card takes everything and shows nothing.
class HeadlessPainter {
 public:
  explicit HeadlessPainter(const gui::Theme& theme = gui::latchkeyTheme())
      : painter_(text_, theme) {}

  gui::PaintedFrame paint(const screen::Screen& screen, const gui::Viewport& viewport,
                          double seconds = 0, const gui::Interaction& interaction = {}) {
    text_.drawn.clear();
    return painter_.paint(screen, viewport, interaction, seconds).value_or(gui::PaintedFrame{});
  }

  const ImDrawData& drawn() const { return painter_.drawn(); }
  const std::vector<std::string>& words() const { return text_.drawn; }

 private:
  FakeTextPort text_;
  gui::Painter painter_;
};

}  // namespace latchkey::testing
