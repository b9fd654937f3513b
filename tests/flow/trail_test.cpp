#include "flow/trail.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey::flow {
namespace {

class Browser : public Navigator {
 public:
  void replace(const std::string& url) override { said.push_back("replace " + url); }
  void show(const std::string& url) override { said.push_back("show " + url); }
  void submit(const std::string& url, const std::string&) override {
    said.push_back("submit " + url);
  }
  bool enter() override {
    if (hasHistory) said.emplace_back("enter");
    return hasHistory;
  }
  void go(HistoryPlace place) override {
    said.emplace_back(place == HistoryPlace::username ? "back" : "forward");
  }

  bool hasHistory = true;
  std::vector<std::string> said;
};

using Said = std::vector<std::string>;

class TrailTest : public testing::Test {
 protected:
  void isBeyondByThePerson() {
    trail.follow(signin::Identify{});
    trail.noteAct();
    trail.follow(signin::AwaitPasscode{});
    browser.said.clear();
  }

  Browser browser;
  Trail trail{browser};
};

TEST_F(TrailTest, MakesOneEntryForAllThatComesAfterTheUsername) {
  trail.follow(signin::Identify{});
  trail.noteAct();
  trail.follow(signin::AskForEmail{});
  trail.follow(signin::AwaitPasscode{});
  trail.follow(signin::OtherStep{});
  EXPECT_EQ(browser.said, Said({"enter"}));
}

TEST_F(TrailTest, MakesNoneForWhatNoPersonDid) {
  trail.follow(signin::Identify{});
  trail.follow(signin::AwaitPasscode{});
  EXPECT_EQ(browser.said, Said());
}

TEST_F(TrailTest, MakesNoneWhereThePageWasReloadedBeyond) {
  trail.open(HistoryPlace::beyond);
  trail.follow(signin::AwaitPasscode{});
  EXPECT_EQ(browser.said, Said());
}

TEST_F(TrailTest, MakesNoneForAMoment) {
  trail.follow(signin::Identify{});
  trail.noteAct();
  trail.follow(signin::Redeeming{});
  trail.follow(signin::Leaving{});
  EXPECT_EQ(browser.said, Said());
}

TEST_F(TrailTest, TellsWhatThePersonDidFromWhatItDidItself) {
  isBeyondByThePerson();
  EXPECT_TRUE(trail.arrive(HistoryPlace::username));
  EXPECT_TRUE(trail.arrive(HistoryPlace::beyond));
  trail.follow(signin::Identify{});
  EXPECT_EQ(browser.said, Said({"back"}));
  EXPECT_FALSE(trail.arrive(HistoryPlace::username));
}

TEST_F(TrailTest, TakesTheEntryThatIsThereStill) {
  isBeyondByThePerson();
  trail.arrive(HistoryPlace::username);
  trail.follow(signin::Identify{});
  trail.noteAct();
  trail.follow(signin::AwaitPasscode{});
  EXPECT_EQ(browser.said, Said({"forward"}));
}

TEST_F(TrailTest, GoesBackBeforeItLeavesForAnotherPage) {
  isBeyondByThePerson();
  trail.replace("/app/");
  EXPECT_EQ(browser.said, Said({"back"}));
  trail.arrive(HistoryPlace::username);
  EXPECT_EQ(browser.said, Said({"back", "replace /app/"}));
}

TEST_F(TrailTest, LeavesFromTheFirstEntryEvenWhereThePersonGoesForwardMeanwhile) {
  isBeyondByThePerson();
  trail.replace("/app/");
  trail.arrive(HistoryPlace::beyond);
  trail.arrive(HistoryPlace::username);
  EXPECT_EQ(browser.said, Said({"back", "back", "replace /app/"}));
}

TEST_F(TrailTest, LeavesAtOnceFromTheFirstEntry) {
  trail.replace("/app/");
  EXPECT_EQ(browser.said, Said({"replace /app/"}));
}

TEST_F(TrailTest, LeavesAtTheSecondRequestWhereTheBrowserGoesNowhere) {
  isBeyondByThePerson();
  trail.replace("/app/");
  trail.replace("/app/");
  EXPECT_EQ(browser.said, Said({"back", "replace /app/"}));
}

TEST_F(TrailTest, DoesWithoutAHistory) {
  browser.hasHistory = false;
  isBeyondByThePerson();
  trail.replace("/app/");
  EXPECT_EQ(browser.said, Said({"replace /app/"}));
}

}  // namespace
}  // namespace latchkey::flow
