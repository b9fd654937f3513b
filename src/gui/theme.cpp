#include "gui/theme.h"

#include <array>
#include <cmath>

namespace latchkey::gui {
namespace {

constexpr Palette kLight{.pageFrom = rgb(0xf3f4f8),
                         .pageTo = rgb(0xe7e9f4),
                         .card = rgb(0xffffff),
                         .ink = rgb(0x171a26),
                         .quiet = rgb(0x565d73),
                         .line = rgb(0x8b92a9),
                         .hairline = rgb(0xe4e7f0),
                         .brand = rgb(0x3d4ad6),
                         .onBrand = rgb(0xffffff),
                         .brandTint = rgb(0xeceefe),
                         .good = rgb(0x137a4b),
                         .goodTint = rgb(0xe4f5ec),
                         .bad = rgb(0xb42323),
                         .badTint = rgb(0xfdecec),
                         .nearShadow = 0.06F,
                         .farShadow = 0.14F,
                         .dark = false};

constexpr Palette kDark{.pageFrom = rgb(0x0f1118),
                        .pageTo = rgb(0x161a2b),
                        .card = rgb(0x191c27),
                        .ink = rgb(0xeef0f7),
                        .quiet = rgb(0xa3a9bf),
                        .line = rgb(0x666e8c),
                        .hairline = rgb(0x2b3042),
                        .brand = rgb(0x8b95ff),
                        .onBrand = rgb(0x10132a),
                        .brandTint = rgb(0x232949),
                        .good = rgb(0x5fd39a),
                        .goodTint = rgb(0x16302a),
                        .bad = rgb(0xff8d87),
                        .badTint = rgb(0x3a1f24),
                        .nearShadow = 0.40F,
                        .farShadow = 0.60F,
                        .dark = true};

// prefers-contrast: more. Text at 7:1 and better, every line as strong as text.
constexpr Palette moreContrast(Palette colors) {
  colors.pageFrom = colors.pageTo = colors.dark ? rgb(0x000000) : rgb(0xffffff);
  colors.card = colors.pageFrom;
  colors.ink = colors.dark ? rgb(0xffffff) : rgb(0x000000);
  colors.quiet = colors.dark ? rgb(0xd9dcea) : rgb(0x31364a);
  colors.line = colors.quiet;
  colors.hairline = colors.quiet;
  colors.brand = colors.dark ? rgb(0xb6bdff) : rgb(0x2530a8);
  colors.onBrand = colors.pageFrom;
  colors.good = colors.dark ? rgb(0x8ff0bf) : rgb(0x0b5433);
  colors.bad = colors.dark ? rgb(0xffb4af) : rgb(0x8f1616);
  return colors;
}

constexpr std::array<std::array<Palette, 2>, 2> kPalettes = {
    {{kLight, moreContrast(kLight)}, {kDark, moreContrast(kDark)}}};

constexpr Color channel(Color color, unsigned shift) { return color >> shift & 0xFFU; }

Color mixedChannel(Color from, Color to, float t, unsigned shift) {
  const float value =
      mix(static_cast<float>(channel(from, shift)), static_cast<float>(channel(to, shift)), t);
  return static_cast<Color>(std::round(value)) << shift;
}

Color shaded(Color fill, const Palette& colors, float t) {
  return mixed(fill, colors.dark ? rgb(0xffffff) : rgb(0x000000), t);
}

}  // namespace

Color mixed(Color from, Color to, float t) {
  return mixedChannel(from, to, t, 0) | mixedChannel(from, to, t, 8) |
         mixedChannel(from, to, t, 16) | mixedChannel(from, to, t, 24);
}

const Palette& palette(ColorScheme scheme, Contrast contrast) {
  return kPalettes[scheme == ColorScheme::dark ? 1 : 0][contrast == Contrast::more ? 1 : 0];
}

Color hovered(Color fill, const Palette& colors) { return shaded(fill, colors, 0.06F); }

Color pressed(Color fill, const Palette& colors) { return shaded(fill, colors, 0.14F); }

}  // namespace latchkey::gui
