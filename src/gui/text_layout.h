#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gui/text_port.h"

namespace latchkey::gui {

// Text broken into lines. Every piece becomes one shaped run, so kerning, ligatures and the
// order of mixed scripts inside it are the browser's. Device pixels.

struct StyledSpan {
  std::string_view text;
  TextStyle style;
};

struct TextPiece {
  std::string text;
  TextStyle style;
  float x = 0;  // from the start of the line
  float advance = 0;
};

struct TextLine {
  std::vector<TextPiece> pieces;
  float width = 0;
};

struct TextBlock {
  std::vector<TextLine> lines;
  float width = 0;  // of the widest line
  float lineHeight = 0;
  float baseline = 0;  // from the top of a line, whole pixels

  float height() const { return static_cast<float>(lines.size()) * lineHeight; }
};

// Greedy, as browsers break: as many parts as fit on a line, spans or not; a part that is wider
// than a whole line is cut between characters. No text: no lines.
TextBlock layOutText(TextPort& port, const std::vector<StyledSpan>& spans, float maxWidth,
                     float lineHeight);

}  // namespace latchkey::gui
