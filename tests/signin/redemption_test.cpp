#include "signin/redemption.h"

#include <gtest/gtest.h>

#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

namespace latchkey::signin {
namespace {

using support::IdTokenBuilder;
using support::SigningKey;

const SigningKey& orgKey() {
  static const SigningKey key = SigningKey::rsa("k1");
  return key;
}

oauth::Client client() {
  return *oauth::Client::from({std::string(support::kIssuer),
                               std::string(support::kClientId),
                               "https://app.example.test/login/callback/",
                               {"openid"}});
}

oauth::Client clientThatSteppedUp() {
  oauth::ClientOptions options{std::string(support::kIssuer),
                               std::string(support::kClientId),
                               "https://app.example.test/login/callback/",
                               {"openid"}};
  options.maxAge = Seconds(300);
  options.acrValues = {"phr", "urn:okta:loa:2fa:any"};
  return *oauth::Client::from(options);
}

oauth::Client boundClient() {
  oauth::ClientOptions options{std::string(support::kIssuer),
                               std::string(support::kClientId),
                               "https://app.example.test/login/callback/",
                               {"openid"}};
  options.dpop = true;
  return *oauth::Client::from(options);
}

oauth::TokenResponse tokensWith(const std::string& idToken) {
  oauth::TokenResponse tokens;
  tokens.accessToken = oauth::AccessToken(std::string(support::kAccessToken));
  tokens.idToken = oauth::IdToken(idToken);
  tokens.tokenType = "Bearer";
  tokens.expiresIn = Seconds(3600);
  return tokens;
}

oauth::Metadata metadata() {
  oauth::Metadata data;
  data.issuer = std::string(support::kIssuer);
  return data;
}

const Instant kNow = fromUnix(support::kNow);

Redemption::Code code() {
  return {oauth::InteractionCode("code"), oauth::CodeVerifier("verifier"),
          jose::Nonce(std::string(support::kNonce))};
}

Redemption::Renewal renewal() {
  return {oauth::RefreshToken("refresh-1"), *jose::parseClaims(IdTokenBuilder().payload())};
}

// Everything given but the tokens.
Redemption prepared(Redemption::Grant grant = code()) {
  Redemption redemption(std::move(grant), kNow);
  redemption.giveMetadata(metadata());
  redemption.giveKeys({{orgKey().jwk()}}, false);
  return redemption;
}

template <class T>
const T* wanted(const Result<std::vector<Redemption::Want>>& wants) {
  if (!wants) return nullptr;
  for (const auto& want : *wants) {
    if (const T* found = std::get_if<T>(&want)) return found;
  }
  return nullptr;
}

// Does the digest and the signature check that are wanted.
void serve(Redemption& redemption) {
  const auto wants = redemption.wants(client());
  if (const auto* digest = wanted<Redemption::WantDigest>(wants)) {
    redemption.giveDigest(support::sha256Of(digest->data));
  }
  if (const auto* verdict = wanted<Redemption::WantVerdict>(wants)) {
    const auto holds =
        support::verifySignature(verdict->token.algorithm, verdict->key,
                                 verdict->token.signingInput, verdict->token.signature);
    redemption.giveVerdict(jose::verdictOf(holds.value_or(false)));
  }
  const bool isMoreWanted = wanted<Redemption::WantDigest>(redemption.wants(client())) != nullptr;
  if (isMoreWanted) serve(redemption);
}

// Of a device whose clock says `now`, and that was told how far off that is, or not.
Result<Redemption::Redeemed> redeemed(const std::string& idToken, Instant now = kNow,
                                      std::optional<Milliseconds> offset = Milliseconds(0),
                                      Redemption::Grant grant = code(),
                                      const oauth::Client& asking = client()) {
  Redemption redemption = prepared(std::move(grant));
  if (const auto error = redemption.giveTokens(tokensWith(idToken), now)) return *error;
  serve(redemption);
  if (!redemption.isComplete()) return Error{ErrorCode::malformedInput, "not complete"};
  return redemption.finish(asking, now, offset);
}

std::string steppedUp(const IdTokenBuilder& token, Redemption::Grant grant = code()) {
  const auto result = redeemed(token.signedWith(orgKey()), kNow, Milliseconds(0), std::move(grant),
                               clientThatSteppedUp());
  return result ? "signed in" : std::string(name(result.error().code));
}

TEST(Redemption, WantsTokensAndMetadataAtOnce) {
  const Redemption redemption(code(), kNow);
  const auto wants = redemption.wants(client());
  EXPECT_NE(wanted<Redemption::WantTokens>(wants), nullptr);
  EXPECT_NE(wanted<Redemption::WantMetadata>(wants), nullptr);
  EXPECT_EQ(wanted<Redemption::WantKeys>(wants), nullptr) << "it is not known where";
}

TEST(Redemption, OfARenewalNamesTheKeyThatTheTokensAreBoundToAndKeepsIt) {
  Redemption redemption = prepared(renewal());
  redemption.giveKey("key-1");
  const auto wants = redemption.wants(boundClient());
  EXPECT_EQ(wanted<Redemption::WantTokens>(wants)->request.proof->keyId, "key-1");
  const std::string id = IdTokenBuilder().without("nonce").signedWith(orgKey());
  ASSERT_FALSE(redemption.giveTokens(tokensWith(id), kNow));
  serve(redemption);
  EXPECT_EQ(redemption.finish(client(), kNow, Milliseconds(0))->tokens.keyId, "key-1");
}

TEST(Redemption, DoesNotSpendARefreshTokenBeforeItCanVerifyWhatComes) {
  Redemption redemption(renewal(), kNow);
  EXPECT_EQ(wanted<Redemption::WantTokens>(redemption.wants(client())), nullptr);
  redemption.giveMetadata(metadata());
  EXPECT_EQ(wanted<Redemption::WantTokens>(redemption.wants(client())), nullptr);
  EXPECT_NE(wanted<Redemption::WantKeys>(redemption.wants(client())), nullptr);
  redemption.giveKeys({{orgKey().jwk()}}, false);
  const auto wants = redemption.wants(client());
  const auto* tokens = wanted<Redemption::WantTokens>(wants);
  ASSERT_NE(tokens, nullptr);
  EXPECT_NE(tokens->request.body.find("refresh_token=refresh-1"), std::string::npos);
}

TEST(Redemption, OfARenewalTakesATokenWithoutANonceAndKeepsARefreshTokenThatIsNotReplaced) {
  const auto result = redeemed(IdTokenBuilder().without("nonce").signedWith(orgKey()), kNow,
                               Milliseconds(0), renewal());
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->tokens.refreshToken->reveal(), "refresh-1");
}

TEST(Redemption, OfARenewalForAnotherPersonFails) {
  const auto result =
      redeemed(IdTokenBuilder().without("nonce").claim("sub", "00u1eve").signedWith(orgKey()), kNow,
               Milliseconds(0), renewal());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), broken(jose::Rule::sameSub));
}

