#include "gui/card.h"

#include <imgui.h>

#include <array>
#include <cmath>

#include "gui/draw_lists.h"

namespace latchkey::gui {
namespace {

constexpr int kCornerSteps = 8;
constexpr int kContour = 4 * (kCornerSteps + 1);
constexpr int kRings = 12;
constexpr float kPi = 3.14159265F;

using Contour = std::array<ImVec2, kContour>;

// The outline of a rounded box, always with the same number of points, so that two of them can
// be joined to a band.
Contour outline(const Rect& box, float radius) {
  const float r = std::clamp(radius, 0.0F, std::min(box.width, box.height) / 2);
  const std::array<Point, 4> centers{
      Point{box.right() - r, box.bottom() - r}, Point{box.x + r, box.bottom() - r},
      Point{box.x + r, box.y + r}, Point{box.right() - r, box.y + r}};
  Contour points;
  std::size_t at = 0;
  for (std::size_t corner = 0; corner < centers.size(); ++corner) {
    for (int step = 0; step <= kCornerSteps; ++step) {
      const float turn = static_cast<float>(corner) + static_cast<float>(step) / kCornerSteps;
      const float angle = turn * kPi / 2;
      points[at++] = {centers[corner].x + r * std::cos(angle),
                      centers[corner].y + r * std::sin(angle)};
    }
  }
  return points;
}

void appendContour(ImDrawList& list, const Contour& points, Color color) {
  const ImVec2 white = whiteTexel(list);
  for (const ImVec2& point : points) list.PrimWriteVtx(point, white, color);
}

// Two triangles from each pair of neighbours on a contour to the pair outside of it.
void appendBand(ImDrawList& list, unsigned inner, unsigned outer) {
  constexpr unsigned kCount = kContour;
  for (unsigned i = 0; i < kCount; ++i) {
    const unsigned next = (i + 1) % kCount;
    for (const unsigned index :
         {inner + i, outer + i, outer + next, inner + i, outer + next, inner + next}) {
      list.PrimWriteIdx(static_cast<ImDrawIdx>(index));
    }
  }
}

// Share of a Gaussian-blurred half plane at `distance` outside its edge.
float blurred(float distance, float sigma) {
  return 0.5F * std::erfc(distance / (sigma * std::sqrt(2.0F)));
}

// Bands of falling alpha around the box. Inside of the innermost one nothing is painted: the card
// covers it.
void dropShadow(const Canvas& canvas, const Rect& cardRect, const Shadow& shadow) {
  const Scale& scale = canvas.scale;
  const Rect box =
      cardRect.movedBy({0, scale.exact(shadow.down)}).grown(scale.exact(shadow.spread));
  const float radius = scale.exact(canvas.theme->radii.card);
  const float reach = scale.exact(shadow.blur);
  const float innermost = -std::min(reach, scale.exact(canvas.theme->radii.card));
  ImDrawList& list = *canvas.shapes;
  list.PrimReserve(kRings * kContour * 6, (kRings + 1) * kContour);
  const unsigned first = nextVertex(list);
  for (int ring = 0; ring <= kRings; ++ring) {
    const float t = static_cast<float>(ring) / kRings;
    const float distance = mix(innermost, reach, t);
    const float alpha = ring == kRings ? 0 : shadow.alpha * blurred(distance, reach / 2);
    appendContour(list, outline(box.grown(distance), radius + distance),
                  withAlpha(rgb(0x000000), alpha));
  }
  for (unsigned ring = 0; ring < kRings; ++ring) {
    appendBand(list, first + ring * kContour, first + (ring + 1) * kContour);
  }
}

}  // namespace

void drawPageBackground(const Canvas& canvas, const Rect& page) {
  const Palette& colors = *canvas.colors;
  const float angle = measure::kPageAngle * kPi / 180;
  const Point along{std::sin(angle), -std::cos(angle)};
  const float length = std::abs(page.width * along.x) + std::abs(page.height * along.y);
  const auto at = [&](float x, float y) {
    const Point from = page.center();
    const float t = ((x - from.x) * along.x + (y - from.y) * along.y) / length + 0.5F;
    return mixed(colors.pageFrom, colors.pageTo, std::clamp(t, 0.0F, 1.0F));
  };
  canvas.shapes->AddRectFilledMultiColor(
      {page.x, page.y}, {page.right(), page.bottom()}, at(page.x, page.y), at(page.right(), page.y),
      at(page.right(), page.bottom()), at(page.x, page.bottom()));
}

void drawCard(const Canvas& canvas, const Rect& rect) {
  const Palette& colors = *canvas.colors;
  const float radius = canvas.scale.px(canvas.theme->radii.card);
  if (needsEdge(colors)) {
    const float line = canvas.scale.line(measure::kLine);
    return drawBorderedRect(canvas, rect, radius, line, colors.line, colors.card);
  }
  dropShadow(canvas, rect, colors.farShadow);
  dropShadow(canvas, rect, colors.nearShadow);
  fill(canvas, rect, radius, colors.card);
}

}  // namespace latchkey::gui
