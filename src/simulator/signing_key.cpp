#include "simulator/signing_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <utility>

#include "base/bytes.h"
#include "base/json_writer.h"
#include "simulator/digest.h"
#include "simulator/openssl_key.h"

namespace latchkey::simulator {

struct SigningKey::Handle : OpensslKey {
  using OpensslKey::OpensslKey;
};

namespace {

constexpr std::size_t kBits = 2048;

std::string publicNumber(EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) return "";
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number)));
  BN_bn2bin(number, bytes.data());
  BN_free(number);
  return toBase64Url(bytes);
}

Bytes rs256(EVP_PKEY* key, std::string_view text) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key));
  Bytes signature(size);
  const bool signedIt = EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key) == 1 &&
                        EVP_DigestSign(context, signature.data(), &size, data, text.size()) == 1;
  EVP_MD_CTX_free(context);
  signature.resize(signedIt ? size : 0);
  return signature;
}

}  // namespace

SigningKey::SigningKey(std::shared_ptr<const Handle> handle)
    : handle_(std::move(handle)),
      modulus_(publicNumber(handle_->key, OSSL_PKEY_PARAM_RSA_N)),
      exponent_(publicNumber(handle_->key, OSSL_PKEY_PARAM_RSA_E)) {
  const Json required = {{"e", exponent_}, {"kty", "RSA"}, {"n", modulus_}};
  id_ = toBase64Url(sha256(writeJson(required)));
}

SigningKey SigningKey::generate() {
  return SigningKey(std::make_shared<const Handle>(EVP_RSA_gen(kBits)));
}

std::optional<SigningKey> SigningKey::fromPem(std::string_view pem) {
  BIO* source = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  EVP_PKEY* key = PEM_read_bio_PrivateKey(source, nullptr, nullptr, nullptr);
  BIO_free(source);
  if (key == nullptr) return std::nullopt;
  auto handle = std::make_shared<const Handle>(key);
  if (EVP_PKEY_is_a(key, "RSA") != 1) return std::nullopt;
  return SigningKey(std::move(handle));
}

std::string SigningKey::pem() const {
  BIO* target = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(target, handle_->key, nullptr, nullptr, 0, nullptr, nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(target, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(target);
  return text;
}

Json SigningKey::jwk() const {
  return {{"kty", "RSA"}, {"alg", "RS256"}, {"kid", id_},
          {"use", "sig"}, {"e", exponent_}, {"n", modulus_}};
}

std::string SigningKey::sign(const Json& claims, std::string_view kid) const {
  return signAs({{"kid", kid}, {"alg", "RS256"}}, claims);
}

std::string SigningKey::signAs(const Json& header, const Json& claims) const {
  const std::string input =
      toBase64Url(toBytes(writeJson(header))) + "." + toBase64Url(toBytes(writeJson(claims)));
  return input + "." + toBase64Url(rs256(handle_->key, input));
}

}  // namespace latchkey::simulator
