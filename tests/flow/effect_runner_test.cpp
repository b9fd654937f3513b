#include "flow/effect_runner.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "tests/support/fake_ports.h"

namespace latchkey::flow {
namespace {

using signin::Ticket;

const std::string kIssuer = "https://id.example.test/oauth2/default";

class EffectRunnerTest : public testing::Test {
 protected:
  EffectRunnerTest()
      : client_(*oauth::Client::from({"https://id.example.test/oauth2/default",
                                      "0oa1client",
                                      "https://www.example.test/login/callback/",
                                      {"openid"}})),
        transactions_(ports_.storage, client_),
        tokens_(ports_.storage, client_) {
    runner_ = std::make_unique<EffectRunner>(
        ports_.all(), ports_.transport, transactions_, tokens_,
        [this](signin::Event::What what) { reported_.push_back(std::move(what)); });
  }

  void run(signin::Effect effect) { runner_->run({std::move(effect)}); }

  // The only thing that was reported; nullptr where it is something else.
  template <class T>
  const T* report() const {
    return reported_.size() == 1 ? std::get_if<T>(&reported_.front()) : nullptr;
  }

  session::Transaction transactionOf(const std::string& state) {
    session::Transaction transaction;
    transaction.state = oauth::State(state);
    transaction.nonce = jose::Nonce("nonce");
    transaction.verifier = oauth::CodeVerifier(std::string(43, 'v'));
    transaction.challenge = oauth::CodeChallenge(std::string(43, 'c'));
    transaction.handle = oauth::InteractionHandle("handle");
    transaction.createdAt = ports_.clock.now();
    return transaction;
  }

  session::Tokens someTokens() {
    session::Tokens tokens;
    tokens.accessToken = oauth::AccessToken("an-access-token");
    tokens.idToken = oauth::IdToken("h.p.s");
    tokens.tokenType = "Bearer";
    tokens.scopes = {"openid"};
    tokens.accessExpiresAt = ports_.clock.now() + std::chrono::hours(1);
    tokens.idExpiresAt = tokens.accessExpiresAt;
    tokens.claims = R"({"sub":"00u1","iss":"https://id.example.test/oauth2/default"})";
    return tokens;
  }
  session::Tokens boundTo(const std::string& keyId) {
    session::Tokens tokens = someTokens();
    tokens.tokenType = "DPoP";
    tokens.keyId = keyId;
    return tokens;
  }

