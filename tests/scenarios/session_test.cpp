// The page that shows who is signed in: kept alive, by one tab at a time, and left for good.

#include <gtest/gtest.h>

#include "simulator/faults.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;

constexpr const char* kToken = "/oauth2/default/v1/token";
constexpr const char* kTokenRequest = "POST /oauth2/default/v1/token";

class Session : public testing::Test {
 protected:
  void strike(const std::string& kind, int count = 1) { world.strike(kind, kToken, count); }

  std::string stored(const std::string& name) const { return browser.stored(name); }

  // What an administrator can do, or another app of this person.
  void orgRevokes(const std::string& token) {
    http::Request request;
    request.method = http::Method::post;
    request.url = "http://localhost:8081/oauth2/default/v1/revoke";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "client_id=latchkey-demo&token=" + token;
    world.org().handle(request);
  }

  bool isSignedIn(const Visit& visit) const {
    return visit.name() == "account" && visit.shows("You are signed in");
  }

  World world;
  Browser browser{world};
};

TEST_F(Session, IsRenewedBeforeItsEndWithAnotherRefreshTokenEachTime) {
  Visit& visit = browser.signsIn(kAda);
  const std::string access = stored("accessToken");
  const std::string refresh = stored("refreshToken");
  ASSERT_NE(refresh, "");
  world.pass(minutes(58));
  EXPECT_EQ(visit.sent(kTokenRequest), 1U) << "the one of the sign-in";
  world.pass(minutes(1));
  EXPECT_EQ(visit.sent(kTokenRequest), 2U);
  EXPECT_NE(stored("accessToken"), access);
  EXPECT_NE(stored("refreshToken"), refresh);
  world.pass(hours(24));
  EXPECT_TRUE(isSignedIn(visit)) << visit.name() << visit.alert();
}

TEST_F(Session, IsRenewedThoughTheOrgHasChangedItsKeyAndTheBrowserStillKeepsTheOldOnes) {
  static const simulator::SigningKey kNext = simulator::SigningKey::generate();
  Visit& visit = browser.signsIn(kAda);
  world.org().rotateKey(kNext);
  world.pass(hours(1));
  EXPECT_EQ(visit.sent(kTokenRequest), 2U);
  EXPECT_TRUE(isSignedIn(visit)) << visit.alert();
}

TEST_F(Session, IsRenewedByOneOfTwoTabsAndTheOtherReadsWhatItStored) {
  Visit& one = browser.signsIn(kAda);
  Visit& other = browser.opens(kApp);
  world.pass(hours(10));
  EXPECT_TRUE(isSignedIn(one));
  EXPECT_TRUE(isSignedIn(other));
  EXPECT_EQ(one.sent(kTokenRequest) - 1 + other.sent(kTokenRequest), 10U)
      << "ten renewals in ten hours, whoever made them";
}

TEST_F(Session, IsNotEndedByHoursWithoutANetwork) {
  Visit& visit = browser.signsIn(kAda);
  browser.goOffline();
  world.pass(hours(5));
  EXPECT_TRUE(isSignedIn(visit));
  EXPECT_TRUE(visit.shows("You seem to be offline.")) << "as the tokens are over";
  EXPECT_NE(stored("refreshToken"), "");
  browser.goOnline();
  EXPECT_TRUE(isSignedIn(visit));
  EXPECT_EQ(visit.alert(), "");
}

TEST_F(Session, IsNotEndedByAnOrgInTrouble) {
  Visit& visit = browser.signsIn(kAda);
  strike("html-500", 3);
  world.pass(minutes(61));
  EXPECT_EQ(visit.sent(kTokenRequest), 5U) << "tried again until it worked";
  EXPECT_TRUE(isSignedIn(visit));
  EXPECT_EQ(visit.alert(), "");
}

TEST_F(Session, SurvivesAnAnswerThatIsLostBecauseTheOldTokenIsTakenOnceMore) {
  Visit& visit = browser.signsIn(kAda);
  strike("lost-answer");
  world.pass(hours(2));
  EXPECT_TRUE(isSignedIn(visit)) << visit.alert();
}

TEST_F(Session, ThatTheOrgDoesNotRenewEndsWithASentenceAndNothingIsKept) {
  Visit& visit = browser.signsIn(kAda);
  orgRevokes(stored("refreshToken"));
  world.pass(hours(1));
  EXPECT_TRUE(visit.shows("Your session has ended"));
  EXPECT_TRUE(visit.shows("Your organization has ended this session."));
  EXPECT_EQ(browser.kept(), "");
  visit.presses("Sign in again");
  EXPECT_EQ(visit.leftFor(), kHome);
}

