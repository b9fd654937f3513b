#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "jose/id_token.h"
#include "oauth/client.h"
#include "oauth/pkce.h"
#include "session/storage.h"

namespace latchkey::session {

// What must survive the page: a magic link opens a new tab, a reload kills this one. The shape in
// storage is okta-auth-js's transaction meta (issuer, clientId, redirectUri, state, nonce,
// codeVerifier, codeChallenge, interactionHandle, ...), plus `createdAt`, `username`
// and `mailSentAt`.
struct Transaction {
  oauth::State state;
  jose::Nonce nonce;
  oauth::CodeVerifier verifier;
  oauth::CodeChallenge challenge;
  oauth::InteractionHandle handle;
  std::string username;  // what was typed, so that a restart need not ask again; may be empty
  Instant createdAt;
  // When the org sent the latest mail of it, as far as we know.
  std::optional<Instant> mailSentAt = std::nullopt;
  // How old a proof the org was asked for at most, where it was asked.
  std::optional<Seconds> maxAge = std::nullopt;
  std::string loginHint = {};  // who was expected when it began; may be empty
};

inline constexpr std::string_view kTransactionKey = "okta-transaction-storage";
inline constexpr std::string_view kSharedTransactionKey = "okta-shared-transaction-storage";
inline constexpr std::chrono::minutes kSharedTransactionLife{30};
// Marks of the finished sign-ins, the newest last: two hashes of eight hexadecimal digits each, of
// the beginning and of the end of the `state`, from which the `state` cannot be recovered.
inline constexpr std::string_view kOverKey = "latchkey-over";
inline constexpr std::size_t kMostMarks = 8;

// Is a state of a link, which belongs to no transaction, one of this browser's after all, but cut
// off, lengthened or in other capitals?
//   some     they have so much in common that it is no chance, or it is too short to be any
//   certain  one is the beginning of the other, with more in common than can be guessed
enum class Likeness { none, some, certain };
struct Resemblance {
  Likeness likeness = Likeness::none;
  std::optional<Transaction> transaction = std::nullopt;  // the one that it resembles most
};

// One transaction for this tab, and one for each `state` shared by the browser's tabs, for the tab
// that a magic link opens. Corrupt or foreign entries are as good as none, and are not touched
// unless they are ours.
class TransactionStore {
 public:
  TransactionStore(Storage& storage, const oauth::Client& client)
      : storage_(storage), client_(client) {}

  // Shares the original URI as well, for as long as it shares the transaction.
  void save(const Transaction& transaction, Instant now);
  // This tab's own.
  std::optional<Transaction> load(Instant now);
  // The shared transaction of that state. The tab that finishes or ends the sign-in removes it.
  std::optional<Transaction> loadShared(const oauth::State& state, Instant now);
  // By the `state` of a magic link: the shared one, else this tab's if it is of that state.
  std::optional<Transaction> loadByState(const oauth::State& state, Instant now);
  // The one of this browser that began last; this tab's own, if there is one.
  std::optional<Transaction> loadNewest(Instant now);
  Resemblance resembling(const oauth::State& state, Instant now);
  // Of those that the tabs share: the one that sent the latest mail, and says to which username.
  std::optional<Transaction> loadWaiting(Instant now);
  // Removes both copies of that state, and shared entries past their life; remembers only that
  // there was one.
  void forget(const oauth::State& state, Instant now);
  // Removes this tab's own copy. What the tabs share stays.
  void setAside();
  // Removes shared entries past their life, and remembers that there were such.
  void prune(Instant now);
  // Did that sign-in begin here, and is it finished, given up or too old? Else a link of it is one
  // that was asked for in another browser. Of a state that was changed on its way the beginning or
  // the end will do.
  bool isOver(const oauth::State& state, Instant now);

 private:
  // This tab's own first.
  std::vector<Transaction> all(Instant now);

  Storage& storage_;
  const oauth::Client& client_;
};

}  // namespace latchkey::session
