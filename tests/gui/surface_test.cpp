#include "gui/surface.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "gui/presentation.h"
#include "tests/support/fake_text_port.h"
#include "tests/support/sample_screens.h"

namespace latchkey::gui {
namespace {

constexpr float kNone = 0;  // instead of a ratio: there is no painting
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

Viewport viewportOf(float width, float height, float ratio, float rootFontSize = 16) {
  Viewport viewport;
  viewport.width = width;
  viewport.height = height;
  viewport.pixelRatio = ratio;
  viewport.rootFontSize = rootFontSize;
  return viewport;
}

SurfaceLimits limitsOf(int side, double pixels) {
  SurfaceLimits limits;
  limits.side = side;
  limits.run = std::min(limits.run, side);
  limits.pixels = pixels;
  return limits;
}

const SurfaceLimits kDesktop = limitsOf(16384, 16e6);
const SurfaceLimits kPhone = limitsOf(4096, 16e6);

struct SizeRow {
  std::string name;
  Viewport viewport;
  float height;  // of the page
  SurfaceLimits limits;
  float least, most;  // the ratio is between them
};

void PrintTo(const SizeRow& row, std::ostream* out) { *out << row.name; }

class Size : public ::testing::TestWithParam<SizeRow> {};

const std::vector<SizeRow> kSizes = {
    {"AWindow", viewportOf(1024, 768, 1), 768, kDesktop, 1, 1},
    {"APhone", viewportOf(393, 852, 3), 852, kPhone, 3, 3},
    {"5KMaximised", viewportOf(2560, 1440, 2), 1440, kDesktop, 2, 2},
    {"6KMaximised", viewportOf(3008, 1692, 2), 1692, kDesktop, 1.75F, 1.78F},
    {"8KMaximised", viewportOf(3840, 2160, 2), 2160, kDesktop, 1.35F, 1.39F},
    {"8KWithoutScaling", viewportOf(7680, 4320, 1), 4320, kDesktop, kNone, kNone},
    {"4KAtZoom500", viewportOf(384, 216, 10), 800, kDesktop, 7.1F, 7.3F},
    {"LaptopAtZoom400", viewportOf(432, 279, 8), 560, kDesktop, 8, 8},
    {"LaptopAtZoom400ALongerPage", viewportOf(432, 279, 8), 760, kDesktop, 6.8F, 7},
    {"4KAtZoom400", viewportOf(480, 270, 8), 800, kDesktop, 6.4F, 6.5F},
    {"320AtZoom400", viewportOf(320, 256, 4), 700, kDesktop, 4, 4},
    {"AVeryLongPage", viewportOf(320, 568, 1), 40000, kDesktop, kNone, kNone},
    {"ALongPageOnAPhone", viewportOf(360, 640, 3), 2000, kPhone, 2, 2.05F},
    {"ALongerPageOnAPhone", viewportOf(360, 640, 3), 4000, kPhone, kNone, kNone},
    {"WiderThanTheGpuTakes", viewportOf(5000, 500, 1), 500, kPhone, kNone, kNone},
    {"AsWideAsTheGpuTakes", viewportOf(4096, 500, 1), 500, kPhone, 1, 1},
    {"ZoomedOut", viewportOf(4096, 3072, 0.25F), 3072, kDesktop, 0.25F, 0.25F},
    {"ZoomedOutTooFar", viewportOf(32768, 24576, 0.25F), 24576, kDesktop, kNone, kNone},
    {"ZoomedInALittle", viewportOf(1164, 698, 1.1F), 698, kDesktop, 1.1F, 1.1F},
    {"OddRatio", viewportOf(411, 731, 2.625F), 731, kPhone, 2.625F, 2.625F},
    {"LargeTextOnAWideScreen", viewportOf(2000, 900, 3, 64), 2000, kDesktop, 2, 2.01F},
    {"ALineWiderThanTheBitmapOfText", viewportOf(832, 300, 6, 32), 400, kDesktop, 4.8F, 4.95F},
    {"OnePixel", viewportOf(1, 1, 1), 1, kDesktop, 1, 1},
    {"NoWidth", viewportOf(0, 768, 1), 768, kDesktop, kNone, kNone},
    {"NoHeight", viewportOf(1024, 0, 1), 0, kDesktop, kNone, kNone},
    {"NegativeWidth", viewportOf(-1, 768, 1), 768, kDesktop, kNone, kNone},
    {"NegativeHeight", viewportOf(1024, 768, 1), -768, kDesktop, kNone, kNone},
    {"NoRatio", viewportOf(1024, 768, 0), 768, kDesktop, kNone, kNone},
    {"NegativeRatio", viewportOf(1024, 768, -1), 768, kDesktop, kNone, kNone},
    {"NoTextSize", viewportOf(1024, 768, 1, 0), 768, kDesktop, kNone, kNone},
    {"WidthIsNoNumber", viewportOf(kNan, 768, 1), 768, kDesktop, kNone, kNone},
    {"HeightIsNoNumber", viewportOf(1024, 768, 1), kNan, kDesktop, kNone, kNone},
    {"RatioIsNoNumber", viewportOf(1024, 768, kNan), 768, kDesktop, kNone, kNone},
    {"TextSizeIsNoNumber", viewportOf(1024, 768, 1, kNan), 768, kDesktop, kNone, kNone},
    {"WidthWithoutEnd", viewportOf(kInfinity, 768, 1), 768, kDesktop, kNone, kNone},
    {"HeightWithoutEnd", viewportOf(1024, 768, 1), kInfinity, kDesktop, kNone, kNone},
    {"RatioWithoutEnd", viewportOf(1024, 768, kInfinity), 768, kDesktop, kNone, kNone},
    {"NothingGranted", viewportOf(1024, 768, 1), 768, limitsOf(16384, 0), kNone, kNone},
};

INSTANTIATE_TEST_SUITE_P(OfScreens, Size, ::testing::ValuesIn(kSizes),
                         [](const auto& row) { return row.param.name; });

TEST_P(Size, HasAPixelRatioThatFitsOrNone) {
  const SizeRow& row = GetParam();
  const float ratio = ratioFor(row.viewport, row.height, row.limits).value_or(kNone);
  EXPECT_GE(ratio, row.least);
  EXPECT_LE(ratio, row.most);
  if (ratio == kNone) return;
  EXPECT_TRUE(fits(row.viewport.width * ratio, row.height * ratio, row.limits));
  EXPECT_LE(ratio, row.viewport.pixelRatio);
  EXPECT_GE(ratio, leastRatio(row.viewport.pixelRatio));
}

// Every screen in every size of the table, painted.
TEST_P(Size, IsPaintedWithinTheLimitsOrNotAtAll) {
  const SizeRow& row = GetParam();
  testing::FakeTextPort text;
  Painter painter(text);
  painter.limit(row.limits);
  for (const testing::SampleScreen& sample : testing::sampleScreens()) {
    const auto frame = painter.paint(sample.screen, row.viewport, {}, 0);
    if (!frame) continue;
    const ImVec2 size = painter.drawn().DisplaySize;
    EXPECT_TRUE(fits(size.x, size.y, row.limits)) << sample.name;
    EXPECT_NEAR(size.y, frame->height * frame->pixelRatio, 0.01F) << sample.name;
    EXPECT_NEAR(size.x, row.viewport.width * frame->pixelRatio, 0.51F) << sample.name;
  }
}

TEST(PainterWithinLimits, LowersTheRatioOfALongScreenAndRaisesItAgain) {
  testing::FakeTextPort text;
  Painter painter(text);
  const Viewport laptop = viewportOf(432, 279, 8);
  SurfaceLimits limits = kDesktop;
  const auto whole = painter.paint(testing::usernameScreen(), laptop, {}, 0);
  ASSERT_TRUE(whole);
  limits.pixels = 432 * 8 * 8 * static_cast<double>(whole->height + 20);
  painter.limit(limits);
  EXPECT_EQ(painter.paint(testing::usernameScreen(), laptop, {}, 1)->pixelRatio, 8);
  EXPECT_LT(painter.paint(testing::passcodeScreen(), laptop, {}, 2)->pixelRatio, 8);
  EXPECT_EQ(painter.paint(testing::usernameScreen(), laptop, {}, 3)->pixelRatio, 8);
}

TEST(PainterWithinLimits, PlacesAreInCssPixelsAtAnyRatio) {
  testing::FakeTextPort text;
  Painter painter(text);
  const auto at = [&](double pixels) {
    painter.limit(limitsOf(16384, pixels));
    return *painter.paint(testing::passcodeScreen(), viewportOf(480, 800, 4), {}, 0);
  };
  const PaintedFrame sharp = at(16e6);
  const PaintedFrame coarse = at(3e6);
  EXPECT_LT(coarse.pixelRatio, sharp.pixelRatio);
  ASSERT_EQ(coarse.placements.size(), sharp.placements.size());
  for (std::size_t i = 0; i < sharp.placements.size(); ++i) {
    EXPECT_NEAR(coarse.placements[i].y, sharp.placements[i].y, 4) << sharp.placements[i].id;
    EXPECT_NEAR(coarse.placements[i].width, sharp.placements[i].width, 2);
    EXPECT_NEAR(coarse.placements[i].fontSize, sharp.placements[i].fontSize, 0.01F);
  }
}

TEST(PainterWithinLimits, PaintsNothingThatIsTooLongForTheGpu) {
  testing::FakeTextPort text;
  Painter painter(text);
  painter.limit(kPhone);
  screen::Screen screen = testing::usernameScreen();
  std::string words;
  for (int i = 0; i < 4000; ++i) words += "word after word ";
  screen.elements.emplace_back(screen::Paragraph{screen::ElementId("long"), {{words}}});
  EXPECT_FALSE(painter.paint(screen, viewportOf(320, 568, 2), {}, 0));
  EXPECT_TRUE(painter.paint(testing::usernameScreen(), viewportOf(320, 568, 2), {}, 1));
}

bool isShown(const Presentation& presentation) {
  return std::holds_alternative<Presentation::Shown>(presentation.state());
}

TEST(PresentationTest, ShowsNothingWithoutAFrame) {
  Presentation presentation;
  EXPECT_TRUE(presentation.isAbsent());
  presentation.open();
  EXPECT_FALSE(presentation.isAbsent());
  EXPECT_FALSE(isShown(presentation));
  presentation.show(std::nullopt);
  EXPECT_FALSE(isShown(presentation));
  presentation.show(PaintedFrame{});
  EXPECT_TRUE(isShown(presentation));
}

TEST(PresentationTest, AFrameIsOverWithTheNextScreenOrSize) {
  Presentation presentation;
  presentation.open();
  presentation.show(PaintedFrame{});
  presentation.outdate();
  EXPECT_FALSE(isShown(presentation));
  EXPECT_FALSE(presentation.isAbsent());
  presentation.show(PaintedFrame{});
  presentation.show(std::nullopt);
  EXPECT_FALSE(isShown(presentation)) << "it cannot be drawn any more";
}

TEST(PresentationTest, WithoutAContextNothingBringsAFrameBack) {
  Presentation presentation;
  presentation.open();
  presentation.show(PaintedFrame{});
  presentation.lose();
  presentation.outdate();
  EXPECT_TRUE(presentation.isAbsent());
  presentation.show(PaintedFrame{});
  EXPECT_TRUE(presentation.isAbsent());
  presentation.open();
  EXPECT_FALSE(isShown(presentation)) << "the new context has nothing of the old one";
}

}  // namespace
}  // namespace latchkey::gui
