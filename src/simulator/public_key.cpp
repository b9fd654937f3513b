#include "simulator/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <utility>

#include "base/json_writer.h"
#include "base/text.h"
#include "simulator/digest.h"
#include "simulator/openssl_key.h"

namespace latchkey::simulator {

struct PublicKey::Handle : OpensslKey {
  using OpensslKey::OpensslKey;
};

namespace {

constexpr int kFewestBits = 2048;
constexpr std::size_t kP256Bytes = 32;

struct Number {
  explicit Number(const Bytes& bytes)
      : value(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)) {}
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  ~Number() { BN_free(value); }

  BIGNUM* value;
};

Bytes bytesOf(const Json& jwk, std::string_view name) {
  return fromBase64Url(text(jwk, name).value_or("")).value_or(Bytes());
}

// Takes what `build` holds.
EVP_PKEY* made(const char* type, OSSL_PARAM_BLD* build) {
  OSSL_PARAM* params = OSSL_PARAM_BLD_to_param(build);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr);
  EVP_PKEY* key = nullptr;
  const bool good = params != nullptr && EVP_PKEY_fromdata_init(context) == 1 &&
                    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) == 1;
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(params);
  OSSL_PARAM_BLD_free(build);
  return good ? key : nullptr;
}

EVP_PKEY* rsaKey(const Json& jwk) {
  const Number modulus(bytesOf(jwk, "n"));
  const Number exponent(bytesOf(jwk, "e"));
  if (BN_num_bits(modulus.value) < kFewestBits || BN_is_odd(exponent.value) == 0) return nullptr;
  OSSL_PARAM_BLD* build = OSSL_PARAM_BLD_new();
  OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, modulus.value);
  OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, exponent.value);
  return made("RSA", build);
}

EVP_PKEY* p256Key(const Json& jwk) {
  const Bytes x = bytesOf(jwk, "x");
  const Bytes y = bytesOf(jwk, "y");
  if (text(jwk, "crv") != "P-256" || x.size() != kP256Bytes || y.size() != kP256Bytes) {
    return nullptr;
  }
  Bytes point = {4};  // not compressed
  point.insert(point.end(), x.begin(), x.end());
  point.insert(point.end(), y.begin(), y.end());
  OSSL_PARAM_BLD* build = OSSL_PARAM_BLD_new();
  OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  return made("EC", build);
}

// RFC 7518 §3.4 has both numbers side by side, OpenSSL wants them in DER.
Bytes toDer(const Bytes& pair) {
  if (pair.size() != 2 * kP256Bytes) return {};
  ECDSA_SIG* signature = ECDSA_SIG_new();
  ECDSA_SIG_set0(signature, BN_bin2bn(pair.data(), kP256Bytes, nullptr),
                 BN_bin2bn(pair.data() + kP256Bytes, kP256Bytes, nullptr));
  Bytes der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature, nullptr)));
  unsigned char* to = der.data();
  i2d_ECDSA_SIG(signature, &to);
  ECDSA_SIG_free(signature);
  return der;
}

// The members that a thumbprint is of, in the order of the alphabet.
Json essence(const Json& jwk, bool isRsa) {
  const auto given = [&jwk](std::string_view name) { return text(jwk, name).value_or(""); };
  if (isRsa) return {{"e", given("e")}, {"kty", "RSA"}, {"n", given("n")}};
  return {{"crv", given("crv")}, {"kty", "EC"}, {"x", given("x")}, {"y", given("y")}};
}

}  // namespace

std::optional<PublicKey> PublicKey::fromJwk(const Json& jwk) {
  const std::string type = text(jwk, "kty").value_or("");
  if (member(jwk, "d") != nullptr || (type != "RSA" && type != "EC")) return std::nullopt;
  const bool isRsa = type == "RSA";
  EVP_PKEY* key = isRsa ? rsaKey(jwk) : p256Key(jwk);
  if (key == nullptr) return std::nullopt;
  PublicKey found;
  found.handle_ = std::make_shared<const Handle>(key);
  found.kind_ = isRsa ? Kind::rsa : Kind::p256;
  found.thumbprint_ = toBase64Url(sha256(writeJson(essence(jwk, isRsa))));
  return found;
}

bool PublicKey::verifies(std::string_view algorithm, std::string_view text,
                         const Bytes& signature) const {
  if (algorithm != (kind_ == Kind::rsa ? "RS256" : "ES256")) return false;
  const Bytes der = kind_ == Kind::rsa ? signature : toDer(signature);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const bool good =
      EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, handle_->key) == 1 &&
      EVP_DigestVerify(context, der.data(), der.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  EVP_MD_CTX_free(context);
  return good;
}

std::optional<Jws> parseJws(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 3) return std::nullopt;
  const auto document = [](std::string_view part) -> std::optional<Json> {
    const auto bytes = fromBase64Url(part);
    Result<Json> json = parseJsonStrictly(bytes ? toText(*bytes) : "");
    if (!json || !json->is_object()) return std::nullopt;
    return *std::move(json);
  };
  auto header = document(parts[0]);
  auto claims = document(parts[1]);
  auto signature = fromBase64Url(parts[2]);
  if (!header || !claims || !signature) return std::nullopt;
  return Jws{*std::move(header), *std::move(claims),
             std::string(parts[0]) + "." + std::string(parts[1]), *std::move(signature)};
}

}  // namespace latchkey::simulator
