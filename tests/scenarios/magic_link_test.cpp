// The link in the mail: in the same browser, in another one, too late, and twice.

#include <gtest/gtest.h>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;

class MagicLink : public testing::Test {
 protected:
  World world;
  Browser laptop{world};
  Browser phone{world};
};

TEST_F(MagicLink, InTheSameBrowserFinishesThereAndTheWaitingTabFollows) {
  Visit& waiting = laptop.waitsForTheMail(kAda);
  Visit& landed = laptop.follows(world.mailTo(kAda));
  EXPECT_EQ(landed.leftFor(), kApp);
  world.settle();
  EXPECT_EQ(waiting.leftFor(), kApp);
  const std::string kept = laptop.kept();
  EXPECT_EQ(kept.find("codeVerifier"), std::string::npos) << kept;
}

TEST_F(MagicLink, InAnotherBrowserShowsTheCodeToTypeWhereItBegan) {
  Visit& waiting = laptop.waitsForTheMail(kAda);
  Visit& landed = phone.follows(world.mailTo(kAda));
  EXPECT_EQ(landed.name(), "elsewhere");
  EXPECT_TRUE(landed.shows("Type this code there"));
  const std::string code = world.mailTo(kAda).code;
  EXPECT_TRUE(landed.shows(code.substr(0, 3) + " " + code.substr(3)));
  EXPECT_EQ(landed.requests.size(), 0U) << "the phone has no business with the org";
  waiting.types("Enter code", code);
  waiting.presses("Verify");
  EXPECT_EQ(waiting.leftFor(), kApp);
}

TEST_F(MagicLink, AfterMoreThanHalfAnHourIsAsGoodAsInAnotherBrowser) {
  laptop.waitsForTheMail(kAda);
  const simulator::Mail mail = world.mailTo(kAda);
  laptop.storage().entries.clear();
  EXPECT_EQ(laptop.follows(mail).name(), "elsewhere");
}

TEST_F(MagicLink, OfAnOlderMailIsRefusedByTheOrg) {
  Visit& waiting = laptop.waitsForTheMail(kAda);
  const simulator::Mail old = world.mailTo(kAda);
  world.pass(Seconds(31));
  waiting.presses("Send again");
  Visit& landed = laptop.follows(old);
  EXPECT_NE(landed.leftFor(), kApp);
  EXPECT_EQ(waiting.name(), "passcode") << "and the newest mail still works";
  waiting.typesTheCodeSentTo(kAda);
  EXPECT_EQ(waiting.leftFor(), kApp);
}

TEST_F(MagicLink, WithACodeThatNoLongerCountsLeavesTheCodeFieldOpen) {
  Visit& waiting = laptop.waitsForTheMail(kAda);
  const std::string kept = laptop.kept();
  const std::size_t at = kept.find("\"state\":\"") + 9;
  const std::string state = kept.substr(at, kept.find('"', at) - at);
  Visit& landed = laptop.opens("http://localhost:8080/login/callback/?otp=000000&state=" + state);
  EXPECT_EQ(landed.name(), "passcode");
  EXPECT_NE(landed.alert().find("That link no longer works."), std::string::npos);
  landed.typesTheCodeSentTo(kAda);
  EXPECT_EQ(landed.leftFor(), kApp);
  world.settle();
  EXPECT_EQ(waiting.leftFor(), kApp);
}

TEST_F(MagicLink, OpenedTwiceLeadsToTheAppTheSecondTime) {
  laptop.waitsForTheMail(kAda);
  const simulator::Mail mail = world.mailTo(kAda);
  http::Request request;
  request.url = mail.link;
  const auto answer = world.org().handle(request);
  const std::string address = http::header(answer->headers, "Location").value_or("");
  EXPECT_EQ(laptop.opens(address).leftFor(), kApp);
  EXPECT_EQ(laptop.opens(address).leftFor(), kApp);
}

TEST_F(MagicLink, OfASignInThatIsOverSaysSoAndAsksForTheUsername) {
  laptop.waitsForTheMail(kAda);
  const simulator::Mail mail = world.mailTo(kAda);
  http::Request request;
  request.url = mail.link;
  const auto answer = world.org().handle(request);
  const std::string address = http::header(answer->headers, "Location").value_or("");
  world.org().expireTransactions();
  Visit& landed = laptop.opens(address);
  EXPECT_EQ(landed.name(), "username");
  EXPECT_NE(landed.alert().find("That link belongs to a sign-in that is over."), std::string::npos);
  EXPECT_EQ(landed.valueOf("Username"), kAda);
  landed.presses("Next");
  EXPECT_EQ(landed.name(), "ask");
}

TEST_F(MagicLink, WhileTheWaitingTabSleepsIsNoticedWhenItWakes) {
  Visit& waiting = laptop.waitsForTheMail(kAda);
  waiting.hides();
  laptop.follows(world.mailTo(kAda));
  waiting.comesBack();
  world.settle();
  EXPECT_EQ(waiting.leftFor(), kApp);
}

}  // namespace
}  // namespace latchkey
