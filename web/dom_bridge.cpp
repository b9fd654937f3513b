#include "web/dom_bridge.h"

#include <emscripten.h>

#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "screen/dom.h"

EM_JS(void, domShow, (const char* patch), { Module.page.dom.show(UTF8ToString(patch)); });
EM_JS(void, domPlace, (const char* places, double height),
      { Module.page.dom.place(UTF8ToString(places), height); });

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
  Json list = Json::array();
  for (const gui::Placement& at : frame.placements) {
    list.push_back(
        Json::array({at.id.str(), at.x, at.y, at.width, at.height, at.fontSize, at.lineHeight}));
  }
  std::string places = writeJson(list);
  const std::string key = places + '@' + std::to_string(frame.height);
  if (key == places_) return;
  places_ = key;
  domPlace(places.c_str(), static_cast<double>(frame.height));
}

}  // namespace latchkey::web
