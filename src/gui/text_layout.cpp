#include "gui/text_layout.h"

#include <algorithm>
#include <cmath>

namespace latchkey::gui {
namespace {

// Half a pixel of rounding must not push a word to the next line.
constexpr float kSlack = 0.5F;

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Is this what must not be parted from the character before it: a combining accent, a variation
// selector, a joiner?
bool isCombining(std::string_view rest) {
  return (rest.size() >= 2 && (rest[0] == '\xCC' || (rest[0] == '\xCD' && rest[1] < '\xB0'))) ||
         rest.substr(0, 3) == "\xE2\x80\x8D" ||
         (rest.substr(0, 2) == "\xEF\xB8" && rest.size() >= 3 && rest[2] <= '\x8F');
}

// The text of all spans as one, and where on it lines may end.
class Breaker {
 public:
  Breaker(TextPort& port, const std::vector<StyledSpan>& spans, float maxWidth)
      : port_(port), spans_(spans), maxWidth_(std::max(maxWidth, 1.0F) + kSlack) {
    for (const StyledSpan& span : spans_) whole_ += span.text;
  }

  std::vector<TextLine> lines() {
    std::size_t fitted = 0;
    for (const std::size_t stop : stops()) {
      if (!fits(stop) && fitted > start_) endLine(fitted);
      while (!fits(stop)) endLine(longestFit(stop));
      fitted = stop;
    }
    if (start_ < whole_.size()) endLine(whole_.size());
    return std::move(lines_);
  }

 private:
  // What the port says, made safe: rising, inside the text, ending with it.
  std::vector<std::size_t> stops() const {
    std::vector<std::size_t> stops;
    for (const std::size_t at : port_.breaks(whole_)) {
      if (at < whole_.size() && at > (stops.empty() ? 0 : stops.back())) stops.push_back(at);
    }
    if (!whole_.empty()) stops.push_back(whole_.size());
    return stops;
  }

  // Spaces at the end of a line hang: they take no room.
  std::size_t withoutSpaces(std::size_t stop) const {
    while (stop > start_ && whole_[stop - 1] == ' ') --stop;
    return stop;
  }

  TextLine lineTo(std::size_t stop) const {
    TextLine line;
    std::size_t spanStart = 0;
    for (const StyledSpan& span : spans_) {
      const std::size_t spanEnd = spanStart + span.text.size();
      const std::size_t from = std::max(start_, spanStart);
      const std::size_t to = std::min(stop, spanEnd);
      spanStart = spanEnd;
      if (from >= to) continue;
      TextPiece piece{whole_.substr(from, to - from), span.style, line.width, 0};
      piece.advance = port_.measure(piece.text, piece.style).advance;
      line.width += piece.advance;
      line.pieces.push_back(std::move(piece));
    }
    return line;
  }

  bool fits(std::size_t stop) const { return lineTo(withoutSpaces(stop)).width <= maxWidth_; }

  std::size_t nextCharacter(std::size_t at) const {
    const std::string_view whole = whole_;
    do {
      ++at;
    } while (at < whole.size() && (isContinuation(whole[at]) || isCombining(whole.substr(at))));
    return at;
  }

  // At least one character, or we would never come to an end.
  std::size_t longestFit(std::size_t stop) const {
    std::size_t best = nextCharacter(start_);
    while (best < stop) {
      const std::size_t next = nextCharacter(best);
      if (!fits(next)) break;
      best = next;
    }
    return std::min(best, stop);
  }

  void endLine(std::size_t stop) {
    lines_.push_back(lineTo(withoutSpaces(stop)));
    start_ = stop;
  }

  TextPort& port_;
  const std::vector<StyledSpan>& spans_;
  float maxWidth_;
  std::string whole_;
  std::size_t start_ = 0;
  std::vector<TextLine> lines_;
};

}  // namespace

TextBlock layOutText(TextPort& port, const std::vector<StyledSpan>& spans, float maxWidth,
                     float lineHeight) {
  TextBlock block;
  block.lineHeight = lineHeight;
  block.lines = Breaker(port, spans, maxWidth).lines();
  for (const TextLine& line : block.lines) block.width = std::max(block.width, line.width);
  if (!spans.empty()) {
    const TextMetrics font = port.measure("x", spans.front().style);
    block.baseline = std::round((lineHeight - font.ascent - font.descent) / 2 + font.ascent);
  }
  return block;
}

}  // namespace latchkey::gui
