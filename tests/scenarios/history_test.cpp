// "Back" and "Forward" of the browser in the middle of a sign-in: to the username, with what was
// typed in it, and to where the person was; never into a trap, and with nothing lost.

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

constexpr const char* kIdentify = "POST /idp/idx/identify";
constexpr const char* kInteract = "POST /oauth2/default/v1/interact";

class History : public testing::Test {
 protected:
  World world;
  Browser browser{world};
};

TEST_F(History, LeadsBackToTheUsernameWithoutAskingTheOrgAndForwardToTheCode) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  EXPECT_EQ(visit.entries(), 2U);
  const std::size_t asked = visit.requests.size();
  ASSERT_TRUE(visit.goesBack());
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.valueOf("Username"), kGrace);
  EXPECT_EQ(visit.requests.size(), asked);
  ASSERT_TRUE(visit.goesForward());
  EXPECT_EQ(visit.name(), "passcode");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
  EXPECT_EQ(world.org().mailbox().size(), 1U);
  EXPECT_EQ(visit.sent(kIdentify), 1U);
}

TEST_F(History, IsLeftByASecondBack) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  visit.goesBack();
  EXPECT_FALSE(visit.goesBack()) << "that is another page";
}

TEST_F(History, OffersTheMailThatWasSent) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  visit.goesBack();
  visit.presses("Go on with the email for g\u2022\u2022\u2022e@example.com");
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_EQ(visit.entries(), 2U);
  EXPECT_TRUE(visit.goesBack()) << "as if the person had gone forward";
  EXPECT_EQ(visit.name(), "username");
}

TEST_F(History, LetsAMistypedNameBeMended) {
  world.org().policy().unknownUser = simulator::UnknownUser::concealed;
  Visit& visit = browser.waitsForTheMail("adda@example.com");
  ASSERT_EQ(visit.name(), "passcode");
  visit.goesBack();
  EXPECT_EQ(visit.valueOf("Username"), "adda@example.com");
  visit.types("Username", kAda);
  visit.presses("Next");
  visit.presses("Send me an email");
  EXPECT_EQ(visit.entries(), 2U) << "no twin";
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp);
  EXPECT_EQ(visit.sent(kInteract), 2U);
}

TEST_F(History, LeadsBackFromTheQuestionToo) {
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kAda);
  visit.presses("Next");
  ASSERT_EQ(visit.name(), "ask");
  ASSERT_TRUE(visit.goesBack());
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.valueOf("Username"), kAda);
  EXPECT_EQ(visit.buttonThatBegins("Go on with"), "") << "there is no mail yet";
  ASSERT_TRUE(visit.goesForward());
  EXPECT_EQ(visit.name(), "ask");
  EXPECT_EQ(world.org().mailbox().size(), 0U);
}

TEST_F(History, ClosesWhatWasOpenedBesideTheFormFirst) {
  Visit& visit = browser.waitsForTheMail("hedy@example.com");
  visit.presses(visit.buttonThatBegins("Email"));
  ASSERT_EQ(visit.name(), "passcode");
  visit.presses("Try another way");
  const std::string list = visit.name();
  ASSERT_NE(list, "passcode");
  ASSERT_TRUE(visit.goesBack());
  EXPECT_EQ(visit.name(), "passcode");
  ASSERT_TRUE(visit.goesBack());
  EXPECT_EQ(visit.name(), "username");
}

TEST_F(History, StaysAsItIsAfterAReload) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  for (int i = 0; i < 3; ++i) visit.reloadsWhereItIs();
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_EQ(visit.entries(), 2U);
  ASSERT_TRUE(visit.goesBack());
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.valueOf("Username"), kGrace);
  visit.reloadsWhereItIs();
  EXPECT_EQ(visit.name(), "username");
  ASSERT_TRUE(visit.goesForward());
  EXPECT_EQ(visit.name(), "passcode");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(History, GoesBackItselfWhereThePageDoes) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  visit.presses("Back to sign in");
  EXPECT_EQ(visit.name(), "username");
  EXPECT_FALSE(visit.goesBack()) << "one press leaves the site";
  visit.goesForward();
  EXPECT_EQ(visit.name(), "username") << "there is nothing to go on with";
  EXPECT_FALSE(visit.goesBack());
}

TEST_F(History, LeadsNotBackIntoAFinishedSignIn) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  visit.typesTheCodeSentTo(kGrace);
  ASSERT_EQ(visit.leftFor(), kApp);
  EXPECT_FALSE(visit.goesBack()) << "the app has taken the first entry";
}

TEST_F(History, FollowsTheLinkOfTheMailFromTheUsernameToo) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  visit.goesBack();
  EXPECT_EQ(browser.follows(world.mailTo(kGrace)).leftFor(), kApp);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(History, HasNoEntryMoreForALink) {
  world.org().policy().magicLink = simulator::MagicLink::direct;
  browser.waitsForTheMail(kGrace);
  Visit& landed = browser.opens("http://localhost:8080/login/callback/?otp=123456&state=strange");
  EXPECT_EQ(landed.name(), "elsewhere");
  landed.presses("Yes, show the code");
  EXPECT_EQ(landed.entries(), 1U);
  EXPECT_FALSE(landed.goesBack());
}

TEST_F(History, LeadsForwardToNothingWhereTheSignInHasEnded) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  visit.goesBack();
  world.org().expireTransactions();
  visit.goesForward();
  EXPECT_EQ(visit.name(), "username");
  EXPECT_FALSE(visit.goesBack());
}

TEST_F(History, LeadsBackFromAnEndThatTheOrgMade) {
  world.org().policy().app.emailVerificationUrl.clear();
  world.org().policy().magicLink = simulator::MagicLink::throughOrg;
  Visit& visit = browser.waitsForTheMail(kGrace);
  browser.answersAtTheOrg(world.mailTo(kGrace), "no");
  world.pass(Seconds(20));
  ASSERT_EQ(visit.name(), "stopped");
  ASSERT_TRUE(visit.goesBack());
  EXPECT_EQ(visit.name(), "username");
}

TEST_F(History, SetsOnlyThisTabsCopyAside) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  visit.goesBack();
  EXPECT_EQ(visit.ownStorage().entries.count({session::Lifetime::tab, "okta-transaction-storage"}),
            0U);
  EXPECT_NE(browser.kept().find("codeVerifier"), std::string::npos) << "for the link, and Forward";
}

}  // namespace
}  // namespace latchkey
