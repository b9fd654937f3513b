#include "gui/drawing.h"

#include <imgui_internal.h>

namespace latchkey::gui {
namespace {

ImFontAtlas& atlas() { return *ImGui::GetIO().Fonts; }

// As ImGui sets its lists up at the beginning of a frame.
void setUp(ImDrawListSharedData& shared, float width, float height) {
  const ImGuiIO& io = ImGui::GetIO();
  const ImGuiStyle& style = ImGui::GetStyle();
  shared.FontAtlas = &atlas();
  ImFontAtlasUpdateDrawListsSharedData(&atlas());
  shared.ClipRectFullscreen = {0, 0, width, height};
  shared.InitialFringeScale = 1;
  shared.CurveTessellationTol = style.CurveTessellationTol;
  shared.SetCircleTessellationMaxError(style.CircleTessellationMaxError);
  shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedLinesUseTex |
                        ImDrawListFlags_AntiAliasedFill;
  if ((io.BackendFlags & ImGuiBackendFlags_RendererHasVtxOffset) != 0) {
    shared.InitialFlags |= ImDrawListFlags_AllowVtxOffset;
  }
}

}  // namespace

Drawing::Drawing()
    : shapes_(ImGui::GetDrawListSharedData()), ink_(ImGui::GetDrawListSharedData()) {}

void Drawing::open(ImDrawList& list) {
  list._ResetForNewFrame();
  list.PushTexture(atlas().TexRef);
  list.PushClipRectFullScreen();
}

void Drawing::close(ImDrawList& list) {
  list._PopUnusedDrawCmd();
  data_.AddDrawList(&list);
}

void Drawing::begin(float width, float height) {
  ++frames_;
  const bool hasTextures =
      (ImGui::GetIO().BackendFlags & ImGuiBackendFlags_RendererHasTextures) != 0;
  ImFontAtlasUpdateNewFrame(&atlas(), frames_, hasTextures);
  setUp(*ImGui::GetDrawListSharedData(), width, height);
  open(shapes_);
  open(ink_);
  data_.Clear();
  data_.DisplaySize = {width, height};
  data_.FramebufferScale = {1, 1};
}

void Drawing::end() {
  ImVector<ImTextureData*>& textures = ImGui::GetPlatformIO().Textures;
  textures.resize(0);
  for (ImTextureData* texture : atlas().TexList) {
    texture->RefCount = 1;  // one renderer may destroy it
    textures.push_back(texture);
  }
  data_.Textures = &textures;
  close(shapes_);
  close(ink_);
  data_.Valid = true;
}

}  // namespace latchkey::gui
