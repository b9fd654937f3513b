#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace latchkey::simulator {

// The two directions of one connection, and the clock that its waits are measured by.
class ByteChannel {
 public:
  using Time = std::chrono::steady_clock::time_point;

  virtual ~ByteChannel() = default;
  virtual Time now() const = 0;
  // How many bytes came, which have been written to `into`: at least one. 0: the other side has
  // ended the connection. Nothing: there was no byte until then. Bytes that are there are read even
  // when it is too late.
  virtual std::optional<std::size_t> read(char* into, std::size_t most, Time until) = 0;
  // Whether the other side took all of it until then.
  virtual bool write(std::string_view bytes, Time until) = 0;
  // From now on the client is waited for, as it is at first, or is not. A connection that waits may
  // be ended to make room for others, the one that has waited longest before.
  virtual void waitForClient(bool waits) = 0;
};

}  // namespace latchkey::simulator
