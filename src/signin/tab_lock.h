#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "http/message.h"
#include "session/transaction_store.h"
#include "signin/effect.h"
#include "signin/event.h"

namespace latchkey::signin {

// The lock that the tabs of a browser share for one transaction. A code can be answered once, and
// what comes of it redeemed once, but a link opens a second tab, a reload a third, and the waiting
// one polls. So each tab takes the lock first, and looks whether another one has finished.
//
//   idle     -> acquire -> waiting
//   waiting  -> granted -> held;  acquire gives the place in the queue up and takes another
//   any      -> release -> idle
class TabLock {
 public:
  // What the lock is wanted for: to send a request ...
  struct SendRequest {
    http::Request request;
  };
  // ... or to look whether another tab has finished, before a person is told that it is over. If
  // none has, a new sign-in begins with this advice; without one, what another tab left is
  // redeemed.
  struct Recheck {
    std::optional<Advice> otherwise;
  };
  using Then = std::variant<SendRequest, Recheck>;

  void acquire(Ticket ticket, const session::Transaction& transaction, Then then,
               std::vector<Effect>& effects);
  // LockTaken: what the lock was wanted for; nothing where another ticket is waited for.
  std::optional<Then> granted(Ticket ticket);
  // Gives it back, or the place in the queue for it.
  void release(std::vector<Effect>& effects);

  bool isIdle() const { return state_ == State::idle; }
  bool isHeld() const { return state_ == State::held; }

 private:
  enum class State { idle, waiting, held };

  State state_ = State::idle;
  std::string name_;  // of the lock, unless idle
  Ticket ticket_;     // while waiting, ...
  Then then_;         // ... and for what
};

}  // namespace latchkey::signin
