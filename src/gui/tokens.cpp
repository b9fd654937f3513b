#include "gui/tokens.h"

namespace latchkey::gui {
namespace {

constexpr Palette kLight{.pageFrom = rgb(0xf3f4f8),
                         .pageTo = rgb(0xe7e9f4),
                         .card = rgb(0xffffff),
                         .ink = rgb(0x171a26),
                         .quiet = rgb(0x565d73),
                         .line = rgb(0x848ba3),
                         .hairline = rgb(0xe4e7f0),
                         .brand = rgb(0x3d4ad6),
                         .onBrand = rgb(0xffffff),
                         .brandTint = rgb(0xeceefe),
                         .good = rgb(0x137a4b),
                         .goodTint = rgb(0xe4f5ec),
                         .bad = rgb(0xb42323),
                         .badTint = rgb(0xfdecec),
                         .nearShadow = {1, 2, 0, 0.06F},
                         .farShadow = {12, 40, -8, 0.14F},
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
                        .nearShadow = {1, 2, 0, 0.40F},
                        .farShadow = {16, 48, -8, 0.60F},
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

constexpr Theme kLatchkey{
    .palettes = {{{kLight, moreContrast(kLight)}, {kDark, moreContrast(kDark)}}}, .radii = {}};

}  // namespace

const Theme& latchkeyTheme() { return kLatchkey; }

Color hovered(Color fill, const Palette& colors) {
  return mixed(fill, shadeOf(colors), kHoverShade);
}

Color pressed(Color fill, const Palette& colors) {
  return mixed(fill, shadeOf(colors), kPressShade);
}

}  // namespace latchkey::gui
