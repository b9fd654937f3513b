// An app with okta-auth-js sends people to sign in, and says where they were going: that is where
// they get, however they sign in.

#include <gtest/gtest.h>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Lifetime;
using support::Visit;
using support::World;

constexpr const char* kOrder = "http://localhost:8080/app/orders/7?page=2";

class OriginalUri : public testing::Test {
 protected:
  OriginalUri() { world.org().policy().magicLink = simulator::MagicLink::direct; }

  // setOriginalUri(), and then the way to our page.
  void isSentHere(Visit& visit) {
    visit.ownStorage().write(Lifetime::tab, "referrerPath", "/app/orders/7?page=2");
    visit.goesTo(kHome);
  }
  Visit& waitsForTheMail() {
    Visit& visit = browser.opens(kHome);
    isSentHere(visit);
    visit.types("Username", kGrace);
    visit.presses("Next");
    EXPECT_EQ(visit.name(), "passcode");
    return visit;
  }
  void expectNothingIsLeft() {
    const std::string kept = browser.keptAnywhere();
    EXPECT_EQ(kept.find("orders"), std::string::npos) << kept;
    EXPECT_EQ(kept.find("okta-original-uri-storage"), std::string::npos) << kept;
  }

  World world;
  Browser browser{world};
};

TEST_F(OriginalUri, IsWhereTheCodeLeads) {
  Visit& visit = waitsForTheMail();
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kOrder);
  expectNothingIsLeft();
  visit.goesTo(kHome);
  EXPECT_EQ(visit.leftFor(), kApp) << "once, and not for good";
}

TEST_F(OriginalUri, IsWhereTheLinkLeadsInATabOfItsOwnAndWhereTheFirstTabFollows) {
  Visit& waiting = waitsForTheMail();
  Visit& other = browser.follows(world.mailTo(kGrace));
  EXPECT_EQ(other.leftFor(), kOrder);
  world.pass(Seconds(20));
  EXPECT_EQ(waiting.leftFor(), kOrder);
  expectNothingIsLeft();
}

TEST_F(OriginalUri, IsWhereWhoeverIsSignedInAlreadyIsSentAtOnce) {
  Visit& visit = browser.signsIn(kAda);
  isSentHere(visit);
  EXPECT_EQ(visit.leftFor(), kOrder);
  expectNothingIsLeft();
}

TEST_F(OriginalUri, IsKeptByWhoStartsOverAndReloads) {
  Visit& visit = waitsForTheMail();
  visit.presses("Back to sign in");
  visit.reloads();
  visit.types("Username", kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kOrder);
  expectNothingIsLeft();
}

// --- without okta-auth-js

TEST_F(OriginalUri, OfOurAccountPageIsPassedOnWithQueryAndFragment) {
  Visit& visit = browser.opens("http://localhost:8080/app/?order=7#details");
  EXPECT_EQ(visit.leftFor(), kHome);
  visit.goesOn();
  visit.types("Username", kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), "http://localhost:8080/app/?order=7#details");
  expectNothingIsLeft();
}

TEST_F(OriginalUri, OfOurAccountPageIsPassedOnWhereTheSessionHasEnded) {
  Visit& visit = browser.signsIn(kGrace);
  visit.goesTo("http://localhost:8080/app/?order=7");
  browser.storage().entries.clear();
  visit.hears("");
  visit.presses("Sign in again");
  visit.goesOn();
  visit.types("Username", kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), "http://localhost:8080/app/?order=7");
}

TEST_F(OriginalUri, OfAnAppIsNotReplacedByTheBareAccountPage) {
  Visit& visit = browser.opens(kHome);
  isSentHere(visit);
  visit.goesTo(kApp);
  EXPECT_EQ(visit.leftFor(), kHome);
  visit.goesOn();
  visit.types("Username", kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kOrder);
}

struct Return {
  const char* name;
  std::string query;
  std::string page;
};
void PrintTo(const Return& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class ReturnTo : public testing::TestWithParam<Return> {};

TEST_P(ReturnTo, LeadsToAPageOfOursByCodeAndByLink) {
  for (const bool byLink : {false, true}) {
    World world;
    world.org().policy().magicLink = simulator::MagicLink::direct;
    Browser browser{world};
    Visit& visit = browser.opens(std::string(kHome) + GetParam().query);
    visit.types("Username", kGrace);
    visit.presses("Next");
    if (!byLink) {
      visit.typesTheCodeSentTo(kGrace);
      EXPECT_EQ(visit.leftFor(), GetParam().page);
    } else {
      EXPECT_EQ(browser.follows(world.mailTo(kGrace)).leftFor(), GetParam().page);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    By, ReturnTo,
    testing::Values(Return{"APath", "?returnTo=/app/orders/7",
                           "http://localhost:8080/app/orders/7"},
                    Return{"APathWithAQuery", "?returnTo=%2Fapp%2Forders%3Fstate%3Dpaid%23top",
                           "http://localhost:8080/app/orders?state=paid#top"},
                    Return{"AUrlOfOurs", "?returnTo=http%3A%2F%2Flocalhost%3A8080%2Fx",
                           "http://localhost:8080/x"},
                    Return{"AFragmentOfAnApp", "?returnTo=/app/%23/orders/7",
                           "http://localhost:8080/app/#/orders/7"},
                    Return{"AnotherOrigin", "?returnTo=https%3A%2F%2Fevil.example%2F", kApp},
                    Return{"AnotherHost", "?returnTo=//evil.example/", kApp},
                    Return{"ABackslash", "?returnTo=/%5Cevil.example/", kApp},
                    Return{"AScript", "?returnTo=javascript:alert(1)", kApp},
                    Return{"Two", "?returnTo=/a&returnTo=/b", kApp},
                    Return{"Nothing", "?returnTo=", kApp},
                    Return{"TheSignInPage", "?returnTo=/", kApp},
                    Return{"TheSignInPageWithAFragment", "?returnTo=/%23/orders/7", kApp},
                    Return{"TheSignInPageByItsFile", "?returnTo=/index.html", kApp},
                    Return{"TheCallbackPage", "?returnTo=/login/callback%3Fx", kApp}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey
