#include "jose/jws.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/later.h"
#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

namespace latchkey::jose {
namespace {

using support::IdTokenBuilder;
using support::SigningKey;

const SigningKey& rsaKey() {
  static const SigningKey kKey = SigningKey::rsa("org-key");
  return kKey;
}
const SigningKey& p256Key() {
  static const SigningKey kKey = SigningKey::p256("org-key");
  return kKey;
}

// What a client makes of a token: the first refusal on the way from text to verdict, if any.
std::string verdictOn(const std::string& token, const std::vector<Jwk>& published) {
  const Result<Jws> jws = parseJws(token);
  if (!jws) return std::string(name(jws.error().code));
  const Result<JwkSet> keys = parseJwkSet(support::jwkSetOf(published));
  if (!keys) return std::string(name(keys.error().code));
  const Result<Jwk> key = chooseKey(*keys, *jws);
  if (!key) return std::string(name(key.error().code));

  support::Later later;
  support::OpenSslCrypto crypto(later.poster());
  std::string verdict = "not reported";
  crypto.verify(jws->algorithm, *key, jws->signingInput, jws->signature, [&](Result<bool> holds) {
    if (!holds) {
      verdict = name(holds.error().code);
    } else {
      verdict = *holds ? "holds" : "broken";
    }
  });
  EXPECT_EQ(verdict, "not reported") << "the port reported from inside the call";
  later.run();
  return verdict;
}

TEST(JwsTest, IsSplitIntoWhatWasSignedAndTheSignature) {
  const std::string token = IdTokenBuilder().signedWith(rsaKey());
  const Result<Jws> jws = parseJws(token);
  ASSERT_TRUE(jws);
  EXPECT_EQ(jws->algorithm, Algorithm::rs256);
  EXPECT_EQ(jws->kid, "org-key");
  EXPECT_EQ(jws->payload, IdTokenBuilder().payload());
  EXPECT_EQ(jws->signingInput + '.' + toBase64Url(jws->signature), token);
}

// RFC 7515 appendix A.3: ES256 with a published key, header and signature.
TEST(JwsTest, AgreesWithAppendixA3OfRfc7515) {
  Jwk key;
  key.kty = "EC";
  key.crv = "P-256";
  key.x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
  key.y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
  const std::string input =
      "eyJhbGciOiJFUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
      "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  const auto signature = fromBase64Url(
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
      "pmWQxfKTUJqPP3-Kg6NU1Q");
  ASSERT_TRUE(signature);
  EXPECT_TRUE(isSuitable(key, Algorithm::es256));
  EXPECT_TRUE(*support::verifySignature(Algorithm::es256, key, input, *signature));
  EXPECT_FALSE(*support::verifySignature(Algorithm::es256, key, input + "x", *signature));
}

TEST(JwsTest, HoldsForTheOrgsOwnKeys) {
  EXPECT_EQ(verdictOn(IdTokenBuilder().signedWith(rsaKey()), {rsaKey().jwk()}), "holds");
  EXPECT_EQ(verdictOn(IdTokenBuilder().signedWith(p256Key()), {p256Key().jwk()}), "holds");
}

TEST(JwsTest, HoldsWhereTheHeaderSaysJwtInAnyCase) {
  EXPECT_EQ(verdictOn(IdTokenBuilder().header("typ", "jwt").signedWith(rsaKey()), {rsaKey().jwk()}),
            "holds");
}

struct Attack {
  std::string name;
  std::string (*token)();
  std::string verdict;
};
void PrintTo(const Attack& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

std::string sound() { return IdTokenBuilder().signedWith(rsaKey()); }

std::string withPart(std::size_t index, const std::string& part) {
  const std::string token = sound();
  const std::size_t first = token.find('.');
  const std::size_t second = token.rfind('.');
  std::string parts[] = {token.substr(0, first), token.substr(first + 1, second - first - 1),
                         token.substr(second + 1)};
  parts[index] = part;
  return parts[0] + '.' + parts[1] + '.' + parts[2];
}

std::string withHeader(const char* text) {
  return IdTokenBuilder().rawHeader(text).signedWith(rsaKey());
}

class AttackToken : public testing::TestWithParam<Attack> {};

TEST_P(AttackToken, IsRefusedAgainstTheOrgsRsaKey) {
  EXPECT_EQ(verdictOn(GetParam().token(), {rsaKey().jwk()}), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Algorithm, AttackToken,
    testing::Values(
        Attack{"None", [] { return IdTokenBuilder().unsignedToken(); }, "algorithm-refused"},
        Attack{"NoneInCapitals", [] { return withHeader(R"({"alg":"NONE","kid":"org-key"})"); },
               "algorithm-refused"},
        // CVE-2020-28042's kind: alg says none, a good signature is there all the same.
        Attack{"NoneWithAGoodSignature",
               [] { return IdTokenBuilder().header("alg", "none").signedWith(rsaKey()); },
               "algorithm-refused"},
        Attack{"Hs256WithThePublicKeyAsSecret",
               [] { return IdTokenBuilder().signedWithHmac(rsaKey().jwk().n); },
               "algorithm-refused"},
        Attack{"Es256NamingAnRsaKey", [] { return IdTokenBuilder().signedWith(p256Key()); },
               "key-unsuitable"},
        Attack{"Rs512", [] { return IdTokenBuilder().header("alg", "RS512").signedWith(rsaKey()); },
               "algorithm-refused"},
        Attack{"LowerCase",
               [] { return IdTokenBuilder().header("alg", "rs256").signedWith(rsaKey()); },
               "algorithm-refused"},
        Attack{"Missing", [] { return IdTokenBuilder().withoutHeader("alg").signedWith(rsaKey()); },
               "algorithm-refused"},
        Attack{"Number", [] { return IdTokenBuilder().header("alg", 256).signedWith(rsaKey()); },
               "algorithm-refused"},
        Attack{"Twice",
               [] { return withHeader(R"({"alg":"RS256","kid":"org-key","alg":"none"})"); },
               "malformed-token"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Header, AttackToken,
    testing::Values(
        Attack{"ForeignKid",
               [] { return IdTokenBuilder().header("kid", "x").signedWith(rsaKey()); },
               "key-not-found"},
        Attack{"NoKid", [] { return IdTokenBuilder().withoutHeader("kid").signedWith(rsaKey()); },
               "malformed-token"},
        Attack{"EmptyKid", [] { return IdTokenBuilder().header("kid", "").signedWith(rsaKey()); },
               "malformed-token"},
        Attack{
            "KidIsAList",
            [] {
              return IdTokenBuilder().header("kid", Json::array({"org-key"})).signedWith(rsaKey());
            },
            "malformed-token"},
        Attack{"Crit",
               [] {
                 return IdTokenBuilder()
                     .header("crit", Json::array({"exp"}))
                     .header("exp", 1)
                     .signedWith(rsaKey());
               },
               "algorithm-refused"},
        Attack{"EmptyCrit",
               [] { return IdTokenBuilder().header("crit", Json::array()).signedWith(rsaKey()); },
               "algorithm-refused"},
        Attack{"UnencodedPayload",
               [] {
                 return IdTokenBuilder()
                     .header("b64", false)
                     .header("crit", Json::array({"b64"}))
                     .signedWith(rsaKey());
               },
               "algorithm-refused"},
        Attack{"AccessTokensType",
               [] { return IdTokenBuilder().header("typ", "at+jwt").signedWith(rsaKey()); },
               "malformed-token"},
        Attack{"LogoutTokensType",
               [] { return IdTokenBuilder().header("typ", "logout+jwt").signedWith(rsaKey()); },
               "malformed-token"},
        Attack{"TypeIsANumber",
               [] { return IdTokenBuilder().header("typ", 1).signedWith(rsaKey()); },
               "malformed-token"},
        Attack{"List", [] { return withHeader("[]"); }, "malformed-token"},
        Attack{"NotJson", [] { return withHeader("alg=RS256"); }, "malformed-token"},
        Attack{"JsonAndMore", [] { return withHeader(R"({"alg":"RS256","kid":"org-key"}{})"); },
               "malformed-token"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Shape, AttackToken,
    testing::Values(
        Attack{"Empty", [] { return std::string(); }, "malformed-token"},
        Attack{"TwoDots", [] { return std::string(".."); }, "malformed-token"},
        Attack{"TwoParts", [] { return sound().substr(0, sound().rfind('.')); }, "malformed-token"},
        Attack{"FourParts", [] { return sound() + ".AA"; }, "malformed-token"},
        // An encrypted token has five (RFC 7516 §3.1).
        Attack{"FiveParts", [] { return sound() + ".AA.AA"; }, "malformed-token"},
        Attack{"NoHeader", [] { return withPart(0, ""); }, "malformed-token"},
        Attack{"NoPayload", [] { return withPart(1, ""); }, "malformed-token"},
        Attack{"NoSignature", [] { return withPart(2, ""); }, "malformed-token"},
        Attack{"HeaderPadded",
               [] { return withPart(0, sound().substr(0, sound().find('.')) + "="); },
               "malformed-token"},
        Attack{"PayloadInTheOtherAlphabet", [] { return withPart(1, "a+/b"); }, "malformed-token"},
        Attack{"SignatureWithASpace", [] { return sound() + " "; }, "malformed-token"},
        Attack{"LineBreakAtTheEnd", [] { return sound() + "\n"; }, "malformed-token"},
        Attack{"ZeroByteInside", [] { return withPart(1, std::string("YW\0j", 4)); },
               "malformed-token"},
        Attack{"OverTheSizeLimit",
               [] {
                 return IdTokenBuilder().claim("x", std::string(70'000, 'x')).signedWith(rsaKey());
               },
               "malformed-token"},
        Attack{"Es256WithAnRsaSignature",
               [] { return IdTokenBuilder().header("alg", "ES256").signedWith(rsaKey()); },
               "malformed-token"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Signature, AttackToken,
    testing::Values(
        Attack{"OfOtherClaims",
               [] {
                 return withPart(
                     1, toBase64Url(toBytes(IdTokenBuilder().claim("sub", "00u1eve").payload())));
               },
               "broken"},
        Attack{"OfAnotherKeyWithThisKid",
               [] { return IdTokenBuilder().signedWith(SigningKey::rsa("org-key")); }, "broken"},
        Attack{"CutShort", [] { return withPart(2, toBase64Url(Bytes(255, 0x01))); }, "broken"},
        Attack{"OfZeros", [] { return withPart(2, toBase64Url(Bytes(256, 0x00))); }, "broken"},
        Attack{"OfOneByte", [] { return withPart(2, "AA"); }, "broken"}),
    [](const auto& test) { return test.param.name; });

// CVE-2022-21449: a verifier that forgets the range check takes r = s = 0 for everything.
TEST(JwsTest, OfZerosIsBrokenForEcdsaToo) {
  const std::string token = IdTokenBuilder().signedWith(p256Key());
  const std::string forged = token.substr(0, token.rfind('.') + 1) + toBase64Url(Bytes(64, 0));
  EXPECT_EQ(verdictOn(forged, {p256Key().jwk()}), "broken");
}

TEST(JwsTest, NeverTrustsAKeyThatItBringsAlong) {
  const SigningKey own = SigningKey::rsa("org-key");
  const Json embedded = Json{{"kty", "RSA"}, {"n", own.jwk().n}, {"e", own.jwk().e}};
  const std::string token = IdTokenBuilder().header("jwk", embedded).signedWith(own);
  EXPECT_EQ(verdictOn(token, {rsaKey().jwk()}), "broken");
}

TEST(ChooseKeyTest, RefusesTwoKeysOfOneKid) {
  const Jwk key = rsaKey().jwk();
  EXPECT_EQ(verdictOn(sound(), {key, key}), "key-unsuitable");
  EXPECT_EQ(verdictOn(sound(), {key, p256Key().jwk()}), "key-unsuitable");
}

TEST(ChooseKeyTest, FindsTheOneAmongMany) {
  EXPECT_EQ(verdictOn(sound(), {SigningKey::p256("b").jwk(), rsaKey().jwk()}), "holds");
}

TEST(ChooseKeyTest, FindsNoneInAnEmptySet) { EXPECT_EQ(verdictOn(sound(), {}), "key-not-found"); }

TEST(ChooseKeyTest, LeavesAKeyForEncryptionAlone) {
  Jwk key = rsaKey().jwk();
  key.use = "enc";
  EXPECT_EQ(verdictOn(sound(), {key}), "key-unsuitable");
}

TEST(ChooseKeyTest, LeavesAShortKeyAlone) {
  const SigningKey weak = SigningKey::rsa("org-key", 1024);
  EXPECT_EQ(verdictOn(IdTokenBuilder().signedWith(weak), {weak.jwk()}), "key-unsuitable");
}

TEST(ChooseKeyTest, APointOffTheCurveVerifiesNothing) {
  Jwk key = p256Key().jwk();
  key.y = key.x;
  EXPECT_EQ(verdictOn(IdTokenBuilder().signedWith(p256Key()), {key}), "key-unsuitable");
}

}  // namespace
}  // namespace latchkey::jose
