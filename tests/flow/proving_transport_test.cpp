#include "flow/proving_transport.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "tests/support/fake_ports.h"
#include "tests/support/openssl_crypto.h"

namespace latchkey::flow {
namespace {

constexpr const char* kToken = "https://id.example.test/oauth2/default/v1/token";
constexpr const char* kUserinfo = "https://id.example.test/oauth2/default/v1/userinfo?x=1";

class ProvingTransportTest : public testing::Test {
 protected:
  void send(http::Method method, const char* url, std::optional<http::Proof> proof) {
    http::Request request;
    request.method = method;
    request.url = url;
    request.proof = std::move(proof);
    proving_.send(std::move(request),
                  [this](Result<http::Response> answer) { answer_ = std::move(answer); });
    ports_.later.run();
  }
  void answer(int status, http::Headers headers, std::string body) {
    ports_.transport.answer(http::Response{status, std::move(headers), std::move(body)});
    ports_.later.run();
  }

  // The claims of the proof that the oldest unanswered request carries.
  Json proof() {
    const auto header = http::header(ports_.transport.pending.front().request.headers, "DPoP");
    const std::string text = header.value_or("");
    const auto payload = fromBase64Url(text.substr(text.find('.') + 1));
    return parseJson(toText(payload.value_or(Bytes{}))).value_or(Json());
  }

  support::FakePorts ports_;
  support::OpenSslCrypto crypto_{ports_.later.poster()};
  ProvingTransport proving_{ports_.transport, crypto_, ports_.prover, ports_.clock, ports_.random};
  std::optional<Result<http::Response>> answer_;
};

TEST_F(ProvingTransportTest, LeavesARequestAloneThatAsksForNoProof) {
  send(http::Method::post, kToken, std::nullopt);
  EXPECT_FALSE(http::header(ports_.transport.pending.front().request.headers, "DPoP"));
  EXPECT_TRUE(ports_.prover.proven.empty());
  answer(200, {}, "{}");
  EXPECT_TRUE(answer_ && *answer_);
}

TEST_F(ProvingTransportTest, ProvesARequestForTokens) {
  send(http::Method::post, kToken, http::Proof{});
  const Json claims = proof();
  EXPECT_EQ(text(claims, "htm"), "POST");
  EXPECT_EQ(text(claims, "htu"), kToken);
  EXPECT_EQ(integer(claims, "iat"), toUnix(ports_.clock.now()).count());
  EXPECT_GE(text(claims, "jti").value_or("").size(), 16U);
  EXPECT_FALSE(text(claims, "ath"));
  EXPECT_FALSE(text(claims, "nonce"));
}

// The example of RFC 9449 §7.1.
TEST_F(ProvingTransportTest, BindsAProofToItsAccessTokenAndToTheAddressWithoutItsQuery) {
  send(http::Method::get, kUserinfo, http::Proof{"Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"});
  EXPECT_EQ(text(proof(), "ath"), "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
  EXPECT_EQ(text(proof(), "htu"), "https://id.example.test/oauth2/default/v1/userinfo");
  EXPECT_EQ(text(proof(), "htm"), "GET");
}

TEST_F(ProvingTransportTest, ProvesWithTheKeyThatTheRequestNamesAlsoTheSecondTime) {
  send(http::Method::post, kToken, http::Proof{"", "key-1"});
  answer(400, {{"DPoP-Nonce", "n-1"}}, R"({"error":"use_dpop_nonce"})");
  send(http::Method::get, kUserinfo, http::Proof{"token", "key-2"});
  EXPECT_EQ(ports_.prover.provenBy, (std::vector<std::string>{"key-1", "key-1", "key-2"}));
}

TEST_F(ProvingTransportTest, NeverSendsOneProofTwice) {
  send(http::Method::post, kToken, http::Proof{});
  const auto first = text(proof(), "jti");
  answer(500, {}, "");
  send(http::Method::post, kToken, http::Proof{});
  EXPECT_NE(text(proof(), "jti"), first);
}

TEST_F(ProvingTransportTest, AnswersAServerThatWantsItsNonceOnce) {
  send(http::Method::post, kToken, http::Proof{});
  const auto first = text(proof(), "jti");
  answer(400, {{"DPoP-Nonce", "n-1"}}, R"({"error":"use_dpop_nonce"})");
  EXPECT_FALSE(answer_) << "nobody needs to hear of that";
  ASSERT_EQ(ports_.transport.pending.size(), 1U);
  EXPECT_EQ(text(proof(), "nonce"), "n-1");
  EXPECT_NE(text(proof(), "jti"), first);
  answer(400, {{"DPoP-Nonce", "n-2"}}, R"({"error":"use_dpop_nonce"})");
  ASSERT_TRUE(answer_) << "but not for ever";
  EXPECT_EQ((*answer_)->status, 400);
}

TEST_F(ProvingTransportTest, AnswersAResourceServerThatSaysSoInAHeader) {
  send(http::Method::get, kUserinfo, http::Proof{"token"});
  answer(401, {{"WWW-Authenticate", "DPoP error=\"use_dpop_nonce\""}, {"DPoP-Nonce", "n-1"}}, "");
  ASSERT_EQ(ports_.transport.pending.size(), 1U);
  EXPECT_EQ(text(proof(), "nonce"), "n-1");
  EXPECT_TRUE(text(proof(), "ath"));
}

TEST_F(ProvingTransportTest, UsesANonceThatCameWithAnyAnswerOfThatServer) {
  send(http::Method::post, kToken, http::Proof{});
  answer(200, {{"DPoP-Nonce", "next"}}, "{}");
  send(http::Method::post, kToken, http::Proof{});
  EXPECT_EQ(text(proof(), "nonce"), "next");
}

TEST_F(ProvingTransportTest, DoesNotAskAgainWithoutANonce) {
  send(http::Method::post, kToken, http::Proof{});
  answer(400, {}, R"({"error":"use_dpop_nonce"})");
  EXPECT_TRUE(answer_);
}

TEST_F(ProvingTransportTest, TellsTheTimeOfTheServer) {
  const Instant serverNow = ports_.clock.now() + std::chrono::hours(1);
  send(http::Method::post, kToken, std::nullopt);
  answer(200, {{"Date", toHttpDate(serverNow)}}, "{}");
  send(http::Method::post, kToken, http::Proof{});
  EXPECT_EQ(integer(proof(), "iat"), toUnix(serverNow).count());
}

TEST_F(ProvingTransportTest, SendsNothingWithoutAKey) {
  ports_.prover.fails = true;
  send(http::Method::post, kToken, http::Proof{});
  EXPECT_TRUE(ports_.transport.pending.empty());
  ASSERT_TRUE(answer_);
  EXPECT_EQ(answer_->error().code, ErrorCode::cryptoUnavailable);
}

}  // namespace
}  // namespace latchkey::flow
