// Two apps on one origin have one storage, and keep their tokens.

#include <gtest/gtest.h>

#include <string>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using session::Lifetime;
using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;

constexpr const char* kKey = "okta-token-storage";
constexpr const char* kOwnKey = "okta-token-storage-latchkey-demo";
constexpr const char* kOthers =
    R"({"accessToken":{"accessToken":"theirs","expiresAt":4000000000,"scopes":["openid"]},)"
    R"("idToken":{"idToken":"h.p.s","claims":{"sub":"x"},"expiresAt":4000000000,)"
    R"("clientId":"other","issuer":"http://localhost:8081/oauth2/default"}})";

class SharedOrigin : public testing::Test {
 protected:
  std::string at(const char* key) {
    return browser.storage().read(Lifetime::browser, key).value_or("");
  }
  void putByAnother(const Visit& except) {
    browser.storage().write(Lifetime::browser, kKey, kOthers);
    browser.tellOfStorage(except);
    world.settle();
  }

  World world;
  Browser browser{world};
};

TEST_F(SharedOrigin, LeavesAnotherAppsTokensAloneAndKeepsItsOwn) {
  browser.storage().write(Lifetime::browser, kKey, kOthers);
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(visit.shows("Ada Lovelace")) << visit.name();
  EXPECT_EQ(at(kKey), kOthers);
  EXPECT_NE(at(kOwnKey), "");
  world.pass(std::chrono::hours(2));
  EXPECT_TRUE(visit.shows("You are signed in"));
  EXPECT_EQ(at(kKey), kOthers) << "after a renewal, too";
  visit.presses("Sign out");
  EXPECT_EQ(at(kKey), kOthers);
  EXPECT_EQ(at(kOwnKey), "");
}

TEST_F(SharedOrigin, DoesNotTakeAnotherAppsTokensForItsOwn) {
  browser.storage().write(Lifetime::browser, kKey, kOthers);
  EXPECT_EQ(browser.opens(kHome).name(), "username");
}

TEST_F(SharedOrigin, DoesNotTakeAnotherAppsSignInForASignOut) {
  Visit& visit = browser.signsIn(kAda);
  Visit& elsewhere = browser.opens("http://localhost:8080/?prompt=login");
  putByAnother(elsewhere);
  EXPECT_TRUE(visit.shows("You are signed in"));
  EXPECT_EQ(at(kKey), kOthers);
  EXPECT_NE(at(kOwnKey), "") << "what it had is still there";
  EXPECT_EQ(browser.opens(kHome).leftFor(), kApp);
}

TEST_F(SharedOrigin, NoticesASignOutThoughAnotherAppHasTokens) {
  browser.storage().write(Lifetime::browser, kKey, kOthers);
  Visit& one = browser.signsIn(kAda);
  Visit& other = browser.opens(kApp);
  one.presses("Sign out");
  world.settle();
  EXPECT_TRUE(other.shows("You signed out in another tab."));
  EXPECT_EQ(at(kOwnKey), "");
}

TEST_F(SharedOrigin, GoesBackToTheCommonPlaceWhenItIsFree) {
  browser.storage().write(Lifetime::browser, kKey, kOthers);
  browser.signsIn(kAda);
  browser.storage().erase(Lifetime::browser, kKey);
  world.pass(std::chrono::hours(1));
  EXPECT_NE(at(kKey), "") << "where apps that use okta-auth-js look";
  EXPECT_EQ(at(kOwnKey), "");
}

TEST_F(SharedOrigin, CanHaveAPlaceOfItsOwn) {
  browser.configuration = R"("storageKey": "admin-tokens")";
  Visit& visit = browser.signsIn(kAda);
  EXPECT_TRUE(visit.shows("Ada Lovelace"));
  EXPECT_NE(at("admin-tokens"), "");
  EXPECT_EQ(at(kKey), "");
  visit.presses("Sign out");
  EXPECT_EQ(at("admin-tokens"), "");
}

}  // namespace
}  // namespace latchkey
