#include "jose/id_token.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/json_reader.h"

namespace latchkey::jose {
namespace {

constexpr std::int64_t kEndOfYear9999 = 253'402'300'799;

// Takes the claims one by one. One of the wrong type makes the whole token malformed: a reader
// that shrugs at `"exp": "never"` is how a check gets lost.
class ClaimReader {
 public:
  explicit ClaimReader(const Json& json) : json_(json) {}

  std::optional<std::string> optionalText(std::string_view name) {
    const Json* found = member(json_, name);
    if (found == nullptr) return std::nullopt;
    std::optional<std::string> value = asText(*found);
    if (!value) isWrong_ = true;
    return value;
  }

  std::string text(std::string_view name) { return optionalText(name).value_or(""); }

  std::optional<Instant> instant(std::string_view name) {
    const Json* found = member(json_, name);
    if (found == nullptr) return std::nullopt;
    const std::optional<std::int64_t> value = asInteger(*found);
    if (!value || *value < 0 || *value > kEndOfYear9999) {
      isWrong_ = true;
      return std::nullopt;
    }
    return fromUnix(Seconds(*value));
  }

  // One string, or an array of them (OpenID Connect Core 2, `aud`).
  std::vector<std::string> texts(std::string_view name) {
    const Json* list = array(json_, name);
    if (list == nullptr) {
      std::optional<std::string> one = optionalText(name);
      return one ? std::vector<std::string>{std::move(*one)} : std::vector<std::string>{};
    }
    std::vector<std::string> values;
    for (const Json& item : *list) {
      std::optional<std::string> value = asText(item);
      if (!value) isWrong_ = true;
      values.push_back(std::move(value).value_or(""));
    }
    return values;
  }

  // One of them is of the wrong type.
  bool isWrong() const { return isWrong_; }

