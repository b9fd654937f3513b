// One request at a time for a transaction: Okta limits them, and the answers to two concurrent
// requests may come in any order.

#include <gtest/gtest.h>

#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::signin {
namespace {

using support::SignInDriver;

constexpr const char* kAnswer = "/idp/idx/challenge/answer";
constexpr const char* kChallenge = "/idp/idx/challenge";
constexpr const char* kPoll = "/idp/idx/challenge/poll";

// The code is typed while the org is asked whether the link was opened.
class SignInDuringAPoll : public testing::Test {
 protected:
  SignInDuringAPoll() {
    driver.opensTo(support::challengeDocument());
    driver.passes(Milliseconds(4'000));
    driver.happens(SubmitPasscode{"123456"});
  }

  SignInDriver driver;
};

TEST_F(SignInDuringAPoll, TheCodeWaitsForItsAnswer) {
  EXPECT_TRUE(driver.signIn.isBusy()) << "so that it is not pressed twice";
  EXPECT_FALSE(driver.request(kAnswer));
  driver.answers(kPoll, support::challengeDocument());
  ASSERT_TRUE(driver.request(kAnswer));
  driver.answers(kAnswer, support::wrongCodeDocument(), 401);
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::passcodeRefused);
  EXPECT_FALSE(driver.signIn.isBusy());
}

TEST_F(SignInDuringAPoll, TheCodeGoesOutWithTheHandleThatThePollBrought) {
  driver.answers(kPoll, replaceAll(support::challengeDocument(), "02Kx", "02New"));
  ASSERT_TRUE(driver.request(kAnswer));
  EXPECT_EQ(driver.request(kAnswer)->request.body,
            R"({"credentials":{"passcode":"123456"},"stateHandle":"02New"})");
}

TEST_F(SignInDuringAPoll, TheCodeGoesOutAlsoWhereThePollFailed) {
  driver.loses(kPoll);
  EXPECT_TRUE(driver.request(kAnswer));
}

TEST_F(SignInDuringAPoll, TheCodeGoesOutAlsoWhereThePollCameTooOften) {
  driver.answers(kPoll, R"({"errorCode":"E0000047"})", 429);
  EXPECT_TRUE(driver.request(kAnswer)) << "a person is not a poll";
}

TEST_F(SignInDuringAPoll, WhoSignedInByTheLinkNeedsNoCode) {
  driver.answers(kPoll, support::successDocument());
  EXPECT_NE(driver.at<Redeeming>(), nullptr);
  EXPECT_FALSE(driver.request(kAnswer));
}

TEST_F(SignInDuringAPoll, TheCodeOfAnotherStepIsNotSentToTheNextOne) {
  driver.answers(kPoll, support::selectDocument());
  EXPECT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_FALSE(driver.request(kAnswer));
  EXPECT_FALSE(driver.signIn.isBusy());
}

TEST_F(SignInDuringAPoll, WhoStartsOverSendsNoCode) {
  driver.happens(StartOver{});
  driver.answers(kPoll, support::challengeDocument());
  EXPECT_FALSE(driver.request(kAnswer));
}

TEST(SignInAfterAPoll, AMethodIsChosenWithTheNewestHandle) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(ShowMethods{});
  driver.passes(Milliseconds(4'000));
  driver.answers(kPoll, replaceAll(support::challengeDocument(), "02Kx", "02New"));
  driver.happens(ChooseWay{0});
  ASSERT_TRUE(driver.request(kChallenge));
  EXPECT_NE(driver.request(kChallenge)->request.body.find("02New"), std::string::npos)
      << driver.request(kChallenge)->request.body;
}

TEST(SignInAfterAPoll, WithFewerMethodsThanBeforeAChoiceIsStillSound) {
  SignInDriver driver;
  const std::string asking =
      replaceAll(support::selectForm(),
                 R"({"name":"id","required":true,"value":"autPassword","mutable":false},)",
                 R"({"name":"phoneNumber","label":"Phone number","required":true},)");
  driver.opensTo(support::document(
      support::challengeForm() + "," + asking,
      support::challengedEmail(support::resendAndPoll()) + support::enrollments()));
  driver.happens(ShowMethods{});
  driver.passes(Milliseconds(4'000));
  driver.answers(kPoll, support::document(support::challengeForm(),
                                          support::challengedEmail(support::resendAndPoll())));
  driver.happens(ChooseWay{0});
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_TRUE(driver.at<OtherStep>()->form);
}

}  // namespace
}  // namespace latchkey::signin
