// Tokens that are bound to a key of the browser (DPoP): each session has its own, for as long as it
// lasts.

#include <gtest/gtest.h>

#include "simulator/faults.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using support::Browser;
using support::kAda;
using support::kGrace;
using support::Visit;
using support::World;

constexpr const char* kToken = "/oauth2/default/v1/token";
constexpr const char* kTokenRequest = "POST /oauth2/default/v1/token";

class BoundSession : public testing::Test {
 protected:
  BoundSession() { browser.configuration = R"("dpop": true)"; }

  // A member of what is stored.
  std::string stored(const std::string& name) const {
    const std::string kept = browser.kept();
    const std::string mark = '"' + name + "\":\"";
    const std::size_t at = kept.find(mark);
    if (at == std::string::npos) return "";
    return kept.substr(at + mark.size(), kept.find('"', at + mark.size()) - at - mark.size());
  }
  bool isSignedIn(const Visit& visit) const {
    return visit.name() == "account" && visit.shows("You are signed in");
  }

  World world;
  Browser browser{world};
};

TEST_F(BoundSession, IsBegunAndRenewedWithProofs) {
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(isSignedIn(visit)) << visit.name() << visit.alert();
  EXPECT_EQ(visit.sent(kTokenRequest), 2U) << "the org wanted its nonce in the first proof";
  EXPECT_EQ(stored("tokenType"), "DPoP");
  EXPECT_EQ(browser.keys().keys.count(stored("dpopPairId")), 1U) << "okta-auth-js finds it too";
  world.pass(hours(3));
  EXPECT_TRUE(isSignedIn(visit)) << visit.alert();
}

TEST_F(BoundSession, DoesNotMindAWrongClock) {
  browser.clockError = hours(1);
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(isSignedIn(visit)) << visit.name() << visit.alert();
}

TEST_F(BoundSession, LeavesNoKeyBehind) {
  Visit& visit = browser.signsIn(kAda);
  EXPECT_EQ(browser.keys().keys.size(), 1U);
  visit.presses("Sign out");
  EXPECT_TRUE(browser.keys().keys.empty());
}

TEST_F(BoundSession, HasAKeyOfItsOwnWhichTheEndOfAnotherSessionDoesNotTakeAway) {
  browser.configuration += R"(, "tokenStorage": "session")";
  Visit& one = browser.signsIn(kAda);
  Visit& other = browser.signsIn(kGrace);
  EXPECT_EQ(browser.keys().keys.size(), 2U);
  one.presses("Sign out");
  EXPECT_EQ(browser.keys().keys.size(), 1U);
  world.pass(hours(3));
  EXPECT_TRUE(isSignedIn(other)) << other.name() << other.alert();
}

TEST_F(BoundSession, ThatDoesNotBeginLeavesNoKeyBehind) {
  for (const char* flaw : {"wrong-audience", "bad-signature", "expired-token", "lost-answer"}) {
    World another;
    Browser elsewhere{another};
    elsewhere.configuration = browser.configuration;
    simulator::Fault fault = *simulator::faultByName(flaw);
    fault.path = kToken;
    fault.count = 20;
    another.org().faults().add(fault);
    Visit& visit = elsewhere.signsIn(kAda);
    another.pass(minutes(2));
    EXPECT_GT(visit.sent(kTokenRequest), 0U) << flaw;
    EXPECT_TRUE(elsewhere.keys().keys.empty()) << flaw;
    EXPECT_EQ(elsewhere.kept().find("okta-token-storage"), std::string::npos) << flaw;
  }
}

TEST_F(BoundSession, IsOfThisPageWhereTheBrowserDoesNotKeepItsKey) {
  browser.keys().mood = support::KeyDatabase::Mood::forbidden;
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(isSignedIn(visit)) << visit.name() << visit.alert();
  EXPECT_EQ(visit.leftFor(), "") << "the next page could do nothing with the tokens";
  EXPECT_TRUE(visit.shows("on this page only"));
  EXPECT_EQ(browser.kept(), "");
  world.pass(hours(3));
  EXPECT_TRUE(isSignedIn(visit)) << "and it is renewed";
}

TEST_F(BoundSession, OfThisPageKeepsNoKey) {
  browser.configuration += R"(, "tokenStorage": "memory")";
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(browser.keys().keys.empty());
  world.pass(hours(3));
  EXPECT_TRUE(isSignedIn(visit)) << "and it is renewed";
  EXPECT_FALSE(visit.shows("on this page only")) << "that is what was wanted";
}

TEST_F(BoundSession, IsNotEndedWhereItsKeyCannotBeReadForAWhile) {
  Visit& visit = browser.signsIn(kAda);
  browser.keys().mood = support::KeyDatabase::Mood::silent;
  world.pass(hours(2));
  EXPECT_TRUE(isSignedIn(visit)) << visit.name();
  browser.keys().mood = support::KeyDatabase::Mood::works;
  world.pass(minutes(10));
  EXPECT_TRUE(isSignedIn(visit));
  EXPECT_EQ(visit.alert(), "");
}

TEST_F(BoundSession, CannotBeRenewedByWhoeverHasTheTokensButNotTheKey) {
  Visit& visit = browser.signsIn(kAda);
  browser.keys().keys.clear();
  world.pass(hours(1));
  EXPECT_TRUE(visit.shows("Your session has ended"));
  EXPECT_EQ(browser.kept(), "");
}

}  // namespace
}  // namespace latchkey
