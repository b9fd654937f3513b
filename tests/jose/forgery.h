#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jose/id_token.h"
#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

// Tokens that are made to be believed, and what a client makes of them: the whole way from their
// characters to the claims, with signatures made and checked for real.
namespace latchkey::jose {

using support::expectation;
using support::IdTokenBuilder;
using support::SigningKey;

// The org signs with the first; the last two are an attacker's, under the org's names.
struct Keys {
  SigningKey org;
  SigningKey orgsOther;
  SigningKey foreign;
  SigningKey foreignOther;
};

inline const Keys& keysFor(Algorithm algorithm) {
  static const Keys rs256 = {SigningKey::rsa("org-key"), SigningKey::p256("org-key-2"),
                             SigningKey::rsa("org-key"), SigningKey::p256("org-key-2")};
  static const Keys es256 = {rs256.foreignOther.withKid("org-key"),
                             rs256.foreign.withKid("org-key-2"), rs256.orgsOther.withKid("org-key"),
                             rs256.org.withKid("org-key-2")};
  return algorithm == Algorithm::rs256 ? rs256 : es256;
}

// What an attacker, or a mistake, may change: the token, what the org publishes, what we expect.
struct Forgery {
  IdTokenBuilder claims;
  std::string compact;  // empty: `claims`, signed with the org's key
  std::optional<std::vector<Jwk>> published = std::nullopt;  // nothing: both keys of the org
  Expected expected = expectation();
};

// What a client makes of it: the first rule it breaks, if any.
inline std::optional<Error> refusalOf(const Forgery& forgery, const Keys& org) {
  const std::string token =
      forgery.compact.empty() ? forgery.claims.signedWith(org.org) : forgery.compact;
  const Result<Jws> jws = parseJws(token);
  if (!jws) return jws.error();
  const std::vector<Jwk> both = {org.org.jwk(), org.orgsOther.jwk()};
  const Result<JwkSet> keys = parseJwkSet(support::jwkSetOf(forgery.published.value_or(both)));
  if (!keys) return keys.error();
  const Result<Jwk> key = chooseKey(*keys, *jws);
  if (!key) return key.error();
  const Result<bool> holds =
      support::verifySignature(jws->algorithm, *key, jws->signingInput, jws->signature);
  const auto verdict = verdictOf(holds.value_or(false));
  const auto verified = VerifiedIdToken::from(token, *jws, verdict, forgery.expected);
  return verified ? std::nullopt : std::optional(verified.error());
}

inline Forgery tokenOf(std::string compact) {
  Forgery forgery;
  forgery.compact = std::move(compact);
  return forgery;
}

inline Forgery tokenWith(std::string_view claim, Json value) {
  Forgery forgery;
  forgery.claims.claim(claim, std::move(value));
  return forgery;
}

inline Forgery tokenAt(std::string_view claim, Seconds time) {
  return tokenWith(claim, Json(time.count()));
}

inline Forgery tokenWithout(std::string_view claim) {
  Forgery forgery;
  forgery.claims.without(claim);
  return forgery;
}

inline Forgery tokenSaying(const std::string& payload) {
  Forgery forgery;
  forgery.claims.rawPayload(payload);
  return forgery;
}

inline Forgery tokenWithHeader(std::string_view name, Json value) {
  Forgery forgery;
  forgery.claims.header(name, std::move(value));
  return forgery;
}

// As a refresh brings it: no nonce, and the same person as in the token before.
inline Forgery refreshed(std::string_view claim, Json value) {
  Forgery forgery;
  forgery.expected.answersTo = *parseClaims(IdTokenBuilder().payload());
  forgery.claims.without("nonce").claim(claim, std::move(value));
  return forgery;
}

inline Forgery publishing(std::vector<Jwk> published) {
  Forgery forgery;
  forgery.published = std::move(published);
  return forgery;
}

inline std::string sound(const Keys& keys) { return IdTokenBuilder().signedWith(keys.org); }

// What comes after the last dot is exchanged.
inline std::string withSignature(const std::string& token, const std::string& signature) {
  return token.substr(0, token.rfind('.') + 1) + signature;
}

inline Json asJson(const Jwk& key) { return (*parseJson(support::jwkSetOf({key})))["keys"][0]; }

}  // namespace latchkey::jose
