#include "web/dom_bridge.h"

#include <emscripten.h>

#include <utility>

#include "screen/dom.h"

EM_JS(void, domShow, (const char* patch), { Module.page.dom.show(UTF8ToString(patch)); });
EM_JS(void, domPlace, (const char* ids, const float* numbers, double height),
      { Module.page.dom.place(UTF8ToString(ids), numbers, height); });

namespace latchkey::web {

bool DomBridge::take(const screen::Screen& screen) {
  std::string patch = screen::toPatch(screen);
  if (patch == patch_) return false;
  patch_ = std::move(patch);
  return true;
}

void DomBridge::show() {
  domShow(patch_.c_str());
  // New elements have no places yet, even if the old ones lay in the same.
  forgetPlaces();
}

void DomBridge::place(const gui::PaintedFrame& frame) {
  std::string ids;
  std::vector<float> numbers;
  for (const gui::Placement& at : frame.placements) {
    ids += at.id.str() + '\n';
    numbers.insert(numbers.end(), {at.x, at.y, at.width, at.height, at.fontSize, at.lineHeight});
  }
  numbers.push_back(frame.height);
  if (ids == ids_ && numbers == numbers_) return;
  ids_ = std::move(ids);
  numbers_ = std::move(numbers);
  domPlace(ids_.c_str(), numbers_.data(), static_cast<double>(frame.height));
}

}  // namespace latchkey::web
