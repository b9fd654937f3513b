#include "tests/support/tokens.h"

#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <cstdint>
#include <utility>

#include "base/json_writer.h"
#include "tests/support/openssl_crypto.h"
#include "tests/support/openssl_handles.h"

namespace latchkey::support {
namespace {

constexpr int kEs256HalfBytes = 32;

Bytes toRaw(const Bytes& der) {
  const unsigned char* in = der.data();
  const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size())));
  Bytes raw(std::size_t{2} * kEs256HalfBytes);
  BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw.data(), kEs256HalfBytes);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw.data() + kEs256HalfBytes, kEs256HalfBytes);
  return raw;
}

std::string leftHalfOfDigest(std::string_view text) {
  Bytes digest = sha256Of(toBytes(text));
  digest.resize(digest.size() / 2);
  return toBase64Url(digest);
}

std::string encoded(std::string_view text) { return toBase64Url(toBytes(text)); }

void addText(Json& json, std::string_view name, const std::string& value) {
  if (!value.empty()) setMember(json, name, value);
}

Json toJson(const jose::Jwk& key) {
  Json json = Json::object();
  addText(json, "kty", key.kty);
  addText(json, "kid", key.kid);
  addText(json, "use", key.use);
  addText(json, "alg", key.alg);
  if (!key.keyOps.empty()) setMember(json, "key_ops", key.keyOps);
  addText(json, "n", key.n);
  addText(json, "e", key.e);
  addText(json, "crv", key.crv);
  addText(json, "x", key.x);
  addText(json, "y", key.y);
  return json;
}

}  // namespace

struct SigningKey::Pair {
  Key key;
};

SigningKey::SigningKey(jose::Algorithm algorithm, std::string kid, std::shared_ptr<Pair> pair)
    : algorithm_(algorithm), kid_(std::move(kid)), pair_(std::move(pair)) {}

SigningKey SigningKey::rsa(std::string kid, unsigned bits) {
  auto pair = std::make_shared<Pair>();
  pair->key.reset(EVP_RSA_gen(bits));
  return {jose::Algorithm::rs256, std::move(kid), std::move(pair)};
}

SigningKey SigningKey::p256(std::string kid) {
  auto pair = std::make_shared<Pair>();
  pair->key.reset(EVP_EC_gen("P-256"));
  return {jose::Algorithm::es256, std::move(kid), std::move(pair)};
}

Bytes SigningKey::publicNumber(const char* name) const {
  BIGNUM* found = nullptr;
  EVP_PKEY_get_bn_param(pair_->key.get(), name, &found);
  const BigNumber number(found);
  const bool isEc = algorithm_ == jose::Algorithm::es256;
  const int size = isEc ? kEs256HalfBytes : BN_num_bytes(number.get());
  Bytes bytes(static_cast<std::size_t>(size));
  BN_bn2binpad(number.get(), bytes.data(), size);
  return bytes;
}

jose::Jwk SigningKey::jwk() const {
  jose::Jwk key;
  key.kid = kid_;
  key.use = "sig";
  key.alg = jose::name(algorithm_);
  if (algorithm_ == jose::Algorithm::rs256) {
    key.kty = "RSA";
    key.n = toBase64Url(publicNumber(OSSL_PKEY_PARAM_RSA_N));
    key.e = toBase64Url(publicNumber(OSSL_PKEY_PARAM_RSA_E));
  } else {
    key.kty = "EC";
    key.crv = "P-256";
    key.x = toBase64Url(publicNumber(OSSL_PKEY_PARAM_EC_PUB_X));
    key.y = toBase64Url(publicNumber(OSSL_PKEY_PARAM_EC_PUB_Y));
  }
  return key;
}

