#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/json_reader.h"

namespace latchkey::simulator {

// An RSA-2048 key that signs tokens as RS256 (RFC 7518 §3.3). Copies share the key.
class SigningKey {
 public:
  // From OpenSSL's own randomness; takes some 100 ms.
  static SigningKey generate();

  // RFC 7638 thumbprint.
  const std::string& id() const { return id_; }
  // The public half, as in a JWKS (RFC 7517).
  Json jwk() const;

  // A compact JWS (RFC 7515 §7.1) of these claims; `kid` is this key's unless told otherwise.
  std::string sign(const Json& claims) const { return sign(claims, id_); }
  std::string sign(const Json& claims, std::string_view kid) const;

 private:
  struct Handle;

  SigningKey() = default;

  std::shared_ptr<const Handle> handle_;
  std::string id_;
  std::string modulus_;   // base64url
  std::string exponent_;  // base64url
};

}  // namespace latchkey::simulator
