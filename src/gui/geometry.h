#pragma once

#include <algorithm>
#include <cmath>

namespace latchkey::gui {

// Device pixels, y down, unless a name says CSS.

struct Point {
  float x = 0;
  float y = 0;

  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
};

struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
  Point center() const { return {x + width / 2, y + height / 2}; }
  Rect grown(float by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
  Rect movedBy(Point by) const { return {x + by.x, y + by.y, width, height}; }
};

// CSS pixels to device pixels. Whole ones for edges, so that they stay sharp at any ratio; exact
// ones for type, so that the DOM's text has the same size.
struct Scale {
  float factor = 1;

  float px(float css) const { return std::round(css * factor); }
  float exact(float css) const { return css * factor; }
  // A line never vanishes.
  float line(float css) const { return std::max(1.0F, px(css)); }
};

constexpr float mix(float from, float to, float t) { return from + (to - from) * t; }

inline Rect mix(const Rect& from, const Rect& to, float t) {
  return {mix(from.x, to.x, t), mix(from.y, to.y, t), mix(from.width, to.width, t),
          mix(from.height, to.height, t)};
}

}  // namespace latchkey::gui
