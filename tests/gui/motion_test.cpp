#include <gtest/gtest.h>

#include "tests/support/headless_painter.h"
#include "tests/support/sample_screens.h"

namespace latchkey::gui {
namespace {

using testing::HeadlessPainter;

const Viewport kPage{480, 800};

Viewport calm() {
  Viewport viewport = kPage;
  viewport.motion = Motion::reduced;
  return viewport;
}

screen::Screen busyScreen() {
  screen::Screen screen = testing::usernameScreen();
  std::get<screen::Button>(screen.elements[5]).busy = true;
  return screen;
}

TEST(MotionTest, TheFirstScreenIsSimplyThere) {
  HeadlessPainter painter;
  EXPECT_FALSE(painter.paint(testing::usernameScreen(), kPage, 5).animating);
}

TEST(MotionTest, AScreenAtRestWantsNoFrame) {
  HeadlessPainter painter;
  painter.paint(testing::passcodeScreen(), kPage, 0);
  EXPECT_FALSE(painter.paint(testing::passcodeScreen(), kPage, 100).animating);
}

TEST(MotionTest, ANewScreenComesInAndComesToRest) {
  HeadlessPainter painter;
  painter.paint(testing::usernameScreen(), kPage, 1);
  EXPECT_TRUE(painter.paint(testing::passcodeScreen(), kPage, 2).animating);
  EXPECT_TRUE(painter.paint(testing::passcodeScreen(), kPage, 2.1).animating);
  EXPECT_FALSE(painter.paint(testing::passcodeScreen(), kPage, 2.17).animating);
}

TEST(MotionTest, PlacesAreAtRestFromTheFirstFrame) {
  HeadlessPainter painter;
  painter.paint(testing::usernameScreen(), kPage, 1);
  const PaintedFrame first = painter.paint(testing::passcodeScreen("No."), kPage, 2);
  const PaintedFrame last = painter.paint(testing::passcodeScreen("No."), kPage, 3);
  ASSERT_EQ(first.placements.size(), last.placements.size());
  for (std::size_t i = 0; i < first.placements.size(); ++i) {
    EXPECT_FLOAT_EQ(first.placements[i].x, last.placements[i].x);
    EXPECT_FLOAT_EQ(first.placements[i].y, last.placements[i].y);
  }
}

float leftmostText(const HeadlessPainter& painter) {
  float left = 1e9F;
  for (const ImDrawList* list : painter.drawn().CmdLists) {
    if (list->VtxBuffer.Size > 0) left = std::min(left, list->VtxBuffer.back().pos.x);
  }
  return left;
}

TEST(MotionTest, AWrongCodeShakesTheFieldOnceAndNotThePage) {
  HeadlessPainter painter;
  painter.paint(testing::passcodeScreen(), kPage, 1);
  const float resting = leftmostText(painter);
  EXPECT_TRUE(painter.paint(testing::passcodeScreen("No."), kPage, 2).animating);
  EXPECT_TRUE(painter.paint(testing::passcodeScreen("No."), kPage, 2.2).animating);
  EXPECT_FLOAT_EQ(leftmostText(painter), resting);
  EXPECT_FALSE(painter.paint(testing::passcodeScreen("No."), kPage, 2.4).animating);
  EXPECT_FALSE(painter.paint(testing::passcodeScreen("No."), kPage, 3).animating);
}

TEST(MotionTest, AChangeWithoutAProblemDoesNotShake) {
  HeadlessPainter painter;
  painter.paint(testing::passcodeScreen("No."), kPage, 1);
  EXPECT_FALSE(painter.paint(testing::passcodeScreen(), kPage, 2).animating);
}

TEST(MotionTest, ABusyButtonTurnsUntilItIsDone) {
  HeadlessPainter painter;
  EXPECT_TRUE(painter.paint(busyScreen(), kPage, 0).animating);
  EXPECT_TRUE(painter.paint(busyScreen(), kPage, 60).animating);
  EXPECT_FALSE(painter.paint(testing::usernameScreen(), kPage, 61).animating);
}

TEST(MotionTest, ASuccessDrawsItsTickAndRests) {
  HeadlessPainter painter;
  EXPECT_TRUE(painter.paint(testing::doneScreen(), kPage, 1).animating);
  EXPECT_FALSE(painter.paint(testing::doneScreen(), kPage, 2).animating);
}

TEST(MotionTest, UnderReducedMotionNothingEverMoves) {
  HeadlessPainter painter;
  EXPECT_FALSE(painter.paint(busyScreen(), calm(), 0).animating);
  EXPECT_FALSE(painter.paint(testing::passcodeScreen(), calm(), 1).animating);
  EXPECT_FALSE(painter.paint(testing::passcodeScreen("No."), calm(), 1.01).animating);
  EXPECT_FALSE(painter.paint(testing::doneScreen(), calm(), 1.02).animating);
}

TEST(MotionTest, AClockThatGoesBackEndsTheMotion) {
  HeadlessPainter painter;
  painter.paint(testing::usernameScreen(), kPage, 10);
  painter.paint(testing::passcodeScreen(), kPage, 11);
  EXPECT_FALSE(painter.paint(testing::passcodeScreen(), kPage, 3).animating);
}

}  // namespace
}  // namespace latchkey::gui
