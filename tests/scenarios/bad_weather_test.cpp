// The network and the org at their worst. In every row a person is told something, nothing that was
// typed is lost, and once the weather clears the sign-in goes through.

#include <gtest/gtest.h>

#include "simulator/faults.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;

void strike(World& world, const char* path, const std::string& kind, int count = 1) {
  simulator::Fault fault = *simulator::faultByName(kind);
  fault.path = path;
  fault.count = count;
  world.org().faults().add(fault);
}

// Goes on as a patient person would until the page leaves for the app.
void persist(World& world, Visit& visit) {
  for (int i = 0; i < 12 && visit.leftFor().empty(); ++i) {
    if (visit.offers("Try again")) visit.presses("Try again");
    if (visit.offers("Start again")) visit.presses("Start again");
    if (visit.name() == "username") {
      if (visit.valueOf("Username").empty()) visit.types("Username", kAda);
      visit.presses("Next");
    }
    if (visit.offers("Send me an email")) visit.presses("Send me an email");
    if (visit.name() == "passcode") {
      visit.typesTheCodeSentTo(kAda);
    }
    const bool isToldToWait = visit.shows("You can try again in");
    if (visit.leftFor().empty()) world.pass(Seconds(isToldToWait ? 20 : 5));
  }
}

struct Weather {
  const char* name;
  const char* kind;
};

struct Place {
  const char* name;
  const char* path;
};

class BadWeather : public testing::TestWithParam<std::tuple<Place, Weather>> {};

TEST_P(BadWeather, IsToldAndPassesWithNothingLost) {
  const auto& [place, weather] = GetParam();
  World world;
  Browser browser{world};
  strike(world, place.path, weather.kind);
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kAda);
  visit.presses("Next");
  if (visit.name() == "username") {
    EXPECT_EQ(visit.valueOf("Username"), kAda);
    EXPECT_NE(visit.alert(), "") << "a sentence says what happened";
  }
  persist(world, visit);
  EXPECT_EQ(visit.leftFor(), kApp) << visit.name() << ": " << visit.alert();
}

INSTANTIATE_TEST_SUITE_P(
    At, BadWeather,
    testing::Combine(
        testing::Values(
            Place{"Interact", "/oauth2/default/v1/interact"},
            Place{"Introspect", "/idp/idx/introspect"}, Place{"Identify", "/idp/idx/identify"},
            Place{"Challenge", "/idp/idx/challenge"}, Place{"Answer", "/idp/idx/challenge/answer"},
            Place{"Token", "/oauth2/default/v1/token"}, Place{"Keys", "/oauth2/default/v1/keys"},
            Place{"Discovery", "/oauth2/default/.well-known"}),
        testing::Values(Weather{"Status500", "status-500"}, Weather{"Html500", "html-500"},
                        Weather{"Html200", "html-200"}, Weather{"BlockedByProxy", "blocked"},
                        Weather{"RateLimitIdx", "rate-limit-idx"},
                        Weather{"RateLimitApi", "rate-limit-api"},
                        Weather{"RateLimitWithoutHeaders", "rate-limit-api-bare"},
                        Weather{"TroubleIdx", "trouble-idx"},
                        Weather{"LostRequest", "lost-request"},
                        Weather{"LostAnswer", "lost-answer"}, Weather{"HalfBody", "half-body"},
                        Weather{"Garbage", "garbage"}, Weather{"EmptyBody", "empty-body"},
                        Weather{"HugeBody", "huge-body"}, Weather{"CorsRefusal", "no-cors"})),
    [](const auto& test) {
      return std::string(std::get<0>(test.param).name) + std::get<1>(test.param).name;
    });

TEST(Weather, AWrongCodeAfterALostAnswerKeepsWhatWasTyped) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  strike(world, "/idp/idx/challenge/answer", "lost-request");
  const std::string code = world.mailTo(kAda).code;
  visit.types("Enter code", code);
  visit.presses("Verify");
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_NE(visit.alert().find("The connection broke."), std::string::npos);
  EXPECT_EQ(visit.valueOf("Enter code"), code);
  visit.presses("Verify");
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST(Weather, AnAnswerThatTheOrgTookThoughItsReplyWasLostNeedsNoSecondMail) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  strike(world, "/idp/idx/challenge/answer", "lost-answer");
  visit.typesTheCodeSentTo(kAda);
  EXPECT_NE(visit.alert(), "");
  visit.presses("Verify");
  EXPECT_EQ(visit.leftFor(), kApp) << visit.name();
  EXPECT_EQ(world.org().mailbox().size(), 1U);
}

