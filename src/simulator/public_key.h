#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/json_reader.h"

namespace latchkey::simulator {

// Somebody else's key, as they sent it.
class PublicKey {
 public:
  // RSA of 2048 bits or more, or EC on P-256 (RFC 7518 §6). Nothing for any other JWK, and for one
  // with a private half: nobody should send that.
  static std::optional<PublicKey> fromJwk(const Json& jwk);

  // RS256 with an RSA key, ES256 with one on P-256; false for any other algorithm.
  bool verifies(std::string_view algorithm, std::string_view text, const Bytes& signature) const;
  // RFC 7638, with SHA-256.
  const std::string& thumbprint() const { return thumbprint_; }

 private:
  struct Handle;
  enum class Kind { rsa, p256 };

  PublicKey() = default;

  std::shared_ptr<const Handle> handle_;
  Kind kind_ = Kind::rsa;
  std::string thumbprint_;
};

// A compact JWS (RFC 7515 §7.1), taken apart and not verified.
struct Jws {
  Json header;
  Json claims;
  std::string signedText;
  Bytes signature;
};

std::optional<Jws> parseJws(std::string_view text);

}  // namespace latchkey::simulator
