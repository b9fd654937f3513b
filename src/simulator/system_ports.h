#pragma once

#include <cstdint>
#include <random>

#include "base/ports.h"

namespace latchkey::simulator {

class SystemClock : public Clock {
 public:
  Instant now() const override;
};

// OpenSSL's generator.
class SystemRandom : public Random {
 public:
  Bytes draw(std::size_t count) override;
};

// Repeatable, and therefore for tests only.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  Bytes draw(std::size_t count) override;

 private:
  std::mt19937_64 engine_;
};

}  // namespace latchkey::simulator
