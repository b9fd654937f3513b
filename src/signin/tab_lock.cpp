#include "signin/tab_lock.h"

#include <utility>

namespace latchkey::signin {
namespace {

// Longer than an answer and its tokens take on a slow network. A tab that was put to sleep with the
// lock in its hand is not waited for; the org, too, takes a code once only.
constexpr Milliseconds kPatience{8'000};

// The challenge is the digest of a secret, sent in the open, and no two transactions have the same.
std::string nameFor(const session::Transaction& transaction) {
  return "latchkey-" + transaction.challenge.str();
}

}  // namespace

void TabLock::acquire(Ticket ticket, const session::Transaction& transaction, Then then,
                      std::vector<Effect>& effects) {
  release(effects);
  state_ = State::waiting;
  name_ = nameFor(transaction);
  ticket_ = ticket;
  then_ = std::move(then);
  effects.push_back(TakeLock{ticket, name_, kPatience, transaction.state});
}

std::optional<TabLock::Then> TabLock::granted(Ticket ticket) {
  if (state_ != State::waiting || !(ticket_ == ticket)) return std::nullopt;
  state_ = State::held;
  return std::move(then_);
}

void TabLock::release(std::vector<Effect>& effects) {
  if (!isIdle()) effects.push_back(ReleaseLock{std::move(name_)});
  state_ = State::idle;
}

}  // namespace latchkey::signin