  support::FakePorts ports_;
  oauth::Client client_;
  session::TransactionStore transactions_;
  session::TokenStore tokens_;
  std::vector<signin::Event::What> reported_;
  std::unique_ptr<EffectRunner> runner_;
};

TEST_F(EffectRunnerTest, SendsARequestAndReportsTheAnswerByItsTicket) {
  http::Request request;
  request.url = "https://id.example.test/idp/idx/identify";
  request.body = "{}";
  run(signin::Send{Ticket{7}, request});
  ASSERT_EQ(ports_.transport.pending.size(), 1U);
  EXPECT_EQ(ports_.transport.pending.front().request.url, request.url);
  EXPECT_EQ(ports_.transport.pending.front().request.body, "{}");
  EXPECT_TRUE(reported_.empty()) << "not before there is an answer";

  ports_.transport.answer(http::Response{401, {}, "body"});
  const auto* answered = report<signin::Answered>();
  ASSERT_NE(answered, nullptr);
  EXPECT_EQ(answered->ticket, Ticket{7});
  ASSERT_TRUE(answered->response);
  EXPECT_EQ(answered->response->status, 401) << "each status is an answer";
}

TEST_F(EffectRunnerTest, ReportsThatThereWasNoAnswer) {
  run(signin::Send{Ticket{7}, {}});
  ports_.transport.answer(Error{ErrorCode::timedOut, ""});
  const auto* answered = report<signin::Answered>();
  ASSERT_NE(answered, nullptr);
  ASSERT_FALSE(answered->response);
  EXPECT_EQ(answered->response.error().code, ErrorCode::timedOut);
}

TEST_F(EffectRunnerTest, LooksWhereSomethingAnswers) {
  struct Row {
    std::vector<std::string> gone;
    signin::Reach reach;
  };
  for (const Row& row : {Row{{}, signin::Reach::there}, Row{{"/token"}, signin::Reach::elsewhere},
                         Row{{"id.example.test"}, signin::Reach::nothing}}) {
    reported_.clear();
    ports_.lookout.gone = row.gone;
    run(signin::Probe{Ticket{9}, "https://id.example.test/oauth2/default/v1/token",
                      "https://id.example.test/oauth2/default/.well-known/x"});
    EXPECT_TRUE(reported_.empty()) << "not before it has looked";
    ports_.later.run();
    const auto* probed = report<signin::Probed>();
    ASSERT_NE(probed, nullptr);
    EXPECT_EQ(probed->ticket, Ticket{9});
    EXPECT_EQ(probed->reach, row.reach);
  }
}

TEST_F(EffectRunnerTest, TellsTheConsoleWhatIsWrong) {
  signin::Diagnosis diagnosis;
  diagnosis.error.code = ErrorCode::policyDenied;
  diagnosis.remedy = "a policy";
  run(signin::TellWhy{diagnosis});
  ASSERT_EQ(ports_.console.errors.size(), 1U);
  EXPECT_EQ(ports_.console.errors.front(), "Latchkey: policy-denied\n  what to change: a policy");
}

TEST_F(EffectRunnerTest, AnswersInAnyOrderKeepTheirTickets) {
  runner_->run({signin::Send{Ticket{1}, {}}, signin::Send{Ticket{2}, {}}});
  ASSERT_EQ(ports_.transport.pending.size(), 2U);
  std::swap(ports_.transport.pending[0], ports_.transport.pending[1]);
  ports_.transport.answer(http::Response{200, {}, ""});
  const auto* answered = report<signin::Answered>();
  ASSERT_NE(answered, nullptr);
  EXPECT_EQ(answered->ticket, Ticket{2});
}

TEST_F(EffectRunnerTest, DrawsAsManyRandomBytesAsAreWanted) {
  run(signin::DrawRandom{Ticket{3}, 96});
  const auto* drawn = report<signin::RandomDrawn>();
  ASSERT_NE(drawn, nullptr);
  EXPECT_EQ(drawn->ticket, Ticket{3});
  EXPECT_EQ(drawn->bytes, support::SeededRandom().draw(96));
}

TEST_F(EffectRunnerTest, DigestsAndReportsTheDigest) {
  run(signin::Digest{Ticket{4}, {1, 2, 3}});
  ASSERT_EQ(ports_.crypto.digested, (std::vector<Bytes>{{1, 2, 3}}));
  ports_.crypto.answerDigest(Bytes{9});
  const auto* digested = report<signin::Digested>();
  ASSERT_NE(digested, nullptr);
  EXPECT_EQ(digested->ticket, Ticket{4});
  EXPECT_EQ(*digested->digest, Bytes{9});
}

TEST_F(EffectRunnerTest, HandsATokenOverAsItWasSigned) {
  jose::Jwk key;
  key.kid = "k1";
  jose::Jws token;
  token.algorithm = jose::Algorithm::es256;
  token.signingInput = "header.payload";
  token.signature = {1, 2};
  run(signin::CheckSignature{Ticket{5}, key, token});
  ASSERT_EQ(ports_.crypto.verified.size(), 1U);
  EXPECT_EQ(ports_.crypto.verified[0].algorithm, jose::Algorithm::es256);
  EXPECT_EQ(ports_.crypto.verified[0].kid, "k1");
  EXPECT_EQ(ports_.crypto.verified[0].signingInput, "header.payload");
  EXPECT_EQ(ports_.crypto.verified[0].signature, (Bytes{1, 2}));
  ports_.crypto.answerVerify(false);
  const auto* checked = report<signin::SignatureChecked>();
  ASSERT_NE(checked, nullptr);
  EXPECT_EQ(checked->ticket, Ticket{5});
  EXPECT_FALSE(*checked->holds);
}

TEST_F(EffectRunnerTest, FiresATimerOnceAndNotBeforeItsTime) {
  run(signin::StartTimer{Ticket{6}, Seconds(4)});
  EXPECT_EQ(ports_.timers.next(), ports_.clock.now() + Seconds(4));
  ports_.clock.advance(Milliseconds(3'999));
  ports_.timers.runDue();
  EXPECT_TRUE(reported_.empty());
  ports_.clock.advance(Milliseconds(1));
  ports_.timers.runDue();
  const auto* fired = report<signin::TimerFired>();
  ASSERT_NE(fired, nullptr);
  EXPECT_EQ(fired->ticket, Ticket{6});
  ports_.clock.advance(std::chrono::hours(1));
  ports_.timers.runDue();
  EXPECT_EQ(reported_.size(), 1U);
}

TEST_F(EffectRunnerTest, SavesATransactionForThisTabAndForTheOneOfTheLink) {
  run(signin::SaveTransaction{transactionOf("state-1")});
  EXPECT_TRUE(transactions_.load(ports_.clock.now()));
  EXPECT_TRUE(transactions_.loadByState(oauth::State("state-1"), ports_.clock.now()));
  ports_.storage.closeTab();
  EXPECT_TRUE(transactions_.loadByState(oauth::State("state-1"), ports_.clock.now()));
}

TEST_F(EffectRunnerTest, ForgetsTheTransactionOfThatStateOnly) {
  run(signin::SaveTransaction{transactionOf("state-1")});
  run(signin::SaveTransaction{transactionOf("state-2")});
  run(signin::ForgetTransaction{oauth::State("state-1")});
  EXPECT_FALSE(transactions_.loadByState(oauth::State("state-1"), ports_.clock.now()));
  EXPECT_TRUE(transactions_.loadByState(oauth::State("state-2"), ports_.clock.now()));
}

TEST_F(EffectRunnerTest, SavesTokensAndForgetsThem) {
  run(signin::SaveTokens{someTokens(), "https://id.example.test/oauth2/default"});
  ASSERT_TRUE(tokens_.load());
  EXPECT_EQ(tokens_.load()->accessToken.reveal(), "an-access-token");
  run(signin::ForgetTokens{});
  EXPECT_FALSE(tokens_.load());
}

TEST_F(EffectRunnerTest, TellsWhetherTheNextPageFindsTheTokens) {
  using session::TokenStorage;
  const signin::SaveTokens save{someTokens(), "https://id.example.test/oauth2/default"};
  run(save);
  const auto* kept = report<signin::TokensSaved>();
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->persistence, signin::Persistence::persistent);
  EXPECT_EQ(kept->tokens.accessToken, save.tokens.accessToken);

  reported_.clear();
  ports_.storage.fill(session::Lifetime::browser, 0);
  ports_.storage.fill(session::Lifetime::tab, 0);
  run(save);
  const auto* refused = report<signin::TokensSaved>();
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->persistence, signin::Persistence::refused);

  reported_.clear();
  session::TokenStore unkept(ports_.storage, client_, TokenStorage::memory);
  EffectRunner(ports_.all(), ports_.transport, transactions_, unkept,
               [this](signin::Event::What what) { reported_.push_back(std::move(what)); })
      .run(std::vector<signin::Effect>{save});
  const auto* unwanted = report<signin::TokensSaved>();
  ASSERT_NE(unwanted, nullptr);
  EXPECT_EQ(unwanted->persistence, signin::Persistence::thisPageOnly);
}

TEST_F(EffectRunnerTest, DoesNotBringTokensBackThatAreGoneOrWereReplaced) {
  const auto renewed = [this](const char* inPlaceOf) {
    session::Tokens tokens = someTokens();
    tokens.accessToken = oauth::AccessToken("renewed");
    return signin::SaveTokens{tokens, "https://id.example.test/oauth2/default",
                              oauth::AccessToken(inPlaceOf)};
  };
  run(renewed("an-access-token"));
  EXPECT_FALSE(tokens_.load()) << "another tab signed out meanwhile";
  EXPECT_EQ(report<signin::TokensSaved>(), nullptr);
  EXPECT_NE(report<signin::TokensDropped>(), nullptr) << "so that they are revoked";
  run(signin::SaveTokens{someTokens(), "https://id.example.test/oauth2/default"});
  run(renewed("another"));
  EXPECT_EQ(tokens_.load()->accessToken.reveal(), "an-access-token");
  run(renewed("an-access-token"));
  EXPECT_EQ(tokens_.load()->accessToken.reveal(), "renewed");
}

TEST_F(EffectRunnerTest, ForgetsTheKeyTogetherWithTheTokensThatAreBoundToIt) {
  run(signin::SaveTokens{someTokens(), kIssuer});
  run(signin::ForgetTokens{});
  EXPECT_TRUE(ports_.prover.forgotten.empty()) << "there was none";
  run(signin::SaveTokens{boundTo("key-1"), kIssuer});
  run(signin::SaveTokens{boundTo("key-1"), kIssuer, oauth::AccessToken("an-access-token")});
  EXPECT_TRUE(ports_.prover.forgotten.empty()) << "renewed tokens are bound to it too";
  run(signin::ForgetTokens{});
  EXPECT_EQ(ports_.prover.forgotten, std::vector<std::string>{"key-1"});
}

TEST_F(EffectRunnerTest, ForgetsTheKeyOfASessionThatAnotherOneTakesThePlaceOf) {
  run(signin::SaveTokens{boundTo("key-1"), kIssuer});
  run(signin::SaveTokens{boundTo("key-2"), kIssuer});
  EXPECT_EQ(ports_.prover.forgotten, std::vector<std::string>{"key-1"});
}

TEST_F(EffectRunnerTest, KeepsTheKeyOfEachSignInUnderAnotherName) {
  run(signin::KeepKey{Ticket{5}});
  EXPECT_TRUE(reported_.empty()) << "it is not kept yet";
  ports_.later.run();
  const auto* kept = report<signin::KeyKept>();
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->ticket, Ticket{5});
  EXPECT_EQ(kept->keyId.size(), 22U) << "16 random bytes";
  EXPECT_EQ(ports_.prover.kept, std::vector<std::string>{kept->keyId});
  run(signin::KeepKey{Ticket{6}});
  EXPECT_NE(ports_.prover.kept.back(), ports_.prover.kept.front());
}

TEST_F(EffectRunnerTest, KeepsNoTokensForLongerThanTheirKey) {
  ports_.prover.keepsKeys = false;
  run(signin::KeepKey{Ticket{5}});
  ports_.later.run();
  const auto* kept = report<signin::KeyKept>();
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->keyId, "");
  run(signin::SaveTokens{boundTo(""), kIssuer});
  EXPECT_TRUE(ports_.storage.entries.empty());
  EXPECT_TRUE(tokens_.load());
}

