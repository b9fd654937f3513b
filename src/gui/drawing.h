#pragma once

#include <imgui.h>

#include <memory>

#include "gui/text_port.h"

namespace latchkey::gui {

// A picture of two Dear ImGui draw lists, shapes below and text above. Lists are all we need of
// ImGui: its contexts, frames and fonts keep everything in the program that a window may ever want
// (tables, navigation, menus, settings: more than a quarter of the download), and this page has no
// window. A list without a context needs things that ImGui keeps to itself: drawing.cpp is the one
// file that touches them, and the one to look at when ImGui becomes newer.
class Drawing {
 public:
  Drawing();
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;
  ~Drawing();

  // Empties the picture; sizes in device pixels. `white` is where the one texture is white.
  void begin(float width, float height, Texel white);
  // Nothing may be painted until the next begin().
  void end();

  ImDrawList& shapes();
  ImDrawList& ink();
  // For a renderer: every command of it draws with the one texture.
  ImDrawData& data();

 private:
  struct Lists;

  std::unique_ptr<Lists> lists_;
};

// For triangles of one's own (ImDrawList::PrimWriteVtx, PrimWriteIdx): where the one texture is
// white, and the index of the vertex that is written next.
ImVec2 whiteTexel(const ImDrawList& list);
unsigned nextVertex(const ImDrawList& list);

}  // namespace latchkey::gui
