#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "gui/text_port.h"

namespace latchkey::testing {

// Text without a browser: every character is as wide, lines break after spaces, and a run is a
// box. So a test can say exactly where a line ends.
class FakeTextPort : public gui::TextPort {
 public:
  static constexpr float kAdvance = 0.5F;  // of the size
  static constexpr float kAscent = 0.9F;
  static constexpr float kDescent = 0.3F;

  gui::TextMetrics measure(std::string_view text, const gui::TextStyle& style) override {
    const float each = style.size * kAdvance + style.tracking;
    return {static_cast<float>(characters(text)) * each, style.size * kAscent,
            style.size * kDescent};
  }

  gui::TextRun run(std::string_view text, const gui::TextStyle& style) override {
    drawn.emplace_back(text);
    gui::TextRun run;
    run.to = {1, 1};
    run.metrics = measure(text, style);
    run.top = -run.metrics.ascent;
    run.width = run.metrics.advance;
    run.height = run.metrics.ascent + run.metrics.descent;
    return run;
  }

  gui::Texel white() const override { return {}; }

  std::vector<std::size_t> breaks(std::string_view text) override {
    std::vector<std::size_t> offsets;
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i - 1] == ' ' && text[i] != ' ') offsets.push_back(i);
    }
    offsets.push_back(text.size());
    return offsets;
  }

  std::vector<std::string> drawn;

 private:
  static std::ptrdiff_t characters(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char byte) {
      return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    });
  }
};

}  // namespace latchkey::testing
