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

// Everything given but the tokens.
Redemption prepared() {
  Redemption redemption(oauth::InteractionCode("code"), kNow);
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
  const auto wants = redemption.wants();
  if (const auto* digest = wanted<Redemption::WantDigest>(wants)) {
    redemption.giveDigest(support::sha256Of(digest->data));
  }
  if (const auto* verdict = wanted<Redemption::WantVerdict>(wants)) {
    const auto holds =
        support::verifySignature(verdict->token.algorithm, verdict->key,
                                 verdict->token.signingInput, verdict->token.signature);
    redemption.giveVerdict(holds.value_or(false) ? jose::SignatureVerdict::holds
                                                 : jose::SignatureVerdict::broken);
  }
}

Result<Redemption::Redeemed> redeemed(const std::string& idToken, Instant now = kNow,
                                      Instant serverNow = kNow) {
  Redemption redemption = prepared();
  if (const auto error = redemption.giveTokens(tokensWith(idToken))) return *error;
  serve(redemption);
  if (!redemption.isComplete()) return Error{ErrorCode::malformedInput, "not complete"};
  return redemption.finish(client(), jose::Nonce(std::string(support::kNonce)), now, serverNow);
}

TEST(Redemption, WantsTokensAndMetadataAtOnce) {
  const Redemption redemption(oauth::InteractionCode("code"), kNow);
  EXPECT_NE(wanted<Redemption::WantTokens>(redemption.wants()), nullptr);
  EXPECT_NE(wanted<Redemption::WantMetadata>(redemption.wants()), nullptr);
  EXPECT_EQ(wanted<Redemption::WantKeys>(redemption.wants()), nullptr) << "nobody knows where";
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
  ASSERT_FALSE(redemption.giveTokens(tokensWith(IdTokenBuilder().signedWith(rotated))));
  EXPECT_NE(wanted<Redemption::WantKeys>(redemption.wants()), nullptr);
  Redemption later = redemption;
  later.giveKeys({{orgKey().jwk()}}, true);
  ASSERT_FALSE(later.wants());
  EXPECT_EQ(later.wants().error().code, ErrorCode::keyNotFound);
  redemption.giveKeys({{orgKey().jwk(), rotated.jwk()}}, true);
  EXPECT_NE(wanted<Redemption::WantVerdict>(redemption.wants()), nullptr);
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

TEST(Redemption, BlamesTheClockOnlyWhereTheClockIsWrong) {
  const std::string old = IdTokenBuilder()
                              .claim("iat", Json(support::kNow.count() - 7200))
                              .claim("exp", Json(support::kNow.count() - 3600))
                              .signedWith(orgKey());
  EXPECT_EQ(redeemed(old).error().code, ErrorCode::tokenExpired);
  EXPECT_EQ(redeemed(old, kNow + Seconds(9000)).error().code, ErrorCode::clockWrong);
}

TEST(Redemption, OfSomethingThatIsNoTokenFailsAtOnce) {
  Redemption redemption = prepared();
  const auto error = redemption.giveTokens(tokensWith("no.token"));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::malformedToken);
}

TEST(Redemption, KnowsThatACodeLivesForAMinute) {
  const Redemption redemption(oauth::InteractionCode("code"), kNow);
  EXPECT_TRUE(redemption.isCodeAlive(kNow + Seconds(59)));
  EXPECT_FALSE(redemption.isCodeAlive(kNow + Seconds(60)));
}

}  // namespace
}  // namespace latchkey::signin
