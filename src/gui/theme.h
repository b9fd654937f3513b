#pragma once

#include <cmath>
#include <cstdint>

#include "gui/geometry.h"
#include "gui/painter.h"

namespace latchkey::gui {

// IM_COL32 order: 0xAABBGGRR.
using Color = std::uint32_t;

// 0xRRGGBB as designers write it, opaque.
constexpr Color rgb(std::uint32_t hex) {
  return 0xFF000000U | (hex & 0xFFU) << 16U | (hex & 0xFF00U) | (hex >> 16U & 0xFFU);
}
constexpr Color withAlpha(Color color, float alpha) {
  // NOLINTNEXTLINE(bugprone-incorrect-roundings): std::lround is not constexpr
  return (color & 0x00FFFFFFU) | static_cast<Color>(alpha * 255.0F + 0.5F) << 24U;
}
// `t` of the way from one opaque colour to the other.
Color mixed(Color from, Color to, float t);

// The colours of one scheme. Where a token of docs/look.md has too little contrast for what it
// does (WCAG 2.2 §1.4.11: the line of a field has to be seen, 3:1), it is a step stronger here.
struct Palette {
  Color pageFrom, pageTo;  // gradient at 160 degrees
  Color card;
  Color ink, quiet;      // text
  Color line, hairline;  // of a control; between rows, decoration only
  Color brand, onBrand, brandTint;
  Color good, goodTint;
  Color bad, badTint;
  float nearShadow, farShadow;  // alpha of black under the card
  bool dark;
};

const Palette& palette(ColorScheme scheme, Contrast contrast);

// What a press or the pointer does to a filled control: towards black in light, white in dark,
// which is away from the label either way.
Color hovered(Color fill, const Palette& colors);
Color pressed(Color fill, const Palette& colors);

// CSS pixels at a root font size of 16; everything sits on a grid of 4.
namespace measure {
inline constexpr float kCardWidth = 416;
inline constexpr float kNarrow = 480;  // up to here the card is tighter
inline constexpr float kCardRadius = 16;
inline constexpr float kRadius = 10;
inline constexpr float kPanelRadius = 12;
inline constexpr float kControl = 48;  // height of a field or button
inline constexpr float kTarget = 28;   // height of a link's target; 24 is the least (WCAG 2.5.8)
inline constexpr float kGap = 20;      // between elements
inline constexpr float kRing = 4;      // tint around the focused field
inline constexpr float kPicture = 112;
}  // namespace measure

// CSS pixels to device pixels. Whole ones for edges, so that they stay sharp at any ratio; exact
// ones for type, so that the DOM's text has the same size.
struct Scale {
  float factor = 1;

  float px(float css) const { return std::round(css * factor); }
  float exact(float css) const { return css * factor; }
  // A line never vanishes.
  float line(float css) const { return std::max(1.0F, px(css)); }
};

// Type: size and line height in CSS pixels, CSS weight.
struct TypeStyle {
  float size;
  float lineHeight;
  int weight;
};

namespace type {
inline constexpr TypeStyle kBody{16, 24, 400};
inline constexpr TypeStyle kStrong{16, 24, 600};
inline constexpr TypeStyle kTitle{24, 32, 650};
inline constexpr TypeStyle kSmall{14, 20, 400};
inline constexpr TypeStyle kLabel{14, 20, 600};
inline constexpr TypeStyle kFooter{13, 20, 400};
inline constexpr TypeStyle kCodeField{22, 28, 400};
inline constexpr TypeStyle kCode{44, 56, 650};
inline constexpr TypeStyle kInitial{12, 16, 700};
}  // namespace type

}  // namespace latchkey::gui
