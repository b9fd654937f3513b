// SignIn event by event: what is asked for, in which order, and what is dropped.

#include "signin/sign_in.h"

#include <gtest/gtest.h>

#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::signin {
namespace {

using support::SignInDriver;

constexpr const char* kIdentify = "/idp/idx/identify";
constexpr const char* kAnswer = "/idp/idx/challenge/answer";
constexpr const char* kPoll = "/idp/idx/challenge/poll";

SignInDriver waitingForThePasscode() {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  return driver;
}

void firePollTimer(SignInDriver& driver) {
  const auto timer =
      driver.last<StartTimer>([](const StartTimer& it) { return it.delay == Milliseconds(4000); });
  ASSERT_TRUE(timer);
  driver.happens(TimerFired{timer->ticket});
}

TEST(SignInOpening, AsksForTheMetadataBesideTheHandle) {
  SignInDriver driver;
  driver.happens(Opened{});
  EXPECT_TRUE(driver.request("/.well-known/openid-configuration"));
  EXPECT_TRUE(driver.last<DrawRandom>()) << "and does not wait for it";
}

TEST(SignInOpening, TakesAUsernameBeforeTheOrgHasAnswered) {
  SignInDriver driver;
  driver.opens();
  ASSERT_NE(driver.at<Identify>(), nullptr);
  driver.happens(SubmitUsername{"ada@example.test", false});
  EXPECT_TRUE(driver.signIn.isBusy());
  EXPECT_FALSE(driver.request(kIdentify));
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
  driver.answers("/idp/idx/introspect", support::identifyDocument());
  ASSERT_TRUE(driver.request(kIdentify)) << "it goes out as soon as there is a form for it";
  EXPECT_NE(driver.request(kIdentify)->request.body.find("ada@example.test"), std::string::npos);
}

TEST(SignInOpening, KeepsTheTransactionBeforeAnybodyCanNeedIt) {
  SignInDriver driver;
  driver.opens();
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
  ASSERT_TRUE(driver.last<SaveTransaction>());
  EXPECT_EQ(driver.last<SaveTransaction>()->transaction.handle.reveal(), "handle-1");
}

TEST(SignInOpening, StateNonceAndVerifierShareNoRandomness) {
  SignInDriver driver;
  driver.happens(Opened{});
  const auto draw = driver.last<DrawRandom>();
  Bytes counted(draw->count);
  for (std::size_t i = 0; i < counted.size(); ++i) counted[i] = static_cast<std::uint8_t>(i);
  driver.happens(RandomDrawn{draw->ticket, counted});
  driver.happens(Digested{driver.last<Digest>()->ticket, Bytes(32, 9)});
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
  const session::Transaction kept = driver.last<SaveTransaction>()->transaction;
  EXPECT_EQ(kept.verifier.reveal().size(), 43U);
  EXPECT_NE(kept.verifier.reveal(), kept.state.str());
  EXPECT_NE(kept.state.str(), kept.nonce.str());
  EXPECT_NE(kept.verifier.reveal(), kept.nonce.str());
}

TEST(SignInOpening, TriesAgainByItselfWhenTheNetworkIsDown) {
  SignInDriver driver;
  driver.opens();
  driver.reach = Reach::nothing;
  driver.loses("/v1/interact");
  EXPECT_TRUE(driver.signIn.trouble().error);
  const std::size_t sent = driver.requests();
  driver.happens(TimerFired{driver.last<StartTimer>()->ticket});
  EXPECT_EQ(driver.requests(), sent + 1);
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
  driver.answers("/idp/idx/introspect", support::identifyDocument());
  EXPECT_FALSE(driver.signIn.trouble().error) << "and says no more about it";
}

TEST(SignInOpening, WithoutRandomNumbersSaysSo) {
  SignInDriver driver;
  driver.happens(Opened{});
  driver.happens(RandomDrawn{driver.last<DrawRandom>()->ticket, {}});
  ASSERT_TRUE(driver.signIn.trouble().error);
  EXPECT_EQ(driver.signIn.trouble().error->code, ErrorCode::cryptoUnavailable);
}

TEST(SignInTickets, AnAnswerThatNobodyWaitsForIsDropped) {
  SignInDriver driver = waitingForThePasscode();
  const Ticket stale = driver.request("/idp/idx/introspect")->ticket;
  driver.happens(Answered{stale, http::Response{200, {}, support::identifyDocument()}});
  EXPECT_NE(driver.at<AwaitPasscode>(), nullptr);
}

TEST(SignInTickets, ASecondPressWhileOneIsUnderWayDoesNothing) {
  SignInDriver driver = waitingForThePasscode();
  driver.happens(SubmitPasscode{"123456"});
  const std::size_t sent = driver.requests();
  driver.happens(SubmitPasscode{"123456"});
  driver.happens(Resend{});
  EXPECT_EQ(driver.requests(), sent);
}

TEST(SignInPolling, FollowsTheIntervalOfTheLatestAnswer) {
  SignInDriver driver = waitingForThePasscode();
  firePollTimer(driver);
  driver.answers(
      kPoll, replaceAll(support::challengeDocument(), R"("refresh":4000)", R"("refresh":2500)"));
  EXPECT_EQ(driver.last<StartTimer>()->delay, Milliseconds(2500));
}

TEST(SignInPolling, IsNeverFasterThanOnceASecond) {
  SignInDriver driver;
  driver.opensTo(replaceAll(support::challengeDocument(), R"("refresh":4000)", R"("refresh":10)"));
  EXPECT_EQ(driver.last<StartTimer>()->delay, Milliseconds(1000));
}

TEST(SignInPolling, WaitsAsLongAsARateLimitSays) {
  SignInDriver driver = waitingForThePasscode();
  firePollTimer(driver);
  const auto reset = std::to_string(toUnix(driver.now).count() + 45);
  driver.answers(kPoll, R"({"errorCode":"E0000047"})", 429, {{"X-Rate-Limit-Reset", reset}});
  EXPECT_EQ(driver.last<StartTimer>()->delay, Milliseconds(46'000)) << "and as chance has it";
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::none) << "and the person is not told";
}

TEST(SignInPolling, SlowsDownWhileTheTabIsHiddenAndAsksAtOnceWhenItIsBack) {
  SignInDriver driver = waitingForThePasscode();
  firePollTimer(driver);
  driver.happens(VisibilityChanged{true});
  driver.answers(kPoll, support::challengeDocument());
  EXPECT_EQ(driver.last<StartTimer>()->delay, Milliseconds(15'000));
  const std::size_t sent = driver.requests();
  driver.happens(VisibilityChanged{false});
  EXPECT_EQ(driver.requests(), sent + 1);
}

TEST(SignInPolling, BacksOffWhileTheOrgIsDown) {
  SignInDriver driver = waitingForThePasscode();
  std::vector<Milliseconds> delays;
  firePollTimer(driver);
  for (int i = 0; i < 5; ++i) {
    driver.answers(kPoll, "<html>", 502);
    delays.push_back(driver.last<StartTimer>()->delay);
    driver.happens(TimerFired{driver.last<StartTimer>()->ticket});
  }
  const std::vector<Milliseconds> expected = {Milliseconds(8'000), Milliseconds(16'000),
                                              Milliseconds(32'000), Milliseconds(60'000),
                                              Milliseconds(60'000)};
  EXPECT_EQ(delays, expected);
}

TEST(SignInPolling, LearnsThatAnotherTabWentOn) {
  SignInDriver driver = waitingForThePasscode();
  firePollTimer(driver);
  driver.answers(kPoll, support::messageOnlyDocument("Flow continued in a new tab.",
                                                     "idx.transferred.to.new.tab", "INFO"));
  EXPECT_NE(driver.at<ContinuedElsewhere>(), nullptr);
}

// As mails, spreadsheets and phones hand them over.
TEST(SignInPasscode, IsReadThroughWhateverStandsBetweenItsDigits) {
  for (const char* pasted :
       {" 482 913\n", "482-913", "482\u00A0913", "482\u202F913", "482\u2011913",
        "\uFF14\uFF18\uFF12\u3000\uFF19\uFF11\uFF13", "\u200B482913\uFEFF"}) {
    SignInDriver driver = waitingForThePasscode();
    driver.happens(SubmitPasscode{pasted});
    ASSERT_TRUE(driver.request(kAnswer)) << pasted;
    EXPECT_EQ(driver.request(kAnswer)->request.body,
              R"({"credentials":{"passcode":"482913"},"stateHandle":"02Kx"})");
  }
}

TEST(SignInPasscode, ThatIsRefusedForAnotherReasonThanBeingWrongIsToldTheReason) {
  SignInDriver driver = waitingForThePasscode();
  driver.happens(SubmitPasscode{"123456"});
  driver.answers(kAnswer,
                 support::challengeDocument(support::messages(
                     "Suspended.", "authfactor.challenge.suspended_factor", "ERROR")),
                 403);
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::passcodeRefused);
  ASSERT_EQ(driver.signIn.trouble().messages.size(), 1U);
  EXPECT_EQ(driver.signIn.trouble().messages.front().text, "Suspended.");
}

TEST(SignInWaiting, AsksForTheMetadataAgainWhereTheyCouldNotBeHadBefore) {
  SignInDriver driver;
  driver.opens();
  driver.loses("/.well-known/openid-configuration");
  const auto first = driver.request("/.well-known/openid-configuration")->ticket;
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
  driver.answers("/idp/idx/introspect", support::challengeDocument());
  EXPECT_NE(driver.request("/.well-known/openid-configuration")->ticket, first);
}

TEST(SignInWaiting, FetchesTheKeysWhileThePersonReadsTheMail) {
  SignInDriver driver = waitingForThePasscode();
  driver.answers("/.well-known/openid-configuration",
                 R"({"issuer":"https://id.example.test/oauth2/default",
                     "jwks_uri":"https://id.example.test/oauth2/default/v1/keys",
                     "token_endpoint":"https://id.example.test/oauth2/default/v1/token",
                     "code_challenge_methods_supported":["S256"]})");
  EXPECT_TRUE(driver.request("/v1/keys"));
}

TEST(SignInLink, AnswersWithTheCodeOfTheAddressAndNothingElse) {
  session::Transaction kept;
  kept.state = oauth::State("state-1");
  kept.handle = oauth::InteractionHandle("handle-1");
  Opened opened;
  opened.landing = oauth::MagicLink{oauth::Otp("482913"), kept.state};
  opened.transaction = kept;
  SignInDriver driver;
  driver.happens(opened);
  EXPECT_FALSE(driver.request("/v1/interact"));
  driver.answers("/idp/idx/introspect", support::challengeDocument());
  ASSERT_TRUE(driver.request(kAnswer));
  EXPECT_EQ(driver.request(kAnswer)->request.body,
            R"({"credentials":{"passcode":"482913"},"stateHandle":"02Kx"})");
}

TEST(SignInLink, WithoutATransactionSendsNothingAtAll) {
  Opened opened;
  opened.landing = oauth::MagicLink{oauth::Otp("482913"), oauth::State("state-1")};
  SignInDriver driver;
  driver.happens(opened);
  EXPECT_NE(driver.at<LinkElsewhere>(), nullptr);
  EXPECT_TRUE(driver.all.empty());
}

TEST(SignInRedeeming, AsksForTokensWithTheVerifierAndForgetsNothingUntilItHasThem) {
  SignInDriver driver = waitingForThePasscode();
  driver.happens(SubmitPasscode{"123456"});
  driver.answers(kAnswer, support::successDocument());
  const auto token = driver.request("/v1/token");
  ASSERT_TRUE(token);
  EXPECT_NE(token->request.body.find("grant_type=interaction_code"), std::string::npos);
  EXPECT_NE(token->request.body.find("interaction_code=wIEmWR5r"), std::string::npos);
  EXPECT_EQ(token->request.credentials, http::Credentials::omit);
  driver.loses("/v1/token");
  EXPECT_FALSE(driver.last<ForgetTransaction>()) << "a failed request is no reason to start over";
  const std::size_t sent = driver.requests();
  driver.happens(TryAgain{});
  EXPECT_GT(driver.requests(), sent);
}

TEST(SignInRedeeming, AfterTheCodesMinuteBeginsAnew) {
  SignInDriver driver = waitingForThePasscode();
  driver.happens(SubmitPasscode{"123456"});
  driver.answers(kAnswer, support::successDocument());
  driver.now += Seconds(61);
  driver.loses("/v1/token");
  EXPECT_NE(driver.at<Identify>(), nullptr);
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::startedAgain);
}

TEST(SignInSecrets, AHandleGoesOnlyIntoARequestBodyOrTheStore) {
  SignInDriver driver = waitingForThePasscode();
  driver.happens(SubmitPasscode{"123456"});
  driver.answers(kAnswer, support::successDocument());
  for (const Effect& effect : driver.all) {
    if (const auto* sent = std::get_if<Send>(&effect)) {
      for (const char* secret : {"handle-1", "02Kx", "wIEmWR5r", "123456"}) {
        EXPECT_EQ(sent->request.url.find(secret), std::string::npos) << sent->request.url;
      }
    }
    EXPECT_FALSE(std::holds_alternative<Navigate>(effect));
  }
}

}  // namespace
}  // namespace latchkey::signin
