#pragma once

#include <cstddef>
#include <string_view>

#include "base/error.h"

namespace latchkey::jose {

// Every rule that an ID token has to keep, numbered in the order in which they are looked at: a
// later one may rely on those before it. The sections, and the codes of the errors, are one table
// in rules.cpp. Numbers in brackets are the steps of OpenID Connect Core 1.0, 3.1.3.7.
enum class Rule {
  // settled by parseJws
  compact = 1,  // three parts of base64url, at most 64 KiB
  plain,        // (1): not encrypted, as we registered for no encryption
  header,       // one JSON object, no member twice
  algorithm,    // (7), (8): RS256 or ES256. Never none; and there is no secret for HS256
  understood,   // no `crit`: we understand no extension
  type,         // `typ`, if any, is JWT: not an access token's, not a logout token's
  keyNamed,     // a `kid`, as the key is never guessed
  // settled by chooseKey
  keyPublished,  // by the issuer; what the token brings along does not count
  keyUnique,     // one key of that kid, not two to choose from
  keySuitable,   // `kty`, `use`, `alg`, `key_ops`, curve; RSA of 2048 bits at least
  // settled by VerifiedIdToken
  signature,      // (6)
  claims,         // one JSON object, no member twice at any depth, each of its type
  issuer,         // (2): as in the discovery document, to the letter
  audience,       // (3): this client is in it
  partyNamed,     // (4): an `azp` where the audience is more than one
  party,          // (5): `azp`, if any, is this client
  subject,        // `sub` is not empty
  expiry,         // there is an `exp`
  issued,         // there is an `iat`
  order,          // which is not after `exp`
  nonce,          // (11): of this very request; of the first token, if any, after a refresh
  samePerson,     // after a refresh: `sub` as before
  sameSignIn,     // after a refresh: `auth_time`, if any, as before
  notExpired,     // (9)
  notFromFuture,  // (10)
  notBefore,      // `nbf`, if any, has come
  context,        // (12): `acr` is one of those asked for
  age,            // (13): `auth_time` is no longer ago than was asked for
  accessToken,    // `at_hash`, if any, is the access token's
  code,           // `c_hash`, if any, is the code's
};
inline constexpr std::size_t kRules = static_cast<std::size_t>(Rule::code);

// Where it is written: "3.1.3.7 (2)" (of OpenID Connect Core 1.0), "RFC 7515 4.1.11", "ours".
std::string_view sectionOf(Rule rule);

// The error of whoever breaks it. Its detail is "rule 13, 3.1.3.7 (2)" and nothing of the token.
Error broken(Rule rule);

}  // namespace latchkey::jose
