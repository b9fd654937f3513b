#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/json_reader.h"

namespace latchkey::simulator {

// An RSA-2048 key that signs tokens as RS256 (RFC 7518 §3.3). Copies share the key.
class SigningKey {
 public:
  // From OpenSSL's own randomness; takes some 100 ms.
  static SigningKey generate();

  // A key that was written down as PEM (RFC 7468); nothing for any other text.
  static std::optional<SigningKey> fromPem(std::string_view pem);
  // The private half too.
  std::string pem() const;

  // RFC 7638 thumbprint.
  const std::string& id() const { return id_; }
  // The public half, as in a JWKS (RFC 7517).
  Json jwk() const;

  // A compact JWS (RFC 7515 §7.1) of these claims; `kid` is this key's unless told otherwise.
  std::string sign(const Json& claims) const { return sign(claims, id_); }
  std::string sign(const Json& claims, std::string_view kid) const;
  // With a header of one's own.
  std::string signAs(const Json& header, const Json& claims) const;

 private:
  struct Handle;

  explicit SigningKey(std::shared_ptr<const Handle> handle);

  std::shared_ptr<const Handle> handle_;
  std::string id_;
  std::string modulus_;   // base64url
  std::string exponent_;  // base64url
};

}  // namespace latchkey::simulator
