// Forged tokens. Each row says which rule of jose/rules.h refuses it, and every rule refuses at
// least one. All of them are read as a whole token is, from its characters to the claims, with real
// signatures.

#include "jose/rules.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/jose/forgery.h"

namespace latchkey::jose {
namespace {

using support::kNow;

constexpr Seconds kHour{3600};

enum class Of { both, rs256, es256 };

struct Attack {
  std::string name;
  Rule hits;
  Forgery (*make)(const Keys& keys);
  Of of = Of::both;
};
void PrintTo(const Attack& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

const std::vector<Attack>& attacks() {
  static const std::vector<Attack> rows = {
      {"NotAToken", Rule::compact, [](const Keys&) { return tokenOf("no token"); }},
      {"SignatureCutOff", Rule::compact,
       [](const Keys& keys) { return tokenOf(withSignature(sound(keys), "")); }},
      {"HugeClaims", Rule::compact,
       [](const Keys&) { return tokenWith("x", std::string(70'000, 'x')); }},
      {"Es256OfAnRsaSignature", Rule::compact,
       [](const Keys&) { return tokenWithHeader("alg", "ES256"); }, Of::rs256},
      {"Rs256OfAP256Signature", Rule::keySuitable,
       [](const Keys&) { return tokenWithHeader("alg", "RS256"); }, Of::es256},
      {"Encrypted", Rule::notEncrypted,
       [](const Keys&) { return tokenOf("eyJhbGciOiJkaXIifQ..AA.AA.AA"); }},
      {"HeaderWithTwoAlgorithms", Rule::header,
       [](const Keys& keys) {
         return tokenOf(IdTokenBuilder()
                            .rawHeader(R"({"alg":"none","kid":"org-key","alg":"RS256"})")
                            .signedWith(keys.org));
       }},
      {"HeaderIsAList", Rule::header,
       [](const Keys& keys) {
         return tokenOf(IdTokenBuilder().rawHeader("[]").signedWith(keys.org));
       }},
      {"AlgorithmNone", Rule::algorithm,
       [](const Keys&) { return tokenOf(IdTokenBuilder().unsignedToken() + "AA"); }},
      {"AlgorithmNoneBesideAGoodSignature", Rule::algorithm,
       [](const Keys&) { return tokenWithHeader("alg", "none"); }},
      {"Hs256WithThePublicKeyAsSecret", Rule::algorithm,
       [](const Keys& keys) {
         return tokenOf(IdTokenBuilder().signedWithHmac(keys.org.jwk().n + keys.org.jwk().x));
       }},
      {"Rs512", Rule::algorithm, [](const Keys&) { return tokenWithHeader("alg", "RS512"); }},
      {"AlgorithmMissing", Rule::algorithm,
       [](const Keys& keys) {
         return tokenOf(IdTokenBuilder().withoutHeader("alg").signedWith(keys.org));
       }},
      {"AnExtensionThatCounts", Rule::noCrit,
       [](const Keys&) { return tokenWithHeader("crit", Json::array({"b64"})); }},
      {"AccessTokensType", Rule::type,
       [](const Keys&) { return tokenWithHeader("typ", "at+jwt"); }},
      {"LogoutTokensType", Rule::type,
       [](const Keys&) { return tokenWithHeader("typ", "logout+jwt"); }},
      {"KidMissing", Rule::kidPresent,
       [](const Keys& keys) {
         return tokenOf(IdTokenBuilder().withoutHeader("kid").signedWith(keys.org));
       }},
      {"ForeignKid", Rule::keyPublished,
       [](const Keys&) { return tokenWithHeader("kid", "somebody-elses"); }},
      {"NobodyPublishedAKey", Rule::keyPublished, [](const Keys&) { return publishing({}); }},
      {"TwoKeysWithOneKid", Rule::keyUnique,
       [](const Keys& keys) {
         return publishing({keys.org.jwk(), keys.foreign.jwk()});
       }},
      {"OtherAlgorithmByTheKidOfTheKey", Rule::keySuitable,
       [](const Keys& keys) {
         return tokenOf(IdTokenBuilder().header("kid", "org-key").signedWith(keys.foreignOther));
       }},
      {"KeyForEncryption", Rule::keySuitable,
       [](const Keys& keys) {
         Jwk key = keys.org.jwk();
         key.use = "enc";
         return publishing({key});
       }},
      {"KeyOfAnotherCurve", Rule::keySuitable,
       [](const Keys& keys) {
         Jwk key = keys.org.jwk();
         key.crv = "secp256k1";
         return publishing({key});
       },
       Of::es256},
      {"KeyOf1024Bits", Rule::keySuitable,
       [](const Keys&) {
         const SigningKey weak = SigningKey::rsa("org-key", 1024);
         Forgery forgery = tokenOf(IdTokenBuilder().signedWith(weak));
         forgery.published = {weak.jwk()};
         return forgery;
       },
       Of::rs256},
      {"SignedByAForeignKey", Rule::signature,
       [](const Keys& keys) { return tokenOf(IdTokenBuilder().signedWith(keys.foreign)); }},
      {"OtherAlgorithmByAForeignKey", Rule::signature,
       [](const Keys& keys) { return tokenOf(IdTokenBuilder().signedWith(keys.foreignOther)); }},
      // CVE-2022-21449: a verifier that forgets the range check takes r = s = 0 for everything.
      {"SignatureOfZeros", Rule::signature,
       [](const Keys& keys) {
         return tokenOf(withSignature(sound(keys), toBase64Url(Bytes(64, 0))));
       },
       Of::es256},
      {"KeyOffTheCurve", Rule::signature,
       [](const Keys& keys) {
         Jwk key = keys.org.jwk();
         key.y = key.x;
         return publishing({key});
       },
       Of::es256},
      {"KeyBroughtAlong", Rule::signature,
       [](const Keys& keys) {
         return tokenOf(
             IdTokenBuilder().header("jwk", asJson(keys.foreign.jwk())).signedWith(keys.foreign));
       }},
      {"ClaimsOfAnotherToken", Rule::signature,
       [](const Keys& keys) {
         const std::string mine = sound(keys);
         const std::string other = IdTokenBuilder().claim("sub", "00u1eve").signedWith(keys.org);
         return tokenOf(withSignature(other, mine.substr(mine.rfind('.') + 1)));
       }},
      {"ClaimsAreText", Rule::claims, [](const Keys&) { return tokenSaying(R"("sub")"); }},
      {"SubjectTwice", Rule::claims,
       [](const Keys&) { return tokenSaying(R"({"sub":"ada","sub":"eve"})"); }},
      {"NestedMemberTwice", Rule::claims,
       [](const Keys&) { return tokenSaying(R"({"sub":"ada","address":{"x":1,"x":2}})"); }},
      {"EndIsText", Rule::claims, [](const Keys&) { return tokenWith("exp", "never"); }},
      {"ContextIsAList", Rule::claims, [](const Keys&) { return tokenWith("acr", Json::array()); }},
      {"OfAnotherIssuer", Rule::issuer,
       [](const Keys&) { return tokenWith("iss", "https://evil.test"); }},
      {"IssuerWithASlashMore", Rule::issuer,
       [](const Keys&) { return tokenWith("iss", std::string(support::kIssuer) + "/"); }},
      {"ForAnotherClient", Rule::audience,
       [](const Keys&) { return tokenWith("aud", "0oa2other"); }},
      {"ForNobody", Rule::audience, [](const Keys&) { return tokenWithout("aud"); }},
      {"ForManyAndNobodyNamed", Rule::azpPresent,
       [](const Keys&) {
         return tokenWith("aud", Json::array({"0oa1client", "x"}));
       }},
      {"IssuedToSomebodyElse", Rule::azpIsClient,
       [](const Keys&) { return tokenWith("azp", "x"); }},
      {"OfNobody", Rule::subPresent, [](const Keys&) { return tokenWithout("sub"); }},
      {"OfAnEmptyName", Rule::subPresent, [](const Keys&) { return tokenWith("sub", ""); }},
      {"WithoutAnEnd", Rule::expPresent, [](const Keys&) { return tokenWithout("exp"); }},
      {"WithoutABeginning", Rule::iatPresent, [](const Keys&) { return tokenWithout("iat"); }},
      {"EndsBeforeItBegan", Rule::iatBeforeExp,
       [](const Keys&) { return tokenAt("exp", kNow - Seconds(1)); }},
      {"OfAnotherRequest", Rule::nonce,
       [](const Keys&) { return tokenWith("nonce", "n-another"); }},
      {"OfNoRequest", Rule::nonce, [](const Keys&) { return tokenWithout("nonce"); }},
      {"RefreshedForAnotherRequest", Rule::nonce,
       [](const Keys&) { return refreshed("nonce", "n-another"); }},
      {"RefreshedForAnotherPerson", Rule::sameSub,
       [](const Keys&) { return refreshed("sub", "00u1eve"); }},
      {"RefreshedFromAnotherSignIn", Rule::sameAuthTime,
       [](const Keys&) { return refreshed("auth_time", kNow.count()); }},
      {"AnHourTooOld", Rule::notExpired,
       [](const Keys&) {
         Forgery forgery = tokenAt("exp", kNow - kHour);
         forgery.claims.claim("iat", kNow - 2 * kHour);
         return forgery;
       }},
      {"ClockAnHourAhead", Rule::notExpired,
       [](const Keys&) {
         Forgery forgery;
         forgery.expected.now += kHour + forgery.expected.clockSkew;
         return forgery;
       }},
      {"ClockAnHourBehind", Rule::notFromFuture,
       [](const Keys&) {
         Forgery forgery;
         forgery.expected.now -= kHour;
         return forgery;
       }},
      {"NotYetValid", Rule::notBefore, [](const Keys&) { return tokenAt("nbf", kNow + kHour); }},
      {"OfALesserContext", Rule::acrRequested,
       [](const Keys&) {
         Forgery forgery = tokenWith("acr", "urn:okta:loa:1fa:any");
         forgery.expected.acrValues = {"urn:okta:loa:2fa:any", "phr"};
         return forgery;
       }},
      {"OfNoContextWhereOneWasAskedFor", Rule::acrRequested,
       [](const Keys&) {
         Forgery forgery;
         forgery.expected.acrValues = {"phr"};
         return forgery;
       }},
      {"OfASignInTooLongAgo", Rule::authTimeRecent,
       [](const Keys&) {
         Forgery forgery = tokenAt("auth_time", kNow - kHour);
         forgery.expected.maxAge = Seconds(300);
         return forgery;
       }},
      {"OfASignInOfUnknownAge", Rule::authTimeRecent,
       [](const Keys&) {
         Forgery forgery = tokenWithout("auth_time");
         forgery.expected.maxAge = Seconds(300);
         return forgery;
       }},
      {"BesideAnotherAccessToken", Rule::atHash,
       [](const Keys&) {
         Forgery forgery;
         forgery.expected.accessTokenDigest = support::sha256Of(toBytes("another"));
         return forgery;
       }},
      {"OfAnotherCode", Rule::cHash,
       [](const Keys&) {
         Forgery forgery = tokenWith("c_hash", "77QmUPtjPfzWtF2AnpK9RQ");
         forgery.expected.codeDigest = support::sha256Of(toBytes("the-code"));
         return forgery;
       }},
  };
  return rows;
}

constexpr std::array kAlgorithms = {Algorithm::rs256, Algorithm::es256};

bool isFor(Of of, Algorithm algorithm) {
  return of == Of::both || (of == Of::rs256) == (algorithm == Algorithm::rs256);
}

template <class Row>
std::string nameOf(const testing::TestParamInfo<std::tuple<Algorithm, Row>>& test) {
  return std::string(jose::name(std::get<0>(test.param))) + "_" + std::get<1>(test.param).name;
}

std::vector<std::tuple<Algorithm, Attack>> attacksOnEither() {
  std::vector<std::tuple<Algorithm, Attack>> rows;
  for (const Algorithm algorithm : kAlgorithms) {
    for (const Attack& attack : attacks()) {
      if (isFor(attack.of, algorithm)) rows.emplace_back(algorithm, attack);
    }
  }
  return rows;
}

class AttackOnTheRules : public testing::TestWithParam<std::tuple<Algorithm, Attack>> {};

TEST_P(AttackOnTheRules, IsStoppedByTheRuleThatIsMeantForIt) {
  const auto& [algorithm, attack] = GetParam();
  const Keys& keys = keysFor(algorithm);
  const std::optional<Error> refusal = refusalOf(attack.make(keys), keys);
  ASSERT_TRUE(refusal) << "it was believed";
  EXPECT_EQ(*refusal, broken(attack.hits)) << refusal->detail;
}

INSTANTIATE_TEST_SUITE_P(By, AttackOnTheRules, testing::ValuesIn(attacksOnEither()),
                         nameOf<Attack>);

TEST(RulesTest, EachStopsAnAttack) {
  std::set<Rule> hit;
  for (const Attack& attack : attacks()) hit.insert(attack.hits);
  for (std::size_t number = 1; number <= kRules; ++number) {
    EXPECT_EQ(hit.count(static_cast<Rule>(number)), 1U) << "no attack hits rule " << number;
  }
}

TEST(RulesTest, EachHasASentenceOfItsOwnWithItsSection) {
  std::set<std::string> sentences;
  for (std::size_t number = 1; number <= kRules; ++number) {
    const std::string detail = broken(static_cast<Rule>(number)).detail;
    EXPECT_TRUE(std::regex_match(detail, std::regex(R"(.+ \((OIDC Core|RFC \d+) [\d. (),]+\))")))
        << detail;
    sentences.insert(detail);
  }
  EXPECT_EQ(sentences.size(), kRules);
}

struct Sound {
  std::string name;
  Forgery (*make)(const Keys& keys);
};
void PrintTo(const Sound& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class SoundToken : public testing::TestWithParam<std::tuple<Algorithm, Sound>> {};

TEST_P(SoundToken, BreaksNone) {
  const auto& [algorithm, sound] = GetParam();
  const Keys& keys = keysFor(algorithm);
  const std::optional<Error> refusal = refusalOf(sound.make(keys), keys);
  EXPECT_FALSE(refusal) << refusal->detail;
}

INSTANTIATE_TEST_SUITE_P(
    Is, SoundToken,
    testing::Combine(
        testing::ValuesIn(kAlgorithms),
        testing::Values(
            Sound{"ByEitherKeyOfTheOrg",
                  [](const Keys& keys) {
                    return tokenOf(IdTokenBuilder().signedWith(keys.orgsOther));
                  }},
            Sound{"AsItIs", [](const Keys&) { return Forgery(); }},
            Sound{"OfTheSamePersonAfterARefresh",
                  [](const Keys&) { return refreshed("iat", kNow.count()); }},
            Sound{"OfTheFirstNonceAfterARefresh",
                  [](const Keys&) { return refreshed("nonce", std::string(support::kNonce)); }},
            Sound{"OfAContextAskedFor",
                  [](const Keys&) {
                    Forgery forgery = tokenWith("acr", "phr");
                    forgery.expected.acrValues = {"phrh", "phr"};
                    return forgery;
                  }},
            // The code and the hash of OpenID Connect Core's own example (appendix A.4).
            Sound{"OfTheCodeOfTheStandardsExample",
                  [](const Keys&) {
                    Forgery forgery = tokenWith("c_hash", "LDktKdoQak3Pk0cnXxCltA");
                    forgery.expected.codeDigest = support::sha256Of(
                        toBytes("Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"));
                    return forgery;
                  }})),
    nameOf<Sound>);

}  // namespace
}  // namespace latchkey::jose