TEST_F(EffectRunnerTest, KeepsNoKeyForLongerThanItsTokens) {
  session::TokenStore ofThisPage(ports_.storage, client_, session::TokenStorage::memory);
  EffectRunner runner(ports_.all(), ports_.transport, transactions_, ofThisPage,
                      [this](signin::Event::What what) { reported_.push_back(std::move(what)); });
  runner.run(std::vector<signin::Effect>{signin::KeepKey{Ticket{5}}});
  const auto* kept = report<signin::KeyKept>();
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->keyId, "");
  EXPECT_TRUE(ports_.prover.kept.empty());
}

TEST_F(EffectRunnerTest, TellsOtherTabsThatTokensAreThereAndNothingAboutThem) {
  run(signin::SaveTokens{someTokens(), "https://id.example.test/oauth2/default"});
  EXPECT_TRUE(ports_.channel.posted.empty()) << "when told to, not before";
  run(signin::AnnounceTokens{});
  EXPECT_EQ(ports_.channel.posted, std::vector<std::string>{"signed-in"});
}

// A second tab of the same browser.
TEST_F(EffectRunnerTest, ATurnComesWhenTheOtherTabGivesItBackAndTellsWhatIsThereThen) {
  support::FakeLocks other(ports_.lockTable);
  other.take("latchkey-c", [] {});
  run(signin::TakeLock{Ticket{8}, "latchkey-c", Seconds(8), oauth::State("s")});
  ports_.later.run();
  EXPECT_TRUE(reported_.empty()) << "it is the other tab's turn";

  transactions_.save(transactionOf("s"), ports_.clock.now());
  tokens_.save(someTokens(), "https://id.example.test/oauth2/default");
  other.release("latchkey-c");
  ports_.later.run();
  const auto* taken = report<signin::LockTaken>();
  ASSERT_NE(taken, nullptr);
  EXPECT_EQ(taken->ticket, Ticket{8});
  EXPECT_TRUE(taken->isTransactionThere);
  ASSERT_TRUE(taken->tokens);
  EXPECT_EQ(taken->tokens->accessToken, someTokens().accessToken);
}