Bytes SigningKey::sign(std::string_view input) const {
  const Bytes data = toBytes(input);
  const DigestContext context(EVP_MD_CTX_new());
  EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, pair_->key.get());
  std::size_t size = 0;
  EVP_DigestSign(context.get(), nullptr, &size, data.data(), data.size());
  Bytes signature(size);
  EVP_DigestSign(context.get(), signature.data(), &size, data.data(), data.size());
  signature.resize(size);
  return algorithm_ == jose::Algorithm::rs256 ? signature : toRaw(signature);
}

std::string jwkSetOf(const std::vector<jose::Jwk>& keys) {
  Json list = Json::array();
  for (const jose::Jwk& key : keys) list.push_back(toJson(key));
  Json document = Json::object();
  setMember(document, "keys", std::move(list));
  return writeJson(document);
}

jose::Expected expectation() {
  jose::Expected expected;
  expected.issuer = kIssuer;
  expected.clientId = kClientId;
  expected.answersTo = jose::Nonce(std::string(kNonce));
  expected.accessTokenDigest = sha256Of(toBytes(kAccessToken));
  expected.now = fromUnix(kNow);
  expected.clockSkew = Seconds(120);
  return expected;
}

IdTokenBuilder::IdTokenBuilder() : header_(Json::object()), claims_(Json::object()) {
  claim("sub", "00u1ada");
  claim("iss", std::string(kIssuer));
  claim("aud", std::string(kClientId));
  claim("iat", kNow);
  claim("exp", kNow + Seconds(3600));
  claim("auth_time", kNow - Seconds(5));
  claim("nonce", std::string(kNonce));
  claim("at_hash", leftHalfOfDigest(kAccessToken));
}

IdTokenBuilder& IdTokenBuilder::claim(std::string_view name, Json value) {
  setMember(claims_, name, std::move(value));
  return *this;
}

IdTokenBuilder& IdTokenBuilder::claim(std::string_view name, Seconds unixTime) {
  return claim(name, Json(static_cast<std::int64_t>(unixTime.count())));
}

IdTokenBuilder& IdTokenBuilder::without(std::string_view claim) {
  claims_.erase(std::string(claim));
  return *this;
}

IdTokenBuilder& IdTokenBuilder::header(std::string_view name, Json value) {
  setMember(header_, name, std::move(value));
  return *this;
}

// Said by null until the header is written, as the key's own `kid` comes only then.
IdTokenBuilder& IdTokenBuilder::withoutHeader(std::string_view name) {
  return header(name, nullptr);
}

IdTokenBuilder& IdTokenBuilder::rawPayload(std::string text) {
  rawPayload_ = std::move(text);
  return *this;
}

IdTokenBuilder& IdTokenBuilder::rawHeader(std::string text) {
  rawHeader_ = std::move(text);
  return *this;
}

std::string IdTokenBuilder::payload() const {
  return rawPayload_.empty() ? writeJson(claims_) : rawPayload_;
}

std::string IdTokenBuilder::signingInput(std::string_view algorithm, std::string_view kid) const {
  Json header = Json::object();
  setMember(header, "alg", std::string(algorithm));
  setMember(header, "kid", std::string(kid));
  for (const auto& [name, value] : header_.items()) {
    if (value.is_null()) {
      header.erase(name);
    } else {
      setMember(header, name, value);
    }
  }
  const std::string text = rawHeader_.empty() ? writeJson(header) : rawHeader_;
  return encoded(text) + '.' + encoded(payload());
}

std::string IdTokenBuilder::signedWith(const SigningKey& key) const {
  const std::string input = signingInput(jose::name(key.algorithm()), key.kid());
  return input + '.' + toBase64Url(key.sign(input));
}

std::string IdTokenBuilder::signedWithHmac(std::string_view secret) const {
  const std::string input = signingInput("HS256", "org-key");
  const Bytes data = toBytes(input);
  Bytes mac(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), data.data(), data.size(),
       mac.data(), &size);
  mac.resize(size);
  return input + '.' + toBase64Url(mac);
}

std::string IdTokenBuilder::unsignedToken() const { return signingInput("none", "org-key") + '.'; }

}  // namespace latchkey::support
