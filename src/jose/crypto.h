#pragma once

#include <functional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "jose/jwk.h"

namespace latchkey::jose {

// We implement no cryptography: this is WebCrypto in the browser and OpenSSL natively
// (tests/support).
// Both report later, once, on the same thread. Errors: cryptoUnavailable, keyUnsuitable.
class Crypto {
 public:
  virtual ~Crypto() = default;
  virtual void sha256(Bytes data, std::function<void(Result<Bytes>)> done) = 0;
  // Answers whether `signature` over `signingInput` was made with the private half of `key`.
  virtual void verify(Algorithm algorithm, Jwk key, std::string signingInput, Bytes signature,
                      std::function<void(Result<bool>)> done) = 0;
};

}  // namespace latchkey::jose
