#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/ports.h"
#include "base/time.h"
#include "http/transport.h"
#include "jose/crypto.h"
#include "jose/prover.h"
#include "session/storage.h"

namespace latchkey::flow {

class Timers {
 public:
  virtual ~Timers() = default;
  // Calls `done` once, not before `delay` has passed.
  virtual void start(Milliseconds delay, std::function<void()> done) = 0;
};

// Of a page in the browser's history; see Trail.
enum class HistoryPlace { username, beyond };

class Navigator {
 public:
  virtual ~Navigator() = default;
  // Leaves this page for another; `replace` so that "back" does not lead into a finished sign-in.
  virtual void replace(const std::string& url) = 0;
  // Writes `url`, of this very page, into the address bar and the history in place of the present
  // one, and loads nothing.
  virtual void show(const std::string& url) = 0;
  // The same by posting a form (application/x-www-form-urlencoded), which no history keeps.
  virtual void submit(const std::string& url, const std::string& form) = 0;
  // Adds an entry of this page to the history, for what is beyond the username, and loads nothing.
  // Says whether the browser did it.
  virtual bool enter() = 0;
  // Goes to this page's neighbouring entry of that place. App::move() comes when it is there.
  virtual void go(HistoryPlace place) = 0;
};

// What other tabs of this browser say (BroadcastChannel). Nothing secret goes through it.
class Channel {
 public:
  virtual ~Channel() = default;
  virtual void post(std::string_view message) = 0;
};

// What only one tab of this browser may do at a time (Web Locks). A name says what, and holds no
// secret. What a page holds is given back when the page dies.
class Locks {
 public:
  virtual ~Locks() = default;
  // Calls `granted` once, when no other tab holds `name`; at once, though later than this call,
  // where the browser has no locks. One of a name at a time for each page.
  virtual void take(const std::string& name, std::function<void()> granted) = 0;
  // Gives `name` back, or stops waiting for it: then `granted` is not called any more.
  virtual void release(const std::string& name) = 0;
};

// Whether anything answers at an address, whatever it says: for finding out why a request had no
// answer. Without cookies, and past the browser's cache.
class Lookout {
 public:
  virtual ~Lookout() = default;
  // Says later, within some seconds.
  virtual void look(const std::string& url, std::function<void(bool)> done) = 0;
};

// Where those who run the page look for what is wrong: the browser's console.
class Console {
 public:
  virtual ~Console() = default;
  virtual void error(const std::string& text) = 0;
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
  Channel& channel;
  Locks& locks;
  jose::Prover& prover;
  Lookout& lookout;
  Console& console;
};

}  // namespace latchkey::flow
