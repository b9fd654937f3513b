#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "jose/id_token.h"
#include "tests/support/tokens.h"

namespace latchkey::jose {
namespace {

using support::IdTokenBuilder;
using support::kNow;

Result<IdTokenClaims> claimsOf(const IdTokenBuilder& builder) {
  return parseClaims(builder.payload());
}

TEST(ClaimsTest, AreReadWithTheirTypes) {
  const Result<IdTokenClaims> claims = claimsOf(
      IdTokenBuilder().claim("aud", Json::array({"a", "b"})).claim("azp", "a").claim("nbf", kNow));
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->issuer, support::kIssuer);
  EXPECT_EQ(claims->subject, "00u1ada");
  EXPECT_THAT(claims->audience, testing::ElementsAre("a", "b"));
  EXPECT_EQ(claims->authorizedParty, "a");
  EXPECT_EQ(claims->issuedAt, fromUnix(kNow));
  EXPECT_EQ(claims->expiresAt, fromUnix(kNow + Seconds(3600)));
  EXPECT_EQ(claims->notBefore, fromUnix(kNow));
  EXPECT_EQ(claims->authenticatedAt, fromUnix(kNow - Seconds(5)));
  EXPECT_EQ(claims->nonce, std::string(support::kNonce));
}

TEST(ClaimsTest, KeepTheDocumentAsItCame) {
  const std::string text = R"({"sub" : "a",  "groups":["x"]})";
  const Result<IdTokenClaims> claims = claimsOf(IdTokenBuilder().rawPayload(text));
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->json, text);
}

struct Payload {
  std::string name;
  std::string text;
};
void PrintTo(const Payload& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class MalformedClaims : public testing::TestWithParam<Payload> {};

TEST_P(MalformedClaims, AreRefusedWhole) {
  const Result<IdTokenClaims> claims = claimsOf(IdTokenBuilder().rawPayload(GetParam().text));
  ASSERT_FALSE(claims);
  EXPECT_EQ(claims.error().code, ErrorCode::malformedToken);
}

INSTANTIATE_TEST_SUITE_P(
    Payloads, MalformedClaims,
    testing::Values(
        Payload{"NotJson", "sub=ada"}, Payload{"List", "[]"}, Payload{"Text", R"("sub")"},
        Payload{"Null", "null"}, Payload{"CutOff", R"({"sub":"00u1)"},
        Payload{"TwoDocuments", R"({"sub":"a"}{"sub":"b"})"},
        Payload{"SubjectTwice", R"({"sub":"ada","sub":"eve"})"},
        Payload{"NestedTwice", R"({"sub":"ada","address":{"x":1,"x":2}})"},
        Payload{"BrokenUtf8", "{\"sub\":\"\xC3\x28\"}"},
        Payload{"SubjectIsANumber", R"({"sub":1})"}, Payload{"SubjectIsNull", R"({"sub":null})"},
        Payload{"IssuerIsAList", R"({"iss":["https://id.example.test"]})"},
        Payload{"AudienceIsANumber", R"({"aud":1})"},
        Payload{"AudienceIsAnObject", R"({"aud":{"0oa1client":true}})"},
        Payload{"AudienceHoldsANumber", R"({"aud":["0oa1client",1]})"},
        Payload{"AudienceHoldsAList", R"({"aud":[["0oa1client"]]})"},
        Payload{"PartyIsAList", R"({"azp":["0oa1client"]})"},
        Payload{"EndIsText", R"({"exp":"2000003600"})"}, Payload{"EndIsTrue", R"({"exp":true})"},
        Payload{"EndIsAFraction", R"({"exp":2000003600.5})"},
        Payload{"EndIsHuge", R"({"exp":1e300})"},
        Payload{"EndOverflowsMilliseconds", R"({"exp":9223372036854775807})"},
        Payload{"EndOverflowsEverything", R"({"exp":99999999999999999999999})"},
        Payload{"EndAfterYear9999", R"({"exp":253402300800})"},
        Payload{"BeginIsNegative", R"({"iat":-1})"}, Payload{"BeginIsNull", R"({"iat":null})"},
        Payload{"NotBeforeIsText", R"({"nbf":"now"})"},
        Payload{"AuthenticationTimeIsText", R"({"auth_time":"now"})"},
        Payload{"NonceIsANumber", R"({"nonce":7})"},
        Payload{"AccessTokenHashIsFalse", R"({"at_hash":false})"}),
    [](const auto& test) { return test.param.name; });

TEST(ClaimsTest, NestedBeyondReasonAreRefused) {
  const std::string deep = R"({"x":)" + std::string(5000, '[') + std::string(5000, ']') + "}";
  const auto claims = claimsOf(IdTokenBuilder().rawPayload(deep));
  ASSERT_FALSE(claims);
  EXPECT_EQ(claims.error().code, ErrorCode::malformedToken);
}

}  // namespace
}  // namespace latchkey::jose
