#pragma once

#include <functional>

namespace latchkey::web {

// Draws only when there is a reason, and there is at most one requestAnimationFrame under way. At
// rest there is none, and no frame is drawn. What is painted follows from the screen, the size and
// the pointer alone: one frame shows it all, and one that moves asks for the next itself.
class FrameLoop {
 public:
  // `draw` is handed a monotonic time in seconds.
  explicit FrameLoop(std::function<void(double)> draw) : draw_(std::move(draw)) {}

  void wake();
  // A hidden tab, or a lost context, draws nothing; what it owed is drawn when it is back.
  void pause(bool paused);
  int framesDrawn() const { return drawn_; }

 private:
  void request();
  void tick(double milliseconds);

  std::function<void(double)> draw_;
  int drawn_ = 0;
  bool isOwed_ = false;
  bool isRequested_ = false;
  bool isPaused_ = false;
};

}  // namespace latchkey::web
