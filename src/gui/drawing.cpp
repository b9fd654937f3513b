#include "gui/drawing.h"

#include <imgui_internal.h>

namespace latchkey::gui {

struct Drawing::Lists {
  ImDrawListSharedData shared;
  ImDrawList shapes{&shared};
  ImDrawList ink{&shared};
  ImDrawData data;

  static void open(ImDrawList& list) {
    list._ResetForNewFrame();
    list.PushClipRectFullScreen();
  }
  void close(ImDrawList& list) {
    list._PopUnusedDrawCmd();
    data.AddDrawList(&list);
  }
};

Drawing::Drawing() : lists_(std::make_unique<Lists>()) {
  ImDrawListSharedData& shared = lists_->shared;
  shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
  // A tenth of a pixel: what is round looks round at any ratio.
  shared.SetCircleTessellationMaxError(0.1F);
}

Drawing::~Drawing() = default;

ImDrawList& Drawing::shapes() { return lists_->shapes; }

ImDrawList& Drawing::ink() { return lists_->ink; }

ImDrawData& Drawing::data() { return lists_->data; }

void Drawing::begin(float width, float height, Texel white) {
  lists_->shared.ClipRectFullscreen = {0, 0, width, height};
  lists_->shared.TexUvWhitePixel = {white.u, white.v};
  Lists::open(lists_->shapes);
  Lists::open(lists_->ink);
  ImDrawData& data = lists_->data;
  data.Clear();
  data.DisplaySize = {width, height};
  data.FramebufferScale = {1, 1};
}

void Drawing::end() {
  lists_->close(lists_->shapes);
  lists_->close(lists_->ink);
  lists_->data.Valid = true;
}

ImVec2 whiteTexel(const ImDrawList& list) { return list._Data->TexUvWhitePixel; }

unsigned nextVertex(const ImDrawList& list) { return list._VtxCurrentIdx; }

}  // namespace latchkey::gui
