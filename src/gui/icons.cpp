#include "gui/icons.h"

#include <imgui.h>

#include <array>
#include <cmath>
#include <initializer_list>

namespace latchkey::gui {
namespace {

// Draws in the units of an icon's own grid.
class Pen {
 public:
  Pen(const Canvas& canvas, Point origin, float unit)
      : canvas_(canvas), origin_(origin), unit_(unit) {}

  Point at(float x, float y) const { return {origin_.x + x * unit_, origin_.y + y * unit_}; }
  float length(float units) const { return units * unit_; }

  // With round ends and corners, which ImDrawList itself does not make.
  void polyline(std::initializer_list<Point> points, float thickness, Color color) const {
    ImDrawList& list = *canvas_.shapes;
    for (const Point& point : points) {
      const Point to = at(point.x, point.y);
      list.PathLineTo({to.x, to.y});
    }
    list.PathStroke(color, ImDrawFlags_None, length(thickness));
    for (const Point& point : points) {
      fillCircle(canvas_, at(point.x, point.y), length(thickness) / 2, color);
    }
  }

  void ring(Point center, float radius, float thickness, Color color) const {
    const Point to = at(center.x, center.y);
    canvas_.shapes->AddCircle({to.x, to.y}, length(radius), color, 0, length(thickness));
  }

 private:
  const Canvas& canvas_;
  Point origin_;
  float unit_;
};

Pen penIn(const Canvas& canvas, const Rect& rect, float units) {
  return {canvas, {rect.x, rect.y}, rect.width / units};
}

// `share` of the way along the line through three points.
std::array<Point, 3> partOf(const std::array<Point, 3>& line, float share) {
  const auto distance = [](Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); };
  const auto between = [](Point a, Point b, float t) {
    return Point{mix(a.x, b.x, t), mix(a.y, b.y, t)};
  };
  const float first = distance(line[0], line[1]);
  const float whole = first + distance(line[1], line[2]);
  const float done = std::clamp(share, 0.0F, 1.0F) * whole;
  if (done <= first) {
    const Point tip = between(line[0], line[1], done / first);
    return {line[0], tip, tip};
  }
  return {line[0], line[1], between(line[1], line[2], (done - first) / (whole - first))};
}

// The drawings of the panels are those of shell/mail.svg and done.svg, in the same units.
constexpr float kEnvelopeLine = 2.5F;

// An envelope of 72 x 52 CSS px with its flap.
Rect envelope(const Canvas& canvas, const Rect& panel) {
  const Scale& scale = canvas.scale;
  const Palette& colors = *canvas.colors;
  const float width = scale.px(72);
  const float height = scale.px(52);
  const Rect rect{panel.x + std::round((panel.width - width) / 2),
                  panel.y + std::round((panel.height - height) / 2), width, height};
  const float line = scale.line(kEnvelopeLine);
  drawBorderedRect(canvas, rect, scale.px(9), line, colors.brand, colors.card);
  const Pen pen = penIn(canvas, rect, 72);
  pen.polyline({{3, 7}, {36, 32}, {69, 7}}, kEnvelopeLine, colors.brand);
  return rect;
}

void badge(const Canvas& canvas, Point center, float radius) {
  const Palette& colors = *canvas.colors;
  // A rim in the panel's colour parts it from the envelope.
  fillCircle(canvas, center, radius + canvas.scale.line(2), colors.brandTint);
  fillCircle(canvas, center, radius, colors.brand);
  const Rect mark{center.x - radius, center.y - radius, 2 * radius, 2 * radius};
  checkMark(canvas, mark, canvas.scale.exact(2), colors.onBrand, 1);
}

void successDisc(const Canvas& canvas, const Rect& panel) {
  const Palette& colors = *canvas.colors;
  const float radius = canvas.scale.px(28);
  const Point center = panel.center();
  fillCircle(canvas, center, radius, colors.good);
  const Rect mark{center.x - radius, center.y - radius, 2 * radius, 2 * radius};
  checkMark(canvas, mark, canvas.scale.exact(4), colors.goodTint, canvas.animation.tick);
}

}  // namespace

