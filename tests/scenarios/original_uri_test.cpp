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

}  // namespace
}  // namespace latchkey
