// Where the tokens of a session are kept: as the site wants it, and as the browser lets it.

#include <gtest/gtest.h>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using std::chrono::hours;
using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;

class Tokens : public testing::Test {
 protected:
  bool isSignedIn(const Visit& visit) const {
    return visit.name() == "account" && visit.shows("You are signed in");
  }

  World world;
  Browser browser{world};
};

TEST_F(Tokens, OfTheTabAreNotSeenByOtherTabs) {
  browser.configuration = R"("tokenStorage": "session")";
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(isSignedIn(visit));
  EXPECT_EQ(browser.kept(), "") << "nothing lives longer than the tab";
  EXPECT_EQ(browser.opens(kApp).leftFor(), kHome);
  world.pass(hours(2));
  EXPECT_TRUE(isSignedIn(visit)) << "and it is renewed";
}

TEST_F(Tokens, OfThePageAreGoneWithIt) {
  browser.configuration = R"("tokenStorage": "memory")";
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(isSignedIn(visit));
  EXPECT_FALSE(visit.shows("on this page only")) << "that is what was wanted";
  EXPECT_EQ(browser.kept(), "");
  world.pass(hours(2));
  EXPECT_TRUE(isSignedIn(visit)) << "and it is renewed";
  visit.reloads();
  EXPECT_EQ(visit.name(), "username");
}

TEST_F(Tokens, AreKeptInTheTabWhereTheBrowsersStorageIsBlocked) {
  browser.storage().mood = support::MemoryStorage::Mood::blocked;
  browser.blocksLocalOnly = true;
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(isSignedIn(visit));
  EXPECT_FALSE(visit.shows("on this page only"));
}

}  // namespace
}  // namespace latchkey
