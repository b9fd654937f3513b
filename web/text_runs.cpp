#include "web/text_runs.h"

#include <emscripten.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "web/page.h"

EM_JS(void, textMeasure,
      (const char* text, double size, int weight, double tracking, int tabular, float* out),
      { Module.page.text.measure(UTF8ToString(text), size, weight, tracking, tabular > 0, out); });
EM_JS(void, textDraw,
      (const char* text, double size, int weight, double tracking, int tabular, int x, int y,
       unsigned color),
      {
        Module.page.text.draw(UTF8ToString(text), size, weight, tracking, tabular > 0, x, y, color);
      });
EM_JS(void, textClear, (int width, int height), { Module.page.text.clear(width, height); });
EM_JS(void, textBreaks, (const char* text), { Module.page.text.breaks(UTF8ToString(text)); });

namespace latchkey::web {
namespace {

constexpr int kLowest = 256;
constexpr int kWhite = 2;  // shell/text.js leaves a white square of this size at the top left

template <class T>
void append(std::string& key, const T& value) {
  std::array<char, sizeof value> bytes{};
  std::memcpy(bytes.data(), &value, sizeof value);
  key.append(bytes.data(), bytes.size());
}

// What decides the shape of a run; the colour only counts for its bitmap.
std::string shapeKey(std::string_view text, const gui::TextStyle& style) {
  std::string key;
  append(key, style.size);
  append(key, style.weight);
  append(key, style.tracking);
  append(key, style.tabularDigits);
  return key.append(text);
}

std::string bitmapKey(std::string_view text, const gui::TextStyle& style) {
  std::string key;
  append(key, style.color);
  return key + shapeKey(text, style);
}

}  // namespace

TextRuns::Ink TextRuns::ink(const std::string& text, const gui::TextStyle& style) {
  const auto [found, isNew] = inks_.try_emplace(shapeKey(text, style));
  Ink& ink = found->second;
  if (!isNew) return ink;
  std::array<float, 7> measured{};
  textMeasure(text.c_str(), static_cast<double>(style.size), style.weight,
              static_cast<double>(style.tracking), style.tabularDigits ? 1 : 0, measured.data());
  // One more pixel on each side for what anti-aliasing adds to the ink.
  const auto outwards = [](float extent) { return static_cast<int>(std::ceil(extent)) + 1; };
  ink.metrics = {measured[0], measured[1], measured[2]};
  ink.left = outwards(measured[3]);
  ink.right = outwards(measured[4]);
  ink.up = outwards(measured[5]);
  ink.down = outwards(measured[6]);
  return ink;
}

gui::TextMetrics TextRuns::measure(std::string_view text, const gui::TextStyle& style) {
  return ink(std::string(text), style).metrics;
}

bool TextRuns::place(int width, int height, Slot& slot) {
  if (penX_ + width + 1 > width_) {
    penX_ = 1;
    penY_ += shelf_ + 1;
    shelf_ = 0;
  }
  if (penX_ + width + 1 > width_ || penY_ + height + 1 > height_) return false;
  slot.x = penX_;
  slot.y = penY_;
  penX_ += width + 1;
  shelf_ = std::max(shelf_, height);
  return true;
}

gui::Texel TextRuns::texel(float x, float y) const {
  return {x / static_cast<float>(width_), y / static_cast<float>(height_)};
}

gui::Texel TextRuns::white() const { return texel(kWhite / 2, kWhite / 2); }

gui::TextRun TextRuns::run(std::string_view text, const gui::TextStyle& style) {
  const std::string copy(text);
  const Ink shape = ink(copy, style);
  gui::TextRun run;
  run.metrics = shape.metrics;
  const int width = shape.left + shape.right;
  const int height = shape.up + shape.down;
  if (text.empty() || width <= 2 || height <= 2) return run;  // blank: nothing to draw
  const auto [found, isNew] = slots_.try_emplace(bitmapKey(text, style));
  Slot& slot = found->second;
  if (isNew) {
    if (!place(width, height, slot)) {
      slots_.erase(found);
      isFull_ = true;
      return run;
    }
    textDraw(copy.c_str(), static_cast<double>(style.size), style.weight,
             static_cast<double>(style.tracking), style.tabularDigits ? 1 : 0, slot.x + shape.left,
             slot.y + shape.up, style.color);
  }
  run.from = texel(static_cast<float>(slot.x), static_cast<float>(slot.y));
  run.to = texel(static_cast<float>(slot.x + width), static_cast<float>(slot.y + height));
  run.left = static_cast<float>(-shape.left);
  run.top = static_cast<float>(-shape.up);
  run.width = static_cast<float>(width);
  run.height = static_cast<float>(height);
  return run;
}

std::vector<std::size_t> TextRuns::breaks(std::string_view text) {
  const std::string copy(text);
  const auto [found, isNew] = breaks_.try_emplace(copy);
  if (!isNew) return found->second;
  textBreaks(copy.c_str());
  const Bytes bytes = takeInboxBytes();
  for (std::size_t i = 0; i + sizeof(std::uint32_t) <= bytes.size(); i += sizeof(std::uint32_t)) {
    std::uint32_t offset = 0;
    std::memcpy(&offset, bytes.data() + i, sizeof offset);
    found->second.push_back(offset);
  }
  return found->second;
}

void TextRuns::clear() {
  slots_.clear();
  penX_ = kWhite + 1;
  penY_ = 1;
  shelf_ = 0;
  isFull_ = false;
  textClear(width_, height_);
}

void TextRuns::reset(float scale, int most) {
  most_ = most;
  // The widest line of the card, 352 CSS pixels, fits into 512.
  width_ = 1024;
  const float widest = 512 * scale;
  while (static_cast<float>(width_) < widest && width_ < most_) width_ *= 2;
  width_ = std::min(width_, most_);
  height_ = kLowest;
  inks_.clear();
  breaks_.clear();
  clear();
}

void TextRuns::grow() {
  height_ = std::min(2 * height_, most_);
  clear();
}

}  // namespace latchkey::web
