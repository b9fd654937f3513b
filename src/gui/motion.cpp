#include "gui/motion.h"

#include <cmath>

namespace latchkey::gui {
namespace {

constexpr float kPi = 3.14159265F;

// 0 to 1 since `began`; 1 for what never began. A clock that went backwards counts as over.
float progress(const std::optional<double>& began, double seconds, double length) {
  if (!began || seconds < *began || seconds - *began >= length) return 1;
  return static_cast<float>((seconds - *began) / length);
}

float easedOut(float t) {
  const float rest = 1 - t;
  return 1 - rest * rest * rest;
}

bool isBusy(const screen::Button& button) { return button.busy; }
bool isBusy(const screen::Link&) { return false; }

bool hasBusy(const screen::Screen& screen) {
  for (const screen::Element& element : screen.elements) {
    if (const auto* button = std::get_if<screen::Button>(&element)) {
      if (button->busy) return true;
    }
    if (const auto* row = std::get_if<screen::Row>(&element)) {
      for (const auto& item : row->items) {
        if (std::visit([](const auto& it) { return isBusy(it); }, item)) return true;
      }
    }
  }
  return false;
}

bool hasProblem(const screen::Screen& screen) {
  for (const screen::Element& element : screen.elements) {
    const auto* field = std::get_if<screen::TextField>(&element);
    if (field != nullptr && !field->problem.empty()) return true;
  }
  return false;
}

bool hasTick(const screen::Screen& screen) {
  for (const screen::Element& element : screen.elements) {
    const auto* picture = std::get_if<screen::Illustration>(&element);
    if (picture != nullptr && picture->picture == screen::Picture::done) return true;
  }
  return false;
}

}  // namespace

void MotionClock::observe(const screen::Screen& screen, const Rect& card, double seconds) {
  const bool changed = seen_ && screen.name != name_;
  if (changed) {
    enteredAt_ = seconds;
    from_ = card_;
  }
  if (seen_ && !changed && screen.focusKey != focusKey_ && hasProblem(screen)) {
    shakenAt_ = seconds;
  }
  const bool succeeds = hasTick(screen);
  if (succeeds && !succeeds_) tickedAt_ = seconds;
  succeeds_ = succeeds;
  busy_ = hasBusy(screen);
  name_ = screen.name;
  focusKey_ = screen.focusKey;
  card_ = card;
  seen_ = true;
}

AnimationState MotionClock::stateAt(double seconds, Motion motion) const {
  AnimationState state;
  if (motion == Motion::reduced) return state;
  state.entered = easedOut(progress(enteredAt_, seconds, move::kEnter));
  state.tick = easedOut(progress(tickedAt_, seconds, move::kTick));
  const float shaking = progress(shakenAt_, seconds, move::kShake);
  // Three swings that die away.
  state.shake = move::kShakeWidth * (1 - shaking) * std::sin(shaking * 6 * kPi);
  if (busy_) state.turn = static_cast<float>(std::fmod(seconds, move::kTurn) / move::kTurn);
  return state;
}

Rect MotionClock::cardAt(const Rect& resting, double seconds, Motion motion) const {
  if (motion == Motion::reduced) return resting;
  const float entered = easedOut(progress(enteredAt_, seconds, move::kEnter));
  if (entered >= 1) return resting;
  const Rect at = mix(from_, resting, entered);
  const float top = std::round(at.y);
  // Sideways it does not move: a resize in the middle must not drag the card along.
  return {resting.x, top, resting.width, std::round(at.bottom()) - top};
}

bool MotionClock::isMoving(double seconds, Motion motion) const {
  if (motion == Motion::reduced) return false;
  return busy_ || progress(enteredAt_, seconds, move::kEnter) < 1 ||
         progress(shakenAt_, seconds, move::kShake) < 1 ||
         progress(tickedAt_, seconds, move::kTick) < 1;
}

}  // namespace latchkey::gui
