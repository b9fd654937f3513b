#include "simulator/system_ports.h"

#include <openssl/rand.h>

#include <chrono>
#include <cstdlib>

namespace latchkey::simulator {

Instant SystemClock::now() const {
  return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

Bytes SystemRandom::draw(std::size_t count) {
  Bytes bytes(count);
  // Without randomness nothing that an org hands out is a secret: better no org at all.
  if (RAND_bytes(bytes.data(), static_cast<int>(count)) != 1) std::abort();
  return bytes;
}

Bytes SeededRandom::draw(std::size_t count) {
  constexpr unsigned kHighByte = 56;
  Bytes bytes(count);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(engine_() >> kHighByte);
  return bytes;
}

}  // namespace latchkey::simulator
