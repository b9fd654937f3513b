#include "tests/support/openssl_crypto.h"

#include <openssl/sha.h>

#include <cstddef>
#include <utility>

#include "base/json_writer.h"
#include "tests/support/openssl_handles.h"

namespace latchkey::support {
namespace {

constexpr std::size_t kEs256HalfBytes = 32;

BigNumber toNumber(const std::string& base64Url) {
  const Bytes bytes = fromBase64Url(base64Url).value_or(Bytes{});
  return BigNumber(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

Key makeKey(const char* type, OSSL_PARAM_BLD* members) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(members));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return Key(key);
}

Key rsaKey(const jose::Jwk& jwk) {
  const BigNumber modulus = toNumber(jwk.n);
  const BigNumber exponent = toNumber(jwk.e);
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  return makeKey("RSA", builder.get());
}

Key p256Key(const jose::Jwk& jwk) {
  Bytes point = {0x04};  // uncompressed, SEC 1 §2.3.3
  for (const std::string* half : {&jwk.x, &jwk.y}) {
    const Bytes coordinate = fromBase64Url(*half).value_or(Bytes{});
    point.insert(point.end(), coordinate.begin(), coordinate.end());
  }
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return makeKey("EC", builder.get());
}

// JWS writes r and s side by side (RFC 7518 §3.4), OpenSSL wants ASN.1.
Bytes toDer(const Bytes& raw) {
  if (raw.size() != 2 * kEs256HalfBytes) return {};
  const EcdsaSignature signature(ECDSA_SIG_new());
  BIGNUM* r = BN_bin2bn(raw.data(), kEs256HalfBytes, nullptr);
  BIGNUM* s = BN_bin2bn(raw.data() + kEs256HalfBytes, kEs256HalfBytes, nullptr);
  ECDSA_SIG_set0(signature.get(), r, s);
  Bytes der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)));
  unsigned char* out = der.data();
  i2d_ECDSA_SIG(signature.get(), &out);
  return der;
}

}  // namespace

Bytes sha256Of(const Bytes& data) {
  Bytes digest(SHA256_DIGEST_LENGTH);
  SHA256(data.data(), data.size(), digest.data());
  return digest;
}

Result<bool> verifySignature(jose::Algorithm algorithm, const jose::Jwk& key,
                             std::string_view signingInput, const Bytes& signature) {
  const bool isRsa = algorithm == jose::Algorithm::rs256;
  const Key publicKey = isRsa ? rsaKey(key) : p256Key(key);
  if (!publicKey) return Error{ErrorCode::keyUnsuitable, "OpenSSL takes no such key"};
  const Bytes expected = isRsa ? signature : toDer(signature);
  const Bytes input = toBytes(signingInput);
  const DigestContext context(EVP_MD_CTX_new());
  if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, publicKey.get()) != 1) {
    return Error{ErrorCode::keyUnsuitable, "OpenSSL cannot verify with that key"};
  }
  return EVP_DigestVerify(context.get(), expected.data(), expected.size(), input.data(),
                          input.size()) == 1;
}

void OpenSslCrypto::sha256(Bytes data, std::function<void(Result<Bytes>)> done) {
  post_([digest = sha256Of(data), done = std::move(done)] { done(digest); });
}

void OpenSslCrypto::verify(jose::Algorithm algorithm, jose::Jwk key, std::string signingInput,
                           Bytes signature, std::function<void(Result<bool>)> done) {
  const Result<bool> verdict = verifySignature(algorithm, key, signingInput, signature);
  post_([verdict, done = std::move(done)] { done(verdict); });
}

Result<std::shared_ptr<SigningKey>> OpenSslProver::keyOf(const std::string& keyId) {
  if (keyId.empty()) {
    if (!own_) own_ = std::make_shared<SigningKey>(SigningKey::rsa("proof"));
    return own_;
  }
  if (database_.mood != KeyDatabase::Mood::works) return Error{ErrorCode::timedOut, "keys"};
  const auto kept = database_.keys.find(keyId);
  if (kept == database_.keys.end()) return Error{ErrorCode::cryptoUnavailable, "no such key"};
  return kept->second;
}

void OpenSslProver::prove(std::string keyId, std::string payload,
                          std::function<void(Result<std::string>)> done) {
  const Result<std::shared_ptr<SigningKey>> key = keyOf(keyId);
  if (!key) return post_([error = key.error(), done = std::move(done)] { done(error); });
  const jose::Jwk jwk = (*key)->jwk();
  const Json header = {
      {"alg", "RS256"}, {"typ", "dpop+jwt"}, {"jwk", {{"kty", "RSA"}, {"e", jwk.e}, {"n", jwk.n}}}};
  const std::string input = toBase64Url(toBytes(writeJson(header))) + '.' + payload;
  const std::string proof = input + '.' + toBase64Url((*key)->sign(input));
  post_([proof, done = std::move(done)] { done(proof); });
}

void OpenSslProver::keep(std::string keyId, std::function<void(bool isKept)> done) {
  const bool isKept = database_.mood == KeyDatabase::Mood::works;
  if (isKept) database_.keys[keyId] = std::exchange(own_, nullptr);
  post_([isKept, done = std::move(done)] { done(isKept); });
}

void OpenSslProver::forget(const std::string& keyId) {
  if (keyId.empty()) own_.reset();
  database_.keys.erase(keyId);
}

}  // namespace latchkey::support
