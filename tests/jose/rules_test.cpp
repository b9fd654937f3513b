// Tokens that somebody made to be believed. Each row says which rule of jose/rules.h stops it, and
// every rule stops at least one. All of them go the whole way of a token: from its characters to
// the claims, with signatures made and checked for real.

#include "jose/rules.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "jose/id_token.h"
#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

namespace latchkey::jose {
namespace {

using support::expectation;
using support::IdTokenBuilder;
using support::kNow;
using support::SigningKey;

constexpr Seconds kHour{3600};

const SigningKey& orgKey() {
  static const SigningKey key = SigningKey::rsa("org-key");
  return key;
}
const SigningKey& orgsOtherKey() {
  static const SigningKey key = SigningKey::p256("org-key-2");
  return key;
}
const SigningKey& foreignKey() {
  static const SigningKey key = SigningKey::rsa("org-key");
  return key;
}
const SigningKey& foreignP256Key() {
  static const SigningKey key = SigningKey::p256("org-key-2");
  return key;
}

// What an attacker, or a mistake, may change: the token, what the org publishes, what we expect.
struct Forgery {
  IdTokenBuilder claims;
  std::string compact;  // empty: `claims`, signed with the org's key
  std::vector<Jwk> published = {orgKey().jwk(), orgsOtherKey().jwk()};
  Expected expected = expectation();
};

// What a client makes of it: the first rule it breaks, if any.
std::optional<Error> refusalOf(const Forgery& forgery) {
  const std::string token =
      forgery.compact.empty() ? forgery.claims.signedWith(orgKey()) : forgery.compact;
  const Result<Jws> jws = parseJws(token);
  if (!jws) return jws.error();
  const Result<JwkSet> keys = parseJwkSet(support::jwkSetOf(forgery.published));
  if (!keys) return keys.error();
  const Result<Jwk> key = chooseKey(*keys, *jws);
  if (!key) return key.error();
  const Result<bool> holds =
      support::verifySignature(jws->algorithm, *key, jws->signingInput, jws->signature);
  const auto verdict = verdictOf(holds.value_or(false));
  const auto verified = VerifiedIdToken::from(token, *jws, verdict, forgery.expected);
  return verified ? std::nullopt : std::optional(verified.error());
}

Forgery tokenOf(std::string compact) {
  Forgery forgery;
  forgery.compact = std::move(compact);
  return forgery;
}

Forgery tokenWith(std::string_view claim, Json value) {
  Forgery forgery;
  forgery.claims.claim(claim, std::move(value));
  return forgery;
}

Forgery tokenAt(std::string_view claim, Seconds time) {
  return tokenWith(claim, Json(time.count()));
}

Forgery tokenWithout(std::string_view claim) {
  Forgery forgery;
  forgery.claims.without(claim);
  return forgery;
}

Forgery tokenSaying(const std::string& payload) {
  Forgery forgery;
  forgery.claims.rawPayload(payload);
  return forgery;
}

Forgery tokenWithHeader(std::string_view name, Json value) {
  return tokenOf(IdTokenBuilder().header(name, std::move(value)).signedWith(orgKey()));
}

// As a refresh brings it: no nonce, and the same person as in the token before.
Forgery refreshed(std::string_view claim, Json value) {
  Forgery forgery;
  forgery.expected.answersTo = *parseClaims(IdTokenBuilder().payload());
  forgery.claims.without("nonce").claim(claim, std::move(value));
  return forgery;
}

std::string sound() { return IdTokenBuilder().signedWith(orgKey()); }

struct Attack {
  std::string name;
  Rule hits;
  Forgery (*make)();
};
void PrintTo(const Attack& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

const std::vector<Attack>& attacks() {
  static const std::vector<Attack> rows = {
      {"NotAToken", Rule::compact, [] { return tokenOf("no token"); }},
      {"SignatureCutOff", Rule::compact,
       [] { return tokenOf(sound().substr(0, sound().rfind('.') + 1)); }},
      {"HugeClaims", Rule::compact, [] { return tokenWith("x", std::string(70'000, 'x')); }},
      {"Es256OfAnRsaSignature", Rule::compact, [] { return tokenWithHeader("alg", "ES256"); }},
      {"Encrypted", Rule::plain, [] { return tokenOf("eyJhbGciOiJkaXIifQ..AA.AA.AA"); }},
      {"HeaderWithTwoAlgorithms", Rule::header,
       [] {
         return tokenOf(IdTokenBuilder()
                            .rawHeader(R"({"alg":"none","kid":"org-key","alg":"RS256"})")
                            .signedWith(orgKey()));
       }},
      {"HeaderIsAList", Rule::header,
       [] { return tokenOf(IdTokenBuilder().rawHeader("[]").signedWith(orgKey())); }},
      {"AlgorithmNone", Rule::algorithm,
       [] { return tokenOf(IdTokenBuilder().unsignedToken() + "AA"); }},
      {"AlgorithmNoneBesideAGoodSignature", Rule::algorithm,
       [] { return tokenWithHeader("alg", "none"); }},
      {"Hs256WithThePublicKeyAsSecret", Rule::algorithm,
       [] { return tokenOf(IdTokenBuilder().signedWithHmac(orgKey().jwk().n)); }},
      {"Rs512", Rule::algorithm, [] { return tokenWithHeader("alg", "RS512"); }},
      {"AlgorithmMissing", Rule::algorithm,
       [] { return tokenOf(IdTokenBuilder().withoutHeader("alg").signedWith(orgKey())); }},
      {"AnExtensionThatCounts", Rule::understood,
       [] { return tokenWithHeader("crit", Json::array({"b64"})); }},
      {"AccessTokensType", Rule::type, [] { return tokenWithHeader("typ", "at+jwt"); }},
      {"LogoutTokensType", Rule::type, [] { return tokenWithHeader("typ", "logout+jwt"); }},
      {"KidMissing", Rule::keyNamed,
       [] { return tokenOf(IdTokenBuilder().withoutHeader("kid").signedWith(orgKey())); }},
      {"ForeignKid", Rule::keyPublished, [] { return tokenWithHeader("kid", "somebody-elses"); }},
      {"NobodyPublishedAKey", Rule::keyPublished,
       [] {
         Forgery forgery;
         forgery.published.clear();
         return forgery;
       }},
      {"TwoKeysWithOneKid", Rule::keyUnique,
       [] {
         Forgery forgery;
         forgery.published = {orgKey().jwk(), foreignKey().jwk()};
         return forgery;
       }},
      {"Es256ByTheKidOfAnRsaKey", Rule::keySuitable,
       [] {
         return tokenOf(IdTokenBuilder().header("kid", "org-key").signedWith(foreignP256Key()));
       }},
      {"KeyForEncryption", Rule::keySuitable,
       [] {
         Forgery forgery;
         forgery.published.front().use = "enc";
         return forgery;
       }},
      {"KeyOf1024Bits", Rule::keySuitable,
       [] {
         const SigningKey weak = SigningKey::rsa("org-key", 1024);
         Forgery forgery = tokenOf(IdTokenBuilder().signedWith(weak));
         forgery.published = {weak.jwk()};
         return forgery;
       }},
      {"SignedByAForeignKey", Rule::signature,
       [] { return tokenOf(IdTokenBuilder().signedWith(foreignKey())); }},
      {"Es256ByAForeignKey", Rule::signature,
       [] { return tokenOf(IdTokenBuilder().signedWith(foreignP256Key())); }},
      {"KeyBroughtAlong", Rule::signature,
       [] {
         const Json own = {{"kty", "RSA"}, {"n", foreignKey().jwk().n}, {"e", "AQAB"}};
         return tokenOf(IdTokenBuilder().header("jwk", own).signedWith(foreignKey()));
       }},
      {"ClaimsOfAnotherToken", Rule::signature,
       [] {
         const std::string other = IdTokenBuilder().claim("sub", "00u1eve").signedWith(orgKey());
         return tokenOf(other.substr(0, other.rfind('.')) + sound().substr(sound().rfind('.')));
       }},
      {"ClaimsAreText", Rule::claims, [] { return tokenSaying(R"("sub")"); }},
      {"SubjectTwice", Rule::claims, [] { return tokenSaying(R"({"sub":"ada","sub":"eve"})"); }},
      {"NestedMemberTwice", Rule::claims,
       [] { return tokenSaying(R"({"sub":"ada","address":{"x":1,"x":2}})"); }},
      {"EndIsText", Rule::claims, [] { return tokenWith("exp", "never"); }},
      {"ContextIsAList", Rule::claims, [] { return tokenWith("acr", Json::array()); }},
      {"OfAnotherIssuer", Rule::issuer, [] { return tokenWith("iss", "https://evil.test"); }},
      {"IssuerWithASlashMore", Rule::issuer,
       [] { return tokenWith("iss", std::string(support::kIssuer) + "/"); }},
      {"ForAnotherClient", Rule::audience, [] { return tokenWith("aud", "0oa2other"); }},
      {"ForNobody", Rule::audience, [] { return tokenWithout("aud"); }},
      {"ForManyAndNobodyNamed", Rule::partyNamed,
       [] {
         return tokenWith("aud", Json::array({"0oa1client", "x"}));
       }},
      {"IssuedToSomebodyElse", Rule::party, [] { return tokenWith("azp", "x"); }},
      {"OfNobody", Rule::subject, [] { return tokenWithout("sub"); }},
      {"OfAnEmptyName", Rule::subject, [] { return tokenWith("sub", ""); }},
      {"WithoutAnEnd", Rule::expiry, [] { return tokenWithout("exp"); }},
      {"WithoutABeginning", Rule::issued, [] { return tokenWithout("iat"); }},
      {"EndsBeforeItBegan", Rule::order, [] { return tokenAt("exp", kNow - Seconds(1)); }},
      {"OfAnotherRequest", Rule::nonce, [] { return tokenWith("nonce", "n-another"); }},
      {"OfNoRequest", Rule::nonce, [] { return tokenWithout("nonce"); }},
      {"RefreshedForAnotherRequest", Rule::nonce, [] { return refreshed("nonce", "n-another"); }},
      {"RefreshedForAnotherPerson", Rule::samePerson, [] { return refreshed("sub", "00u1eve"); }},
      {"RefreshedFromAnotherSignIn", Rule::sameSignIn,
       [] { return refreshed("auth_time", kNow.count()); }},
      {"AnHourTooOld", Rule::notExpired,
       [] {
         Forgery forgery = tokenAt("exp", kNow - kHour);
         forgery.claims.claim("iat", kNow - 2 * kHour);
         return forgery;
       }},
      {"ClockAnHourAhead", Rule::notExpired,
       [] {
         Forgery forgery;
         forgery.expected.now += kHour + forgery.expected.clockSkew;
         return forgery;
       }},
      {"ClockAnHourBehind", Rule::notFromFuture,
       [] {
         Forgery forgery;
         forgery.expected.now -= kHour;
         return forgery;
       }},
      {"NotYetValid", Rule::notBefore, [] { return tokenAt("nbf", kNow + kHour); }},
      {"OfALesserContext", Rule::context,
       [] {
         Forgery forgery = tokenWith("acr", "urn:okta:loa:1fa:any");
         forgery.expected.acrValues = {"urn:okta:loa:2fa:any", "phr"};
         return forgery;
       }},
      {"OfNoContextWhereOneWasAskedFor", Rule::context,
       [] {
         Forgery forgery;
         forgery.expected.acrValues = {"phr"};
         return forgery;
       }},
      {"OfASignInTooLongAgo", Rule::age,
       [] {
         Forgery forgery = tokenAt("auth_time", kNow - kHour);
         forgery.expected.maxAge = Seconds(300);
         return forgery;
       }},
      {"OfASignInOfUnknownAge", Rule::age,
       [] {
         Forgery forgery = tokenWithout("auth_time");
         forgery.expected.maxAge = Seconds(300);
         return forgery;
       }},
      {"BesideAnotherAccessToken", Rule::accessToken,
       [] {
         Forgery forgery;
         forgery.expected.accessTokenDigest = support::sha256Of(toBytes("another"));
         return forgery;
       }},
      {"OfAnotherCode", Rule::code,
       [] {
         Forgery forgery = tokenWith("c_hash", "77QmUPtjPfzWtF2AnpK9RQ");
         forgery.expected.codeDigest = support::sha256Of(toBytes("the-code"));
         return forgery;
       }},
  };
  return rows;
}

class AttackOnTheRules : public testing::TestWithParam<Attack> {};

TEST_P(AttackOnTheRules, IsStoppedByTheRuleThatIsMeantForIt) {
  const std::optional<Error> refusal = refusalOf(GetParam().make());
  ASSERT_TRUE(refusal) << "it was believed";
  EXPECT_EQ(*refusal, broken(GetParam().hits)) << refusal->detail;
}

INSTANTIATE_TEST_SUITE_P(By, AttackOnTheRules, testing::ValuesIn(attacks()),
                         [](const auto& test) { return test.param.name; });

TEST(RulesTest, EachStopsAnAttack) {
  std::set<Rule> hit;
  for (const Attack& attack : attacks()) hit.insert(attack.hits);
  for (std::size_t number = 1; number <= kRules; ++number) {
    EXPECT_EQ(hit.count(static_cast<Rule>(number)), 1U) << "no attack hits rule " << number;
  }
}

TEST(RulesTest, SayWhereTheyAreWritten) {
  for (std::size_t number = 1; number <= kRules; ++number) {
    EXPECT_FALSE(sectionOf(static_cast<Rule>(number)).empty()) << number;
  }
}

struct Sound {
  std::string name;
  Forgery (*make)();
};
void PrintTo(const Sound& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class SoundToken : public testing::TestWithParam<Sound> {};

TEST_P(SoundToken, BreaksNone) {
  const std::optional<Error> refusal = refusalOf(GetParam().make());
  EXPECT_FALSE(refusal) << refusal->detail;
}

INSTANTIATE_TEST_SUITE_P(
    Is, SoundToken,
    testing::Values(
        Sound{"Rs256", [] { return Forgery(); }},
        Sound{"Es256", [] { return tokenOf(IdTokenBuilder().signedWith(orgsOtherKey())); }},
        Sound{"OfTheSamePersonAfterARefresh", [] { return refreshed("iat", kNow.count()); }},
        Sound{"OfTheFirstNonceAfterARefresh",
              [] { return refreshed("nonce", std::string(support::kNonce)); }},
        Sound{"OfAContextAskedFor",
              [] {
                Forgery forgery = tokenWith("acr", "phr");
                forgery.expected.acrValues = {"phrh", "phr"};
                return forgery;
              }},
        // The code and the hash of OpenID Connect Core's own example (appendix A.4).
        Sound{"OfTheCodeOfTheStandardsExample",
              [] {
                Forgery forgery = tokenWith("c_hash", "LDktKdoQak3Pk0cnXxCltA");
                forgery.expected.codeDigest = support::sha256Of(
                    toBytes("Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"));
                return forgery;
              }}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace latchkey::jose