// It has no nonce, so an old token could be handed out for a new one.
TEST(Redemption, OfARenewalTakesNoTimeFromTheTokenButFromTheOneBefore) {
  const auto renewedBy = [](const std::string& token, Instant now, Milliseconds clockOffset) {
    Redemption::Renewal before = renewal();
    before.clockOffset = clockOffset;
    return redeemed(token, now, std::nullopt, before);
  };
  const std::string token = IdTokenBuilder().without("nonce").signedWith(orgKey());
  const Milliseconds hour = std::chrono::hours(1);
  EXPECT_TRUE(renewedBy(token, kNow, Milliseconds(0)));
  EXPECT_TRUE(renewedBy(token, kNow - hour, hour)) << "an hour behind, as it was before";
  EXPECT_EQ(renewedBy(token, kNow + std::chrono::hours(23), Milliseconds(0)).error().code,
            ErrorCode::tokenExpired);
  EXPECT_EQ(renewedBy(token, kNow - std::chrono::hours(23), Milliseconds(0)).error().code,
            ErrorCode::tokenFromFuture);
}

TEST(Redemption, WithoutScopesHasThoseThatWereAskedFor) {
  const auto result = redeemed(IdTokenBuilder().signedWith(orgKey()));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->tokens.scopes, std::vector<std::string>{"openid"});
}

TEST(Redemption, ChecksTheHashOfTheCodeWhereTheTokenHasOne) {
  Bytes half = support::sha256Of(toBytes("code"));
  half.resize(half.size() / 2);
  EXPECT_TRUE(redeemed(IdTokenBuilder().claim("c_hash", toBase64Url(half)).signedWith(orgKey())));
  const auto other =
      redeemed(IdTokenBuilder().claim("c_hash", "LDktKdoQak3Pk0cnXxCltA").signedWith(orgKey()));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error(), broken(jose::Rule::cHash));
}

TEST(Redemption, OfASoundTokenEndsWithTokensByThisDevicesClock) {
  const auto result = redeemed(IdTokenBuilder().signedWith(orgKey()));
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->tokens.accessExpiresAt, kNow + Seconds(3600));
  EXPECT_EQ(result->issuer, support::kIssuer);
}

TEST(Redemption, FetchesTheKeysOnceMoreForAnUnknownKeyAndThenGivesUp) {
  Redemption redemption = prepared();
  const SigningKey rotated = SigningKey::rsa("k2");
  ASSERT_FALSE(redemption.giveTokens(tokensWith(IdTokenBuilder().signedWith(rotated)), kNow));
  EXPECT_NE(wanted<Redemption::WantKeys>(redemption.wants(client())), nullptr);
  Redemption later = redemption;
  later.giveKeys({{orgKey().jwk()}}, true);
  ASSERT_FALSE(later.wants(client()));
  EXPECT_EQ(later.wants(client()).error().code, ErrorCode::keyNotFound);
  redemption.giveKeys({{orgKey().jwk(), rotated.jwk()}}, true);
  EXPECT_NE(wanted<Redemption::WantVerdict>(redemption.wants(client())), nullptr);
}

