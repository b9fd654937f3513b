#pragma once

#include <imgui.h>

#include "gui/painter.h"
#include "tests/support/fake_text_port.h"

namespace latchkey::testing {

// A Painter whose graphics card takes everything and shows nothing.
class HeadlessPainter {
 public:
  HeadlessPainter() : painter_(text_) {
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  }

  gui::Frame paint(const screen::Screen& screen, const gui::Viewport& viewport, double seconds = 0,
                   const gui::Interaction& interaction = {}) {
    text_.drawn.clear();
    gui::Frame frame = painter_.paint(screen, viewport, interaction, seconds);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) acknowledge(*texture);
    return frame;
  }

  const ImDrawData& drawn() const { return painter_.drawn(); }
  const std::vector<std::string>& words() const { return text_.drawn; }

 private:
  static void acknowledge(ImTextureData& texture) {
    const bool goes = texture.Status == ImTextureStatus_WantDestroy;
    texture.SetTexID(goes ? ImTextureID_Invalid : ImTextureID{1});
    texture.SetStatus(goes ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
  }

  FakeTextPort text_;
  gui::Painter painter_;
};

}  // namespace latchkey::testing
