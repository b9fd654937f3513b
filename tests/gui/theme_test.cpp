#include "gui/theme.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <tuple>

namespace latchkey::gui {
namespace {

double linear(Color color, unsigned shift) {
  const double value = static_cast<double>(color >> shift & 0xFFU) / 255;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color, 0) + 0.7152 * linear(color, 8) + 0.0722 * linear(color, 16);
}

// WCAG 2.2, "contrast ratio".
double contrast(Color a, Color b) {
  const double high = std::max(luminance(a), luminance(b));
  const double low = std::min(luminance(a), luminance(b));
  return (high + 0.05) / (low + 0.05);
}

struct Pair {
  std::string name;
  Color Palette::*front;
  Color Palette::*ground;
  double least;
};

constexpr double kText = 4.5;
constexpr double kGraphic = 3;

std::vector<Pair> pairs() {
  return {{"InkOnCard", &Palette::ink, &Palette::card, kText},
          {"QuietOnCard", &Palette::quiet, &Palette::card, kText},
          {"FooterOnThePageAbove", &Palette::quiet, &Palette::pageFrom, kText},
          {"FooterOnThePageBelow", &Palette::quiet, &Palette::pageTo, kText},
          {"LinkOnCard", &Palette::brand, &Palette::card, kText},
          {"LabelOnButton", &Palette::onBrand, &Palette::brand, kText},
          {"NameOnChip", &Palette::ink, &Palette::brandTint, kText},
          {"LinkOnChip", &Palette::brand, &Palette::brandTint, kText},
          {"GoodNotice", &Palette::good, &Palette::goodTint, kText},
          {"BadNotice", &Palette::bad, &Palette::badTint, kText},
          {"ProblemOnCard", &Palette::bad, &Palette::card, kText},
          {"FieldLineOnCard", &Palette::line, &Palette::card, kGraphic},
          {"FocusRingOnCard", &Palette::brand, &Palette::card, kGraphic},
          {"FocusRingOnThePage", &Palette::brand, &Palette::pageTo, kGraphic},
          {"WaitingDotOnCard", &Palette::good, &Palette::card, kGraphic}};
}

using Row = std::tuple<Pair, ColorScheme, Contrast>;

std::string rowName(const ::testing::TestParamInfo<Row>& row) {
  return std::get<0>(row.param).name +
         (std::get<1>(row.param) == ColorScheme::dark ? "InTheDark" : "InTheLight") +
         (std::get<2>(row.param) == Contrast::more ? "WithMoreContrast" : "");
}

class Colors : public ::testing::TestWithParam<Row> {};

INSTANTIATE_TEST_SUITE_P(Theme, Colors,
                         ::testing::Combine(::testing::ValuesIn(pairs()),
                                            ::testing::Values(ColorScheme::light,
                                                              ColorScheme::dark),
                                            ::testing::Values(Contrast::standard, Contrast::more)),
                         rowName);

TEST_P(Colors, HaveEnoughContrast) {
  const auto& [pair, scheme, wish] = GetParam();
  const Palette& colors = palette(scheme, wish);
  const double stronger = wish == Contrast::more && pair.least == kText ? 7 : pair.least;
  EXPECT_GE(contrast(colors.*pair.front, colors.*pair.ground), stronger);
}

TEST(Theme, ALabelStaysReadableWhileItsButtonIsPressed) {
  for (const auto scheme : {ColorScheme::light, ColorScheme::dark}) {
    const Palette& colors = palette(scheme, Contrast::standard);
    EXPECT_GE(contrast(colors.onBrand, hovered(colors.brand, colors)), kText);
    EXPECT_GE(contrast(colors.onBrand, pressed(colors.brand, colors)), kText);
  }
}

TEST(Theme, ColorsAreWrittenAsDesignersWriteThem) {
  EXPECT_EQ(rgb(0x123456), 0xFF563412U);
  EXPECT_EQ(withAlpha(rgb(0x123456), 0.5F), 0x80563412U);
  EXPECT_EQ(mixed(rgb(0x000000), rgb(0xffffff), 0.5F), rgb(0x808080));
}

TEST(Theme, EdgesAreWholePixelsAndLinesNeverVanish) {
  const Scale scale{1.25F};
  EXPECT_FLOAT_EQ(scale.px(10), 13);
  EXPECT_FLOAT_EQ(scale.exact(10), 12.5F);
  EXPECT_FLOAT_EQ(Scale{0.25F}.line(1), 1);
}

}  // namespace
}  // namespace latchkey::gui
