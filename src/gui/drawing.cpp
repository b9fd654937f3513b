#include "gui/drawing.h"

namespace latchkey::gui {

Drawing::Drawing() {
  shared_.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
  // A tenth of a pixel: what is round looks round at any ratio.
  shared_.SetCircleTessellationMaxError(0.1F);
}

void Drawing::open(ImDrawList& list) {
  list._ResetForNewFrame();
  list.PushClipRectFullScreen();
}

void Drawing::close(ImDrawList& list) {
  list._PopUnusedDrawCmd();
  data_.AddDrawList(&list);
}

void Drawing::begin(float width, float height, Texel white) {
  shared_.ClipRectFullscreen = {0, 0, width, height};
  shared_.TexUvWhitePixel = {white.u, white.v};
  open(shapes_);
  open(ink_);
  data_.Clear();
  data_.DisplaySize = {width, height};
  data_.FramebufferScale = {1, 1};
}

void Drawing::end() {
  close(shapes_);
  close(ink_);
  data_.Valid = true;
}

}  // namespace latchkey::gui
