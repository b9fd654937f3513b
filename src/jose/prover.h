#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace latchkey::jose {

// The key's name beside the tokens that are bound to it; okta-auth-js finds it by that.
inline constexpr std::string_view kProofKeyId = "latchkey";

// Signs with a key of this browser that nobody can read, not even this page (DPoP, RFC 9449 §11.4).
class Prover {
 public:
  virtual ~Prover() = default;
  // `payload`, in base64url, as a compact JWS: RS256, `typ` dpop+jwt, the public key in the header
  // (RFC 9449 §4.2). The key is made when it is first needed. Reports later, once, on the same
  // thread. Errors: cryptoUnavailable.
  virtual void prove(std::string payload, std::function<void(Result<std::string>)> done) = 0;
  // The next proof is by another key.
  virtual void forget() = 0;
};

}  // namespace latchkey::jose
