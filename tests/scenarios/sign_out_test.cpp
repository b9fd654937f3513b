// A sign-out against the org: what is over afterwards, and where the person is.

#include <gtest/gtest.h>

#include <string>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;

constexpr const char* kRevoke = "/oauth2/default/v1/revoke";
constexpr const char* kRevokeRequest = "POST /oauth2/default/v1/revoke";
constexpr const char* kEndSession = "DELETE /api/v1/sessions/me";
constexpr const char* kLogout = "http://localhost:8081/oauth2/default/v1/logout";

class SignOut : public testing::Test {
 protected:
  Visit& signsIn(const std::string& configuration = "") {
    browser.configuration = configuration;
    Visit& visit = browser.signsIn(kAda);
    access = browser.stored("accessToken");
    refresh = browser.stored("refreshToken");
    return visit;
  }
  bool areActive() { return world.isActive(access) || world.isActive(refresh); }
  bool isSignedInAtTheOrg() {
    http::Request request;
    request.url = "http://localhost:8081/api/v1/sessions/me";
    return browser.asksTheOrg(request)->status == 200;
  }

  World world;
  Browser browser{world};
  std::string access;
  std::string refresh;
};

TEST_F(SignOut, EndsTheTokensAndTheOrgsSessionUnlessThePageIsToldOtherwise) {
  Visit& visit = signsIn();
  ASSERT_TRUE(isSignedInAtTheOrg());
  visit.presses("Sign out");
  EXPECT_FALSE(areActive());
  EXPECT_FALSE(isSignedInAtTheOrg());
  EXPECT_EQ(visit.leftFor(), kHome);
  EXPECT_EQ(browser.kept(), "");
}

TEST_F(SignOut, CanEndTheTokensOnly) {
  Visit& visit = signsIn(R"("signOut": "tokens")");
  visit.presses("Sign out");
  EXPECT_FALSE(areActive());
  EXPECT_TRUE(isSignedInAtTheOrg());
  EXPECT_EQ(visit.leftFor(), kHome);
  EXPECT_EQ(browser.kept(), "");
}

TEST_F(SignOut, CanEndWhatIsHereOnly) {
  Visit& visit = signsIn(R"("signOut": "here")");
  visit.presses("Sign out");
  EXPECT_EQ(visit.sent(kRevokeRequest), 0U);
  EXPECT_EQ(visit.leftFor(), kHome);
  EXPECT_EQ(browser.kept(), "");
}

TEST_F(SignOut, LeadsToThePageOfTheConfiguration) {
  for (const char* scope : {"here", "tokens", "org"}) {
    Visit& visit =
        signsIn(R"("postLogoutRedirectUri": "/bye", "signOut": ")" + std::string(scope) + '"');
    visit.presses("Sign out");
    EXPECT_EQ(visit.leftFor(), "http://localhost:8080/bye") << scope;
  }
}

// --- an org that does not take its part

TEST_F(SignOut, OfAnOrgThatKnowsNoAddressToGoToIsNoDeadEnd) {
  world.org().policy().app.postLogoutRedirectUris.clear();
  Visit& visit = signsIn();
  visit.presses("Sign out");
  EXPECT_EQ(visit.leftFor(), kHome) << "the org is not asked to send anybody anywhere";
  EXPECT_FALSE(isSignedInAtTheOrg());
}

// As the org's own session lasts shorter than one that is renewed.
TEST_F(SignOut, AsksTheOrgsOwnPageForNothingWhereItsSessionIsOverAlready) {
  world.org().policy().app.postLogoutRedirectUris.clear();
  Visit& visit = signsIn();
  http::Request request;
  request.method = http::Method::del;
  request.url = "http://localhost:8081/api/v1/sessions/me";
  browser.asksTheOrg(request);
  ASSERT_FALSE(isSignedInAtTheOrg());
  visit.presses("Sign out");
  EXPECT_EQ(visit.sent(kEndSession), 1U);
  EXPECT_EQ(visit.leftFor(), kHome);
  EXPECT_EQ(visit.posted(), "");
}

TEST_F(SignOut, IsPostedToTheOrgWhereAPageCannotEndItsSession) {
  Visit& visit = signsIn();
  world.strike("no-cors", "/api/v1/sessions/me");
  visit.presses("Sign out");
  EXPECT_EQ(visit.sent(kEndSession), 1U);
  EXPECT_EQ(visit.leftFor(), kLogout) << "with nothing of the ID token in the address";
  EXPECT_EQ(visit.posted().find("id_token_hint=ey"), 0U);
  visit.goesOn();
  EXPECT_EQ(visit.name(), "username") << "the org has sent the person back";
  EXPECT_FALSE(isSignedInAtTheOrg());
}

