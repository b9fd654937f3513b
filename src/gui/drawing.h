#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include "gui/text_port.h"

namespace latchkey::gui {

// A picture of two Dear ImGui draw lists, shapes below and text above. Lists are all we need of
// ImGui: its contexts, frames and fonts keep everything in the program that a window may ever want
// (tables, navigation, menus, settings: more than a quarter of the download), and this page has no
// window.
class Drawing {
 public:
  Drawing();
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

  // Empties the picture; sizes in device pixels. `white` is where the one texture is white.
  void begin(float width, float height, Texel white);
  // Nothing may be painted until the next begin().
  void end();

  ImDrawList& shapes() { return shapes_; }
  ImDrawList& ink() { return ink_; }
  // For a renderer: every command of it draws with the one texture.
  ImDrawData& data() { return data_; }

 private:
  static void open(ImDrawList& list);
  void close(ImDrawList& list);

  ImDrawListSharedData shared_;
  ImDrawList shapes_{&shared_};
  ImDrawList ink_{&shared_};
  ImDrawData data_;
};

}  // namespace latchkey::gui