TEST_F(EffectRunnerTest, ATurnComesAfterAWhileAlsoWhereTheOtherTabSleepsWithTheLock) {
  support::FakeLocks other(ports_.lockTable);
  other.take("latchkey-c", [] {});
  run(signin::TakeLock{Ticket{8}, "latchkey-c", Seconds(8), oauth::State("s")});
  ports_.clock.advance(Seconds(8));
  ports_.timers.runDue();
  const auto* taken = report<signin::LockTaken>();
  ASSERT_NE(taken, nullptr);
  EXPECT_FALSE(taken->isTransactionThere);
  EXPECT_FALSE(taken->tokens);
}

TEST_F(EffectRunnerTest, WhoeverNoLongerWaitsForATurnIsNotGivenIt) {
  support::FakeLocks other(ports_.lockTable);
  other.take("latchkey-c", [] {});
  run(signin::TakeLock{Ticket{8}, "latchkey-c", Seconds(8), oauth::State("s")});
  run(signin::ReleaseLock{"latchkey-c"});
  other.release("latchkey-c");
  ports_.later.run();
  EXPECT_TRUE(reported_.empty());
  EXPECT_FALSE(ports_.lockTable.isHeld());
}

TEST_F(EffectRunnerTest, LeavesForAnotherPage) {
  run(signin::Navigate{signin::LeavingFor::app, "https://www.example.test/app/"});
  EXPECT_TRUE(ports_.navigator.posted.empty());
  EXPECT_EQ(ports_.navigator.visited, std::vector<std::string>{"https://www.example.test/app/"});
}

