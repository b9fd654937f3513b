#pragma once

#include <functional>
#include <string>

#include "base/result.h"

namespace latchkey::jose {

// Signs DPoP proofs with keys of this browser that no script can read (RFC 9449 §11.4). A page has
// one key of its own, made when it is first needed. It is deleted with the page unless it is kept
// under a name, by which other pages find it; the page then makes a new key for itself.
class Prover {
 public:
  virtual ~Prover() = default;
  // `payload`, in base64url, as a compact JWS: RS256, `typ` dpop+jwt, the public key in the header
  // (RFC 9449 §4.2). Empty `keyId`: by the page's own key. Reports later, once, on the same thread.
  // Errors: cryptoUnavailable, also where there is no such key; timedOut where the browser does not
  // let us look for it now.
  virtual void prove(std::string keyId, std::string payload,
                     std::function<void(Result<std::string>)> done) = 0;
  // Keeps the page's own key under that name. Reports later, once, whether the browser does so.
  virtual void keep(std::string keyId, std::function<void(bool isKept)> done) = 0;
  // Deletes the key; an empty id means the page's own key.
  virtual void forget(const std::string& keyId) = 0;
};

}  // namespace latchkey::jose
