#include "simulator/digest.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

namespace latchkey::simulator {

Bytes sha256(std::string_view text) {
  Bytes digest(SHA256_DIGEST_LENGTH);
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  return digest;
}

std::string toBase64(std::string_view text) {
  Bytes encoded((text.size() + 2) / 3 * 4 + 1);
  EVP_EncodeBlock(encoded.data(), reinterpret_cast<const unsigned char*>(text.data()),
                  static_cast<int>(text.size()));
  encoded.pop_back();
  return toText(encoded);
}

}  // namespace latchkey::simulator