 private:
  const Json& json_;
  bool isWrong_ = false;
};

// All that a rule may look at.
struct Evidence {
  const IdTokenClaims& claims;
  const Expected& expected;
  SignatureVerdict verdict;
};

bool isSignedByTheIssuer(const Evidence& e) { return e.verdict == SignatureVerdict::holds; }

bool isFromIssuer(const Evidence& e) {
  return !e.expected.issuer.empty() && e.claims.issuer == e.expected.issuer;
}

bool isForThisClient(const Evidence& e) {
  const auto& audience = e.claims.audience;
  return !e.expected.clientId.empty() &&
         std::find(audience.begin(), audience.end(), e.expected.clientId) != audience.end();
}

bool namesPartyAmongMany(const Evidence& e) {
  return e.claims.audience.size() < 2 || e.claims.authorizedParty.has_value();
}

bool isIssuedToThisClient(const Evidence& e) {
  return e.claims.authorizedParty.value_or(e.expected.clientId) == e.expected.clientId;
}

bool namesSubject(const Evidence& e) { return !e.claims.subject.empty(); }

bool saysWhenItEnds(const Evidence& e) { return e.claims.expiresAt.has_value(); }

bool saysWhenItBegan(const Evidence& e) { return e.claims.issuedAt.has_value(); }

// RFC 7519 4.1.4: not on the second of `exp` any more, nor after it.
bool isNotExpired(const Evidence& e) {
  return e.expected.now < *e.claims.expiresAt + e.expected.clockSkew;
}

bool isNotFromFuture(const Evidence& e) {
  return *e.claims.issuedAt <= e.expected.now + e.expected.clockSkew;
}

bool endsAfterItBegan(const Evidence& e) { return *e.claims.expiresAt >= *e.claims.issuedAt; }

bool isValidAlready(const Evidence& e) {
  return e.claims.notBefore.value_or(e.expected.now) <= e.expected.now + e.expected.clockSkew;
}

// The token before this one, where this one comes from a refresh.
const IdTokenClaims* before(const Evidence& e) {
  return std::get_if<IdTokenClaims>(&e.expected.answersTo);
}

bool answersThisRequest(const Evidence& e) {
  if (const IdTokenClaims* earlier = before(e)) {
    return !e.claims.nonce || e.claims.nonce == earlier->nonce;
  }
  const Nonce& nonce = *std::get_if<Nonce>(&e.expected.answersTo);
  return !nonce.empty() && e.claims.nonce && equalsInConstantTime(*e.claims.nonce, nonce.str());
}

bool isOfTheSamePerson(const Evidence& e) {
  return before(e) == nullptr || before(e)->subject == e.claims.subject;
}

bool isOfTheSameSignIn(const Evidence& e) {
  if (before(e) == nullptr || !before(e)->authenticatedAt || !e.claims.authenticatedAt) return true;
  return before(e)->authenticatedAt == e.claims.authenticatedAt;
}

// Who asks for a maximum age must be told the age.
bool isAuthenticatedRecently(const Evidence& e) {
  const Seconds* maxAge = std::get_if<Seconds>(&e.expected.maxAge);
  if (maxAge == nullptr) return true;
  if (!e.claims.authenticatedAt) return false;
  return e.expected.now - *e.claims.authenticatedAt - e.expected.clockSkew <= *maxAge;
}

bool isOfAContextAskedFor(const Evidence& e) {
  const auto& asked = e.expected.acrValues;
  return asked.empty() ||
         (e.claims.contextClass &&
          std::find(asked.begin(), asked.end(), *e.claims.contextClass) != asked.end());
}

// Both algorithms we take hash with SHA-256, so the left half is always 16 bytes of it.
bool isHashOf(const Bytes& digest, const std::optional<std::string>& claim) {
  if (!claim || digest.empty()) return true;
  const auto half = static_cast<std::ptrdiff_t>(digest.size() / 2);
  return equalsInConstantTime(*claim, toBase64Url(Bytes(digest.begin(), digest.begin() + half)));
}

bool belongsToTheAccessToken(const Evidence& e) {
  return isHashOf(e.expected.accessTokenDigest, e.claims.accessTokenHash);
}

bool belongsToTheCode(const Evidence& e) {
  return isHashOf(e.expected.codeDigest, e.claims.codeHash);
}

struct Check {
  Rule rule;
  bool (*holds)(const Evidence& evidence);
};

// The signature, and what the claims must say. In this order, so that a check may rely on those
// above it.
constexpr std::array kChecks = {
    Check{Rule::signature, isSignedByTheIssuer},
    Check{Rule::issuer, isFromIssuer},
    Check{Rule::audience, isForThisClient},
    Check{Rule::azpPresent, namesPartyAmongMany},
    Check{Rule::azpIsClient, isIssuedToThisClient},
    Check{Rule::subPresent, namesSubject},
    Check{Rule::expPresent, saysWhenItEnds},
    Check{Rule::iatPresent, saysWhenItBegan},
    Check{Rule::iatBeforeExp, endsAfterItBegan},
    Check{Rule::nonce, answersThisRequest},
    Check{Rule::sameSub, isOfTheSamePerson},
    Check{Rule::sameAuthTime, isOfTheSameSignIn},
    Check{Rule::notExpired, isNotExpired},
    Check{Rule::notFromFuture, isNotFromFuture},
    Check{Rule::notBefore, isValidAlready},
    Check{Rule::acrRequested, isOfAContextAskedFor},
    Check{Rule::authTimeRecent, isAuthenticatedRecently},
    Check{Rule::atHash, belongsToTheAccessToken},
    Check{Rule::cHash, belongsToTheCode},
};

std::optional<Error> firstBroken(const Evidence& evidence) {
  for (const Check& check : kChecks) {
    if (!check.holds(evidence)) return broken(check.rule);
  }
  return std::nullopt;
}

}  // namespace

Result<IdTokenClaims> parseClaims(std::string_view text) {
  const Result<Json> json = parseJsonStrictly(text);
  if (!json || !json->is_object()) return broken(Rule::claims);
  ClaimReader reader(*json);
  IdTokenClaims claims;
  claims.issuer = reader.text("iss");
  claims.subject = reader.text("sub");
  claims.audience = reader.texts("aud");
  claims.authorizedParty = reader.optionalText("azp");
  claims.expiresAt = reader.instant("exp");
  claims.issuedAt = reader.instant("iat");
  claims.notBefore = reader.instant("nbf");
  claims.authenticatedAt = reader.instant("auth_time");
  claims.nonce = reader.optionalText("nonce");
  claims.contextClass = reader.optionalText("acr");
  claims.accessTokenHash = reader.optionalText("at_hash");
  claims.codeHash = reader.optionalText("c_hash");
  claims.json = text;
  if (reader.isWrong()) return broken(Rule::claims);
  return claims;
}

std::optional<Error> firstBrokenRule(const IdTokenClaims& claims, const Expected& expected) {
  return firstBroken({claims, expected, SignatureVerdict::holds});
}

bool meetsStepUp(const IdTokenClaims& claims, const Expected& expected) {
  const Evidence evidence{claims, expected, SignatureVerdict::holds};
  return isOfAContextAskedFor(evidence) && isAuthenticatedRecently(evidence);
}

Result<VerifiedIdToken> VerifiedIdToken::from(std::string compact, const Jws& jws,
                                              SignatureVerdict verdict, const Expected& expected) {
  // What is kept must be what was verified.
  if (compact != jws.signingInput + '.' + toBase64Url(jws.signature)) {
    return broken(Rule::signature);
  }
  Result<IdTokenClaims> claims = parseClaims(jws.payload);
  if (!claims) return claims.error();
  if (std::optional<Error> broken = firstBroken({*claims, expected, verdict})) return *broken;
  VerifiedIdToken token;
  token.compact_ = std::move(compact);
  token.claims_ = *std::move(claims);
  return token;
}

}  // namespace latchkey::jose
