#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/tagged.h"
#include "base/time.h"
#include "jose/jws.h"
#include "jose/rules.h"

namespace latchkey::jose {

// Sent with the request, and back inside the ID token (OpenID Connect Core 2, 3.1.2.1).
using Nonce = Tagged<struct NonceTag>;

// The claims of OpenID Connect Core 2 that a rule looks at, and `json`: all of them as they came.
struct IdTokenClaims {
  std::string issuer;
  std::string subject;
  std::vector<std::string> audience;
  std::optional<std::string> authorizedParty;
  std::optional<Instant> expiresAt;
  std::optional<Instant> issuedAt;
  std::optional<Instant> notBefore;
  std::optional<Instant> authenticatedAt;
  std::optional<std::string> nonce;
  std::optional<std::string> contextClass;
  std::optional<std::string> accessTokenHash;
  std::optional<std::string> codeHash;
  std::string json;
};

// Errors: malformedToken, also where a claim is there twice or has the wrong type.
Result<IdTokenClaims> parseClaims(std::string_view text);

// Leaving a check out has a name that can be searched for.
struct AnyAge {};

struct Expected {
  std::string issuer;  // from the discovery document, not from our configuration
  std::string clientId;
  // What the token answers to: a sign-in, by its nonce; or a refresh (OpenID Connect Core 12.2), by
  // the claims of the token before it.
  std::variant<Nonce, IdTokenClaims> answersTo;
  std::variant<Seconds, AnyAge> maxAge = AnyAge{};
  std::vector<std::string> acrValues;  // one of these was asked for; empty: any will do
  Bytes accessTokenDigest;  // SHA-256 of the access token that came along; empty: none came
  Bytes codeDigest;         // SHA-256 of the code that was redeemed; empty: there was none
  Instant now;              // the server's time as well as we know it
  Seconds clockSkew{120};
};

// The first of the rules 13 to 30 that the claims break, if any.
std::optional<Error> firstBrokenRule(const IdTokenClaims& claims, const Expected& expected);

// Rule::acrRequested and Rule::authTimeRecent alone: for the claims of a token that was verified
// earlier. Looks at `maxAge`, `acrValues`, `now` and `clockSkew` of what is expected.
bool meetsStepUp(const IdTokenClaims& claims, const Expected& expected);

enum class SignatureVerdict { holds, broken };
constexpr SignatureVerdict verdictOf(bool holds) {
  return holds ? SignatureVerdict::holds : SignatureVerdict::broken;
}

// Exists only where the signature and every rule held.
class VerifiedIdToken {
 public:
  static Result<VerifiedIdToken> from(std::string compact, const Jws& jws, SignatureVerdict verdict,
                                      const Expected& expected);

  const std::string& compact() const { return compact_; }
  const IdTokenClaims& claims() const { return claims_; }

 private:
  VerifiedIdToken() = default;
  std::string compact_;
  IdTokenClaims claims_;
};

}  // namespace latchkey::jose
