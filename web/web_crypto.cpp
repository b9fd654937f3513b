#include "web/web_crypto.h"

#include <emscripten.h>

#include <functional>
#include <string>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "web/page.h"
#include "web/replies.h"

// slice() copies: the heap may move before the browser has an answer.
EM_JS(void, cryptoDigest, (int id, const void* data, int size),
      { Module.page.crypto.digest(id, HEAPU8.slice(data, data + size)); });
EM_JS(void, cryptoVerify,
      (int id, const char* algorithm, const char* jwk, const void* data, int size,
       const void* signature, int signatureSize),
      {
        Module.page.crypto.verify(id, UTF8ToString(algorithm), UTF8ToString(jwk),
                                  HEAPU8.slice(data, data + size),
                                  HEAPU8.slice(signature, signature + signatureSize));
      });
EM_JS(void, cryptoProve, (int id, const char* keyId, const char* payload),
      { Module.page.crypto.prove(id, UTF8ToString(keyId), UTF8ToString(payload)); });
EM_JS(void, cryptoKeep, (int id, const char* keyId),
      { Module.page.crypto.keep(id, UTF8ToString(keyId)); });
EM_JS(void, cryptoForget, (const char* keyId), { Module.page.crypto.forget(UTF8ToString(keyId)); });

namespace latchkey::web {
namespace {

// Outcomes, as web/web_crypto.js has them.
constexpr int kFailed = 0;
constexpr int kGood = 1;
constexpr int kUnsuitable = 3;
constexpr int kLate = 4;

// Only what the algorithm needs: WebCrypto refuses a key whose `use` or `key_ops` it dislikes, and
// jose/ has checked those already.
std::string importable(const jose::Jwk& key) {
  if (key.kty == "RSA") return writeJson(Json{{"kty", "RSA"}, {"n", key.n}, {"e", key.e}});
  return writeJson(Json{{"kty", "EC"}, {"crv", key.crv}, {"x", key.x}, {"y", key.y}});
}

const char* nameOf(jose::Algorithm algorithm) {
  return algorithm == jose::Algorithm::rs256 ? "rs256" : "es256";
}

}  // namespace

void WebCrypto::sha256(Bytes data, std::function<void(Result<Bytes>)> done) {
  const int id = expectReply([done = std::move(done)](int outcome) {
    if (outcome == kGood) return done(takeInboxBytes());
    done(Error{ErrorCode::cryptoUnavailable, "digest"});
  });
  cryptoDigest(id, data.data(), static_cast<int>(data.size()));
}

void WebCrypto::verify(jose::Algorithm algorithm, jose::Jwk key, std::string signingInput,
                       Bytes signature, std::function<void(Result<bool>)> done) {
  const int id = expectReply([done = std::move(done)](int outcome) {
    if (outcome == kUnsuitable) return done(Error{ErrorCode::keyUnsuitable, "importKey"});
    if (outcome == kFailed) return done(Error{ErrorCode::cryptoUnavailable, "crypto.subtle"});
    done(outcome == kGood);
  });
  cryptoVerify(id, nameOf(algorithm), importable(key).c_str(), signingInput.data(),
               static_cast<int>(signingInput.size()), signature.data(),
               static_cast<int>(signature.size()));
}

void WebCrypto::prove(std::string keyId, std::string payload,
                      std::function<void(Result<std::string>)> done) {
  const int id = expectReply([done = std::move(done)](int outcome) {
    if (outcome == kGood) return done(takeInbox());
    const bool isLate = outcome == kLate;
    done(Error{isLate ? ErrorCode::timedOut : ErrorCode::cryptoUnavailable, "DPoP"});
  });
  cryptoProve(id, keyId.c_str(), payload.c_str());
}

void WebCrypto::keep(std::string keyId, std::function<void(bool)> done) {
  const int id = expectReply([done = std::move(done)](int outcome) { done(outcome == kGood); });
  cryptoKeep(id, keyId.c_str());
}

void WebCrypto::forget(const std::string& keyId) { cryptoForget(keyId.c_str()); }

}  // namespace latchkey::web
