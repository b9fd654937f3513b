#pragma once

#include <cstddef>

#include "base/bytes.h"
#include "base/time.h"

namespace latchkey {

// The outside world, as far as every layer may need it. The browser's side is in web/, the tests'
// in tests/support. The core (signin/) uses none of these: flow/ asks them and hands events in.

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class Random {
 public:
  virtual ~Random() = default;
  // `count` bytes of a cryptographically secure generator.
  virtual Bytes draw(std::size_t count) = 0;
};

}  // namespace latchkey
