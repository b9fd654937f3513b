#include "web/painting.h"

#include <GLES3/gl3.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cmath>

EM_JS(void, canvasResize, (int width, int height, double ratio),
      { Module.page.canvas.resize(width, height, ratio); });

namespace latchkey::web {
namespace {

// Above this a canvas costs more memory than a phone has to spare.
constexpr double kMostPixels = 16e6;

bool makeContext() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = true;
  attributes.premultipliedAlpha = true;
  attributes.antialias = false;  // ImGui smooths its own edges
  attributes.depth = false;
  attributes.stencil = false;
  attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  // Software rendering is fine for a page that draws a frame now and then.
  attributes.failIfMajorPerformanceCaveat = false;
  attributes.enableExtensionsByDefault = false;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context =
      emscripten_webgl_create_context("#canvas", &attributes);
  return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
}

int toDevice(float cssPixels, float ratio) {
  return static_cast<int>(std::lround(cssPixels * ratio));
}

}  // namespace

Painting::Painting() = default;

Painting::~Painting() {
  if (isOpen_) ImGui_ImplOpenGL3_Shutdown();
}

bool Painting::open() {
  if (isOpen_) return true;
  if (!hasContext_) hasContext_ = makeContext();
  if (!hasContext_) return false;
  if (!painter_) painter_ = std::make_unique<gui::Painter>(text_);
  isOpen_ = ImGui_ImplOpenGL3_Init("#version 300 es");
  last_ = {};
  return isOpen_;
}

// GL objects are let go of now, while that is a harmless no-op: after the context is restored they
// would belong to another one.
void Painting::lose() {
  if (!isOpen_) return;
  ImGui_ImplOpenGL3_Shutdown();
  text_.contextLost();
  isOpen_ = false;
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
  text_.prepare();
  ImGui_ImplOpenGL3_NewFrame();
  gui::Frame frame = painter_->paint(screen, viewport, interaction, seconds);
  if (!text_.isFull()) return frame;
  // A larger page, or a fresh one of the largest size, for what this screen needs.
  text_.grow();
  ImGui_ImplOpenGL3_NewFrame();
  return painter_->paint(screen, viewport, interaction, seconds);
}

gui::Frame Painting::draw(const screen::Screen& screen, const gui::Viewport& viewport,
                          const gui::Interaction& interaction, double seconds) {
  resetTextFor(viewport);
  gui::Frame frame = paint(screen, viewport, interaction, seconds);
  const int width = toDevice(viewport.width, viewport.pixelRatio);
  const int height = toDevice(frame.height, viewport.pixelRatio);
  if (width <= 0 || height <= 0 || static_cast<double>(width) * height > kMostPixels) return frame;
  text_.upload();
  // Resizing empties the canvas, so it is drawn in the same task.
  canvasResize(width, height, static_cast<double>(viewport.pixelRatio));
  ImDrawData& data = painter_->drawn();
  data.DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
  glViewport(0, 0, width, height);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&data);
  return frame;
}

}  // namespace latchkey::web
