// What only time brings: the end of a sign-in, waits that the org asks for, another try.

#include <gtest/gtest.h>

#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::signin {
namespace {

using support::SignInDriver;

constexpr const char* kIdentify = "/idp/idx/identify";
constexpr const char* kIntrospect = "/idp/idx/introspect";
constexpr const char* kAnswer = "/idp/idx/challenge/answer";
constexpr const char* kPoll = "/idp/idx/challenge/poll";

// The documents' time is 2030-01-01T12:00; so the driver's clock is `before` that.
SignInDriver driverAt(Seconds before) {
  SignInDriver driver;
  driver.now = *fromRfc3339("2030-01-01T12:00:00.000Z") - before;
  return driver;
}

// --- the end

TEST(SignInExpiry, IsToldAMinuteBefore) {
  SignInDriver driver = driverAt(Seconds(300));
  driver.opensTo(support::passwordDocument());
  EXPECT_FALSE(driver.signIn.endsSoon());
  driver.passes(Milliseconds(240'000));
  EXPECT_TRUE(driver.signIn.endsSoon());
  EXPECT_NE(driver.at<OtherStep>(), nullptr);
}

TEST(SignInExpiry, WhoNeedsMoreTimeGetsWhatTheOrgGives) {
  SignInDriver driver = driverAt(Seconds(50));
  driver.opensTo(support::passwordDocument());
  ASSERT_TRUE(driver.signIn.endsSoon());
  driver.happens(StayLonger{});
  EXPECT_FALSE(driver.signIn.isBusy()) << "what is typed stays";
  driver.answers(kIntrospect, replaceAll(support::passwordDocument(), "T12:00", "T13:00"));
  EXPECT_FALSE(driver.signIn.endsSoon());
  EXPECT_NE(driver.at<OtherStep>(), nullptr);
}

TEST(SignInExpiry, WhoNeedsMoreTimeAndGetsNoneIsToldSo) {
  SignInDriver driver = driverAt(Seconds(50));
  driver.opensTo(support::passwordDocument());
  driver.happens(StayLonger{});
  driver.loses(kIntrospect);
  EXPECT_TRUE(driver.signIn.trouble().error);
  EXPECT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_TRUE(driver.signIn.endsSoon()) << "and can ask again";
  const std::size_t sent = driver.requests();
  driver.happens(StayLonger{});
  EXPECT_EQ(driver.requests(), sent + 1);
}

TEST(SignInExpiry, OfWhatIsOverAlreadyIsNotAnnounced) {
  for (const std::string& end :
       {support::messageOnlyDocument("No.", "security.access_denied", "ERROR"),
        support::messageOnlyDocument("Went on.", "idx.transferred.to.new.tab", "INFO"),
        support::successDocument()}) {
    SignInDriver driver = driverAt(Seconds(50));
    driver.opensTo(support::challengeDocument());
    ASSERT_TRUE(driver.signIn.endsSoon());
    driver.happens(SubmitPasscode{"123456"});
    driver.answers(kAnswer, end);
    EXPECT_FALSE(driver.signIn.endsSoon()) << end;
  }
}

TEST(SignInExpiry, WhenItComesAnotherBeginsWithTheUsernameKept) {
  SignInDriver driver = driverAt(Seconds(50));
  driver.opensTo(support::identifyDocument());
  driver.happens(SubmitUsername{"ada@example.test", false});
  driver.answers(kIdentify, support::passwordDocument());
  driver.passes(Milliseconds(50'000));
  ASSERT_NE(driver.at<Identify>(), nullptr);
  EXPECT_EQ(driver.at<Identify>()->username, "ada@example.test");
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::startedAgain);
}

TEST(SignInExpiry, OfAPageThatNobodyUsesCostsNoRequestUntilSomebodyDoes) {
  SignInDriver driver = driverAt(Seconds(50));
  driver.opensTo(support::identifyDocument());
  EXPECT_FALSE(driver.signIn.endsSoon()) << "nothing would be lost";
  const std::size_t sent = driver.requests();
  driver.passes(Milliseconds(50'000));
  EXPECT_EQ(driver.requests(), sent);
  ASSERT_NE(driver.at<Identify>(), nullptr);
  driver.happens(SubmitUsername{"ada@example.test", false});
  EXPECT_TRUE(driver.signIn.isBusy());
  const auto draw = driver.last<DrawRandom>();
  driver.happens(RandomDrawn{draw->ticket, Bytes(draw->count, 8)});
  driver.happens(Digested{driver.last<Digest>()->ticket, Bytes(32, 9)});
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-2"})");
  driver.answers(kIntrospect, replaceAll(support::identifyDocument(), "T12:00", "T13:00"));
  EXPECT_TRUE(driver.request(kIdentify)) << "and what was typed goes out by itself";
}

TEST(SignInExpiry, MovesAwayWithEachPoll) {
  SignInDriver driver = driverAt(Seconds(300));
  driver.opensTo(support::challengeDocument());
  driver.passes(Milliseconds(4'000));
  driver.answers(kPoll, replaceAll(support::challengeDocument(), "T12:00", "T12:10"));
  driver.now += Seconds(236);
  const auto timer = driver.last<StartTimer>(
      [](const StartTimer& it) { return it.delay == Milliseconds(240'000); });
  ASSERT_TRUE(timer);
  driver.happens(TimerFired{timer->ticket});
  EXPECT_FALSE(driver.signIn.endsSoon());
}

TEST(SignInExpiry, ThatTheNextAnswerDoesNotNameIsNotNear) {
  SignInDriver driver = driverAt(Seconds(50));
  driver.opensTo(support::challengeDocument());
  ASSERT_TRUE(driver.signIn.endsSoon());
  driver.happens(SubmitPasscode{"123456"});
  driver.answers(kAnswer, replaceAll(support::passwordDocument(),
                                     R"("expiresAt":"2030-01-01T12:00:00.000Z",)", ""));
  EXPECT_FALSE(driver.signIn.endsSoon());
}

TEST(SignInExpiry, ThatIsOverAlreadyIsAClockThatIsWrong) {
  SignInDriver driver = driverAt(Seconds(-300));
  driver.opensTo(support::passwordDocument());
  EXPECT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_FALSE(driver.signIn.endsSoon());
}

// --- 429

http::Headers resetIn(const SignInDriver& driver, Seconds wait) {
  return {{"X-Rate-Limit-Reset", std::to_string(toUnix(driver.now + wait).count())}};
}

TEST(SignInTooMany, KeepsTheFormAndCountsDownOnceASecond) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(SubmitPasscode{"123456"});
  driver.answers(kAnswer, R"({"errorCode":"E0000047"})", 429, resetIn(driver, Seconds(3)));
  ASSERT_NE(driver.at<AwaitPasscode>(), nullptr);
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::tooManyAttempts);
  EXPECT_EQ(driver.signIn.trouble().retryAt, driver.now + Seconds(3));
  driver.passes(Milliseconds(1'000));
  driver.passes(Milliseconds(1'000));
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::tooManyAttempts);
  driver.passes(Milliseconds(1'000));
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::waitIsOver);
  EXPECT_EQ(
      driver.last<StartTimer>([](const StartTimer& it) { return it.delay == Milliseconds(1'000); })
          ->ticket,
      driver.last<StartTimer>([](const StartTimer& it) { return it.delay <= Milliseconds(1'000); })
          ->ticket)
      << "and nothing wakes any more";
}

TEST(SignInTooMany, CountsForNobodyInAHiddenTab) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(SubmitPasscode{"123456"});
  driver.happens(VisibilityChanged{true});
  driver.answers(kAnswer, R"({"errorCode":"E0000047"})", 429, resetIn(driver, Seconds(30)));
  const auto second = [](const StartTimer& it) { return it.delay == Milliseconds(1'000); };
  EXPECT_FALSE(driver.last<StartTimer>(second));
  driver.happens(VisibilityChanged{false});
  EXPECT_TRUE(driver.last<StartTimer>(second));
}

TEST(SignInTooMany, WithTheFormInTheAnswerCountsAllTheSame) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(SubmitPasscode{"123456"});
  driver.answers(
      kAnswer,
      support::document(support::challengeForm(),
                        support::messages("Too many requests", "tooManyRequests", "ERROR") +
                            support::challengedEmail(support::resendAndPoll())),
      429, resetIn(driver, Seconds(20)));
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::tooManyAttempts);
  EXPECT_EQ(driver.signIn.trouble().retryAt, driver.now + Seconds(20));
}

TEST(SignInTooMany, OnOpeningTriesAgainByItselfWhenItMay) {
  SignInDriver driver;
  driver.opens();
  driver.answers("/v1/interact", R"({"errorCode":"E0000047"})", 429, resetIn(driver, Seconds(20)));
  const std::size_t sent = driver.requests();
  driver.passes(Milliseconds(20'000));
  EXPECT_EQ(driver.requests(), sent + 1);
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::none);
}

TEST(SignInTooMany, OnAPollIsHonouredEvenWhenThePersonComesBack) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.passes(Milliseconds(4'000));
  driver.answers(kPoll, R"({"errorCode":"E0000047"})", 429, resetIn(driver, Seconds(45)));
  const std::size_t sent = driver.requests();
  driver.happens(VisibilityChanged{true});
  driver.happens(VisibilityChanged{false});
  EXPECT_EQ(driver.requests(), sent) << "the org wants to be left alone";
  driver.passes(Milliseconds(46'000));
  EXPECT_EQ(driver.requests(), sent + 1);
}

// --- news

TEST(SignInNews, OfOneStepAreNotToldAboutTheNext) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.passes(Milliseconds(30'000));
  driver.happens(Resend{});
  driver.answers("/idp/idx/challenge/resend", support::challengeDocument());
  ASSERT_EQ(driver.signIn.trouble().advice, Advice::mailSentAgain);
  driver.passes(Milliseconds(4'000));
  driver.answers(kPoll, support::passwordDocument());
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::none);
}

std::string waitsForTheApp(const std::string& more = "") {
  return support::document(
      support::bareForm("challenge-poll", "/idp/idx/authenticators/poll", R"("refresh":4000,)"),
      more);
}

TEST(SignInNews, ThatAPollBringsOfAnAppAreTold) {
  SignInDriver driver;
  driver.opensTo(waitsForTheApp());
  driver.passes(Milliseconds(4'000));
  driver.answers(
      "/idp/idx/authenticators/poll",
      waitsForTheApp(support::messages("Enable biometrics.", "oie.biometrics", "ERROR")));
  ASSERT_EQ(driver.signIn.trouble().messages.size(), 1U);
  EXPECT_EQ(driver.signIn.trouble().messages.front().text, "Enable biometrics.");
}

// --- back-off

TEST(SignInBackOff, IsSpreadByChance) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.passes(Milliseconds(4'000));
  const Ticket poll = driver.request(kPoll)->ticket;
  const std::vector<Effect> wanted = driver.signIn.step(
      {driver.now, Answered{poll, Error{ErrorCode::networkUnreachable, "lost"}}});
  ASSERT_EQ(wanted.size(), 1U);
  const auto* draw = std::get_if<DrawRandom>(&wanted.front());
  ASSERT_NE(draw, nullptr) << "chance is an event, as everything from outside is";
  const std::vector<Effect> then =
      driver.signIn.step({driver.now, RandomDrawn{draw->ticket, Bytes{0}}});
  ASSERT_EQ(then.size(), 1U);
  EXPECT_EQ(std::get<StartTimer>(then.front()).delay, Milliseconds(6'000)) << "8 s less a quarter";
}

}  // namespace
}  // namespace latchkey::signin
