#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/ports.h"
#include "base/time.h"
#include "http/transport.h"
#include "jose/crypto.h"
#include "session/storage.h"

namespace latchkey::app {

class Timers {
 public:
  virtual ~Timers() = default;
  // Calls `done` once, not before `delay` has passed.
  virtual void start(Milliseconds delay, std::function<void()> done) = 0;
};

class Navigator {
 public:
  virtual ~Navigator() = default;
  // Leaves this page for another; `replace` so that "back" does not lead into a finished sign-in.
  virtual void replace(const std::string& url) = 0;
};

class Clipboard {
 public:
  virtual ~Clipboard() = default;
  // Says later whether the browser let us.
  virtual void copy(const std::string& text, std::function<void(bool)> done) = 0;
};

// What other tabs of this browser say (BroadcastChannel). Nothing secret goes through it.
class Channel {
 public:
  virtual ~Channel() = default;
  virtual void post(std::string_view message) = 0;
};

// The outside world, passed by reference to the one who uses it.
struct Ports {
  http::Transport& transport;
  jose::Crypto& crypto;
  session::Storage& storage;
  Clock& clock;
  Random& random;
  Timers& timers;
  Navigator& navigator;
  Clipboard& clipboard;
  Channel& channel;
};

}  // namespace latchkey::app
