#include "jose/id_token.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

namespace latchkey::jose {
namespace {

using support::expectation;
using support::IdTokenBuilder;
using support::kNow;
using support::SigningKey;

constexpr Seconds kSkew{120};

// The rules do not look at the signature's bytes, so these tests need no key.
Jws asJws(const IdTokenBuilder& builder) {
  Jws jws;
  jws.kid = "org-key";
  jws.payload = builder.payload();
  jws.signingInput = "header." + toBase64Url(toBytes(jws.payload));
  jws.signature = {1, 2, 3};
  return jws;
}

std::string compactOf(const Jws& jws) {
  return jws.signingInput + '.' + toBase64Url(jws.signature);
}

std::string verdictOn(const IdTokenBuilder& builder, const Expected& expected = expectation(),
                      SignatureVerdict signature = SignatureVerdict::holds) {
  const Jws jws = asJws(builder);
  const auto token = VerifiedIdToken::from(compactOf(jws), jws, signature, expected);
  return token ? "sound" : std::string(name(token.error().code));
}

// One line says what is different about this token.
struct Difference {
  std::string name;
  void (*make)(IdTokenBuilder& token);
  std::string verdict;
};
void PrintTo(const Difference& row, std::ostream* out) {  // NOLINT: gtest's name
  *out << row.name;
}

class IdTokenRule : public testing::TestWithParam<Difference> {};

TEST_P(IdTokenRule, DecidesOnOneDifference) {
  IdTokenBuilder token;
  GetParam().make(token);
  EXPECT_EQ(verdictOn(token), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Issuer, IdTokenRule,
    testing::Values(
        Difference{"None", [](auto& token) { (void)token; }, "sound"},
        Difference{"Other", [](auto& token) { token.claim("iss", "https://evil.test"); },
                   "issuer-mismatch"},
        Difference{
            "SlashMore",
            [](auto& token) { token.claim("iss", "https://id.example.test/oauth2/default/"); },
            "issuer-mismatch"},
        Difference{
            "OtherCase",
            [](auto& token) { token.claim("iss", "https://ID.example.test/oauth2/default"); },
            "issuer-mismatch"},
        Difference{"OrgInsteadOfServer",
                   [](auto& token) { token.claim("iss", "https://id.example.test"); },
                   "issuer-mismatch"},
        Difference{"Missing", [](auto& token) { token.without("iss"); }, "issuer-mismatch"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Audience, IdTokenRule,
    testing::Values(
        Difference{"Other", [](auto& token) { token.claim("aud", "0oa2other"); },
                   "audience-mismatch"},
        Difference{"LongerByOne", [](auto& token) { token.claim("aud", "0oa1client2"); },
                   "audience-mismatch"},
        Difference{"Missing", [](auto& token) { token.without("aud"); }, "audience-mismatch"},
        Difference{"EmptyList", [](auto& token) { token.claim("aud", Json::array()); },
                   "audience-mismatch"},
        Difference{"ListOfUs", [](auto& token) { token.claim("aud", Json::array({"0oa1client"})); },
                   "sound"},
        Difference{"ListOfOthers",
                   [](auto& token) {
                     token.claim("aud", Json::array({"x", "y"}));
                   },
                   "audience-mismatch"},
        Difference{"ManyWithoutParty",
                   [](auto& token) {
                     token.claim("aud", Json::array({"0oa1client", "x"}));
                   },
                   "authorized-party-mismatch"},
        Difference{"ManyWithForeignParty",
                   [](auto& token) {
                     token.claim("aud", Json::array({"0oa1client", "x"})).claim("azp", "x");
                   },
                   "authorized-party-mismatch"},
        Difference{
            "ManyWithOurParty",
            [](auto& token) {
              token.claim("aud", Json::array({"x", "0oa1client"})).claim("azp", "0oa1client");
            },
            "sound"},
        Difference{"OneWithForeignParty", [](auto& token) { token.claim("azp", "x"); },
                   "authorized-party-mismatch"},
        Difference{"OneWithEmptyParty", [](auto& token) { token.claim("azp", ""); },
                   "authorized-party-mismatch"},
        Difference{"OneWithOurParty", [](auto& token) { token.claim("azp", "0oa1client"); },
                   "sound"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Times, IdTokenRule,
    testing::Values(
        Difference{"EndMissing", [](auto& token) { token.without("exp"); }, "malformed-token"},
        Difference{"BeginMissing", [](auto& token) { token.without("iat"); }, "malformed-token"},
        Difference{"EndsBeforeItBegan",
                   [](auto& token) { token.claim("iat", kNow).claim("exp", kNow - Seconds(1)); },
                   "malformed-token"},
        Difference{"EndsAsItBegan",
                   [](auto& token) { token.claim("iat", kNow).claim("exp", kNow); }, "sound"},
        Difference{
            "EndedTheSkewAgo",
            [](auto& token) { token.claim("iat", kNow - Seconds(999)).claim("exp", kNow - kSkew); },
            "token-expired"},
        Difference{
            "EndedASecondLess",
            [](auto& token) {
              token.claim("iat", kNow - Seconds(999)).claim("exp", kNow - kSkew + Seconds(1));
            },
            "sound"},
        Difference{"BeginsTheSkewAhead", [](auto& token) { token.claim("iat", kNow + kSkew); },
                   "sound"},
        Difference{"BeginsASecondMore",
                   [](auto& token) { token.claim("iat", kNow + kSkew + Seconds(1)); },
                   "token-from-future"},
        Difference{"NotBeforeTheSkewAhead", [](auto& token) { token.claim("nbf", kNow + kSkew); },
                   "sound"},
        Difference{"NotBeforeASecondMore",
                   [](auto& token) { token.claim("nbf", kNow + kSkew + Seconds(1)); },
                   "token-from-future"},
        Difference{"NotBeforeLongAgo", [](auto& token) { token.claim("nbf", Seconds(0)); },
                   "sound"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Person, IdTokenRule,
    testing::Values(
        Difference{"SubjectMissing", [](auto& token) { token.without("sub"); }, "subject-missing"},
        Difference{"SubjectEmpty", [](auto& token) { token.claim("sub", ""); }, "subject-missing"},
        Difference{"NonceMissing", [](auto& token) { token.without("nonce"); }, "nonce-mismatch"},
        Difference{"NonceEmpty", [](auto& token) { token.claim("nonce", ""); }, "nonce-mismatch"},
        Difference{"NonceOfAnotherSignIn",
                   [](auto& token) { token.claim("nonce", "n-0S6_WzA2Mk"); }, "nonce-mismatch"},
        Difference{"NonceCutShort", [](auto& token) { token.claim("nonce", "n-0S6_WzA2M"); },
                   "nonce-mismatch"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    AccessToken, IdTokenRule,
    testing::Values(
        Difference{"HashMissing", [](auto& token) { token.without("at_hash"); }, "sound"},
        Difference{"HashOfAnother",
                   [](auto& token) { token.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"); },
                   "access-token-mismatch"},
        Difference{"HashEmpty", [](auto& token) { token.claim("at_hash", ""); },
                   "access-token-mismatch"},
        Difference{"HashWhole",
                   [](auto& token) {
                     token.claim("at_hash",
                                 toBase64Url(support::sha256Of(toBytes(support::kAccessToken))));
                   },
                   "access-token-mismatch"}),
    [](const auto& test) { return test.param.name; });

// OpenID Connect Core's own example of at_hash is of this very token (appendix A.3).
TEST(IdTokenRuleTest, HashesAsTheExampleOfTheStandardDoes) {
  Expected expected = expectation();
  expected.accessTokenDigest =
      support::sha256Of(toBytes("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"));
  EXPECT_EQ(verdictOn(IdTokenBuilder().claim("at_hash", "77QmUPtjPfzWtF2AnpK9RQ"), expected),
            "sound");
}

TEST(IdTokenRuleTest, CannotHashAnAccessTokenThatDidNotCome) {
  Expected expected = expectation();
  expected.accessTokenDigest.clear();
  EXPECT_EQ(verdictOn(IdTokenBuilder(), expected), "sound");
}

struct Age {
  std::string name;
  Seconds authenticatedBefore;
  std::string verdict;
};
void PrintTo(const Age& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class AuthenticationAge : public testing::TestWithParam<Age> {};

TEST_P(AuthenticationAge, IsHeldAgainstTheFiveMinutesAskedFor) {
  Expected expected = expectation();
  expected.maxAge = Seconds(300);
  const auto token = IdTokenBuilder().claim("auth_time", kNow - GetParam().authenticatedBefore);
  EXPECT_EQ(verdictOn(token, expected), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Ages, AuthenticationAge,
    testing::Values(Age{"JustNow", Seconds(0), "sound"},
                    Age{"AsOldAsAllowed", Seconds(420), "sound"},
                    Age{"ASecondOlder", Seconds(421), "authentication-too-old"},
                    Age{"AYearOld", Seconds(31'536'000), "authentication-too-old"}),
    [](const auto& test) { return test.param.name; });

TEST(AuthenticationAgeTest, MustBeToldWhereItWasAskedFor) {
  Expected expected = expectation();
  expected.maxAge = Seconds(300);
  EXPECT_EQ(verdictOn(IdTokenBuilder().without("auth_time"), expected), "authentication-too-old");
}

TEST(AuthenticationAgeTest, DoesNotMatterWhereNobodyAsked) {
  EXPECT_EQ(verdictOn(IdTokenBuilder().claim("auth_time", Seconds(0))), "sound");
  EXPECT_EQ(verdictOn(IdTokenBuilder().without("auth_time")), "sound");
}

// An empty expectation must not match an empty claim.
TEST(ExpectationTest, ThatIsEmptyMatchesNothing) {
  Expected expected = expectation();
  expected.answersTo = Nonce();
  EXPECT_EQ(verdictOn(IdTokenBuilder().claim("nonce", ""), expected), "nonce-mismatch");
  EXPECT_EQ(verdictOn(IdTokenBuilder().without("nonce"), expected), "nonce-mismatch");
  expected = expectation();
  expected.issuer.clear();
  EXPECT_EQ(verdictOn(IdTokenBuilder().without("iss"), expected), "issuer-mismatch");
  expected = expectation();
  expected.clientId.clear();
  EXPECT_EQ(verdictOn(IdTokenBuilder().claim("aud", ""), expected), "audience-mismatch");
}

TEST(VerifiedIdTokenTest, KeepsTheTokenAndItsClaims) {
  const std::string compact = IdTokenBuilder().signedWith(SigningKey::p256("org-key"));
  const Result<Jws> jws = parseJws(compact);
  ASSERT_TRUE(jws);
  const auto token = VerifiedIdToken::from(compact, *jws, SignatureVerdict::holds, expectation());
  ASSERT_TRUE(token);
  EXPECT_EQ(token->compact(), compact);
  EXPECT_EQ(token->claims().subject, "00u1ada");
}

TEST(VerifiedIdTokenTest, DoesNotExistWhereTheSignatureIsBroken) {
  EXPECT_EQ(verdictOn(IdTokenBuilder(), expectation(), SignatureVerdict::broken),
            "signature-invalid");
}

TEST(VerifiedIdTokenTest, SaysNothingOfTheClaimsOfAForgery) {
  EXPECT_EQ(verdictOn(IdTokenBuilder().claim("iss", "https://evil.test"), expectation(),
                      SignatureVerdict::broken),
            "signature-invalid");
}

TEST(VerifiedIdTokenTest, IsTheTokenThatWasVerifiedAndNoOther) {
  const Jws jws = asJws(IdTokenBuilder());
  const Jws other = asJws(IdTokenBuilder().claim("sub", "00u1eve"));
  const auto token =
      VerifiedIdToken::from(compactOf(other), jws, SignatureVerdict::holds, expectation());
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error(), broken(Rule::signature));
}

TEST(BrokenRuleTest, IsToldByClaimAndSectionWithoutAnyValueOfTheToken) {
  const Result<IdTokenClaims> claims =
      parseClaims(IdTokenBuilder().claim("nonce", "wrong").payload());
  ASSERT_TRUE(claims);
  const std::optional<Error> broken = firstBrokenRule(*claims, expectation());
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->detail, "nonce is not that of the request (OIDC Core 3.1.3.7 (11))");
}

}  // namespace
}  // namespace latchkey::jose