TEST(Weather, OfflineAndBackGoesOnByItself) {
  World world;
  Browser browser{world};
  browser.goOffline();
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kAda);
  visit.presses("Next");
  EXPECT_EQ(visit.name(), "username");
  EXPECT_NE(visit.alert().find("You seem to be offline."), std::string::npos);
  browser.goOnline();
  EXPECT_EQ(visit.name(), "ask");
}

TEST(Weather, OfflineWhileVerifyingSendsTheCodeWhenTheNetworkIsBack) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  browser.goOffline();
  visit.typesTheCodeSentTo(kAda);
  EXPECT_NE(visit.alert(), "");
  browser.goOnline();
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST(Weather, PollsFailInSilenceAndRecover) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  strike(world, "/idp/idx/challenge/poll", "html-500", 2);
  world.pass(Seconds(60));
  EXPECT_EQ(visit.alert(), "");
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_EQ(world.org().faults().pending(), 0U);
}

TEST(Weather, TroubleThatTheOrgTellsPolitelyTakesNothingAway) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  strike(world, "/idp/idx/challenge/poll", "trouble-idx");
  world.pass(Seconds(10));
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_EQ(visit.alert(), "") << "a poll is our own affair";
  strike(world, "/idp/idx/challenge/answer", "trouble-idx");
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_NE(visit.alert().find("Nothing is lost"), std::string::npos);
  EXPECT_NE(visit.valueOf("Enter code"), "");
  visit.presses("Verify");
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST(Weather, AnExpiredSessionBeginsAnewWithTheUsernameKept) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  world.org().expireTransactions();
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.name(), "username");
  EXPECT_TRUE(visit.shows("so we started again"));
  EXPECT_EQ(visit.valueOf("Username"), kAda);
  persist(world, visit);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST(Weather, AnExpiredSessionInStorageIsNothingToTrouble) {
  World world;
  Browser browser{world};
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kAda);
  visit.presses("Next");
  world.org().expireTransactions();
  visit.reloads();
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.alert(), "");
  EXPECT_EQ(visit.valueOf("Username"), kAda);
}

TEST(Weather, TooManyWrongCodesSayWhenToTryAgainAndLockNobodyOut) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  for (int i = 0; i < 7; ++i) {
    visit.types("Enter code", "00000" + std::to_string(i));
    visit.presses("Verify");
  }
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_NE(visit.alert().find("Too many attempts."), std::string::npos);
  world.pass(std::chrono::minutes(6));
  visit.presses("Send again");
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp) << visit.name() << visit.alert();
}

struct Flaw {
  const char* name;
  const char* kind;
};

class FlawedToken : public testing::TestWithParam<Flaw> {};

TEST_P(FlawedToken, IsRefusedAndNothingIsStored) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  strike(world, "/oauth2/default/v1/token", GetParam().kind);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.name(), "stopped");
  EXPECT_NE(visit.alert(), "");
  EXPECT_EQ(browser.kept().find("accessToken"), std::string::npos);
  EXPECT_EQ(visit.leftFor(), "");
  persist(world, visit);
  EXPECT_EQ(visit.leftFor(), kApp);
}

INSTANTIATE_TEST_SUITE_P(With, FlawedToken,
                         testing::Values(Flaw{"AForeignNonce", "wrong-nonce"},
                                         Flaw{"AnOldDate", "expired-token"},
                                         Flaw{"ADateToCome", "token-from-future"},
                                         Flaw{"AnUnknownKey", "unknown-kid"},
                                         Flaw{"AForeignAudience", "wrong-audience"},
                                         Flaw{"ABrokenSignature", "bad-signature"}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Clock, AnHourOffSignsInAllTheSameBecauseTheOrgTellsTheTime) {
  for (const std::chrono::minutes error : {std::chrono::minutes(-60), std::chrono::minutes(60)}) {
    World world;
    Browser browser{world};
    browser.clockError = error;
    Visit& visit = browser.opens(kHome);
    persist(world, visit);
    EXPECT_EQ(visit.leftFor(), kApp) << error.count();
  }
}

}  // namespace
}  // namespace latchkey
