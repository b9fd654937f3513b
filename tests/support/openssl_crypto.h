#pragma once

#include <functional>
#include <map>
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

// What IndexedDB is in a browser: the keys that its pages keep, by name. It can be forbidden, or
// not answer for a while.
struct KeyDatabase {
  enum class Mood { works, forbidden, silent };

  Mood mood = Mood::works;
  std::map<std::string, std::shared_ptr<SigningKey>> keys;
};

// jose::Prover over OpenSSL, of one page.
class OpenSslProver : public jose::Prover {
 public:
  OpenSslProver(OpenSslCrypto::Post post, KeyDatabase& database)
      : post_(std::move(post)), database_(database) {}

  void prove(std::string keyId, std::string payload,
             std::function<void(Result<std::string>)> done) override;
  void keep(std::string keyId, std::function<void(bool isKept)> done) override;
  void forget(const std::string& keyId) override;

 private:
  Result<std::shared_ptr<SigningKey>> keyOf(const std::string& keyId);

  OpenSslCrypto::Post post_;
  KeyDatabase& database_;
  std::shared_ptr<SigningKey> own_;
};

}  // namespace latchkey::support
