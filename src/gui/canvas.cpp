#include "gui/canvas.h"

#include <imgui.h>

#include <cmath>

namespace latchkey::gui {
namespace {

constexpr float kPi = 3.14159265F;

ImVec2 vec(Point point) { return {point.x, point.y}; }
ImVec2 topLeft(const Rect& rect) { return {rect.x, rect.y}; }
ImVec2 bottomRight(const Rect& rect) { return {rect.right(), rect.bottom()}; }

float lineLeft(const Canvas& canvas, const Rect& rect, float width, Align align) {
  if (align == Align::center) return rect.x + std::floor((rect.width - width) / 2);
  const bool atRight = (align == Align::end) != canvas.rightToLeft;
  return atRight ? rect.right() - std::ceil(width) : rect.x;
}

void drawRun(const Canvas& canvas, const TextPiece& piece, Point pen, Color color) {
  TextStyle style = piece.style;
  if (color != 0) style.color = color;
  const TextRun run = canvas.text->run(piece.text, style);
  if (run.width <= 0) return;
  // Whole pixels, or the bitmap is resampled and blurs.
  const ImVec2 from(std::round(pen.x + run.left), std::round(pen.y + run.top));
  ImDrawList& list = *canvas.textList;
  list.PrimReserve(6, 4);
  list.PrimRectUV(from, {from.x + run.width, from.y + run.height}, {run.from.u, run.from.v},
                  {run.to.u, run.to.v}, IM_COL32_WHITE);
}

void strokeRounded(ImDrawList& list, const Rect& rect, float radius, float thickness, Color color) {
  list.PathRect(topLeft(rect), bottomRight(rect), radius);
  list.PathStroke(color, ImDrawFlags_Closed, thickness);
}

}  // namespace

void fill(const Canvas& canvas, const Rect& rect, float radius, Color color) {
  if (rect.width <= 0 || rect.height <= 0) return;
  canvas.shapes->AddRectFilled(topLeft(rect), bottomRight(rect), color, radius);
}

void fillCircle(const Canvas& canvas, Point center, float radius, Color color) {
  canvas.shapes->AddCircleFilled(vec(center), radius, color);
}

void drawBorderedRect(const Canvas& canvas, const Rect& rect, float radius, float thickness,
                      Color line, Color ground) {
  fill(canvas, rect, radius, line);
  fill(canvas, rect.grown(-thickness), radius - thickness, ground);
}

void drawFocusRing(const Canvas& canvas, const Rect& rect, float radius) {
  const float thickness = canvas.scale.line(measure::kFocusLine);
  const float away = canvas.scale.line(measure::kFocusGap) + thickness / 2;
  strokeRounded(*canvas.shapes, rect.grown(away), radius + away, thickness, canvas.colors->brand);
}

void drawArc(const Canvas& canvas, Point center, float radius, float thickness, float from,
             float to, Color color) {
  const auto angle = [](float turns) { return turns * 2 * kPi - kPi / 2; };
  ImDrawList& list = *canvas.shapes;
  list.PathArcTo(vec(center), radius, angle(from), angle(to), 0);
  list.PathStroke(color, ImDrawFlags_None, thickness);
  for (const float end : {from, to}) {
    const Point tip{center.x + radius * std::cos(angle(end)),
                    center.y + radius * std::sin(angle(end))};
    fillCircle(canvas, tip, thickness / 2, color);
  }
}

void drawText(const Canvas& canvas, const TextBlock& block, const Rect& rect, Align align,
              Color color) {
  float top = rect.y;
  for (const TextLine& line : block.lines) {
    const float left = lineLeft(canvas, rect, line.width, align);
    for (const TextPiece& piece : line.pieces) {
      const float x =
          canvas.rightToLeft ? left + line.width - piece.x - piece.advance : left + piece.x;
      drawRun(canvas, piece, {x, top + block.baseline}, color);
    }
    top += block.lineHeight;
  }
}

void drawUnderline(const Canvas& canvas, const TextBlock& block, const Rect& rect, Align align,
                   Color color) {
  float top = rect.y;
  for (const TextLine& line : block.lines) {
    const float left = lineLeft(canvas, rect, line.width, align);
    const float y = top + block.baseline + canvas.scale.px(2);
    fill(canvas, {left, y, std::round(line.width), canvas.scale.line(1)}, 0, color);
    top += block.lineHeight;
  }
}

}  // namespace latchkey::gui