TEST_F(EffectRunnerTest, ReportsNothingForWhatHasNoOutcome) {
  runner_->run({signin::SaveTransaction{transactionOf("s")},
                signin::ForgetTransaction{oauth::State("s")}, signin::ForgetTokens{},
                signin::AnnounceTokens{}, signin::Navigate{signin::LeavingFor::app, "/"}});
  EXPECT_TRUE(reported_.empty());
}

TEST_F(EffectRunnerTest, ABlockedStorageStopsNothing) {
  ports_.storage.mood = support::MemoryStorage::Mood::blocked;
  runner_->run({signin::SaveTransaction{transactionOf("s")},
                signin::SaveTokens{someTokens(), "https://id.example.test/oauth2/default"},
                signin::Navigate{signin::LeavingFor::app, "https://www.example.test/app/"}});
  EXPECT_EQ(ports_.navigator.visited.size(), 1U);
}

TEST_F(EffectRunnerTest, DropsWhatComesBackAfterItsEnd) {
  runner_->run({signin::Send{Ticket{1}, {}}, signin::Digest{Ticket{2}, {}},
                signin::CheckSignature{Ticket{3}, {}, {}},
                signin::StartTimer{Ticket{4}, Seconds(1)}, signin::KeepKey{Ticket{5}}});
  runner_.reset();
  ports_.later.run();
  ports_.transport.answer(http::Response{200, {}, ""});
  ports_.crypto.answerDigest(Bytes{1});
  ports_.crypto.answerVerify(true);
  ports_.clock.advance(Seconds(2));
  ports_.timers.runDue();
  EXPECT_TRUE(reported_.empty());
}

}  // namespace
}  // namespace latchkey::flow