TEST(Redemption, OfATokenSignedByAnotherKeyFails) {
  const SigningKey impostor = SigningKey::rsa("k1");
  const auto result = redeemed(IdTokenBuilder().signedWith(impostor));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::signatureInvalid);
}

TEST(Redemption, OfAForeignNonceFails) {
  const auto result = redeemed(IdTokenBuilder().claim("nonce", "another").signedWith(orgKey()));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::nonceMismatch);
}

TEST(Redemption, DoesNotMindAWrongClockWhereTheOrgToldTheTime) {
  for (const auto off : {std::chrono::hours(-1), std::chrono::hours(1)}) {
    const auto result = redeemed(IdTokenBuilder().signedWith(orgKey()), kNow + off, -off);
    ASSERT_TRUE(result) << result.error().detail;
    EXPECT_EQ(result->tokens.accessExpiresAt, kNow + off + Seconds(3600)) << "by that clock";
    EXPECT_EQ(result->tokens.idExpiresAt, kNow + off + Seconds(3600));
  }
}

// The token answers to a nonce of this very sign-in, so its time of issue tells the time.
TEST(Redemption, TakesTheTimeFromTheFreshTokenWhereNobodyElseToldIt) {
  for (const auto off : {std::chrono::hours(-23), std::chrono::hours(-1), std::chrono::hours(1)}) {
    const auto result = redeemed(IdTokenBuilder().signedWith(orgKey()), kNow + off, std::nullopt);
    ASSERT_TRUE(result) << off.count() << result.error().detail;
    EXPECT_EQ(result->tokens.idExpiresAt, kNow + off + Seconds(3600));
  }
}

TEST(Redemption, BlamesTheClockWhereNobodyToldTheTimeAndItIsBeyondBelief) {
  const std::string token = IdTokenBuilder().signedWith(orgKey());
  EXPECT_EQ(redeemed(token, kNow + std::chrono::hours(25), std::nullopt).error().code,
            ErrorCode::clockWrong);
  EXPECT_EQ(redeemed(token, kNow - std::chrono::hours(25), std::nullopt).error().code,
            ErrorCode::clockWrong);
}

TEST(Redemption, BlamesTheTokenWhereTheOrgToldTheTime) {
  const std::string old = IdTokenBuilder()
                              .claim("iat", Json(support::kNow.count() - 7200))
                              .claim("exp", Json(support::kNow.count() - 3600))
                              .signedWith(orgKey());
  EXPECT_EQ(redeemed(old).error().code, ErrorCode::tokenExpired);
  EXPECT_EQ(redeemed(old, kNow + Seconds(9000), Seconds(-9000)).error().code,
            ErrorCode::tokenExpired);
}

// Which token came is not changed by what time it is.
TEST(Redemption, TakesNoTimeFromATokenOfAnotherRequest) {
  const auto result = redeemed(IdTokenBuilder().claim("nonce", "another").signedWith(orgKey()),
                               kNow + std::chrono::hours(2), std::nullopt);
  EXPECT_EQ(result.error().code, ErrorCode::nonceMismatch);
}

TEST(Redemption, OfSomethingThatIsNoTokenFailsAtOnce) {
  Redemption redemption = prepared();
  const auto error = redemption.giveTokens(tokensWith("no.token"), kNow);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::malformedToken);
}

TEST(Redemption, KnowsThatACodeLivesForAMinute) {
  const Redemption redemption(code(), kNow);
  EXPECT_TRUE(redemption.isCodeAlive(kNow + Seconds(59)));
  EXPECT_FALSE(redemption.isCodeAlive(kNow + Seconds(60)));
}

TEST(Redemption, WhereAStepUpWasAskedForTheTokenHasToSayThatItHappened) {
  const auto token = [] {
    return IdTokenBuilder().claim("auth_time", support::kNow - Seconds(60)).claim("acr", "phr");
  };
  EXPECT_EQ(steppedUp(token()), "signed in");
  EXPECT_EQ(steppedUp(token().claim("auth_time", support::kNow - Seconds(600))),
            "authentication-too-old");
  EXPECT_EQ(steppedUp(token().without("auth_time")), "authentication-too-old");
  EXPECT_EQ(steppedUp(token().claim("acr", "urn:okta:loa:1fa:any")), "authentication-too-weak");
  EXPECT_EQ(steppedUp(token().without("acr")), "authentication-too-weak");
  // A renewal is no proof of who sits there, and never was meant to be one.
  EXPECT_EQ(steppedUp(IdTokenBuilder().without("nonce"), renewal()), "signed in");
}

}  // namespace
}  // namespace latchkey::signin
