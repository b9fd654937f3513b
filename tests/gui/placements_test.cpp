#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "gui/layout.h"
#include "tests/support/headless_painter.h"
#include "tests/support/sample_screens.h"

namespace latchkey::gui {
namespace {

using testing::SampleScreen;

constexpr float kTiny = 0.01F;

struct Page {
  std::string name;
  Viewport viewport;
};

std::vector<Page> pages() {
  std::vector<Page> pages;
  for (const float width : {320.0F, 480.0F, 768.0F, 1280.0F}) {
    for (const float ratio : {1.0F, 1.25F, 2.0F, 4.0F}) {
      for (const auto direction : {Direction::leftToRight, Direction::rightToLeft}) {
        Viewport viewport;
        viewport.width = width;
        viewport.height = 700;
        viewport.pixelRatio = ratio;
        viewport.direction = direction;
        const bool mirrored = direction == Direction::rightToLeft;
        pages.push_back({std::to_string(static_cast<int>(width)) + "pxAt" +
                             std::to_string(static_cast<int>(ratio * 100)) +
                             (mirrored ? "Rtl" : "Ltr"),
                         viewport});
      }
    }
  }
  Viewport large = pages.front().viewport;
  large.rootFontSize = 32;
  pages.push_back({"320pxWithTextTwiceAsLarge", large});
  return pages;
}

// One row for each screen; each is looked at on all pages, because a row for each page would be a
// process for each.
class OnEveryPage : public ::testing::TestWithParam<SampleScreen> {
 protected:
  const screen::Screen& screen() const { return GetParam().screen; }

  // check(page, layout, placements)
  template <class Check>
  void forEachPage(Check check) {
    testing::FakeTextPort text;
    for (const Page& page : pages()) {
      SCOPED_TRACE(page.name);
      const Layout layout = layOut(screen(), page.viewport, text);
      check(page.viewport, layout, placementsOf(layout, page.viewport.pixelRatio));
    }
  }
};

using Placements = std::vector<Placement>;

INSTANTIATE_TEST_SUITE_P(OfScreens, OnEveryPage, ::testing::ValuesIn(testing::sampleScreens()),
                         [](const auto& row) { return row.param.name; });

bool overlap(const Placement& a, const Placement& b) {
  return a.x + a.width > b.x + kTiny && b.x + b.width > a.x + kTiny &&
         a.y + a.height > b.y + kTiny && b.y + b.height > a.y + kTiny;
}

TEST_P(OnEveryPage, NoTwoElementsOverlap) {
  forEachPage([](const Viewport&, const Layout&, const Placements& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        EXPECT_FALSE(overlap(all[i], all[j])) << all[i].id << " and " << all[j].id;
      }
    }
  });
}

bool contains(const Rect& outer, const Rect& inner) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() + kTiny &&
         inner.bottom() <= outer.bottom() + kTiny;
}

TEST_P(OnEveryPage, EverythingOnTheCardIsInsideItsPadding) {
  forEachPage([](const Viewport& viewport, const Layout& layout, const Placements&) {
    const Rect inside = layout.card.grown(-viewport.pixelRatio * 16);
    for (const PlacedBlock& placed : layout.content) {
      for (const Slot& slot : placed.block.slots) {
        EXPECT_TRUE(contains(inside, slot.rect.movedBy(placed.at))) << slot.id;
      }
    }
  });
}

TEST_P(OnEveryPage, TheCardAndTheFooterAreInsideThePage) {
  forEachPage([](const Viewport& viewport, const Layout& layout, const Placements& all) {
    EXPECT_TRUE(contains({1, 1, layout.width - 2, layout.height - 2}, layout.card));
    const Rect page{0, 0, viewport.width, layout.height / viewport.pixelRatio};
    for (const Placement& at : all) {
      EXPECT_TRUE(contains(page, {at.x, at.y, at.width, at.height})) << at.id;
    }
  });
}

// Under each other, or side by side in the direction of reading.
bool follows(const Placement& before, const Placement& after, Direction direction) {
  if (after.y >= before.y + before.height - kTiny) return true;
  return direction == Direction::leftToRight ? after.x >= before.x + before.width - kTiny
                                             : after.x + after.width <= before.x + kTiny;
}

TEST_P(OnEveryPage, ElementsFollowInReadingOrder) {
  forEachPage([](const Viewport& viewport, const Layout&, const Placements& all) {
    for (std::size_t i = 1; i < all.size(); ++i) {
      EXPECT_TRUE(follows(all[i - 1], all[i], viewport.direction))
          << all[i - 1].id << " and " << all[i].id;
    }
  });
}

// Least height by id, CSS pixels at the usual text size: WCAG 2.2 §2.5.8 for links, more for
// what is pressed with a thumb.
std::map<std::string, float> targets(const screen::Screen& screen) {
  std::map<std::string, float> targets;
  const auto addLink = [&](const auto& link) { targets[link.id.str()] = 24; };
  for (const screen::Element& element : screen.elements) {
    if (const auto* button = std::get_if<screen::Button>(&element)) {
      targets[button->id.str()] = button->look == screen::ButtonLook::link ? 24 : 44;
    }
    if (const auto* link = std::get_if<screen::Link>(&element)) addLink(*link);
    if (const auto* row = std::get_if<screen::Row>(&element)) {
      for (const auto& item : row->items) std::visit(addLink, item);
    }
    if (const auto* field = std::get_if<screen::TextField>(&element)) {
      targets[field->id.str()] = 44;
    }
    if (const auto* box = std::get_if<screen::Checkbox>(&element)) targets[box->id.str()] = 24;
    if (const auto* who = std::get_if<screen::Identity>(&element)) {
      targets[who->actionId.str()] = 24;
    }
  }
  for (const screen::Link& link : screen.footer) addLink(link);
  return targets;
}

