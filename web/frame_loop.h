#pragma once

#include <functional>

namespace latchkey::web {

// Draws only when there is a reason, with at most one requestAnimationFrame pending. At rest none
// is pending and no frame is drawn. A frame depends on the screen, the size and the pointer alone;
// a frame in motion asks for the next one.
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