struct Refusal {
  const char* name;
  const char* fault;
  int count;
};
void PrintTo(const Refusal& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class UnconfirmedSignOut : public SignOut,
                           public testing::WithParamInterface<std::tuple<const char*, Refusal>> {};

TEST_P(UnconfirmedSignOut, SaysSoAndCanBeTriedAgain) {
  const auto& [scope, refusal] = GetParam();
  Visit& visit = signsIn(R"("signOut": ")" + std::string(scope) + '"');
  world.strike(refusal.fault, kRevoke, refusal.count);
  visit.presses("Sign out");
  world.pass(Seconds(3));
  EXPECT_EQ(browser.kept(), "") << "whatever the org does, this browser is signed out";
  EXPECT_EQ(visit.leftFor(), "");
  EXPECT_TRUE(visit.shows("You are signed out on this device."));
  EXPECT_TRUE(areActive());
  EXPECT_EQ(visit.offers("Sign out at your organization"), std::string(scope) == "org");
  visit.presses("Try again");
  world.pass(Seconds(3));
  EXPECT_FALSE(areActive());
  EXPECT_EQ(visit.leftFor(), kHome);
}

INSTANTIATE_TEST_SUITE_P(
    By, UnconfirmedSignOut,
    testing::Combine(testing::Values("tokens", "org"),
                     testing::Values(Refusal{"AnOrgInTrouble", "status-503", 2},
                                     Refusal{"ABusyOrg", "rate-limit-api", 2},
                                     Refusal{"AFirewall", "blocked", 2},
                                     Refusal{"ACaptivePortal", "html-200", 2},
                                     Refusal{"ALostConnection", "lost-request", 2})),
    [](const auto& test) {
      return std::string(std::get<0>(test.param)) + "_" + std::get<1>(test.param).name;
    });

TEST_F(SignOut, SurvivesOneRefusalWithoutAWord) {
  Visit& visit = signsIn();
  world.strike("status-503", kRevoke);
  visit.presses("Sign out");
  world.pass(Seconds(1));
  EXPECT_FALSE(areActive());
  EXPECT_EQ(visit.leftFor(), kHome);
}

TEST_F(SignOut, WithoutANetworkEndsHereAndCanBeSignedInAgain) {
  Visit& visit = signsIn();
  browser.goOffline();
  visit.presses("Sign out");
  world.pass(Seconds(3));
  EXPECT_EQ(browser.kept(), "");
  EXPECT_EQ(visit.leftFor(), "") << "the org's page would not open";
  EXPECT_TRUE(visit.shows("You are signed out on this device."));
  visit.presses("Sign in again");
  EXPECT_EQ(visit.leftFor(), kHome);
}

// --- tokens that are left behind without a sign-out

TEST_F(SignOut, IsNotNeededForTokensThatAnotherSignInReplaces) {
  signsIn();
  browser.goOffline();
  world.pass(std::chrono::hours(3));
  browser.goOnline();
  Visit& visit = browser.opens("http://localhost:8080/?prompt=login");
  visit.types("Username", support::kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(support::kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
  EXPECT_FALSE(world.isActive(refresh));
}

TEST_F(SignOut, IsNotNeededForTokensThatAreRefused) {
  for (const char* flaw : {"wrong-nonce", "bad-signature", "wrong-audience"}) {
    Visit& visit = browser.waitsForTheMail(kAda);
    world.strike(flaw, "/oauth2/default/v1/token");
    visit.typesTheCodeSentTo(kAda);
    EXPECT_EQ(visit.name(), "stopped") << flaw;
    EXPECT_EQ(visit.sent(kRevokeRequest), 1U) << flaw;
  }
}

TEST_F(SignOut, IsNotWaitedForLongByASignInThatReplacesTokens) {
  signsIn();
  Visit& visit = browser.opens("http://localhost:8080/?prompt=login");
  visit.types("Username", support::kGrace);
  visit.presses("Next");
  world.strike("lost-request", kRevoke);
  visit.typesTheCodeSentTo(support::kGrace);
  world.pass(Seconds(1));
  EXPECT_EQ(visit.leftFor(), kApp);
}

}  // namespace
}  // namespace latchkey
