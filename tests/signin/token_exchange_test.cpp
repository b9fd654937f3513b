#include "signin/token_exchange.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

namespace latchkey::signin {
namespace {

using support::IdTokenBuilder;
using support::SigningKey;

constexpr const char* kMetadata =
    R"({"issuer":"https://id.example.test/oauth2/default",
    "jwks_uri":"https://id.example.test/oauth2/default/v1/keys","code_challenge_methods_supported":["S256"]})";
constexpr const char* kMetadataOfAnother = R"({"issuer":"https://other.example.test"})";

const SigningKey& orgKey() {
  static const SigningKey key = SigningKey::rsa("k1");
  return key;
}

oauth::Client client(bool dpop) {
  oauth::ClientOptions options{std::string(support::kIssuer),
                               std::string(support::kClientId),
                               "https://app.example.test/login/callback/",
                               {"openid"}};
  options.dpop = dpop;
  return *oauth::Client::from(options);
}

// Plays a line of words against an exchange; what it wants and answers is written down.
class Played {
 public:
  explicit Played(bool dpop) : client_(client(dpop)) {}

  void play(const std::string& word) {
    effects_.clear();
    if (word == "prefetch") exchange_.fetchMetadata(context());
    if (word == "prefetch keys") exchange_.prefetchKeys(context());
    if (word == "code") take(exchange_.start(code(), std::nullopt, context()));
    if (word == "refresh token") take(exchange_.start(renewal(), "", context()));
    if (word == "again") take(exchange_.pursue(context()));
    if (word == "metadata") answer(http::Response{200, {}, kMetadata});
    if (word == "metadata of another") answer(http::Response{200, {}, kMetadataOfAnother});
    if (word == "keys") answer(http::Response{200, {}, support::jwkSetOf({orgKey().jwk()})});
    if (word == "html") answer(http::Response{200, {}, "<html>"});
    if (word == "nothing") answer(Error{ErrorCode::networkUnreachable, ""});
    if (word == "tokens") takeTokens({200, {}, tokens()});
    if (word == "tokens too often") takeTokens({429, {{"Retry-After", "20"}}, "{}"});
    if (word == "spent") takeTokens({400, {}, R"({"error":"invalid_grant"})"});
    if (word == "tokens of no type") takeTokens({200, {}, R"({"access_token":"a"})"});
    if (word == "digest") digest(support::sha256Of(digest_.data));
    if (word == "no digest") digest(Error{ErrorCode::cryptoUnavailable, ""});
    if (word == "signature") signature(true);
    if (word == "wrong signature") signature(false);
    if (word == "key kept") take(exchange_.take(KeyKept{key_.ticket, "key-1"}, context()));
    if (word == "cancel") exchange_.cancel();
    if (word == "stop") exchange_.stop();
    if (word == "revoke") exchange_.revokeUntaken(context());
    for (const Effect& effect : effects_) note(effect);
    if (!said_.empty()) told.push_back(said_);
    said_.clear();
  }

  std::vector<std::string> told;

 private:
  TokenExchange::Context context() {
    return {client_, fromUnix(support::kNow), Milliseconds(0), effects_};
  }
  static Redemption::Code code() {
    return {oauth::InteractionCode("code"), oauth::CodeVerifier("verifier"),
            jose::Nonce(std::string(support::kNonce))};
  }
  static Redemption::Renewal renewal() {
    return {oauth::RefreshToken("refresh-1"), *jose::parseClaims(IdTokenBuilder().payload())};
  }
  std::string tokens() const {
    const std::string type = client_.usesDpop() ? "DPoP" : "Bearer";
    return R"({"token_type":")" + type + R"(","expires_in":3600,"access_token":")" +
           std::string(support::kAccessToken) + R"(","id_token":")" +
           IdTokenBuilder().signedWith(orgKey()) + "\"}";
  }

  void answer(const Result<http::Response>& response) {
    const auto what = exchange_.settle(sent_);
    if (what) take(exchange_.take(*what, response, context()));
  }
  void takeTokens(const http::Response& response) {
    take(exchange_.takeTokens(response, context()));
  }
  void digest(Result<Bytes> made) {
    take(exchange_.take(Digested{digest_.ticket, std::move(made)}, context()));
  }
  void signature(bool holds) {
    take(exchange_.take(SignatureChecked{check_.ticket, holds}, context()));
  }
  void take(TokenExchange::Next next) {
    if (std::holds_alternative<http::Request>(next)) said_ = "ask for tokens";
    if (std::holds_alternative<Redemption::Redeemed>(next)) said_ = "redeemed";
    if (const auto* it = std::get_if<TokenExchange::NotNow>(&next)) {
      said_ = "not now: " + std::string(name(it->error.code)) + (it->notBefore ? ", later" : "");
    }
    if (const auto* it = std::get_if<TokenExchange::Never>(&next)) {
      said_ = "never: " + std::string(name(it->error.code));
    }
  }
  void note(const Effect& effect) {
    if (const auto* send = std::get_if<Send>(&effect)) {
      sent_ = send->ticket;
      const std::string& url = send->request.url;
      told.push_back(url.substr(std::min(url.find("default/") + 8, url.size())));
    }
    if (const auto* it = std::get_if<Digest>(&effect)) digest_ = *it, told.push_back("digest");
    if (const auto* it = std::get_if<CheckSignature>(&effect)) {
      check_ = *it;
      told.push_back("check");
    }
    if (const auto* it = std::get_if<KeepKey>(&effect)) key_ = *it, told.push_back("keep key");
  }

  oauth::Client client_;
  TokenExchange exchange_{0};
  std::vector<Effect> effects_;
  std::string said_;
  Ticket sent_;
  Digest digest_;
  CheckSignature check_;
  KeepKey key_;
};

