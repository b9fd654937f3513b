#include "gui/draw_lists.h"

#include <imgui_internal.h>

namespace latchkey::gui {

struct DrawLists::Lists {
  ImDrawListSharedData shared;
  ImDrawList shapes{&shared};
  ImDrawList text{&shared};
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

DrawLists::DrawLists() : lists_(std::make_unique<Lists>()) {
  ImDrawListSharedData& shared = lists_->shared;
  shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
  // A tenth of a pixel: what is round looks round at any ratio.
  shared.SetCircleTessellationMaxError(0.1F);
}

DrawLists::~DrawLists() = default;

ImDrawList& DrawLists::shapes() { return lists_->shapes; }

ImDrawList& DrawLists::text() { return lists_->text; }

ImDrawData& DrawLists::data() { return lists_->data; }

void DrawLists::begin(float width, float height, Texel white) {
  lists_->shared.ClipRectFullscreen = {0, 0, width, height};
  lists_->shared.TexUvWhitePixel = {white.u, white.v};
  Lists::open(lists_->shapes);
  Lists::open(lists_->text);
  ImDrawData& data = lists_->data;
  data.Clear();
  data.DisplaySize = {width, height};
  data.FramebufferScale = {1, 1};
}

void DrawLists::end() {
  lists_->close(lists_->shapes);
  lists_->close(lists_->text);
  lists_->data.Valid = true;
}

ImVec2 whiteTexel(const ImDrawList& list) { return list._Data->TexUvWhitePixel; }

unsigned nextVertex(const ImDrawList& list) { return list._VtxCurrentIdx; }

}  // namespace latchkey::gui
