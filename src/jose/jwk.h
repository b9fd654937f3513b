#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace latchkey::jose {

// The signature algorithms we take (RFC 7518 §3.1). `none` and the HMAC family are not here, so
// they cannot be asked for by mistake.
enum class Algorithm { rs256, es256 };

std::string_view name(Algorithm algorithm);

// A public key of RFC 7517, as far as signatures need it. Members that are not there are empty.
struct Jwk {
  std::string kty;  // "RSA" or "EC"
  std::string kid;
  std::string use;
  std::string alg;
  std::vector<std::string> keyOps;
  std::string n, e;       // RSA, base64url
  std::string crv, x, y;  // EC, base64url
};

struct JwkSet {
  std::vector<Jwk> keys;
};

// Reads a JWK Set (RFC 7517 §5). Keys of other kinds are left out, as the RFC asks for.
// Errors: malformedResponse.
Result<JwkSet> parseJwkSet(std::string_view body);

// May this key check that algorithm? kty, use, alg, key_ops, size (RSA >= 2048 bits) and curve.
bool isSuitable(const Jwk& key, Algorithm algorithm);

}  // namespace latchkey::jose
