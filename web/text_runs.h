#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gui/text_port.h"

namespace latchkey::web {

// Text runs in one bitmap, drawn by the browser (shell/text.js). The bitmap is filled from the top
// in shelves. When it is full the runs of this frame that found no room are not drawn: the caller
// asks `isFull` after painting, calls `grow`, and paints again, so no run that was handed out ever
// moves.
class TextRuns : public gui::TextPort {
 public:
  gui::TextMetrics measure(std::string_view text, const gui::TextStyle& style) override;
  gui::TextRun run(std::string_view text, const gui::TextStyle& style) override;
  gui::Texel white() const override;
  std::vector<std::size_t> breaks(std::string_view text) override;

  // Starts again with an empty bitmap: another font, theme or language, or another `scale`, which
  // is device pixels to a CSS pixel at the usual text size. No side of the bitmap exceeds `most`.
  void reset(float scale, int most);
  bool isFull() const { return isFull_; }
  bool isLargest() const { return height_ >= most_; }
  // Doubles the bitmap, or only empties it when it is as large as it may be.
  void grow();

 private:
  // In device pixels; the ink around (pen, baseline), rounded outwards.
  struct Ink {
    gui::TextMetrics metrics;
    int left = 0, right = 0, up = 0, down = 0;
  };
  struct Slot {
    int x = 0, y = 0;
  };

  Ink ink(const std::string& text, const gui::TextStyle& style);
  // The upper left corner of a free place; nothing when the page is full.
  bool place(int width, int height, Slot& slot);
  void clear();
  gui::Texel texel(float x, float y) const;

  int most_ = 1024;
  int width_ = 1024;
  int height_ = 256;
  int penX_ = 1, penY_ = 1, shelf_ = 0;
  bool isFull_ = false;
  std::map<std::string, Ink> inks_;
  std::map<std::string, Slot> slots_;
  std::map<std::string, std::vector<std::size_t>> breaks_;
};

}  // namespace latchkey::web
