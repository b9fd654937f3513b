#pragma once

#include <imgui.h>

#include <memory>

#include "gui/text_port.h"

namespace latchkey::gui {

// The two Dear ImGui draw lists of a painting, shapes below and text above. The page uses nothing
// else of ImGui: its contexts, frames and fonts would keep everything in the program that a window
// may ever want (tables, navigation, menus, settings: more than a quarter of the download), and
// this page has no window. A list without a context needs private parts of ImGui: draw_lists.cpp is
// the only file that touches them, and the one to look at when ImGui is updated.
class DrawLists {
 public:
  DrawLists();
  DrawLists(const DrawLists&) = delete;
  DrawLists& operator=(const DrawLists&) = delete;
  ~DrawLists();

  // Empties the lists; sizes in device pixels. `white` is where the one texture is white.
  void begin(float width, float height, Texel white);
  // Nothing may be painted until the next begin().
  void end();

  ImDrawList& shapes();
  ImDrawList& text();
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
