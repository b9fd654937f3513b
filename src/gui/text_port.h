#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::gui {

// Text is drawn as whole shaped runs by the browser (Canvas2D) into a bitmap, so every script is
// right and no font is shipped. The bitmap is the one texture of the painting: a place in it is
// white, for shapes. Natively the tests measure with a plain fake.

struct TextStyle {
  float size = 16;     // device pixels
  int weight = 400;    // CSS font weight
  float tracking = 0;  // extra space after each character, device pixels
  bool tabularDigits = false;
  std::uint32_t color = 0xFF000000;  // IM_COL32 order: ABGR

  friend bool operator==(const TextStyle& a, const TextStyle& b) = default;
};

struct TextMetrics {
  float advance = 0;  // device pixels
  float ascent = 0;   // of the font, not of the ink: lines of one style share a baseline
  float descent = 0;
};

// A place in the bitmap, 0 to 1.
struct Texel {
  float u = 0, v = 0;
};

// Where a run is in the bitmap. `left` and `top` are the offset from (pen, baseline) to it.
struct TextRun {
  Texel from, to;
  float left = 0, top = 0;
  float width = 0, height = 0;  // device pixels; 0: nothing to draw
  TextMetrics metrics;
};

class TextPort {
 public:
  virtual ~TextPort() = default;
  virtual TextMetrics measure(std::string_view text, const TextStyle& style) = 0;
  // The run, rasterised if it is new. Valid until the end of the frame.
  virtual TextRun run(std::string_view text, const TextStyle& style) = 0;
  // Where the bitmap is white, as long as runs are valid.
  virtual Texel white() const = 0;
  // Byte offsets at which a line may be broken, the end included; spaces belong to the part
  // before them.
  virtual std::vector<std::size_t> breaks(std::string_view text) = 0;
};

}  // namespace latchkey::gui
