#pragma once

#include <optional>
#include <variant>

#include "gui/painter.h"

namespace latchkey::gui {

// What stands where the painting goes. Only a frame can be shown, and a frame is of one screen in
// one size: with another of either it is over, and the page stands by itself until there is a
// frame of that.
class Presentation {
 public:
  struct Absent {};   // nothing to draw on: no WebGL, or its context was lost
  struct Waiting {};  // nothing is drawn, what is drawn is over, or it cannot be drawn
  struct Shown {
    PaintedFrame frame;
  };
  using State = std::variant<Absent, Waiting, Shown>;

  const State& state() const { return state_; }
  bool isAbsent() const { return std::holds_alternative<Absent>(state_); }

  // There is something to draw on, with nothing on it.
  void open() { state_ = Waiting{}; }
  void lose() { state_ = Absent{}; }
  // Another screen, or another size.
  void outdate() {
    if (!isAbsent()) state_ = Waiting{};
  }
  // What was drawn of the present screen in its present size; nothing where that was not possible.
  void show(std::optional<PaintedFrame> frame) {
    if (isAbsent()) return;
    if (frame) {
      state_ = Shown{*std::move(frame)};
    } else {
      state_ = Waiting{};
    }
  }

 private:
  State state_;
};

}  // namespace latchkey::gui
