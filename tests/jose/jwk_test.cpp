#include "jose/jwk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/tokens.h"

namespace latchkey::jose {
namespace {

const std::string kSmallRsa = R"({"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"})";

TEST(JwkSetTest, TakesSigningKeysAsOktaPublishesThem) {
  const Result<JwkSet> set = parseJwkSet(
      R"({"keys":[{"kty":"RSA","alg":"RS256","kid":"k1","use":"sig","e":"AQAB","n":"AQAB",
          "key_ops":["verify"]}]})");
  ASSERT_TRUE(set);
  ASSERT_EQ(set->keys.size(), 1U);
  const Jwk& key = set->keys.front();
  EXPECT_EQ(key.kty, "RSA");
  EXPECT_EQ(key.kid, "k1");
  EXPECT_EQ(key.use, "sig");
  EXPECT_EQ(key.alg, "RS256");
  EXPECT_EQ(key.e, "AQAB");
  EXPECT_THAT(key.keyOps, testing::ElementsAre("verify"));
}

struct LeftOut {
  std::string name;
  std::string key;
};
void PrintTo(const LeftOut& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class KeyLeftOut : public testing::TestWithParam<LeftOut> {};

TEST_P(KeyLeftOut, AndTheSoundOneBesideItIsTaken) {
  const Result<JwkSet> set = parseJwkSet("{\"keys\":[" + GetParam().key + "," + kSmallRsa + "]}");
  ASSERT_TRUE(set);
  ASSERT_EQ(set->keys.size(), 1U);
  EXPECT_EQ(set->keys.front().kid, "a");
}

INSTANTIATE_TEST_SUITE_P(
    Keys, KeyLeftOut,
    testing::Values(LeftOut{"Symmetric", R"({"kty":"oct","kid":"s","k":"c2VjcmV0"})"},
                    LeftOut{"UnknownKind", R"({"kty":"OKP","crv":"Ed25519","x":"AA"})"},
                    LeftOut{"NoKind", R"({"kid":"s","n":"AQAB","e":"AQAB"})"},
                    LeftOut{"RsaWithoutModulus", R"({"kty":"RSA","e":"AQAB"})"},
                    LeftOut{"EcWithoutY", R"({"kty":"EC","crv":"P-256","x":"AA"})"},
                    LeftOut{"NumberAsKid", R"({"kty":"RSA","kid":7,"n":"AQAB","e":"AQAB"})"},
                    LeftOut{"NullAsUse", R"({"kty":"RSA","use":null,"n":"AQAB","e":"AQAB"})"},
                    LeftOut{"OpsNoList",
                            R"({"kty":"RSA","key_ops":"verify","n":"AQAB","e":"AQAB"})"},
                    LeftOut{"OpsEmpty", R"({"kty":"RSA","key_ops":[],"n":"AQAB","e":"AQAB"})"},
                    LeftOut{"OpsOfNumbers", R"({"kty":"RSA","key_ops":[1],"n":"AQAB","e":"AQAB"})"},
                    LeftOut{"Text", R"("RSA")"}, LeftOut{"Null", "null"}, LeftOut{"List", "[]"}),
    [](const auto& test) { return test.param.name; });

class NoJwkSet : public testing::TestWithParam<LeftOut> {};

TEST_P(NoJwkSet, IsAMalformedResponse) {
  const Result<JwkSet> set = parseJwkSet(GetParam().key);
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, ErrorCode::malformedResponse);
}

INSTANTIATE_TEST_SUITE_P(Bodies, NoJwkSet,
                         testing::Values(LeftOut{"Nothing", ""}, LeftOut{"Html", "<!doctype html>"},
                                         LeftOut{"BareList", "[]"}, LeftOut{"NoKeys", "{}"},
                                         LeftOut{"KeysAreAnObject", R"({"keys":{}})"},
                                         LeftOut{"CutOff", R"({"keys":[{"kty":"RSA")"},
                                         LeftOut{"KeysTwice", R"({"keys":[],"keys":[]})"},
                                         LeftOut{"KidTwice",
                                                 R"({"keys":[{"kty":"RSA","kid":"a","kid":"b"}]})"},
                                         LeftOut{"Huge", std::string((4U << 20U) + 1, ' ')}),
                         [](const auto& test) { return test.param.name; });

