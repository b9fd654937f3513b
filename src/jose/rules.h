#pragma once

#include <cstddef>

#include "base/error.h"

namespace latchkey::jose {

// Every rule that an ID token has to keep, numbered in the order in which they are checked: a later
// rule may rely on the ones before it. rules.cpp has the error of each, with its section. Numbers
// in brackets are the steps of OpenID Connect Core 1.0, 3.1.3.7.
enum class Rule {
  // checked by parseJws
  compact = 1,   // three parts of base64url, at most 64 KiB
  notEncrypted,  // (1): the client is registered without encryption
  header,        // one JSON object without duplicate members
  algorithm,     // (7), (8): RS256 or ES256. Never none; and there is no secret for HS256
  noCrit,        // no `crit`: no extension is supported
  type,          // `typ`, if any, is JWT: not an access token's, not a logout token's
  kidPresent,    // a `kid`, because the key is never guessed
  // checked by chooseKey
  keyPublished,  // by the issuer; a key inside the token does not count
  keyUnique,     // one key of that kid, not two to choose from
  keySuitable,   // `kty`, `use`, `alg`, `key_ops`, curve; RSA of 2048 bits at least
  // checked by VerifiedIdToken
  signature,       // (6)
  claims,          // one JSON object, no duplicate member at any depth, each of its type
  issuer,          // (2): exactly as in the discovery document
  audience,        // (3): this client is in it
  azpPresent,      // (4): an `azp` where there are several audiences
  azpIsClient,     // (5): `azp`, if any, is this client
  subPresent,      // `sub` is not empty
  expPresent,      // there is an `exp`
  iatPresent,      // there is an `iat`
  iatBeforeExp,    // `iat` is not after `exp`
  nonce,           // (11): of this request; of the first token, if any, after a refresh
  sameSub,         // after a refresh: `sub` as before
  sameAuthTime,    // after a refresh: `auth_time`, if any, as before
  notExpired,      // (9)
  notFromFuture,   // (10)
  notBefore,       // `nbf`, if any, has come
  acrRequested,    // (12): `acr` is one of those requested
  authTimeRecent,  // (13): `auth_time` is within the requested `max_age`
  atHash,          // `at_hash`, if any, is the access token's
  cHash,           // `c_hash`, if any, is the code's
};
inline constexpr std::size_t kRules = static_cast<std::size_t>(Rule::cHash);

// The error of a token that breaks the rule. Its detail names the claim or member, the reason and
// the section, and never a value of the token: "iss does not match the discovery document (OIDC
// Core 3.1.3.7 (2))".
Error broken(Rule rule);

}  // namespace latchkey::jose
