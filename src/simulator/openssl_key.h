#pragma once

#include <openssl/evp.h>

namespace latchkey::simulator {

// Owns a key of OpenSSL's.
struct OpensslKey {
  explicit OpensslKey(EVP_PKEY* owned) : key(owned) {}
  OpensslKey(const OpensslKey&) = delete;
  OpensslKey& operator=(const OpensslKey&) = delete;
  ~OpensslKey() { EVP_PKEY_free(key); }

  EVP_PKEY* key;
};

}  // namespace latchkey::simulator
