#pragma once

#include <cstdint>

namespace latchkey::gui {

// IM_COL32 order: 0xAABBGGRR.
using Color = std::uint32_t;

// 0xRRGGBB as designers write it, opaque; and back.
constexpr Color rgb(std::uint32_t hex) {
  return 0xFF000000U | (hex & 0xFFU) << 16U | (hex & 0xFF00U) | (hex >> 16U & 0xFFU);
}
constexpr std::uint32_t hexOf(Color color) { return rgb(color) & 0x00FFFFFFU; }

constexpr Color withAlpha(Color color, float alpha) {
  // NOLINTNEXTLINE(bugprone-incorrect-roundings): std::lround is not constexpr
  return (color & 0x00FFFFFFU) | static_cast<Color>(alpha * 255.0F + 0.5F) << 24U;
}
// `t` of the way from one opaque colour to the other.
Color mixed(Color from, Color to, float t);

}  // namespace latchkey::gui
