#include "web/frame_loop.h"

#include <emscripten/html5.h>

namespace latchkey::web {

void FrameLoop::wake() {
  isOwed_ = true;
  request();
}

void FrameLoop::pause(bool paused) {
  isPaused_ = paused;
  request();
}

void FrameLoop::request() {
  if (isRequested_ || isPaused_ || !isOwed_) return;
  isRequested_ = true;
  emscripten_request_animation_frame(
      [](double milliseconds, void* loop) -> EM_BOOL {
        static_cast<FrameLoop*>(loop)->tick(milliseconds);
        return EM_FALSE;  // tick() asks for the next one itself
      },
      this);
}

void FrameLoop::tick(double milliseconds) {
  isRequested_ = false;
  if (isPaused_ || !isOwed_) return;
  isOwed_ = false;
  ++drawn_;
  draw_(milliseconds / 1000);
  request();
}

}  // namespace latchkey::web
