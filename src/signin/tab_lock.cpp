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
  std::string name = nameFor(transaction);
  effects.push_back(TakeLock{ticket, name, kPatience, transaction.state});
  state_ = Waiting{std::move(name), ticket, std::move(then)};
}

std::optional<TabLock::Then> TabLock::granted(Ticket ticket) {
  auto* waiting = std::get_if<Waiting>(&state_);
  if (waiting == nullptr || !(waiting->ticket == ticket)) return std::nullopt;
  Waiting was = std::move(*waiting);
  state_ = Held{std::move(was.name)};
  return std::move(was.then);
}

void TabLock::release(std::vector<Effect>& effects) {
  if (auto* waiting = std::get_if<Waiting>(&state_)) {
    effects.push_back(ReleaseLock{std::move(waiting->name)});
  } else if (auto* held = std::get_if<Held>(&state_)) {
    effects.push_back(ReleaseLock{std::move(held->name)});
  }
  state_ = Idle{};
}

}  // namespace latchkey::signin
