#include "gui/tokens.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "gui/geometry.h"

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

// What is read, by the element that it is on.
std::vector<Pair> textPairs() {
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
          {"ReferenceOnGoodNotice", &Palette::ink, &Palette::goodTint, kText},
          {"ReferenceOnBadNotice", &Palette::ink, &Palette::badTint, kText},
          {"ProblemOnCard", &Palette::bad, &Palette::card, kText}};
}

// What is seen: edges of controls, signs of focus and state, icons that carry meaning (WCAG 2.2,
// 1.4.11).
std::vector<Pair> graphicPairs() {
  return {{"FieldLine", &Palette::line, &Palette::card, kGraphic},
          {"FieldLineUnderThePointer", &Palette::quiet, &Palette::card, kGraphic},
          {"FieldLineWithFocus", &Palette::brand, &Palette::card, kGraphic},
          {"FieldLineOfARefusedField", &Palette::bad, &Palette::card, kGraphic},
          {"CheckboxEdge", &Palette::line, &Palette::card, kGraphic},
          {"CheckedBox", &Palette::brand, &Palette::card, kGraphic},
          {"CheckMark", &Palette::onBrand, &Palette::brand, kGraphic},
          {"PrimaryButtonEdge", &Palette::brand, &Palette::card, kGraphic},
          {"SecondaryButtonEdge", &Palette::line, &Palette::card, kGraphic},
          {"PlainViewButtonEdge", &Palette::line, &Palette::pageFrom, kGraphic},
          {"FocusRingOnCard", &Palette::brand, &Palette::card, kGraphic},
          {"FocusRingOnChip", &Palette::brand, &Palette::brandTint, kGraphic},
          {"FocusRingOnThePageAbove", &Palette::brand, &Palette::pageFrom, kGraphic},
          {"FocusRingOnThePageBelow", &Palette::brand, &Palette::pageTo, kGraphic},
          {"ChevronOfAList", &Palette::quiet, &Palette::card, kGraphic},
          {"SpinnerOnPrimaryButton", &Palette::onBrand, &Palette::brand, kGraphic},
          {"SpinnerBesideALink", &Palette::brand, &Palette::card, kGraphic},
          {"WarningAtAField", &Palette::bad, &Palette::card, kGraphic},
          {"IconOfBadNotice", &Palette::bad, &Palette::badTint, kGraphic},
          {"IconOfGoodNotice", &Palette::good, &Palette::goodTint, kGraphic},
          {"IconOfNotice", &Palette::brand, &Palette::brandTint, kGraphic},
          {"WaitingDot", &Palette::good, &Palette::card, kGraphic},
          {"Envelope", &Palette::brand, &Palette::brandTint, kGraphic},
          {"SuccessDisc", &Palette::good, &Palette::goodTint, kGraphic}};
}

std::vector<Pair> pairs() {
  std::vector<Pair> all = textPairs();
  for (const Pair& pair : graphicPairs()) all.push_back(pair);
  return all;
}

using Row = std::tuple<Pair, ColorScheme, Contrast>;

std::string rowName(const ::testing::TestParamInfo<Row>& row) {
  return std::get<0>(row.param).name +
         (std::get<1>(row.param) == ColorScheme::dark ? "InTheDark" : "InTheLight") +
         (std::get<2>(row.param) == Contrast::more ? "WithMoreContrast" : "");
}

class Colors : public ::testing::TestWithParam<Row> {};

INSTANTIATE_TEST_SUITE_P(Tokens, Colors,
                         ::testing::Combine(::testing::ValuesIn(pairs()),
                                            ::testing::Values(ColorScheme::light,
                                                              ColorScheme::dark),
                                            ::testing::Values(Contrast::standard, Contrast::more)),
                         rowName);

TEST_P(Colors, HaveEnoughContrast) {
  const auto& [pair, scheme, wish] = GetParam();
  const Palette& colors = latchkeyTheme().palette(scheme, wish);
  const double stronger = wish == Contrast::more && pair.least == kText ? 7 : pair.least;
  EXPECT_GE(contrast(colors.*pair.front, colors.*pair.ground), stronger);
}

TEST(Tokens, AButtonStaysReadableAndVisibleUnderThePointerAndPressed) {
  for (const auto& scheme : latchkeyTheme().palettes) {
    for (const Palette& colors : scheme) {
      for (const Color fill : {hovered(colors.brand, colors), pressed(colors.brand, colors)}) {
        EXPECT_GE(contrast(colors.onBrand, fill), kText);
        EXPECT_GE(contrast(fill, colors.card), kGraphic);
      }
    }
  }
}

TEST(Tokens, ACardAsBrightAsThePageHasAnEdge) {
  const Theme& theme = latchkeyTheme();
  for (const auto scheme : {ColorScheme::light, ColorScheme::dark}) {
    EXPECT_FALSE(needsEdge(theme.palette(scheme, Contrast::standard)));
    EXPECT_TRUE(needsEdge(theme.palette(scheme, Contrast::more)));
  }
}

TEST(Tokens, ColorsAreWrittenAsDesignersWriteThem) {
  EXPECT_EQ(rgb(0x123456), 0xFF563412U);
  EXPECT_EQ(hexOf(rgb(0x123456)), 0x123456U);
  EXPECT_EQ(withAlpha(rgb(0x123456), 0.5F), 0x80563412U);
  EXPECT_EQ(mixed(rgb(0x000000), rgb(0xffffff), 0.5F), rgb(0x808080));
}

TEST(Tokens, EdgesAreWholePixelsAndLinesNeverVanish) {
  const Scale scale{1.25F};
  EXPECT_FLOAT_EQ(scale.px(10), 13);
  EXPECT_FLOAT_EQ(scale.exact(10), 12.5F);
  EXPECT_FLOAT_EQ(Scale{0.25F}.line(1), 1);
}

}  // namespace
}  // namespace latchkey::gui
