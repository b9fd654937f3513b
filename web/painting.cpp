#include "web/painting.h"

#include <emscripten.h>
#include <imgui.h>

#include <cmath>

EM_JS(int, rendererOpen, (), { return Module.page.renderer.open() ? 1 : 0; });
EM_JS(void, rendererBegin, (int width, int height, double ratio),
      { Module.page.renderer.begin(width, height, ratio); });
EM_JS(void, rendererList, (const void* vertices, int vertexBytes, const void* indices, int count),
      { Module.page.renderer.list(vertices, vertexBytes, indices, count); });
EM_JS(void, rendererPart, (int x, int y, int width, int height, int first, int count),
      { Module.page.renderer.part(x, y, width, height, first, count); });

namespace latchkey::web {
namespace {

// Above this a canvas costs more memory than a phone has to spare.
constexpr double kMostPixels = 16e6;

int toDevice(float cssPixels, float ratio) {
  return static_cast<int>(std::lround(cssPixels * ratio));
}

// shell/renderer.js knows these by their size.
static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2);

void render(const ImDrawList& list) {
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

bool Painting::open() {
  if (!isOpen_) isOpen_ = rendererOpen() != 0;
  return isOpen_;
}

void Painting::resetTextFor(const gui::Viewport& viewport) {
  const bool isSame = viewport.pixelRatio == last_.pixelRatio &&
                      viewport.rootFontSize == last_.rootFontSize &&
                      viewport.scheme == last_.scheme && viewport.contrast == last_.contrast &&
                      viewport.direction == last_.direction && last_.width > 0;
  if (!isSame) text_.reset(viewport.pixelRatio);
  last_ = viewport;
}

gui::Frame Painting::paint(const screen::Screen& screen, const gui::Viewport& viewport,
                           const gui::Interaction& interaction, double seconds) {
  gui::Frame frame = painter_.paint(screen, viewport, interaction, seconds);
  if (!text_.isFull()) return frame;
  // A larger bitmap, or a fresh one of the largest size, for what this screen needs.
  text_.grow();
  return painter_.paint(screen, viewport, interaction, seconds);
}

gui::Frame Painting::draw(const screen::Screen& screen, const gui::Viewport& viewport,
                          const gui::Interaction& interaction, double seconds) {
  resetTextFor(viewport);
  gui::Frame frame = paint(screen, viewport, interaction, seconds);
  const int width = toDevice(viewport.width, viewport.pixelRatio);
  const int height = toDevice(frame.height, viewport.pixelRatio);
  if (width <= 0 || height <= 0 || static_cast<double>(width) * height > kMostPixels) return frame;
  rendererBegin(width, height, static_cast<double>(viewport.pixelRatio));
  for (const ImDrawList* list : painter_.drawn().CmdLists) render(*list);
  return frame;
}

}  // namespace latchkey::web
