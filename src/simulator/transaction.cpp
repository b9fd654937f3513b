#include "simulator/transaction.h"

#include <algorithm>
#include <utility>

namespace latchkey::simulator {
namespace {

constexpr Seconds kRemembered{3600};
constexpr Seconds kPruneEvery{60};

}  // namespace

Transaction& TransactionStore::add(Transaction transaction) {
  auto owned = std::make_unique<Transaction>(std::move(transaction));
  Transaction& added = *owned;
  byState_.insert_or_assign(added.stateHandle, added.interactionHandle);
  byInteraction_.insert_or_assign(added.interactionHandle, std::move(owned));
  return added;
}

void TransactionStore::clear() {
  byInteraction_.clear();
  byState_.clear();
  byLink_.clear();
  byCode_.clear();
  byLanding_.clear();
}

Transaction* TransactionStore::byInteractionHandle(std::string_view handle) {
  const auto found = byInteraction_.find(handle);
  return found == byInteraction_.end() ? nullptr : &*found->second;
}

Transaction* TransactionStore::through(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : byInteractionHandle(found->second);
}

Transaction* TransactionStore::byStateHandle(std::string_view handle) {
  return through(byState_, handle);
}

Transaction* TransactionStore::byLinkToken(std::string_view token) {
  return through(byLink_, token);
}

Transaction* TransactionStore::byInteractionCode(std::string_view code) {
  return through(byCode_, code);
}

Transaction* TransactionStore::byLandingHandle(std::string_view handle) {
  return through(byLanding_, handle);
}

void TransactionStore::renameStateHandle(Transaction& transaction, std::string handle) {
  byState_.erase(transaction.stateHandle);
  transaction.stateHandle = std::move(handle);
  byState_.insert_or_assign(transaction.stateHandle, transaction.interactionHandle);
}

void TransactionStore::rememberLink(const Transaction& transaction, const std::string& token) {
  byLink_.insert_or_assign(token, transaction.interactionHandle);
}

void TransactionStore::rememberCode(const Transaction& transaction, const std::string& code) {
  byCode_.insert_or_assign(code, transaction.interactionHandle);
}

void TransactionStore::rememberLanding(Transaction& transaction, std::string handle) {
  byLanding_.erase(transaction.landingHandle);
  transaction.landingHandle = std::move(handle);
  byLanding_.insert_or_assign(transaction.landingHandle, transaction.interactionHandle);
}

void TransactionStore::expireAll(Instant now) {
  for (auto& entry : byInteraction_)
    entry.second->expiresAt = std::min(entry.second->expiresAt, now);
}

// A tenth more than it must, so that it is not called with every sign-in.
void TransactionStore::makeRoom() {
  std::vector<const Transaction*> all;
  for (const auto& entry : byInteraction_) all.push_back(entry.second.get());
  const auto isOver = [](const Transaction& transaction) {
    return transaction.step == Step::exchanged || transaction.step == Step::denied;
  };
  const auto goesFirst = [isOver](const Transaction* a, const Transaction* b) {
    if (isOver(*a) != isOver(*b)) return isOver(*a);
    return a->expiresAt < b->expiresAt;
  };
  const std::size_t kept = most_ - most_ / 10;
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(all.size() - kept);
  std::nth_element(all.begin(), end, all.end(), goesFirst);
  for (auto gone = all.begin(); gone != end; ++gone) {
    const std::string handle = (*gone)->interactionHandle;
    byInteraction_.erase(handle);
  }
}

void TransactionStore::prune(Instant now) {
  const bool full = byInteraction_.size() > most_;
  if (!full && now < prunedAt_ + kPruneEvery && now >= prunedAt_) return;
  prunedAt_ = now;
  const std::size_t before = byInteraction_.size();
  std::erase_if(byInteraction_,
                [now](const auto& entry) { return entry.second->expiresAt + kRemembered < now; });
  if (byInteraction_.size() > most_) makeRoom();
  if (byInteraction_.size() == before) return;
  const auto dangles = [this](const auto& entry) {
    return byInteraction_.find(entry.second) == byInteraction_.end();
  };
  std::erase_if(byState_, dangles);
  std::erase_if(byLink_, dangles);
  std::erase_if(byCode_, dangles);
  std::erase_if(byLanding_, dangles);
}

}  // namespace latchkey::simulator