TEST_P(OnEveryPage, TargetsAreLargeEnoughForAFinger) {
  forEachPage([this](const Viewport&, const Layout&, const Placements& all) {
    std::map<std::string, float> expected = targets(screen());
    for (const Placement& placement : all) {
      const auto target = expected.find(placement.id.str());
      if (target == expected.end()) continue;
      EXPECT_GE(placement.width, 24) << placement.id;
      EXPECT_GE(placement.height, target->second) << placement.id;
      expected.erase(target);
    }
    EXPECT_TRUE(expected.empty()) << expected.begin()->first << " has no place";
  });
}

TEST_P(OnEveryPage, EveryPlaceHasAnIdAndTypeForItsText) {
  forEachPage([](const Viewport&, const Layout&, const Placements& all) {
    std::map<std::string, int> seen;
    for (const Placement& placement : all) {
      EXPECT_FALSE(placement.id.empty());
      EXPECT_EQ(++seen[placement.id.str()], 1) << placement.id;
      EXPECT_GT(placement.width, 0) << placement.id;
      EXPECT_GE(placement.fontSize, 13) << placement.id;
      EXPECT_GE(placement.lineHeight, placement.fontSize * 1.2F) << placement.id;
    }
  });
}

TEST(PlacementsTest, AFieldHasAPlaceForItsLabelItsInputAndItsProblem) {
  testing::HeadlessPainter painter;
  const PaintedFrame frame = painter.paint(testing::passcodeScreen("No."), {480, 800});
  std::vector<std::string> ids;
  for (const Placement& placement : frame.placements) ids.push_back(placement.id.str());
  EXPECT_EQ(ids, (std::vector<std::string>{"brand", "picture", "title", "lead", "passcode-label",
                                           "passcode", "passcode-problem", "verify", "waiting",
                                           "first-link", "last-link", "help", "privacy"}));
}

TEST(PlacementsTest, TheCardIsNeverWiderThan416) {
  testing::FakeTextPort text;
  const Layout layout = layOut(testing::usernameScreen(), {1280, 900}, text);
  EXPECT_FLOAT_EQ(layout.card.width, 416);
  EXPECT_FLOAT_EQ(layout.card.center().x, 640);
}

// What the org adds to the screen may come while a person is about to press a button.
TEST(PlacementsTest, WhatIsAddedBelowMovesNothingInAnyWindow) {
  testing::FakeTextPort text;
  const screen::Screen more = testing::usernameScreen();
  screen::Screen less = more;
  less.elements.pop_back();
  for (const Viewport& viewport : {Viewport{320, 400}, {320, 568}, {1280, 650}, {1280, 900}}) {
    const auto before = placementsOf(layOut(less, viewport, text), 1);
    const auto after = placementsOf(layOut(more, viewport, text), 1);
    for (std::size_t i = 0; before[i].id != screen::ElementId("help"); ++i) {
      EXPECT_EQ(after[i].id, before[i].id);
      EXPECT_FLOAT_EQ(after[i].y, before[i].y) << after[i].id << " at " << viewport.height;
    }
  }
}

TEST(PlacementsTest, AShortCardIsALittleAboveTheMiddle) {
  testing::FakeTextPort text;
  const Layout layout = layOut(testing::usernameScreen(), {1280, 900}, text);
  EXPECT_LT(layout.card.center().y, 450);
  EXPECT_GT(layout.card.center().y, 360);
  EXPECT_FLOAT_EQ(layout.height, 900);
}

TEST(PlacementsTest, APageGrowsWithACardThatIsTallerThanTheWindow) {
  testing::HeadlessPainter painter;
  const PaintedFrame frame = painter.paint(testing::otherBrowserScreen(), {320, 200, 2});
  const Placement& last = frame.placements.back();
  EXPECT_GT(frame.height, 600);
  EXPECT_GT(frame.height, last.y + last.height);
  EXPECT_FLOAT_EQ(painter.drawn().DisplaySize.y, frame.height * 2);
}

TEST(PlacementsTest, AllGrowsWithThePersonsTextSize) {
  testing::FakeTextPort text;
  Viewport viewport{1280, 900};
  viewport.rootFontSize = 24;
  const Layout layout = layOut(testing::usernameScreen(), viewport, text);
  EXPECT_FLOAT_EQ(layout.card.width, 416 * 1.5F);
  for (const Placement& placement : placementsOf(layout, 1)) {
    if (placement.id.str() == "username") {
      EXPECT_FLOAT_EQ(placement.height, 72);
    }
    if (placement.id.str() == "title") {
      EXPECT_FLOAT_EQ(placement.fontSize, 36);
    }
  }
}

TEST(PlacementsTest, TheSameScreenIsMirroredInRightToLeft) {
  testing::FakeTextPort text;
  Viewport viewport{500, 800};
  const auto plain = placementsOf(layOut(testing::usernameScreen(), viewport, text), 1);
  viewport.direction = Direction::rightToLeft;
  const auto mirrored = placementsOf(layOut(testing::usernameScreen(), viewport, text), 1);
  ASSERT_EQ(plain.size(), mirrored.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    EXPECT_FLOAT_EQ(mirrored[i].x, 500 - plain[i].x - plain[i].width) << plain[i].id;
    EXPECT_FLOAT_EQ(mirrored[i].y, plain[i].y) << plain[i].id;
  }
}

}  // namespace
}  // namespace latchkey::gui
