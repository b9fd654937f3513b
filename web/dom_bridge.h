#pragma once

#include <string>
#include <vector>

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
  void forgetPlaces() { numbers_.clear(); }

 private:
  std::string patch_;
  std::string ids_;             // of the elements that have a place, each with a line feed
  std::vector<float> numbers_;  // six for each of them, and the height of the page
};

}  // namespace latchkey::web
