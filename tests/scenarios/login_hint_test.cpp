// Who will probably sign in: said by the app that sends people here, or known from before.

#include <gtest/gtest.h>

#include <string>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Visit;
using support::World;

struct Hint {
  const char* name;
  const char* address;
  const char* username;
};
void PrintTo(const Hint& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class LoginHint : public testing::TestWithParam<Hint> {};

TEST_P(LoginHint, IsTheUsernameToBeginWith) {
  World world;
  Browser browser{world};
  Visit& visit = browser.opens(std::string(kHome) + GetParam().address);
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.valueOf("Username"), GetParam().username);
}

INSTANTIATE_TEST_SUITE_P(
    In, LoginHint,
    testing::Values(Hint{"TheQuery", "?login_hint=ada@example.com", kAda},
                    Hint{"TheQueryEncoded", "?login_hint=ada%40example.com", kAda},
                    Hint{"TheFragment", "#login_hint=ada@example.com", kAda},
                    Hint{"ARouteInTheFragment", "#/login?login_hint=ada@example.com", kAda},
                    Hint{"TheQueryWithAWish", "?prompt=login&login_hint=ada@example.com", kAda},
                    Hint{"BlanksAroundIt", "?login_hint=+ada@example.com%20", kAda},
                    Hint{"Nothing", "?login_hint=", ""},
                    Hint{"TwoOfThem", "?login_hint=a@example.com&login_hint=b@example.com", ""},
                    Hint{"LinesThatNobodyTyped", "?login_hint=ada%0A%0Dx", ""},
                    Hint{"BytesThatAreNoText", "?login_hint=%ff%fe", ""},
                    Hint{"OtherCapitals", "?LOGIN_HINT=ada@example.com", ""}),
    [](const auto& test) { return std::string(test.param.name); });

class Name : public testing::Test {
 protected:
  World world;
  Browser browser{world};
};

TEST_F(Name, OfAHintIsTakenInPlaceOfASignInThatBeganWithAnother) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  visit.goesTo(std::string(kHome) + "?login_hint=ada@example.com");
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.valueOf("Username"), kAda);
}

TEST_F(Name, TypedInPlaceOfAHintSurvivesAReload) {
  const std::string address = std::string(kHome) + "?login_hint=ada@example.com";
  Visit& visit = browser.opens(address);
  visit.types("Username", kGrace);
  visit.presses("Next");
  ASSERT_EQ(visit.name(), "passcode");
  visit.goesTo(address);
  EXPECT_EQ(visit.name(), "passcode") << "nothing of it is lost";
}

TEST_F(Name, IsKeptWhereASessionCameToItsEnd) {
  Visit& visit = browser.signsIn(kAda);
  world.strike("wrong-audience", "/oauth2/default/v1/token");
  world.pass(std::chrono::hours(1));
  ASSERT_TRUE(visit.shows("Your session has ended"));
  visit.presses("Sign in again");
  visit.goesOn();
  EXPECT_EQ(visit.valueOf("Username"), kAda);
  EXPECT_EQ(browser.opens(kHome).valueOf("Username"), "") << "in that tab, and once";
}

TEST_F(Name, IsNotKeptAfterASignOut) {
  Visit& visit = browser.signsIn(kAda);
  Visit& other = browser.opens(kApp);
  visit.presses("Sign out");
  visit.goesOn();
  EXPECT_EQ(visit.valueOf("Username"), "");
  other.presses("Sign in again");
  other.goesOn();
  EXPECT_EQ(other.valueOf("Username"), "");
}

// --- who was signed in is, if the org allows

TEST_F(Name, IsNotAskedForWhereTheSessionCanBeRenewed) {
  browser.signsIn(kAda).hides();
  browser.goOffline();
  world.pass(std::chrono::hours(3));
  browser.goOnline();
  Visit& visit = browser.opens(kHome);
  EXPECT_EQ(visit.leftFor(), kApp) << visit.name();
  EXPECT_EQ(visit.sent("POST /oauth2/default/v1/interact"), 0U);
}

TEST_F(Name, IsAskedForWhereTheOrgDoesNotRenewTheSession) {
  Visit& before = browser.signsIn(kAda);
  browser.closes(before);
  world.pass(std::chrono::hours(3));
  world.org().clear();
  Visit& visit = browser.opens(kHome);
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.sent("POST /oauth2/default/v1/interact"), 1U);
  visit.types("Username", kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(Name, CanBeTypedWhereTheSessionCannotBeRenewedNow) {
  browser.signsIn(kAda).hides();
  browser.goOffline();
  world.pass(std::chrono::hours(3));
  Visit& visit = browser.opens(kHome);
  EXPECT_TRUE(visit.shows("You seem to be offline."));
  visit.presses("Back to sign in");
  EXPECT_EQ(visit.name(), "username");
  EXPECT_NE(browser.stored("refreshToken"), "") << "nothing is lost";
}

}  // namespace
}  // namespace latchkey
