#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/json_reader.h"
#include "base/time.h"
#include "jose/id_token.h"
#include "jose/jwk.h"

namespace latchkey::support {

// A key pair of an org, made for this test run.
class SigningKey {
 public:
  static SigningKey rsa(std::string kid, unsigned bits = 2048);
  static SigningKey p256(std::string kid);
  // The same pair under another name.
  SigningKey withKid(std::string kid) const { return {algorithm_, std::move(kid), pair_}; }

  jose::Algorithm algorithm() const { return algorithm_; }
  const std::string& kid() const { return kid_; }
  // The public half, as the org publishes it.
  jose::Jwk jwk() const;
  // As JWS wants it: PKCS #1 v1.5 for RSA, r and s side by side for P-256.
  Bytes sign(std::string_view input) const;

 private:
  struct Pair;  // OpenSSL's
  SigningKey(jose::Algorithm algorithm, std::string kid, std::shared_ptr<Pair> pair);
  Bytes publicNumber(const char* name) const;

  jose::Algorithm algorithm_;
  std::string kid_;
  std::shared_ptr<Pair> pair_;
};

// A JWK Set document of these keys.
std::string jwkSetOf(const std::vector<jose::Jwk>& keys);

inline constexpr std::string_view kIssuer = "https://id.example.test/oauth2/default";
inline constexpr std::string_view kClientId = "0oa1client";
inline constexpr std::string_view kNonce = "n-0S6_WzA2Mj";
inline constexpr std::string_view kAccessToken = "an-access-token";
// 2033-05-18T03:33:20Z: no test reads the clock of the machine.
inline constexpr Seconds kNow{2'000'000'000};

// What a token of IdTokenBuilder has to answer to: everything checked, two minutes of skew.
jose::Expected expectation();

// A sound ID token, until a line says what is wrong with it:
//   IdTokenBuilder().claim("aud", "0oa2other").signedWith(key)
class IdTokenBuilder {
 public:
  IdTokenBuilder();

  IdTokenBuilder& claim(std::string_view name, Json value);
  IdTokenBuilder& claim(std::string_view name, Seconds unixTime);
  IdTokenBuilder& without(std::string_view claim);
  IdTokenBuilder& header(std::string_view name, Json value);
  IdTokenBuilder& withoutHeader(std::string_view name);
  // These characters in place of the claims, or of the header.
  IdTokenBuilder& rawPayload(std::string text);
  IdTokenBuilder& rawHeader(std::string text);

  // `alg` and `kid` become the key's, unless header() set them.
  std::string signedWith(const SigningKey& key) const;
  // The attack of RFC 8725 §2.1: the public key's own characters as an HMAC secret.
  std::string signedWithHmac(std::string_view secret) const;
  std::string unsignedToken() const;
  // The claims as the token carries them.
  std::string payload() const;

 private:
  std::string signingInput(std::string_view algorithm, std::string_view kid) const;

  Json header_;
  Json claims_;
  std::string rawHeader_;
  std::string rawPayload_;
};

}  // namespace latchkey::support
