// How recently and how well people have to have proven who they are: held against tokens wherever
// they come from. And what is done for those who are signed in, and are sent here all the same.

#include <gtest/gtest.h>

#include <string>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using std::chrono::minutes;
using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Visit;
using support::World;

constexpr const char* kInteract = "POST /oauth2/default/v1/interact";
constexpr const char* kAgain = "http://localhost:8080/?prompt=login";

struct Stored {
  const char* name;
  const char* before;  // the configuration at the sign-in ...
  const char* now;     // ... and at the visit
  Seconds age;
  const char* url;
  bool isAskedAgain;
};
void PrintTo(const Stored& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class StoredTokens : public testing::TestWithParam<Stored> {};

TEST_P(StoredTokens, SendAPersonOnOrAreNotEnough) {
  const Stored& row = GetParam();
  World world;
  Browser browser{world};
  browser.configuration = row.before;
  browser.signsIn(kAda);  // and that page renews the session for as long as it is open
  world.pass(row.age);
  browser.configuration = row.now;
  const std::string access = browser.stored("accessToken");
  Visit& visit = browser.opens(row.url);
  EXPECT_EQ(visit.sent(kInteract), row.isAskedAgain ? 1U : 0U);
  EXPECT_EQ(visit.name(), row.isAskedAgain ? "username" : "leaving");
  EXPECT_EQ(browser.stored("accessToken"), access) << "kept until there are others";
}

constexpr const char* kMinute = R"("maxAge": 60)";
constexpr const char* kTwoFactors = R"("acrValues": ["urn:okta:loa:2fa:any"])";

INSTANTIATE_TEST_SUITE_P(
    Of, StoredTokens,
    testing::Values(
        Stored{"AFreshProof", kMinute, kMinute, Seconds(30), kHome, false},
        Stored{"AnOldProof", kMinute, kMinute, Seconds(1800), kHome, true},
        Stored{"AProofJustTooOld", kMinute, kMinute, Seconds(62), kHome, true},
        Stored{"AProofOfSecondsWhereFewAreAllowed", R"("maxAge": 5)", R"("maxAge": 5)", Seconds(14),
               kHome, true},
        Stored{"AnOldProofThatWasRenewed", kMinute, kMinute, Seconds(3590), kHome, true},
        Stored{"AnOldProofSinceTheSiteWasBuiltAnew", "", kMinute, Seconds(90), kHome, true},
        Stored{"NoContextSinceTheSiteWasBuiltAnew", "", kTwoFactors, Seconds(1), kHome, true},
        Stored{"AFreshSignInThatIsWanted", "", "", Seconds(1), kAgain, true},
        Stored{"AFreshSignInInTheFragment", "", "", Seconds(1),
               "http://localhost:8080/#prompt=login", true},
        Stored{"AnotherAccount", "", "", Seconds(1), "http://localhost:8080/?prompt=select_account",
               true},
        Stored{"AFreshSignInAmongOtherWishes", "", "", Seconds(1),
               "http://localhost:8080/?prompt=consent%20login", true},
        Stored{"AWishForNoQuestion", "", "", Seconds(1), "http://localhost:8080/?prompt=none",
               false}),
    [](const auto& test) { return std::string(test.param.name); });

class StepUpScenario : public testing::Test {
 protected:
  // A tab that waits for a fresh sign-in beside one that is signed in, and renews.
  Visit& asksForMore() {
    browser.configuration = kMinute;
    signedIn = &browser.signsIn(kAda);
    world.pass(minutes(58));
    return browser.waitsForTheMail(kAda);
  }

  World world;
  Browser browser{world};
  Visit* signedIn = nullptr;
};

TEST_F(StepUpScenario, IsNotOverBecauseAnotherTabRenewedAnOldProof) {
  Visit& visit = asksForMore();
  const std::string access = browser.stored("accessToken");
  world.pass(minutes(2));
  EXPECT_NE(browser.stored("accessToken"), access) << "or the test sees nothing";
  EXPECT_EQ(visit.leftFor(), "");
  EXPECT_EQ(visit.name(), "passcode");
}

TEST_F(StepUpScenario, IsOverBecauseAnotherTabGaveAFreshProof) {
  Visit& visit = asksForMore();
  Visit& link = browser.follows(world.mailTo(kAda));
  world.pass(Seconds(5));
  EXPECT_EQ(link.leftFor(), kApp);
  EXPECT_EQ(visit.leftFor(), kApp) << visit.name();
}

TEST_F(StepUpScenario, ThatIsDoneLeadsOn) {
  Visit& visit = asksForMore();
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp) << visit.name();
}

