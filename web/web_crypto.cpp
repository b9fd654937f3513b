#include "web/web_crypto.h"

#include <emscripten.h>
#include <emscripten/eventloop.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "web/page.h"

// slice() copies: the heap may move before the browser has an answer.
EM_JS(int, cryptoIsThere, (), { return Module.page.device.isSecure() ? 1 : 0; });
EM_JS(void, cryptoDigest, (void* owner, int id, const void* data, int size),
      { Module.page.device.digest(owner, id, HEAPU8.slice(data, data + size)); });
EM_JS(void, cryptoVerify,
      (void* owner, int id, const char* algorithm, const char* jwk, const void* data, int size,
       const void* signature, int signatureSize),
      {
        Module.page.device.verify(owner, id, UTF8ToString(algorithm), UTF8ToString(jwk),
                                  HEAPU8.slice(data, data + size),
                                  HEAPU8.slice(signature, signature + signatureSize));
      });
EM_JS(void, cryptoProve, (void* owner, int id, const char* keyId, const char* payload),
      { Module.page.device.prove(owner, id, UTF8ToString(keyId), UTF8ToString(payload)); });
EM_JS(void, cryptoKeep, (void* owner, int id, const char* keyId),
      { Module.page.device.keep(owner, id, UTF8ToString(keyId)); });
EM_JS(void, cryptoForget, (const char* keyId), { Module.page.device.forget(UTF8ToString(keyId)); });

namespace latchkey::web {
namespace {

// Only what the algorithm needs: WebCrypto refuses a key whose `use` or `key_ops` it dislikes, and
// jose/ has checked those already.
std::string importable(const jose::Jwk& key) {
  if (key.kty == "RSA") return writeJson(Json{{"kty", "RSA"}, {"n", key.n}, {"e", key.e}});
  return writeJson(Json{{"kty", "EC"}, {"crv", key.crv}, {"x", key.x}, {"y", key.y}});
}

const char* nameOf(jose::Algorithm algorithm) {
  return algorithm == jose::Algorithm::rs256 ? "rs256" : "es256";
}

// Never from inside the call that asked.
void later(std::function<void()> act) {
  emscripten_set_timeout(
      [](void* userData) {
        const std::unique_ptr<std::function<void()>> owned(
            static_cast<std::function<void()>*>(userData));
        (*owned)();
      },
      0, new std::function<void()>(std::move(act)));
}

}  // namespace

int WebCrypto::ask(std::function<void(Outcome)> done) {
  pending_[++lastId_] = std::move(done);
  return lastId_;
}

void WebCrypto::answered(int id, Outcome outcome) {
  const auto found = pending_.find(id);
  if (found == pending_.end()) return;
  const std::function<void(Outcome)> done = std::move(found->second);
  pending_.erase(found);
  done(outcome);
}

void WebCrypto::sha256(Bytes data, std::function<void(Result<Bytes>)> done) {
  if (cryptoIsThere() == 0) {
    return later([done] { done(Error{ErrorCode::cryptoUnavailable, "crypto.subtle"}); });
  }
  const int id = ask([done = std::move(done)](Outcome outcome) {
    if (outcome == Outcome::good) return done(takeInboxBytes());
    done(Error{ErrorCode::cryptoUnavailable, "digest"});
  });
  cryptoDigest(this, id, data.data(), static_cast<int>(data.size()));
}

void WebCrypto::verify(jose::Algorithm algorithm, jose::Jwk key, std::string signingInput,
                       Bytes signature, std::function<void(Result<bool>)> done) {
  if (cryptoIsThere() == 0) {
    return later([done] { done(Error{ErrorCode::cryptoUnavailable, "crypto.subtle"}); });
  }
  const int id = ask([done = std::move(done)](Outcome outcome) {
    if (outcome == Outcome::unsuitable) return done(Error{ErrorCode::keyUnsuitable, "importKey"});
    done(outcome == Outcome::good);
  });
  cryptoVerify(this, id, nameOf(algorithm), importable(key).c_str(), signingInput.data(),
               static_cast<int>(signingInput.size()), signature.data(),
               static_cast<int>(signature.size()));
}

void WebCrypto::prove(std::string keyId, std::string payload,
                      std::function<void(Result<std::string>)> done) {
  if (cryptoIsThere() == 0) {
    return later([done] { done(Error{ErrorCode::cryptoUnavailable, "crypto.subtle"}); });
  }
  const int id = ask([done = std::move(done)](Outcome outcome) {
    if (outcome == Outcome::good) return done(takeInbox());
    const bool isLate = outcome == Outcome::late;
    done(Error{isLate ? ErrorCode::timedOut : ErrorCode::cryptoUnavailable, "DPoP"});
  });
  cryptoProve(this, id, keyId.c_str(), payload.c_str());
}

void WebCrypto::keep(std::string keyId, std::function<void(bool)> done) {
  const int id = ask([done = std::move(done)](Outcome outcome) { done(outcome == Outcome::good); });
  cryptoKeep(this, id, keyId.c_str());
}

void WebCrypto::forget(const std::string& keyId) { cryptoForget(keyId.c_str()); }

extern "C" EMSCRIPTEN_KEEPALIVE void latchkeyCrypto(WebCrypto* owner, int id, int outcome) {
  owner->answered(id, static_cast<WebCrypto::Outcome>(outcome));
}

}  // namespace latchkey::web