TEST_F(Session, IsNotContinuedWithATokenThatBreaksARule) {
  for (const char* flaw : {"wrong-audience", "bad-signature", "expired-token"}) {
    World another;
    Browser elsewhere{another};
    Visit& visit = elsewhere.signsIn(kAda);
    simulator::Fault fault = *simulator::faultByName(flaw);
    fault.path = kToken;
    another.org().faults().add(fault);
    another.pass(hours(1));
    EXPECT_EQ(another.org().faults().pending(), 0U) << flaw;
    EXPECT_EQ(elsewhere.kept(), "") << flaw;
    EXPECT_TRUE(visit.shows("Your session has ended")) << flaw;
  }
}

TEST_F(Session, ThatRanOutWhileNobodyLookedIsRenewedWhenThePageOpens) {
  browser.signsIn(kAda).hides();
  browser.goOffline();
  world.pass(hours(3));
  browser.goOnline();
  Visit& visit = browser.opens(kApp);
  EXPECT_TRUE(isSignedIn(visit)) << visit.name();
}

TEST_F(Session, ThatRanOutAndCannotBeRenewedNowSaysWhyAndGoesOnLater) {
  browser.signsIn(kAda);
  browser.goOffline();
  world.pass(hours(3));
  Visit& visit = browser.opens(kApp);
  EXPECT_EQ(visit.name(), "arriving");
  EXPECT_TRUE(visit.shows("You seem to be offline."));
  EXPECT_TRUE(visit.offers("Try again"));
  browser.goOnline();
  EXPECT_TRUE(isSignedIn(visit)) << visit.name();
}

TEST_F(Session, EndedInAnotherTabIsNoticedAndSaid) {
  Visit& one = browser.signsIn(kAda);
  Visit& other = browser.opens(kApp);
  one.presses("Sign out");
  world.settle();
  EXPECT_TRUE(other.shows("You signed out in another tab."));
  world.pass(hours(2));
  EXPECT_EQ(other.sent(kTokenRequest), 0U);
  EXPECT_EQ(browser.kept(), "");
}

// --- how sure the app wants to be

TEST_F(Session, BeginsWhereAFreshProofIsWantedAndThisOneIs) {
  browser.configuration = R"("maxAge": 60)";
  EXPECT_TRUE(isSignedIn(browser.signsIn(kAda)));
}

TEST_F(Session, IsNotBegunWhereTheOrgDoesNotSayHowWellAPersonWasRecognised) {
  browser.configuration = R"("acrValues": ["urn:okta:loa:2fa:any"])";
  Visit& visit = browser.signsIn(kAda);
  EXPECT_EQ(visit.name(), "stopped");
  EXPECT_NE(visit.alert().find("could not verify"), std::string::npos) << visit.alert();
  EXPECT_EQ(browser.kept(), "");
}

// --- clocks

TEST_F(Session, OnADeviceWithAWrongClockSaysSoAndGoesOn) {
  for (const hours error : {hours(-1), hours(1)}) {
    for (const bool hidesDates : {false, true}) {
      World another;
      Browser elsewhere{another};
      elsewhere.clockError = error;
      elsewhere.hidesDates = hidesDates;
      Visit& visit = elsewhere.signsIn(kAda);
      EXPECT_TRUE(isSignedIn(visit)) << error.count() << hidesDates << visit.name();
      EXPECT_TRUE(visit.shows("The clock of this device seems to be wrong."));
      another.pass(hours(3));
      EXPECT_TRUE(isSignedIn(visit)) << error.count() << hidesDates << visit.name();
    }
  }
}

TEST_F(Session, IsNotBegunWhereNobodyCanSayWhatTimeItIs) {
  browser.clockError = hours(48);
  browser.hidesDates = true;
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.name(), "stopped");
  EXPECT_NE(visit.alert().find("The clock of this device seems to be wrong."), std::string::npos);
}

TEST_F(Session, BeginsThoughTheTokenEndpointFailsForMostOfTheCodesMinute) {
  Visit& visit = browser.waitsForTheMail(kAda);
  strike("html-500", 12);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.name(), "redeeming");
  EXPECT_NE(browser.kept().find("codeVerifier"), std::string::npos) << "nothing is thrown away";
  world.pass(Seconds(40));
  EXPECT_EQ(visit.leftFor(), kApp);
  EXPECT_EQ(visit.sent(kTokenRequest), 13U);
}

}  // namespace
}  // namespace latchkey
