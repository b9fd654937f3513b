#pragma once

#include <functional>

namespace latchkey::web {

// Draws only when there is a reason: `wake` asks for that many frames, and there is at most one
// requestAnimationFrame under way. At rest there is none, and no frame is drawn.
class FrameLoop {
 public:
  // `draw` is handed a monotonic time in seconds.
  explicit FrameLoop(std::function<void(double)> draw) : draw_(std::move(draw)) {}

  void wake(int frames);
  // A hidden tab, or a lost context, draws nothing; what it owed is drawn when it is back.
  void pause(bool paused);
  int framesDrawn() const { return drawn_; }

 private:
  void request();
  void tick(double milliseconds);

  std::function<void(double)> draw_;
  int owed_ = 0;
  int drawn_ = 0;
  bool isRequested_ = false;
  bool isPaused_ = false;
};

}  // namespace latchkey::web