// One way to spoil a key that is sound for its algorithm.
struct Spoilt {
  std::string name;
  Algorithm algorithm;
  void (*spoil)(Jwk& key);
  bool suitable;
};
void PrintTo(const Spoilt& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

std::string numberOfBits(std::size_t bits) {
  Bytes number((bits + 7) / 8, 0xFF);
  number.front() = static_cast<std::uint8_t>(0xFFU >> (number.size() * 8 - bits));
  return toBase64Url(number);
}

Jwk soundKey(Algorithm algorithm) {
  Jwk key;
  key.kid = "a";
  if (algorithm == Algorithm::rs256) {
    key.kty = "RSA";
    key.n = numberOfBits(2048);
    key.e = "AQAB";
  } else {
    key.kty = "EC";
    key.crv = "P-256";
    key.x = numberOfBits(256);
    key.y = numberOfBits(256);
  }
  return key;
}

class SuitableKey : public testing::TestWithParam<Spoilt> {};

TEST_P(SuitableKey, IsJudgedByKindUseAlgorithmAndSize) {
  Jwk key = soundKey(GetParam().algorithm);
  GetParam().spoil(key);
  EXPECT_EQ(isSuitable(key, GetParam().algorithm), GetParam().suitable);
}

constexpr auto kRsa = Algorithm::rs256;
constexpr auto kEc = Algorithm::es256;

INSTANTIATE_TEST_SUITE_P(
    Rsa, SuitableKey,
    testing::Values(Spoilt{"Plain", kRsa, [](Jwk&) {}, true},
                    Spoilt{"ForSignatures", kRsa, [](Jwk& k) { k.use = "sig"; }, true},
                    Spoilt{"ForEncryption", kRsa, [](Jwk& k) { k.use = "enc"; }, false},
                    Spoilt{"OfThisAlgorithm", kRsa, [](Jwk& k) { k.alg = "RS256"; }, true},
                    Spoilt{"OfAnotherAlgorithm", kRsa, [](Jwk& k) { k.alg = "RS512"; }, false},
                    Spoilt{"OfPss", kRsa, [](Jwk& k) { k.alg = "PS256"; }, false},
                    Spoilt{"MayVerify", kRsa,
                           [](Jwk& k) {
                             k.keyOps = {"sign", "verify"};
                           },
                           true},
                    Spoilt{"MayOnlyWrap", kRsa, [](Jwk& k) { k.keyOps = {"wrapKey"}; }, false},
                    Spoilt{"Of2047Bits", kRsa, [](Jwk& k) { k.n = numberOfBits(2047); }, false},
                    Spoilt{"Of1024Bits", kRsa, [](Jwk& k) { k.n = numberOfBits(1024); }, false},
                    Spoilt{"PaddedTo2048Bits", kRsa,
                           [](Jwk& k) {
                             Bytes padded(128, 0);
                             padded.resize(256, 0xFF);
                             k.n = toBase64Url(padded);
                           },
                           false},
                    Spoilt{"Of4096Bits", kRsa, [](Jwk& k) { k.n = numberOfBits(4096); }, true},
                    Spoilt{"Of32768Bits", kRsa, [](Jwk& k) { k.n = numberOfBits(32768); }, false},
                    Spoilt{"ModulusNotBase64Url", kRsa, [](Jwk& k) { k.n = "++" + k.n; }, false},
                    Spoilt{"ModulusPadded", kRsa, [](Jwk& k) { k.n += "="; }, false},
                    Spoilt{"ModulusOfZeros", kRsa, [](Jwk& k) { k.n = std::string(344, 'A'); },
                           false},
                    Spoilt{"ExponentOne", kRsa, [](Jwk& k) { k.e = "AQ"; }, false},
                    Spoilt{"ExponentZero", kRsa, [](Jwk& k) { k.e = "AA"; }, false},
                    Spoilt{"ExponentThree", kRsa, [](Jwk& k) { k.e = "Aw"; }, true},
                    Spoilt{"ExponentEven", kRsa, [](Jwk& k) { k.e = "BA"; }, false},
                    Spoilt{"ExponentHuge", kRsa, [](Jwk& k) { k.e = numberOfBits(2047); }, false},
                    Spoilt{"CalledEc", kRsa, [](Jwk& k) { k.kty = "EC"; }, false},
                    Spoilt{"AnEcKey", kRsa, [](Jwk& k) { k = soundKey(kEc); }, false}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Ec, SuitableKey,
    testing::Values(Spoilt{"Plain", kEc, [](Jwk&) {}, true},
                    Spoilt{"OfThisAlgorithm", kEc, [](Jwk& k) { k.alg = "ES256"; }, true},
                    Spoilt{"OfAnotherAlgorithm", kEc, [](Jwk& k) { k.alg = "ES384"; }, false},
                    Spoilt{"OfAnotherCurve", kEc, [](Jwk& k) { k.crv = "P-384"; }, false},
                    Spoilt{"OfBitcoinsCurve", kEc, [](Jwk& k) { k.crv = "secp256k1"; }, false},
                    Spoilt{"ShortX", kEc, [](Jwk& k) { k.x = numberOfBits(248); }, false},
                    Spoilt{"LongY", kEc, [](Jwk& k) { k.y = numberOfBits(264); }, false},
                    Spoilt{"CalledRsa", kEc, [](Jwk& k) { k.kty = "RSA"; }, false},
                    Spoilt{"AnRsaKey", kEc, [](Jwk& k) { k = soundKey(kRsa); }, false}),
    [](const auto& test) { return test.param.name; });

TEST(SuitableKeyTest, IsWhatTheTestsOwnKeysAre) {
  EXPECT_TRUE(isSuitable(support::SigningKey::rsa("a").jwk(), kRsa));
  EXPECT_TRUE(isSuitable(support::SigningKey::p256("a").jwk(), kEc));
  EXPECT_FALSE(isSuitable(support::SigningKey::rsa("a", 1024).jwk(), kRsa));
}

}  // namespace
}  // namespace latchkey::jose
