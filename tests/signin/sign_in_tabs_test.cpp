// What one tab at a time does for a transaction: waiting for the turn, and looking around first.

#include <gtest/gtest.h>

#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::signin {
namespace {

using support::SignInDriver;

class SignInTabs : public testing::Test {
 protected:
  SignInTabs() {
    driver.opensTo(support::challengeDocument());
    driver.grantsLocks = false;
  }

  void takesItsTurn(std::optional<session::Tokens> tokens, bool isTransactionThere) {
    driver.happens(
        LockTaken{driver.last<TakeLock>()->ticket, std::move(tokens), isTransactionThere});
  }
  session::Tokens freshTokens() const {
    session::Tokens tokens;
    tokens.accessToken = oauth::AccessToken("a");
    tokens.accessExpiresAt = tokens.idExpiresAt = driver.now + Seconds(3600);
    return tokens;
  }
  bool sends(const std::string& ending) const { return driver.request(ending).has_value(); }

  SignInDriver driver;
};

TEST_F(SignInTabs, ACodeIsAnsweredWhenItIsThisTabsTurnAndTheTurnEndsWithTheRefusal) {
  driver.happens(SubmitPasscode{"123456"});
  EXPECT_TRUE(driver.signIn.isBusy());
  EXPECT_FALSE(sends("/challenge/answer"));
  takesItsTurn(std::nullopt, true);
  EXPECT_TRUE(sends("/challenge/answer"));
  EXPECT_FALSE(driver.last<ReleaseLock>());
  driver.answers("/challenge/answer", support::challengeDocument());
  ASSERT_TRUE(driver.last<ReleaseLock>());
  EXPECT_EQ(driver.last<ReleaseLock>()->name, driver.last<TakeLock>()->name);
}

TEST_F(SignInTabs, ALockIsNamedWithoutASecret) {
  driver.happens(SubmitPasscode{"123456"});
  const std::string name = driver.last<TakeLock>()->name;
  const session::Transaction kept = driver.last<SaveTransaction>()->transaction;
  for (const std::string& secret :
       {kept.state.str(), kept.verifier.reveal(), kept.nonce.str(), kept.handle.reveal()}) {
    EXPECT_EQ(name.find(secret), std::string::npos);
  }
  EXPECT_EQ(name, "latchkey-" + kept.challenge.str());
}

TEST_F(SignInTabs, WhereAnotherTabHasFinishedThisOneFollowsAndAsksNothing) {
  driver.happens(SubmitPasscode{"123456"});
  takesItsTurn(freshTokens(), false);
  EXPECT_TRUE(driver.at<Leaving>());
  EXPECT_FALSE(sends("/challenge/answer"));
  EXPECT_TRUE(driver.last<ReleaseLock>());
  EXPECT_TRUE(driver.last<ForgetTransaction>());
  EXPECT_EQ(driver.last<Navigate>()->url, "https://app.example.test/app/");
}

TEST_F(SignInTabs, WhoFollowedSendsNothingAgainWhenTheNetworkIsBack) {
  driver.happens(SubmitPasscode{"123456"});
  takesItsTurn(std::nullopt, true);
  driver.loses("/challenge/answer");
  driver.happens(TokensAppeared{freshTokens()});
  ASSERT_TRUE(driver.at<Leaving>());
  const std::size_t before = driver.requests();
  driver.happens(ConnectivityChanged{true});
  EXPECT_EQ(driver.requests(), before);
  EXPECT_TRUE(driver.at<Leaving>());
}

TEST_F(SignInTabs, TokensOfAnEarlierSignInAreNoReasonToStop) {
  driver.happens(SubmitPasscode{"123456"});
  takesItsTurn(freshTokens(), true);
  EXPECT_TRUE(sends("/challenge/answer"));
}

TEST_F(SignInTabs, ATurnThatStartingOverEndsIsGivenBackAndComesTooLate) {
  driver.happens(SubmitPasscode{"123456"});
  const Ticket ticket = driver.last<TakeLock>()->ticket;
  driver.happens(StartOver{});
  EXPECT_TRUE(driver.last<ReleaseLock>());
  driver.happens(LockTaken{ticket, std::nullopt, true});
  EXPECT_FALSE(sends("/challenge/answer"));
}

TEST_F(SignInTabs, OfACodeFromThePollComesBeforeTheTokenRequest) {
  driver.happens(TimerFired{driver.last<StartTimer>()->ticket});
  driver.answers("/challenge/poll", support::successDocument());
  EXPECT_TRUE(driver.at<Redeeming>());
  EXPECT_FALSE(sends("/v1/token"));
  takesItsTurn(std::nullopt, true);
  EXPECT_TRUE(sends("/v1/token"));
}

// The metadata come while the next try is still being waited for, and the lock is another tab's.
TEST_F(SignInTabs, ATokenRequestThatWaitsForItsTurnKeepsIt) {
  driver.happens(TimerFired{driver.last<StartTimer>()->ticket});
  driver.answers("/challenge/poll", support::successDocument());
  takesItsTurn(std::nullopt, true);
  driver.answers("/v1/token", "<html>", 503);
  const Ticket failed = driver.request("/v1/token")->ticket;
  driver.answers("/.well-known/openid-configuration",
                 R"({"issuer":"https://id.example.test/oauth2/default",
                     "jwks_uri":"https://id.example.test/oauth2/default/v1/keys",
                     "token_endpoint":"https://id.example.test/oauth2/default/v1/token",
                     "code_challenge_methods_supported":["S256"]})");
  takesItsTurn(std::nullopt, true);
  EXPECT_FALSE(driver.request("/v1/token")->ticket == failed);
}