TEST_F(StepUpScenario, OnTheAccountPageIsOfferedAndTheTokensStay) {
  browser.configuration = kMinute;
  browser.signsIn(kAda);
  world.pass(minutes(30));
  Visit& visit = browser.opens(kApp);
  EXPECT_TRUE(visit.shows("Your organization asks you to sign in once more"));
  visit.presses("Sign in again");
  EXPECT_EQ(visit.leftFor(), kAgain);
  EXPECT_NE(browser.stored("refreshToken"), "");
}

// --- the account is switched

TEST_F(StepUpScenario, AFreshSignInGoesOnAfterAReloadAndByTheLink) {
  browser.signsIn(kAda);
  Visit& visit = browser.opens(kAgain);
  visit.types("Username", kGrace);
  visit.presses("Next");
  ASSERT_EQ(visit.name(), "passcode");
  visit.goesTo(kAgain);
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_EQ(world.org().mailbox().size(), 2U) << "Ada's, and one for Grace";
  browser.follows(world.mailTo(kGrace));
  world.pass(Seconds(5));
  EXPECT_EQ(visit.leftFor(), kApp);
  EXPECT_TRUE(browser.opens(kApp).shows("Grace Hopper"));
}

TEST_F(StepUpScenario, AnotherAccountTakesThePlaceOfTheFirstWhichIsRevoked) {
  Visit& visit = browser.signsIn(kAda);
  const std::string refresh = browser.stored("refreshToken");
  visit.presses("Use another account");
  visit.goesOn();
  EXPECT_EQ(visit.name(), "username");
  EXPECT_TRUE(world.isActive(refresh));
  visit.types("Username", kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
  EXPECT_FALSE(world.isActive(refresh));
  EXPECT_TRUE(world.isActive(browser.stored("refreshToken")));
}

// --- an app that says no

TEST_F(StepUpScenario, AnAppThatSendsPeopleBackIsNoticed) {
  browser.signsIn(kAda);
  Visit& visit = browser.opens(kHome);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(visit.leftFor(), kApp) << i;
    world.pass(Seconds(1));
    visit.goesTo(kHome);
  }
  EXPECT_EQ(visit.leftFor(), "");
  EXPECT_TRUE(visit.shows("has sent you back here several times"));
  EXPECT_TRUE(visit.shows("Ada Lovelace"));
  EXPECT_TRUE(visit.offers("Sign out"));
  EXPECT_TRUE(visit.offers("Use another account"));
  visit.presses("Go on");
  EXPECT_EQ(visit.leftFor(), kApp) << "perhaps it is better now";
  visit.goesTo(kHome);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(StepUpScenario, AnAppThatSendsPeopleBackAfterASignInIsNoticedToo) {
  browser.configuration = R"("maxAge": 0)";
  Visit& visit = browser.opens(kHome);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(visit.name(), "username") << i;
    visit.types("Username", kGrace);
    visit.presses("Next");
    visit.typesTheCodeSentTo(kGrace);
    if (i < 3) {
      EXPECT_EQ(visit.leftFor(), kApp) << i;
      world.pass(Seconds(2));
      visit.goesTo(kHome);
    }
  }
  EXPECT_EQ(visit.leftFor(), "");
  EXPECT_TRUE(visit.shows("has sent you back here several times"));
}

TEST_F(StepUpScenario, PeopleWhoComeBackNowAndThenAreNoLoop) {
  browser.signsIn(kAda);
  Visit& visit = browser.opens(kHome);
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(visit.leftFor(), kApp) << i;
    world.pass(Seconds(11));
    visit.goesTo(kHome);
  }
}

}  // namespace
}  // namespace latchkey
