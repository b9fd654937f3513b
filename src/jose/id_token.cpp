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
    if (!value) wrong_ = name;
    return value;
  }

  std::string text(std::string_view name) { return optionalText(name).value_or(""); }

  std::optional<Instant> instant(std::string_view name) {
    const Json* found = member(json_, name);
    if (found == nullptr) return std::nullopt;
    const std::optional<std::int64_t> value = asInteger(*found);
    if (!value || *value < 0 || *value > kEndOfYear9999) {
      wrong_ = name;
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
      if (!value) wrong_ = name;
      values.push_back(std::move(value).value_or(""));
    }
    return values;
  }

  // The name of a claim of the wrong type; empty where there is none.
  std::string_view wrong() const { return wrong_; }

 private:
  const Json& json_;
  std::string_view wrong_;
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

bool answersThisRequest(const Evidence& e) {
  return !e.expected.nonce.empty() && e.claims.nonce &&
         equalsInConstantTime(*e.claims.nonce, e.expected.nonce.str());
}

// Who asks for a maximum age must be told the age.
bool isAuthenticatedRecently(const Evidence& e) {
  const Seconds* maxAge = std::get_if<Seconds>(&e.expected.maxAge);
  if (maxAge == nullptr) return true;
  if (!e.claims.authenticatedAt) return false;
  return e.expected.now - *e.claims.authenticatedAt - e.expected.clockSkew <= *maxAge;
}

// Both algorithms we take hash with SHA-256, so the left half is always 16 bytes of it.
bool belongsToTheAccessToken(const Evidence& e) {
  if (!e.claims.accessTokenHash || e.expected.accessTokenDigest.empty()) return true;
  const Bytes& digest = e.expected.accessTokenDigest;
  const auto half = static_cast<std::ptrdiff_t>(digest.size() / 2);
  const Bytes left(digest.begin(), digest.begin() + half);
  return equalsInConstantTime(*e.claims.accessTokenHash, toBase64Url(left));
}

struct Rule {
  std::string_view section;  // of OpenID Connect Core 1.0, unless it says RFC
  bool (*holds)(const Evidence& evidence);
  ErrorCode code;
};

// In this order, so that a rule may rely on those above it. (1) is encryption, which we do not ask
// for; (7) and (8), the algorithm, are settled in parseJws and chooseKey; (12) is acr, ditto (1).
constexpr std::array kRules = {
    Rule{"3.1.3.7 (6)", isSignedByTheIssuer, ErrorCode::signatureInvalid},
    Rule{"3.1.3.7 (2)", isFromIssuer, ErrorCode::issuerMismatch},
    Rule{"3.1.3.7 (3)", isForThisClient, ErrorCode::audienceMismatch},
    Rule{"3.1.3.7 (4)", namesPartyAmongMany, ErrorCode::authorizedPartyMismatch},
    Rule{"3.1.3.7 (5)", isIssuedToThisClient, ErrorCode::authorizedPartyMismatch},
    Rule{"2, sub", namesSubject, ErrorCode::subjectMissing},
    Rule{"2, exp", saysWhenItEnds, ErrorCode::malformedToken},
    Rule{"2, iat", saysWhenItBegan, ErrorCode::malformedToken},
    Rule{"2, exp before iat", endsAfterItBegan, ErrorCode::malformedToken},
    Rule{"3.1.3.7 (9)", isNotExpired, ErrorCode::tokenExpired},
    Rule{"3.1.3.7 (10)", isNotFromFuture, ErrorCode::tokenFromFuture},
    Rule{"RFC 7519 4.1.5", isValidAlready, ErrorCode::tokenFromFuture},
    Rule{"3.1.3.7 (11)", answersThisRequest, ErrorCode::nonceMismatch},
    Rule{"3.1.3.7 (13)", isAuthenticatedRecently, ErrorCode::authenticationTooOld},
    Rule{"3.1.3.8", belongsToTheAccessToken, ErrorCode::accessTokenMismatch},
};

std::optional<Error> firstBroken(const Evidence& evidence) {
  for (const Rule& rule : kRules) {
    if (!rule.holds(evidence)) return Error{rule.code, std::string(rule.section)};
  }
  return std::nullopt;
}

}  // namespace

Result<IdTokenClaims> parseClaims(const Jws& jws) {
  const Result<Json> json = parseJsonStrictly(jws.payload);
  if (!json) return Error{ErrorCode::malformedToken, "claims: " + json.error().detail};
  if (!json->is_object()) return Error{ErrorCode::malformedToken, "claims: not an object"};
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
  claims.accessTokenHash = reader.optionalText("at_hash");
  claims.json = jws.payload;
  if (!reader.wrong().empty()) {
    return Error{ErrorCode::malformedToken, "claims: " + std::string(reader.wrong())};
  }
  return claims;
}

std::optional<Error> firstBrokenRule(const IdTokenClaims& claims, const Expected& expected) {
  return firstBroken({claims, expected, SignatureVerdict::holds});
}

Result<VerifiedIdToken> VerifiedIdToken::from(std::string compact, const Jws& jws,
                                              SignatureVerdict verdict, const Expected& expected) {
  // What is kept must be what was verified.
  if (compact != jws.signingInput + '.' + toBase64Url(jws.signature)) {
    return Error{ErrorCode::malformedToken, "not the token that was verified"};
  }
  Result<IdTokenClaims> claims = parseClaims(jws);
  if (!claims) return claims.error();
  if (std::optional<Error> broken = firstBroken({*claims, expected, verdict})) return *broken;
  VerifiedIdToken token;
  token.compact_ = std::move(compact);
  token.claims_ = *std::move(claims);
  return token;
}

}  // namespace latchkey::jose