TEST_F(SignInTabs, OfTwoCodesTheLaterOneIsSent) {
  driver.happens(SubmitPasscode{"111111"});
  takesItsTurn(std::nullopt, true);
  driver.loses("/challenge/answer");
  driver.happens(SubmitPasscode{"222222"});
  driver.happens(ConnectivityChanged{true});
  takesItsTurn(std::nullopt, true);
  EXPECT_NE(driver.request("/challenge/answer")->request.body.find("222222"), std::string::npos);
}

TEST_F(SignInTabs, WhereTheOtherTabEndedItWithoutTokensNoCopyStays) {
  driver.happens(TimerFired{driver.last<StartTimer>()->ticket});
  driver.answers("/challenge/poll",
                 support::messageOnlyDocument("Went on.", "idx.transferred.to.new.tab", "INFO"));
  takesItsTurn(std::nullopt, false);
  EXPECT_TRUE(driver.last<ForgetTransaction>());
}

TEST_F(SignInTabs, WhileTheNetworkIsAwayTheTurnIsFreeAndIsTakenAgainAfterwards) {
  driver.happens(TimerFired{driver.last<StartTimer>()->ticket});
  driver.answers("/challenge/poll", support::successDocument());
  takesItsTurn(std::nullopt, true);
  const Ticket first = driver.last<TakeLock>()->ticket;
  driver.loses("/v1/token");
  EXPECT_TRUE(driver.last<ReleaseLock>());
  driver.happens(ConnectivityChanged{true});
  EXPECT_FALSE(driver.last<TakeLock>()->ticket == first);
  takesItsTurn(freshTokens(), false);
  EXPECT_TRUE(driver.at<Leaving>()) << "another tab had a network";
}

TEST_F(SignInTabs, ASpentCodeIsNotToldBeforeALookAtWhatTheOthersDid) {
  driver.happens(TimerFired{driver.last<StartTimer>()->ticket});
  driver.answers("/challenge/poll", support::successDocument());
  takesItsTurn(std::nullopt, true);
  driver.answers("/v1/token", R"({"error":"invalid_grant"})", 400);
  EXPECT_TRUE(driver.at<Redeeming>());
  takesItsTurn(std::nullopt, true);
  EXPECT_TRUE(driver.at<Identify>());
  EXPECT_EQ(driver.signIn.trouble().advice, Advice::startedAgain);
}

}  // namespace
}  // namespace latchkey::signin
