#include "gui/color.h"

#include <cmath>

#include "gui/geometry.h"

namespace latchkey::gui {
namespace {

constexpr Color channel(Color color, unsigned shift) { return color >> shift & 0xFFU; }

Color mixedChannel(Color from, Color to, float t, unsigned shift) {
  const float value =
      mix(static_cast<float>(channel(from, shift)), static_cast<float>(channel(to, shift)), t);
  return static_cast<Color>(std::round(value)) << shift;
}

}  // namespace

Color mixed(Color from, Color to, float t) {
  return mixedChannel(from, to, t, 0) | mixedChannel(from, to, t, 8) |
         mixedChannel(from, to, t, 16) | mixedChannel(from, to, t, 24);
}

}  // namespace latchkey::gui
