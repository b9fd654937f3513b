#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "gui/tokens.h"
#include "tests/support/headless_painter.h"
#include "tests/support/sample_screens.h"

namespace latchkey::gui {
namespace {

using testing::HeadlessPainter;
using testing::SampleScreen;

constexpr std::size_t kMostVertices = 65536;  // ImDrawIdx has 16 bits

class Painting : public ::testing::TestWithParam<SampleScreen> {};

INSTANTIATE_TEST_SUITE_P(OfScreens, Painting, ::testing::ValuesIn(testing::sampleScreens()),
                         [](const auto& row) { return row.param.name; });

bool isFinite(const ImDrawVert& vertex) {
  return std::isfinite(vertex.pos.x) && std::isfinite(vertex.pos.y) && std::isfinite(vertex.uv.x) &&
         std::isfinite(vertex.uv.y);
}

void expectDrawable(const ImDrawData& drawn) {
  EXPECT_TRUE(drawn.Valid);
  for (const ImDrawList* list : drawn.CmdLists) {
    EXPECT_LT(static_cast<std::size_t>(list->VtxBuffer.Size), kMostVertices);
    EXPECT_TRUE(std::all_of(list->VtxBuffer.begin(), list->VtxBuffer.end(), isFinite));
    const auto inside = [&](ImDrawIdx index) { return index < list->VtxBuffer.Size; };
    EXPECT_TRUE(std::all_of(list->IdxBuffer.begin(), list->IdxBuffer.end(), inside));
  }
}

TEST_P(Painting, IsDrawableAtEveryMomentOfItsAnimation) {
  HeadlessPainter painter;
  Viewport viewport{375, 700, 1.25F};
  painter.paint(testing::usernameScreen(), viewport, 0);
  for (const double seconds : {1.0, 1.05, 1.1, 1.2, 1.5}) {
    painter.paint(GetParam().screen, viewport, seconds);
    expectDrawable(painter.drawn());
  }
}

TEST_P(Painting, TakesFewDrawCalls) {
  HeadlessPainter painter;
  painter.paint(GetParam().screen, {375, 700});
  int commands = 0;
  for (const ImDrawList* list : painter.drawn().CmdLists) commands += list->CmdBuffer.Size;
  EXPECT_LE(commands, 4);
}

TEST_P(Painting, OfAScreenAtRestIsTheSame) {
  HeadlessPainter painter;
  painter.paint(GetParam().screen, {375, 700}, 0);
  painter.paint(GetParam().screen, {375, 700}, 30);
  const int vertices = painter.drawn().TotalVtxCount;
  painter.paint(GetParam().screen, {375, 700}, 60);
  EXPECT_EQ(painter.drawn().TotalVtxCount, vertices);
}

TEST(Painter, PaintsTheCodeInGroupsOfThree) {
  HeadlessPainter painter;
  painter.paint(testing::otherBrowserScreen(), {480, 800});
  EXPECT_EQ(std::count(painter.words().begin(), painter.words().end(), "482 913"), 1);
}

TEST(Painter, LeavesTheTextOfAFieldToTheDom) {
  HeadlessPainter painter;
  screen::Screen screen = testing::usernameScreen();
  std::get<screen::TextField>(screen.elements[3]).value = "typed@example.com";
  painter.paint(screen, {480, 800});
  EXPECT_EQ(std::count(painter.words().begin(), painter.words().end(), "typed@example.com"), 0);
  EXPECT_EQ(std::count(painter.words().begin(), painter.words().end(), "Username"), 1);
}

bool hasColor(const ImDrawData& drawn, Color color) {
  for (const ImDrawList* list : drawn.CmdLists) {
    for (const ImDrawVert& vertex : list->VtxBuffer) {
      if (vertex.col == color) return true;
    }
  }
  return false;
}

TEST(Painter, ShowsAFocusedFieldByItsLineAndATint) {
  HeadlessPainter painter;
  const Palette& colors = latchkeyTheme().palette(ColorScheme::light, Contrast::standard);
  const screen::Screen screen = testing::usernameScreen();
  painter.paint(screen, {480, 800});
  EXPECT_FALSE(hasColor(painter.drawn(), colors.brandTint));
  Interaction interaction;
  interaction.focused = testing::id("username");
  painter.paint(screen, {480, 800}, 1, interaction);
  EXPECT_TRUE(hasColor(painter.drawn(), colors.brandTint));
}

TEST(Painter, ShowsARingAroundAButtonOnlyForTheKeyboard) {
  HeadlessPainter painter;
  const screen::Screen screen = testing::usernameScreen();
  Interaction interaction;
  interaction.focused = testing::id("next");
  painter.paint(screen, {480, 800}, 0, interaction);
  const int without = painter.drawn().TotalVtxCount;
  interaction.focusVisible = true;
  painter.paint(screen, {480, 800}, 0, interaction);
  EXPECT_GT(painter.drawn().TotalVtxCount, without);
}

TEST(Painter, DarkensAPressedButton) {
  HeadlessPainter painter;
  const Palette& colors = latchkeyTheme().palette(ColorScheme::light, Contrast::standard);
  Interaction interaction;
  interaction.pressed = testing::id("next");
  painter.paint(testing::usernameScreen(), {480, 800}, 0, interaction);
  EXPECT_TRUE(hasColor(painter.drawn(), pressed(colors.brand, colors)));
}

TEST(Painter, PaintsWithTheColorsOfTheSchemeOnly) {
  HeadlessPainter painter;
  const Palette& light = latchkeyTheme().palette(ColorScheme::light, Contrast::standard);
  const Palette& dark = latchkeyTheme().palette(ColorScheme::dark, Contrast::standard);
  Viewport viewport{480, 800};
  viewport.scheme = ColorScheme::dark;
  painter.paint(testing::usernameScreen(), viewport);
  EXPECT_TRUE(hasColor(painter.drawn(), dark.card));
  EXPECT_TRUE(hasColor(painter.drawn(), dark.brand));
  EXPECT_FALSE(hasColor(painter.drawn(), light.brand));
}

TEST(Painter, PaintsWithTheThemeThatItIsGiven) {
  Theme theme = latchkeyTheme();
  const Color brand = rgb(0x00695c);
  theme.palettes[0][0].brand = brand;
  HeadlessPainter painter{theme};
  painter.paint(testing::usernameScreen(), {480, 800});
  EXPECT_TRUE(hasColor(painter.drawn(), brand));
  EXPECT_FALSE(hasColor(painter.drawn(), latchkeyTheme().palettes[0][0].brand));
}

TEST(Painter, PaintsNothingInAWindowOfNoSize) {
  HeadlessPainter painter;
  EXPECT_TRUE(painter.paint(testing::usernameScreen(), {0, 0}).placements.empty());
  EXPECT_TRUE(painter.drawn().CmdLists.empty());
}

}  // namespace
}  // namespace latchkey::gui
