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
using support::Lifetime;
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

// A page that does not find the tokens sends the person back, who then asks for another mail.
TEST_F(Tokens, ThatDoNotFitAreKeptInTheTab) {
  Visit& visit = browser.waitsForTheMail(kAda);
  browser.storage().fill(Lifetime::browser, 100);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp);
  visit.goesOn();
  EXPECT_TRUE(isSignedIn(visit)) << visit.name();
  EXPECT_FALSE(visit.shows("on this page only"));
  visit.goesTo(kHome);
  EXPECT_EQ(visit.leftFor(), kApp) << "nobody is asked again";
}

TEST_F(Tokens, ThatFitNowhereAreKeptOnThisPageWhichSaysSo) {
  Visit& visit = browser.waitsForTheMail(kAda);
  browser.storage().fill(Lifetime::browser, 100);
  visit.ownStorage().fill(Lifetime::tab, 100);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), "");
  EXPECT_TRUE(isSignedIn(visit)) << visit.name();
  EXPECT_TRUE(visit.shows("on this page only"));
  world.pass(hours(2));
  EXPECT_TRUE(isSignedIn(visit)) << "and renewed";
  visit.presses("Sign out");
  EXPECT_EQ(browser.keptAnywhere().find("okta-token-storage"), std::string::npos);
}

TEST_F(Tokens, ThatDoNotFitAnyMoreAreRenewedAllTheSame) {
  Visit& visit = browser.signsIn(kAda);
  browser.storage().fill(Lifetime::browser, 100);
  world.pass(hours(2));
  EXPECT_TRUE(isSignedIn(visit)) << visit.name();
  EXPECT_FALSE(visit.shows("on this page only")) << "the tab keeps them";
  visit.goesTo(kHome);
  EXPECT_EQ(visit.leftFor(), kApp);

  visit.ownStorage().fill(Lifetime::tab, 100);
  visit.goesOn();
  world.pass(hours(1));
  EXPECT_TRUE(isSignedIn(visit)) << visit.name();
  EXPECT_TRUE(visit.shows("on this page only"));
}

}  // namespace
}  // namespace latchkey
