#pragma once

#include <imgui.h>

namespace latchkey::gui {

// A picture of two Dear ImGui draw lists, shapes below and text above: what GetDrawData() gives
// after a frame without windows. ImGui's own NewFrame() and Render() are not called, because they
// keep everything in the program that a window may ever need (tables, navigation, menus, settings:
// a quarter of the download), and this page has no window.
//
// Works on the current ImGui context, and has to go before it.
class Drawing {
 public:
  Drawing();
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

  // Empties the picture; sizes in device pixels.
  void begin(float width, float height);
  // Nothing may be painted until the next begin().
  void end();

  ImDrawList& shapes() { return shapes_; }
  ImDrawList& ink() { return ink_; }
  // For the renderer backend, which also creates the textures that it names.
  ImDrawData& data() { return data_; }

 private:
  void open(ImDrawList& list);
  void close(ImDrawList& list);

  ImDrawList shapes_;
  ImDrawList ink_;
  ImDrawData data_;
  int frames_ = 0;
};

}  // namespace latchkey::gui
