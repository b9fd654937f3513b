// How a sign-in begins, and begins anew: by itself, once, with the username kept.

#include <gtest/gtest.h>

#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::signin {
namespace {

using support::SignInDriver;

constexpr const char* kInteract = "/v1/interact";
constexpr const char* kIntrospect = "/idp/idx/introspect";
constexpr const char* kIdentify = "/idp/idx/identify";
constexpr const char* kAnswer = "/idp/idx/challenge/answer";
constexpr const char* kToken = "/v1/token";
constexpr const char* kHandle = R"({"interaction_handle":"handle-2"})";

std::string expired() {
  return support::messageOnlyDocument("Logged out.", "idx.session.expired", "ERROR");
}

Opened withAKeptSignIn(oauth::Landing landing = oauth::FreshVisit{}) {
  session::Transaction kept;
  kept.state = oauth::State("state-1");
  kept.handle = oauth::InteractionHandle("handle-1");
  kept.username = "ada@example.test";
  Opened opened;
  opened.landing = std::move(landing);
  opened.transaction = kept;
  return opened;
}

// The random numbers and the digest that a new handle needs.
void drawsAgain(SignInDriver& driver) {
  const auto draw = driver.last<DrawRandom>();
  driver.happens(RandomDrawn{draw->ticket, Bytes(draw->count, 8)});
  driver.happens(Digested{driver.last<Digest>()->ticket, Bytes(32, 9)});
}

void beginsAnewWith(SignInDriver& driver, const std::string& document) {
  drawsAgain(driver);
  driver.answers(kInteract, kHandle);
  driver.answers(kIntrospect, document);
}

// --- typed before the org has answered

TEST(SignInTypedEarly, AUsernameOutlivesAHandleThatIsDead) {
  SignInDriver driver;
  driver.happens(withAKeptSignIn());
  driver.happens(SubmitUsername{"ada@example.test", true});
  driver.answers(kIntrospect, expired(), 401);
  EXPECT_TRUE(driver.signIn.isBusy());
  beginsAnewWith(driver, support::identifyDocument());
  ASSERT_TRUE(driver.request(kIdentify)) << "without another press";
  EXPECT_NE(driver.request(kIdentify)->request.body.find(R"("rememberMe":true)"),
            std::string::npos);
}

TEST(SignInTypedEarly, AnotherUsernameGivesUpTheSignInThatTheBrowserKept) {
  SignInDriver driver;
  driver.happens(withAKeptSignIn());
  const Ticket reopened = driver.request(kIntrospect)->ticket;
  driver.happens(SubmitUsername{"bob@example.test", false});
  EXPECT_TRUE(driver.last<ForgetTransaction>());
  driver.happens(Answered{reopened, http::Response{200, {}, support::challengeDocument()}});
  EXPECT_NE(driver.at<Identify>(), nullptr) << "Ada's mail is not Bob's";
  beginsAnewWith(driver, support::identifyDocument());
  ASSERT_TRUE(driver.request(kIdentify));
  EXPECT_NE(driver.request(kIdentify)->request.body.find("bob@example.test"), std::string::npos);
}

// --- handles of no use

TEST(SignInFreshHandle, ThatTheOrgRejectsIsReplacedOnceByItself) {
  SignInDriver driver;
  driver.opens();
  driver.answers(kInteract, R"({"interaction_handle":"handle-1"})");
  driver.happens(SubmitUsername{"ada@example.test", false});
  driver.answers(kIntrospect, R"({"errorCode":"E0000020"})", 400);
  EXPECT_FALSE(driver.signIn.trouble().error);
  drawsAgain(driver);
  driver.answers(kInteract, kHandle);
  driver.answers(kIntrospect, R"({"errorCode":"E0000020"})", 400);
  ASSERT_NE(driver.at<Identify>(), nullptr);
  EXPECT_TRUE(driver.signIn.trouble().error) << "and told the second time";
  EXPECT_FALSE(driver.signIn.isBusy());
}

TEST(SignInFreshHandle, ThatIsOfNoUseIsNotAskedForAgain) {
  SignInDriver driver;
  driver.opens();
  for (int i = 0; i < 2; ++i) {
    if (i > 0) drawsAgain(driver);
    driver.answers(kInteract, kHandle);
    driver.answers(kIntrospect, R"({"errorCode":"E0000020"})", 400);
  }
  driver.happens(SubmitUsername{"ada@example.test", false});
  beginsAnewWith(driver, support::identifyDocument());
  EXPECT_TRUE(driver.request(kIdentify)) << "the next press gets another one";
}

// --- once

SignInDriver askedForTheMail() {
  SignInDriver driver;
  driver.now = *fromRfc3339("2030-01-01T12:00:00.000Z") - Seconds(50);
  driver.happens(withAKeptSignIn());
  driver.answers(kIntrospect, expired(), 401);
  beginsAnewWith(driver, support::identifyDocument());
  driver.happens(SubmitUsername{"ada@example.test", false});
  driver.answers(kIdentify, support::verificationDataDocument());
  return driver;
}

void expires(SignInDriver& driver) {
  const auto end = driver.last<StartTimer>(
      [](const StartTimer& it) { return it.delay == Milliseconds(50'000); });
  ASSERT_TRUE(end);
  driver.now += Seconds(50);
  driver.happens(TimerFired{end->ticket});
}

TEST(SignInStartingAgain, AfterAHandleOfAnotherDayStillHasItsOneTry) {
  SignInDriver driver = askedForTheMail();
  ASSERT_NE(driver.at<AskForEmail>(), nullptr);
  expires(driver);
  ASSERT_NE(driver.at<Identify>(), nullptr);
  EXPECT_EQ(driver.at<Identify>()->username, "ada@example.test");
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::startedAgain);
}

TEST(SignInStartingAgain, ByItselfIsDoneOnceAndThenTold) {
  SignInDriver driver;
  driver.opensTo(support::identifyDocument());
  driver.happens(SubmitUsername{"ada@example.test", false});
  driver.answers(kIdentify, expired(), 401);
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::startedAgain);
  beginsAnewWith(driver, support::identifyDocument());
  driver.happens(SubmitUsername{"ada@example.test", false});
  driver.answers(kIdentify, expired(), 401);
  EXPECT_NE(driver.at<Stopped>(), nullptr);
}

TEST(SignInStartingAgain, AfterAStopKeepsTheUsername) {
  SignInDriver driver;
  driver.opensTo(support::identifyDocument());
  driver.happens(SubmitUsername{"ada@example.test", false});
  driver.answers(kIdentify, support::messageOnlyDocument("No.", "security.access_denied", "ERROR"),
                 403);
  ASSERT_NE(driver.at<Stopped>(), nullptr);
  driver.happens(StartOver{});
  ASSERT_NE(driver.at<Identify>(), nullptr);
  EXPECT_EQ(driver.at<Identify>()->username, "ada@example.test");
}

TEST(SignInStartingAgain, FromTheWaitingPageKeepsItTooSoThatItCanBeMended) {
  SignInDriver driver;
  driver.opensTo(support::identifyDocument());
  driver.happens(SubmitUsername{"ada@example.test", false});
  driver.answers(kIdentify, support::challengeDocument());
  driver.happens(StartOver{});
  ASSERT_NE(driver.at<Identify>(), nullptr);
  EXPECT_EQ(driver.at<Identify>()->username, "ada@example.test");
}

TEST(SignInStartingAgain, LeavesNoHandleBehindWhereNobodyHadWaited) {
  SignInDriver driver;
  driver.opens();
  driver.answers(kInteract, R"({"error":"invalid_scope","error_description":"no"})", 400);
  driver.happens(SubmitUsername{"ada@example.test", false});
  EXPECT_TRUE(driver.last<ForgetTransaction>());
}

// --- a page that only a link or a provider leads to

TEST(SignInArriving, WaitsOutALimitAndGoesOnByItself) {
  SignInDriver driver;
  driver.happens(withAKeptSignIn(oauth::MagicLink{oauth::Otp("482913"), oauth::State("state-1")}));
  driver.answers(kIntrospect, support::challengeDocument());
  const auto first = driver.request(kAnswer)->ticket;
  driver.answers(kAnswer, R"({"errorCode":"E0000047"})", 429,
                 {{"X-Rate-Limit-Reset", std::to_string(toUnix(driver.now + Seconds(1)).count())}});
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::tooManyAttempts);
  driver.now += Seconds(1);
  const auto second =
      driver.last<StartTimer>([](const StartTimer& it) { return it.delay == Milliseconds(1'000); });
  driver.happens(TimerFired{second->ticket});
  EXPECT_NE(driver.request(kAnswer)->ticket, first);
}

TEST(SignInArriving, CanBeTriedAgainWhateverCameInsteadOfAnAnswer) {
  SignInDriver driver;
  driver.happens(withAKeptSignIn(oauth::MagicLink{oauth::Otp("482913"), oauth::State("state-1")}));
  driver.answers(kIntrospect, R"({"version":"2.0.0","stateHandle":"02"})");
  ASSERT_TRUE(driver.signIn.trouble().error);
  EXPECT_FALSE(driver.signIn.isBusy());
  const std::size_t sent = driver.requests();
  driver.happens(TryAgain{});
  EXPECT_EQ(driver.requests(), sent + 1);
}

TEST(SignInFromAProvider, TheCodeIsRedeemedAndTheMetadataFetchedOnce) {
  SignInDriver driver;
  driver.happens(withAKeptSignIn(
      oauth::CodeCallback{oauth::InteractionCode("a-code"), oauth::State("state-1")}));
  ASSERT_TRUE(driver.request(kToken));
  EXPECT_NE(driver.request(kToken)->request.body.find("interaction_code=a-code"),
            std::string::npos);
  EXPECT_EQ(driver.requests(), 2U) << "metadata and tokens, side by side";
}

TEST(SignInFromAProvider, WhoeverWasDeniedHasNothingLeftBehind) {
  SignInDriver driver;
  driver.happens(withAKeptSignIn(oauth::CallbackError{"access_denied", oauth::State("state-1")}));
  ASSERT_NE(driver.at<Stopped>(), nullptr);
  ASSERT_TRUE(driver.signIn.trouble().error);
  EXPECT_EQ(driver.signIn.trouble().error->code, ErrorCode::accessDenied);
  ASSERT_TRUE(driver.last<ForgetTransaction>());
  EXPECT_EQ(driver.last<ForgetTransaction>()->state.str(), "state-1");
}

TEST(SignInFromAProvider, WhatTheOrgStillHasToAskIsAsked) {
  SignInDriver driver;
  driver.happens(
      withAKeptSignIn(oauth::CallbackError{"interaction_required", oauth::State("state-1")}));
  driver.answers(kIntrospect, support::selectDocument());
  EXPECT_NE(driver.at<OtherStep>(), nullptr);
}

TEST(SignInFromAProvider, AnErrorOfNobodysRequestLeavesTheKeptSignInAlone) {
  SignInDriver driver;
  Opened opened;
  opened.landing = oauth::CallbackError{"interaction_required", std::nullopt};
  driver.happens(opened);
  EXPECT_NE(driver.at<Stopped>(), nullptr);
  EXPECT_EQ(driver.requests(), 0U);
  EXPECT_FALSE(driver.last<ForgetTransaction>());
}

TEST(SignInFromAProvider, ASpentCodeBeginsAnewWithTheUsernameKept) {
  SignInDriver driver;
  driver.happens(withAKeptSignIn(
      oauth::CodeCallback{oauth::InteractionCode("a-code"), oauth::State("state-1")}));
  driver.answers(kToken, R"({"error":"invalid_grant","error_description":"spent"})", 400);
  driver.answers(kIntrospect, expired(), 401);
  ASSERT_NE(driver.at<Identify>(), nullptr);
  EXPECT_EQ(driver.at<Identify>()->username, "ada@example.test");
}

}  // namespace
}  // namespace latchkey::signin
