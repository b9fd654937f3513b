// What goes out again by itself when the weather clears, and what does not.

#include <gtest/gtest.h>

#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::signin {
namespace {

using support::SignInDriver;

constexpr const char* kAnswer = "/idp/idx/challenge/answer";
constexpr const char* kInteract = "/v1/interact";
constexpr const char* kPoll = "/idp/idx/challenge/poll";
constexpr const char* kSlow = R"({"errorCode":"E0000047"})";

http::Headers resetIn(const SignInDriver& driver, Seconds wait) {
  return {{"X-Rate-Limit-Reset", std::to_string(toUnix(driver.now + wait).count())}};
}

SignInDriver withTheCodeSent() {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(SubmitPasscode{"482913"});
  return driver;
}

TEST(SignInBackOnline, ALostCodeGoesOut) {
  SignInDriver driver = withTheCodeSent();
  driver.loses(kAnswer);
  const std::size_t sent = driver.requests();
  driver.happens(ConnectivityChanged{true});
  EXPECT_EQ(driver.requests(), sent + 1);
}

TEST(SignInBackOnline, NothingGoesOutBeforeTheOrgWantsToHearFromUs) {
  SignInDriver driver = withTheCodeSent();
  driver.answers(kAnswer, kSlow, 429, resetIn(driver, Seconds(60)));
  const std::size_t sent = driver.requests();
  driver.happens(ConnectivityChanged{true});
  EXPECT_EQ(driver.requests(), sent);
}

TEST(SignInBackOnline, ACodeThatCameTooOftenIsThePersonsToSendAgain) {
  SignInDriver driver = withTheCodeSent();
  driver.answers(kAnswer, kSlow, 429, resetIn(driver, Seconds(1)));
  driver.passes(Milliseconds(1'000));
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::waitIsOver);
  const auto before = driver.request(kAnswer)->ticket;
  driver.happens(ConnectivityChanged{true});
  EXPECT_EQ(driver.request(kAnswer)->ticket, before);
}

TEST(SignInBackOnline, AnOpeningThatCameTooOftenWaitsToo) {
  SignInDriver driver;
  driver.opens();
  driver.answers(kInteract, kSlow, 429, resetIn(driver, Seconds(20)));
  const std::size_t sent = driver.requests();
  driver.happens(ConnectivityChanged{true});
  EXPECT_EQ(driver.requests(), sent);
}

TEST(SignInBackOnline, TheCodeOfAStepThatIsOverIsNotSentToTheNextOne) {
  SignInDriver driver = withTheCodeSent();
  driver.loses(kAnswer);
  const auto before = driver.request(kAnswer)->ticket;
  const auto isPollTimer = [](const StartTimer& it) { return it.delay == Milliseconds(8'000); };
  driver.happens(TimerFired{driver.last<StartTimer>(isPollTimer)->ticket});
  driver.answers(kPoll, support::passwordDocument());
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  driver.happens(ConnectivityChanged{true});
  EXPECT_EQ(driver.request(kAnswer)->ticket, before);
}

TEST(SignInBackOnline, AChoiceThatWasTakenBackIsNotSent) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(ShowMethods{});
  driver.happens(ChooseWay{0});
  driver.loses("/idp/idx/challenge");
  const auto before = driver.request("/idp/idx/challenge")->ticket;
  driver.happens(GoBack{});
  driver.happens(ConnectivityChanged{true});
  EXPECT_EQ(driver.request("/idp/idx/challenge")->ticket, before);
}

// Browsers say "online" when a cable is in. Whether there is a network, only an answer tells.
TEST(SignInGoodPoll, SendsWhatTheNetworkHadKeptBack) {
  SignInDriver driver = withTheCodeSent();
  driver.loses(kAnswer);
  ASSERT_TRUE(driver.signIn.trouble().error);
  const auto before = driver.request(kAnswer)->ticket;
  driver.passes(Milliseconds(8'000));
  driver.answers(kPoll, support::challengeDocument());
  EXPECT_NE(driver.request(kAnswer)->ticket, before);
  EXPECT_FALSE(driver.signIn.trouble().error);
}

TEST(SignInGoodPoll, SendsWhatAnOrgThatHungDidNotAnswerInTime) {
  SignInDriver driver = withTheCodeSent();
  const auto before = driver.request(kAnswer)->ticket;
  driver.happens(Answered{before, Error{ErrorCode::timedOut, ""}});
  ASSERT_EQ(driver.signIn.trouble().error->code, ErrorCode::timedOut);
  driver.passes(Milliseconds(8'000));
  driver.answers(kPoll, support::challengeDocument());
  EXPECT_NE(driver.request(kAnswer)->ticket, before);
  EXPECT_FALSE(driver.signIn.trouble().error) << "the sentence does not stay";
}

TEST(SignInGoodPoll, SaysThatALostAnswerWasNotTaken) {
  SignInDriver driver = withTheCodeSent();
  driver.answers(kAnswer, "<html>", 502);
  driver.passes(Milliseconds(8'000));
  driver.answers(kPoll, support::challengeDocument());
  driver.passes(Milliseconds(4'000));
  driver.answers(kPoll,
                 support::messageOnlyDocument("Went on.", "idx.transferred.to.new.tab", "INFO"));
  EXPECT_NE(driver.at<ContinuedElsewhere>(), nullptr) << "so it was another tab";
}

// Where a lost answer may have been taken, the org is asked first; and that may be lost as well.
TEST(SignInReintrospection, LeavesTheFormToThePersonWhileNobodyAnswers) {
  SignInDriver driver = withTheCodeSent();
  driver.loses(kAnswer);
  driver.happens(TryAgain{});
  driver.answers(kAnswer, support::messageOnlyDocument("Over.", "idx.session.expired", "ERROR"),
                 401);
  EXPECT_TRUE(driver.signIn.isBusy());
  driver.reach = Reach::nothing;
  driver.loses("/idp/idx/introspect");
  EXPECT_TRUE(driver.signIn.trouble().error);
  EXPECT_FALSE(driver.signIn.isBusy());
  const std::size_t sent = driver.requests();
  driver.happens(SubmitPasscode{"482913"});
  EXPECT_EQ(driver.requests(), sent + 1);
}

TEST(SignInCodeTooOften, WasNotTaken) {
  SignInDriver driver = withTheCodeSent();
  driver.answers(kAnswer, kSlow, 429);
  driver.now += Seconds(60);
  driver.happens(SubmitPasscode{"482913"});
  driver.answers(kAnswer, support::messageOnlyDocument("Over.", "idx.session.expired", "ERROR"),
                 401);
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::startedAgain)
      << "and not that the connection broke";
}

TEST(SignInCodeTooOften, CountsDownAlsoWhereNobodySaysForHowLong) {
  SignInDriver driver = withTheCodeSent();
  driver.answers(kAnswer, kSlow, 429);
  EXPECT_EQ(driver.signIn.trouble().retryAt, driver.now + Seconds(60));
}

TEST(SignInPollTooOften, PausesForAMinuteWhereNobodySaysForHowLong) {
  for (const bool withForms : {false, true}) {
    SignInDriver driver;
    driver.opensTo(support::challengeDocument());
    driver.passes(Milliseconds(4'000));
    driver.answers(kPoll, withForms ? support::challengeDocument() : kSlow, 429);
    EXPECT_EQ(driver.last<StartTimer>()->delay, Milliseconds(61'000));
    EXPECT_EQ(driver.signIn.trouble().advice, Advice::none);
  }
}

TEST(SignInPolling, GoesOnAfterACodeThatWasRefusedOrLost) {
  const std::string refused = replaceAll(support::wrongCodeDocument(), "4000", "5000");
  SignInDriver driver = withTheCodeSent();
  driver.answers(kAnswer, refused, 401);
  driver.passes(Milliseconds(5'000));
  EXPECT_TRUE(driver.request(kPoll));

  SignInDriver other = withTheCodeSent();
  other.loses(kAnswer);
  other.passes(Milliseconds(8'000));
  EXPECT_TRUE(other.request(kPoll));
}

TEST(SignInPolling, IsEveryFourSecondsWhereTheOrgDoesNotSayAndOnceAMinuteAtTheLeast) {
  SignInDriver silent;
  silent.opensTo(replaceAll(support::challengeDocument(), R"("refresh":4000,)", ""));
  EXPECT_EQ(silent.last<StartTimer>()->delay, Milliseconds(4'000));
  SignInDriver slow;
  slow.opensTo(replaceAll(support::challengeDocument(), R"("refresh":4000)", R"("refresh":90000)"));
  EXPECT_EQ(slow.last<StartTimer>()->delay, Milliseconds(60'000));
}

}  // namespace
}  // namespace latchkey::signin
