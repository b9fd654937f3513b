#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"
#include "jose/crypto.h"
#include "jose/prover.h"
#include "tests/support/tokens.h"

namespace latchkey::support {

Bytes sha256Of(const Bytes& data);

// Errors: keyUnsuitable where the key's numbers make no key (a point that is not on the curve).
Result<bool> verifySignature(jose::Algorithm algorithm, const jose::Jwk& key,
                             std::string_view signingInput, const Bytes& signature);

// jose::Crypto over OpenSSL: what WebCrypto is in the browser. `post` takes the report and runs it
// later (support/later.h).
class OpenSslCrypto : public jose::Crypto {
 public:
  using Post = std::function<void(std::function<void()>)>;

  explicit OpenSslCrypto(Post post) : post_(std::move(post)) {}

  void sha256(Bytes data, std::function<void(Result<Bytes>)> done) override;
  void verify(jose::Algorithm algorithm, jose::Jwk key, std::string signingInput, Bytes signature,
              std::function<void(Result<bool>)> done) override;

 private:
  Post post_;
};

// jose::Prover over OpenSSL: what a key in IndexedDB is in the browser.
class OpenSslProver : public jose::Prover {
 public:
  explicit OpenSslProver(OpenSslCrypto::Post post) : post_(std::move(post)) {}

  void prove(std::string payload, std::function<void(Result<std::string>)> done) override;
  void forget() override { key_.reset(); }
  bool hasKey() const { return key_ != nullptr; }

 private:
  OpenSslCrypto::Post post_;
  std::shared_ptr<SigningKey> key_;
};

}  // namespace latchkey::support
