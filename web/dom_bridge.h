#pragma once

#include <string>

#include "gui/painter.h"
#include "screen/screen.h"

namespace latchkey::web {

// Hands the screen and the places of its elements to shell/dom.js, when they have changed.
class DomBridge {
 public:
  // Takes the screen to show; is it another one than before?
  bool take(const screen::Screen& screen);
  // Shows what was taken last.
  void show();
  void place(const gui::PaintedFrame& frame);
  // The elements on the page are new: what was said about their places is forgotten.
  void forgetPlaces() { places_.clear(); }

 private:
  std::string patch_;
  std::string places_;
};

}  // namespace latchkey::web
