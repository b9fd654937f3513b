// Signing in with the code, and what can come in between.

#include <gtest/gtest.h>

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

class SignIn : public testing::Test {
 protected:
  World world;
  Browser browser{world};
};

TEST_F(SignIn, WithTheCodeOfAMailThatWasAskedFor) {
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kAda);
  visit.presses("Next");
  EXPECT_EQ(visit.name(), "ask");
  EXPECT_EQ(world.org().mailbox().size(), 0U) << "no mail before it was asked for";
  visit.presses("Send me an email");
  EXPECT_EQ(visit.name(), "passcode");
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp);
  visit.goesOn();
  EXPECT_TRUE(visit.shows("Ada Lovelace")) << visit.name();
  EXPECT_TRUE(visit.offers("Sign out"));
}

TEST_F(SignIn, WithTheCodeOfAMailThatIsSentAtOnce) {
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kGrace);
  visit.presses("Next");
  EXPECT_EQ(visit.name(), "passcode");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(SignIn, WithEmailWhereThereIsAPasswordToo) {
  Visit& visit = browser.opens(kHome);
  visit.types("Username", "linus@example.com");
  visit.presses("Next");
  EXPECT_TRUE(visit.shows("Choose how to go on"));
  EXPECT_TRUE(visit.offers("Password"));
  visit.presses(visit.buttonThatBegins("Email"));
  visit.typesTheCodeSentTo("linus@example.com");
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(SignIn, AWrongCodeIsSaidAndTheRightOneStillWorks) {
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.types("Enter code", "000000");
  const std::string before = visit.screen().focusKey;
  visit.presses("Verify");
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_EQ(visit.alert(), "That code is not right. Check it and try again.");
  EXPECT_EQ(visit.valueOf("Enter code"), "000000") << "what was typed stays";
  EXPECT_NE(visit.screen().focusKey, before) << "the focus goes back to the field";
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(SignIn, APastedCodeMayHaveSpacesAndDashes) {
  Visit& visit = browser.waitsForTheMail(kAda);
  const std::string code = world.mailTo(kAda).code;
  visit.types("Enter code", " " + code.substr(0, 3) + " " + code.substr(3) + "\n");
  visit.presses("Verify");
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(SignIn, AWrongCodeStaysToldWhenAPollComesIn) {
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.types("Enter code", "000000");
  visit.presses("Verify");
  world.pass(Seconds(10));
  EXPECT_EQ(visit.alert(), "That code is not right. Check it and try again.");
}

TEST_F(SignIn, AnExpiredCodeIsRefusedAndAnotherMailHelps) {
  Visit& visit = browser.waitsForTheMail(kAda);
  const std::string old = world.mailTo(kAda).code;
  world.pass(std::chrono::minutes(6));
  visit.types("Enter code", old);
  visit.presses("Verify");
  EXPECT_NE(visit.alert(), "");
  visit.presses("Send again");
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(SignIn, SendAgainIsOfferedAfterHalfAMinuteAndMakesTheOldCodeUseless) {
  Visit& visit = browser.waitsForTheMail(kAda);
  const std::string old = world.mailTo(kAda).code;
  EXPECT_FALSE(visit.offers("Send again"));
  world.pass(Seconds(29));
  EXPECT_FALSE(visit.offers("Send again"));
  world.pass(Seconds(2));
  ASSERT_TRUE(visit.offers("Send again"));
  visit.presses("Send again");
  EXPECT_TRUE(visit.shows("We sent you another email."));
  EXPECT_FALSE(visit.offers("Send again")) << "not before another half minute";
  visit.types("Enter code", old);
  visit.presses("Verify");
  EXPECT_NE(visit.alert(), "");
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(SignIn, AnUnknownUsernameIsSaidAndStays) {
  Visit& visit = browser.opens(kHome);
  visit.types("Username", "nobody@example.com");
  visit.presses("Next");
  EXPECT_EQ(visit.name(), "username");
  EXPECT_NE(visit.alert(), "");
  EXPECT_EQ(visit.valueOf("Username"), "nobody@example.com");
  visit.types("Username", kGrace);
  visit.presses("Next");
  EXPECT_EQ(visit.name(), "passcode");
}

TEST_F(SignIn, AnEmptyUsernameAndAnEmptyCodeAskForOneWithoutARequest) {
  Visit& visit = browser.opens(kHome);
  const std::size_t before = visit.requests.size();
  visit.types("Username", "   ");
  visit.presses("Next");
  EXPECT_EQ(visit.alert(), "Type your username first.");
  EXPECT_EQ(visit.requests.size(), before);

  Visit& waiting = browser.waitsForTheMail(kAda);
  const std::size_t sent = waiting.requests.size();
  waiting.presses("Verify");
  EXPECT_EQ(waiting.alert(), "Type the code from the email first.");
  EXPECT_EQ(waiting.requests.size(), sent);
}

TEST_F(SignIn, SomebodyElseCanStartOver) {
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kAda);
  visit.presses("Next");
  visit.presses("Not you?");
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.valueOf("Username"), kAda);
  visit.types("Username", kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(kGrace);
  visit.goesOn();
  EXPECT_TRUE(visit.shows("Grace Hopper"));
}

TEST_F(SignIn, AReloadComesBackToTheWaitingScreen) {
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.reloads();
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_EQ(world.org().mailbox().size(), 1U) << "and no second mail is sent";
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(SignIn, AReloadDoesNotBeginTheWaitForAnotherMailAnew) {
  Visit& visit = browser.waitsForTheMail(kAda);
  world.pass(Seconds(20));
  visit.reloads();
  world.pass(Seconds(9));
  EXPECT_FALSE(visit.offers("Send again"));
  world.pass(Seconds(2));
  EXPECT_TRUE(visit.offers("Send again"));
  visit.reloads();
  EXPECT_TRUE(visit.offers("Send again")) << "nor does one after it";
}

TEST_F(SignIn, SigningOutForgetsTheTokensAndTellsTheOrg) {
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  visit.goesOn();
  visit.presses("Sign out");
  EXPECT_EQ(visit.leftFor(), kHome);
  EXPECT_EQ(visit.sent("DELETE /api/v1/sessions/me"), 1U);
  EXPECT_EQ(browser.kept().find("accessToken"), std::string::npos);
  EXPECT_EQ(
      std::count(visit.requests.begin(), visit.requests.end(), "POST /oauth2/default/v1/revoke"),
      2);
}

TEST_F(SignIn, NothingSecretOfItStaysBehind) {
  Visit& visit = browser.waitsForTheMail(kAda);
  EXPECT_NE(browser.kept().find("codeVerifier"), std::string::npos) << "or the test sees nothing";
  visit.typesTheCodeSentTo(kAda);
  const std::string kept = browser.kept();
  EXPECT_NE(kept.find("okta-token-storage"), std::string::npos);
  for (const char* secret : {"codeVerifier", "interactionHandle", "stateHandle", "nonce\":\"x"}) {
    EXPECT_EQ(kept.find(secret), std::string::npos) << secret;
  }
}

TEST_F(SignIn, WhoeverIsSignedInGoesStraightToTheApp) {
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(browser.opens(kHome).leftFor(), kApp);
}

TEST_F(SignIn, TheAppWithoutTokensLeadsToTheSignIn) {
  EXPECT_EQ(browser.opens(kApp).leftFor(), kHome);
}

TEST_F(SignIn, BlockedStorageEndsInASessionOfThisPageOnly) {
  browser.storage().mood = support::MemoryStorage::Mood::blocked;
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), "");
  EXPECT_TRUE(visit.shows("Ada Lovelace"));
  EXPECT_TRUE(visit.shows("on this page only"));
}

}  // namespace
}  // namespace latchkey
