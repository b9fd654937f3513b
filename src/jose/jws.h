#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "jose/jwk.h"

namespace latchkey::jose {

// A signed token in compact form (RFC 7515 §3.1), split and decoded, not yet verified.
struct Jws {
  Algorithm algorithm = Algorithm::rs256;
  std::string kid;
  std::string signingInput;  // "header.payload", ASCII, what was signed
  std::string payload;       // decoded: a JSON document
  Bytes signature;
};

// Errors: the first seven rules of jose/rules.h.
Result<Jws> parseJws(std::string_view compact);

// The one key that may verify `jws`. Errors: keyNotFound (no key of that kid: fetch the set again,
// once), keyUnsuitable (there, but not for this algorithm, or two keys with one kid): rules 8
// to 10.
Result<Jwk> chooseKey(const JwkSet& keys, const Jws& jws);

}  // namespace latchkey::jose
