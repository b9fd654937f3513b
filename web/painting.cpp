#include "web/painting.h"

#include <emscripten.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

EM_JS(int, rendererOpen, (), { return Module.page.renderer.open(); });
EM_JS(int, rendererBegin, (int width, int height, double ratio),
      { return Module.page.renderer.begin(width, height, ratio) ? 1 : 0; });
EM_JS(void, rendererList, (const void* vertices, int vertexBytes, const void* indices, int count),
      { Module.page.renderer.list(vertices, vertexBytes, indices, count); });
EM_JS(void, rendererPart, (int x, int y, int width, int height, int first, int count),
      { Module.page.renderer.part(x, y, width, height, first, count); });

namespace latchkey::web {
namespace {

// Of the pixels that a GPU did not grant, so many are asked for the next time.
constexpr double kLess = 0.75;

// shell/renderer.js knows these by their size.
static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2);

void renderList(const ImDrawList& list) {
  rendererList(list.VtxBuffer.Data, list.VtxBuffer.size_in_bytes(), list.IdxBuffer.Data,
               list.IdxBuffer.Size);
  for (const ImDrawCmd& part : list.CmdBuffer) {
    const ImVec4& clip = part.ClipRect;
    const int x = static_cast<int>(clip.x);
    const int y = static_cast<int>(clip.y);
    rendererPart(x, y, static_cast<int>(std::ceil(clip.z)) - x,
                 static_cast<int>(std::ceil(clip.w)) - y, static_cast<int>(part.IdxOffset),
                 static_cast<int>(part.ElemCount));
  }
}

}  // namespace

void Painting::open() {
  if (!shown_.isAbsent()) return;
  const int side = rendererOpen();
  if (side <= 0) return;
  limits_ = {};
  limits_.side = side;
  limits_.run = std::min(limits_.run, side);
  painter_.limit(limits_);
  last_.reset();
  shown_.open();
}

void Painting::resetTextFor(const gui::Viewport& viewport) {
  const bool isSame = last_ && viewport.pixelRatio == last_->pixelRatio &&
                      viewport.rootFontSize == last_->rootFontSize &&
                      viewport.scheme == last_->scheme && viewport.contrast == last_->contrast &&
                      viewport.direction == last_->direction;
  if (!isSame) text_.reset(viewport.pixelRatio * viewport.rootFontSize / 16, limits_.run);
  last_ = viewport;
}

std::optional<gui::PaintedFrame> Painting::paint(const screen::Screen& screen,
                                                 const gui::Viewport& viewport,
                                                 const gui::Interaction& interaction,
                                                 double seconds) {
  std::optional<gui::PaintedFrame> frame = painter_.paint(screen, viewport, interaction, seconds);
  // A larger bitmap each time, or at last a fresh one of the largest size, for what this screen
  // needs.
  bool isLast = false;
  while (frame && text_.isFull()) {
    if (isLast) return std::nullopt;
    isLast = text_.isLargest();
    text_.grow();
    frame = painter_.paint(screen, viewport, interaction, seconds);
  }
  return frame;
}

bool Painting::render(const gui::PaintedFrame& frame) {
  const ImDrawData& drawn = painter_.drawn();
  if (rendererBegin(static_cast<int>(drawn.DisplaySize.x), static_cast<int>(drawn.DisplaySize.y),
                    static_cast<double>(frame.pixelRatio)) == 0) {
    return false;
  }
  for (const ImDrawList* list : drawn.CmdLists) renderList(*list);
  return true;
}

void Painting::draw(const screen::Screen& screen, const gui::Viewport& viewport,
                    const gui::Interaction& interaction, double seconds) {
  if (shown_.isAbsent()) return;
  resetTextFor(viewport);
  std::optional<gui::PaintedFrame> frame = paint(screen, viewport, interaction, seconds);
  while (frame && !render(*frame)) {
    limits_.pixels = kLess * static_cast<double>(painter_.drawn().DisplaySize.x) *
                     static_cast<double>(painter_.drawn().DisplaySize.y);
    painter_.limit(limits_);
    frame = paint(screen, viewport, interaction, seconds);
  }
  shown_.show(std::move(frame));
}

}  // namespace latchkey::web