constexpr const char* kDiscovery = ".well-known/openid-configuration";
constexpr const char* kFreshDiscovery = ".well-known/openid-configuration?since=2000000000";
constexpr const char* kKeys = "v1/keys";
constexpr const char* kFreshKeys = "v1/keys?since=2000000000";
constexpr const char* kRevoke = "v1/revoke";

struct Row {
  const char* name;
  std::vector<std::string> played;
  std::vector<std::string> told;
  bool dpop = false;
};

class TokenExchangeTable : public testing::TestWithParam<Row> {};

TEST_P(TokenExchangeTable, AsksForWhatIsMissingUntilTheTokensMayBeTrusted) {
  Played it(GetParam().dpop);
  for (const std::string& word : GetParam().played) it.play(word);
  EXPECT_EQ(it.told, GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    TokenExchange, TokenExchangeTable,
    testing::Values(
        Row{"OfACode",
            {"code", "metadata", "tokens", "keys", "digest", "signature"},
            {kDiscovery, "ask for tokens", "ask for tokens", "digest", kKeys, "check", "redeemed"}},
        Row{"WithMetadataAndKeysFetchedAhead",
            {"prefetch", "metadata", "prefetch keys", "keys", "code", "tokens", "digest",
             "signature"},
            {kDiscovery, kKeys, "ask for tokens", "digest", "check", "redeemed"}},
        Row{"FetchesEachOnce",
            {"prefetch", "prefetch", "metadata", "prefetch", "prefetch keys", "prefetch keys"},
            {kDiscovery, kKeys}},
        Row{"KeysAreNotFetchedBeforeItIsKnownWhere", {"prefetch keys"}, {}},
        Row{"OfARefreshTokenIsNotSpentBeforeTheKeysAreThere",
            {"refresh token", "metadata", "keys"},
            {kDiscovery, kKeys, "ask for tokens"}},
        Row{"KeepsTheKeyOfBoundTokensLast",
            {"prefetch", "metadata", "prefetch keys", "keys", "code", "tokens", "digest",
             "signature", "key kept"},
            {kDiscovery, kKeys, "ask for tokens", "digest", "check", "keep key", "redeemed"},
            true},
        Row{"LosesTheMetadata",
            {"code", "nothing", "again"},
            {kDiscovery, "ask for tokens", "not now: network-unreachable", kDiscovery,
             "ask for tokens"}},
        Row{"DoesNotTakeTheBrowsersWordTwice",
            {"prefetch", "html", "prefetch"},
            {kDiscovery, "not now: malformed-response", kFreshDiscovery}},
        Row{"MetadataOfAnotherIssuerAreAskedForOnceMore",
            {"prefetch", "metadata of another", "metadata of another"},
            {kDiscovery, kFreshDiscovery, "never: metadata-refused"}},
        Row{"KeysThatAreNoKeys",
            {"prefetch", "metadata", "prefetch keys", "html", "prefetch keys"},
            {kDiscovery, kKeys, "not now: malformed-response", kFreshKeys}},
        Row{"TooManyRequests",
            {"code", "tokens too often"},
            {kDiscovery, "ask for tokens", "not now: rate-limited, later"}},
        Row{"ASpentCode",
            {"code", "spent"},
            {kDiscovery, "ask for tokens", "never: invalid-grant"}},
        Row{"TokensThatCannotBeTakenAreRevoked",
            {"code", "tokens of no type"},
            {kDiscovery, "ask for tokens", kRevoke, "never: malformed-response"}},
        Row{"NoDigest",
            {"code", "tokens", "no digest"},
            {kDiscovery, "ask for tokens", "digest", "never: crypto-unavailable"}},
        Row{"AWrongSignature",
            {"prefetch", "metadata", "prefetch keys", "keys", "code", "tokens", "digest",
             "wrong signature"},
            {kDiscovery, kKeys, "ask for tokens", "digest", "check", "never: signature-invalid"}},
        Row{"TokensInHandAreRevokedOnDemand",
            {"code", "tokens", "revoke", "stop", "revoke"},
            {kDiscovery, "ask for tokens", "digest", kRevoke}},
        Row{"CancelledItStillTakesTheMetadata",
            {"code", "cancel", "metadata", "prefetch keys"},
            {kDiscovery, "ask for tokens", kKeys}},
        Row{"CancelledItTakesNoDigest",
            {"code", "tokens", "cancel", "digest"},
            {kDiscovery, "ask for tokens", "digest"}},
        Row{"StoppedItTakesNothing",
            {"code", "stop", "metadata", "prefetch keys", "tokens"},
            {kDiscovery, "ask for tokens"}}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey::signin
