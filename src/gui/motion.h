#pragma once

#include <optional>
#include <string>

#include "gui/canvas.h"

namespace latchkey::gui {

// What moves, and for how long. Everything ends by itself but the busy ring, which turns as long
// as something is busy; nothing moves under reduced motion.
class MotionClock {
 public:
  // Notes what changed since the last frame.
  void observe(const screen::Screen& screen, const Rect& card, double seconds);
  AnimationState stateAt(double seconds, Motion motion) const;
  // The card on its way from the last screen's to `resting`.
  Rect cardAt(const Rect& resting, double seconds, Motion motion) const;
  bool isMoving(double seconds, Motion motion) const;

 private:
  std::string name_;
  std::string focusKey_;
  bool seen_ = false;  // the first screen is simply there: the HTML already was
  bool busy_ = false;
  bool succeeds_ = false;
  Rect card_;
  Rect from_;
  std::optional<double> enteredAt_;
  std::optional<double> shakenAt_;
  std::optional<double> tickedAt_;
};

}  // namespace latchkey::gui
