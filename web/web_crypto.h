#pragma once

#include <functional>

#include "jose/crypto.h"
#include "jose/prover.h"

namespace latchkey::web {

// crypto.subtle. It is missing on a page that is neither https nor localhost, and in some locked
// down browsers: then everything is answered with cryptoUnavailable.
class WebCrypto : public jose::Crypto, public jose::Prover {
 public:
  void sha256(Bytes data, std::function<void(Result<Bytes>)> done) override;
  void verify(jose::Algorithm algorithm, jose::Jwk key, std::string signingInput, Bytes signature,
              std::function<void(Result<bool>)> done) override;
  // Keys are kept in IndexedDB, where okta-auth-js has its own.
  void prove(std::string keyId, std::string payload,
             std::function<void(Result<std::string>)> done) override;
  void keep(std::string keyId, std::function<void(bool isKept)> done) override;
  void forget(const std::string& keyId) override;
};

}  // namespace latchkey::web