void keyMark(const Canvas& canvas, const Rect& rect) {
  const Palette& colors = *canvas.colors;
  fill(canvas, rect, canvas.scale.px(canvas.theme->radii.mark), colors.brand);
  const Pen pen = penIn(canvas, rect, 28);
  pen.ring({11, 16}, 3.2F, 1.9F, colors.onBrand);
  pen.polyline({{13.4F, 13.6F}, {20, 7}}, 1.9F, colors.onBrand);
  pen.polyline({{16.6F, 10.4F}, {19.2F, 13}}, 1.9F, colors.onBrand);
}

void warningIcon(const Canvas& canvas, const Rect& rect, Color color, Color ground) {
  const Pen pen = penIn(canvas, rect, 16);
  ImDrawList& list = *canvas.shapes;
  const Point top = pen.at(8, 2.4F);
  const Point right = pen.at(14.3F, 13.4F);
  const Point left = pen.at(1.7F, 13.4F);
  list.AddTriangleFilled({top.x, top.y}, {right.x, right.y}, {left.x, left.y}, color);
  // The stroke rounds the corners.
  pen.polyline({{8, 2.4F}, {14.3F, 13.4F}, {1.7F, 13.4F}, {8, 2.4F}}, 1.6F, color);
  pen.polyline({{8, 6}, {8, 9.2F}}, 1.5F, ground);
  fillCircle(canvas, pen.at(8, 11.6F), pen.length(0.9F), ground);
}

void infoIcon(const Canvas& canvas, const Rect& rect, Color color, Color ground) {
  const Pen pen = penIn(canvas, rect, 16);
  fillCircle(canvas, pen.at(8, 8), pen.length(7.2F), color);
  fillCircle(canvas, pen.at(8, 4.7F), pen.length(1), ground);
  pen.polyline({{8, 7.6F}, {8, 11.4F}}, 1.6F, ground);
}

void checkIcon(const Canvas& canvas, const Rect& rect, Color color, Color ground) {
  const Pen pen = penIn(canvas, rect, 16);
  fillCircle(canvas, pen.at(8, 8), pen.length(7.2F), color);
  checkMark(canvas, rect, pen.length(1.7F), ground, 1);
}

void checkMark(const Canvas& canvas, const Rect& rect, float thickness, Color color, float share) {
  if (share <= 0) return;
  const Pen pen = penIn(canvas, rect, 16);
  const std::array<Point, 3> line =
      partOf({Point{4.6F, 8.3F}, Point{7, 10.7F}, Point{11.6F, 5.7F}}, share);
  pen.polyline({line[0], line[1], line[2]}, thickness / pen.length(1), color);
}

void chevron(const Canvas& canvas, const Rect& rect, Color color) {
  penIn(canvas, rect, 16).polyline({{4, 6}, {8, 10}, {12, 6}}, 1.75F, color);
}

void waitingDot(const Canvas& canvas, Point center) {
  fillCircle(canvas, center, canvas.scale.exact(measure::kDot / 2 + measure::kDotHalo),
             canvas.colors->goodTint);
  fillCircle(canvas, center, canvas.scale.exact(measure::kDot / 2), canvas.colors->good);
}

void spinner(const Canvas& canvas, Point center, Color color) {
  const Scale& scale = canvas.scale;
  const float turn = canvas.animation.turn;
  const float line = scale.exact(measure::kSpinnerLine);
  const float radius = (scale.exact(measure::kSpinner) - line) / 2;
  drawArc(canvas, center, radius, line, turn, turn + move::kSpinnerArc, color);
}

void illustration(const Canvas& canvas, const Rect& rect, screen::Picture picture) {
  const Palette& colors = *canvas.colors;
  const bool done = picture == screen::Picture::done;
  fill(canvas, rect, canvas.scale.px(canvas.theme->radii.panel),
       done ? colors.goodTint : colors.brandTint);
  if (done) return successDisc(canvas, rect);
  const Rect mail = envelope(canvas, rect);
  const float inset = canvas.scale.px(4);
  badge(canvas, {mail.right() - inset, mail.y + inset}, canvas.scale.exact(10));
}

}  // namespace latchkey::gui
