#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"
#include "jose/crypto.h"

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

}  // namespace latchkey::support
