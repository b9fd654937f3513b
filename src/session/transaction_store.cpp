#include "session/transaction_store.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "session/original_uri.h"

namespace latchkey::session {
namespace {

// okta-auth-js writes the time beside the shared copy only; inside of both copies it is ours.
constexpr std::string_view kDateCreated = "dateCreated";
constexpr std::string_view kCreatedAt = "createdAt";
constexpr std::string_view kMailSentAt = "mailSentAt";
constexpr std::string_view kMaxAge = "maxAge";
constexpr std::string_view kLoginHint = "loginHint";

// Anything beyond the year 9999 is no time, and sums with it could overflow.
constexpr std::int64_t kMaxEpochMs = 253'402'300'799'999;

Json urlsOf(const oauth::Client& client) {
  return Json{{"issuer", client.issuer()},
              {"authorizeUrl", client.endpoint("authorize")},
              {"userinfoUrl", client.endpoint("userinfo")},
              {"tokenUrl", client.endpoint("token")},
              {"revokeUrl", client.endpoint("revoke")},
              {"logoutUrl", client.endpoint("logout")}};
}

// The transaction meta of okta-auth-js 8.1 (lib/oidc/util/oauthMeta.ts, lib/idx/interact.ts).
Json toMeta(const Transaction& transaction, const oauth::Client& client) {
  Json meta{{"issuer", client.issuer()},
            {"urls", urlsOf(client)},
            {"clientId", client.clientId()},
            {"redirectUri", client.redirectUri()},
            {"responseType", "code"},
            {"scopes", client.scopes()},
            {"state", transaction.state.str()},
            {"nonce", transaction.nonce.str()},
            {"ignoreSignature", false},
            {"codeVerifier", transaction.verifier.reveal()},
            {"codeChallenge", transaction.challenge.str()},
            {"codeChallengeMethod", "S256"},
            {"interactionHandle", transaction.handle.reveal()},
            {"flow", "default"},
            {"withCredentials", true},
            {kCreatedAt, transaction.createdAt.time_since_epoch().count()},
            {"username", transaction.username}};
  if (transaction.mailSentAt) {
    setMember(meta, kMailSentAt, transaction.mailSentAt->time_since_epoch().count());
  }
  if (transaction.maxAge) setMember(meta, kMaxAge, transaction.maxAge->count());
  if (!transaction.loginHint.empty()) setMember(meta, kLoginHint, transaction.loginHint);
  return meta;
}

bool isOf(const oauth::Client& client, const Json& meta) {
  return text(meta, "issuer") == client.issuer() && text(meta, "clientId") == client.clientId() &&
         text(meta, "redirectUri") == client.redirectUri();
}

std::optional<Instant> instantOf(const Json& json, std::string_view name) {
  const std::optional<std::int64_t> ms = integer(json, name);
  if (!ms || *ms < 0 || *ms > kMaxEpochMs) return std::nullopt;
  return fromUnixMilliseconds(Milliseconds(*ms));
}

// One that okta-auth-js wrote has no time of creation of its own.
std::optional<Transaction> fromMeta(const Json& meta, const oauth::Client& client,
                                    Instant createdAt) {
  if (!isOf(client, meta)) return std::nullopt;
  Transaction transaction;
  transaction.state = oauth::State(text(meta, "state").value_or(""));
  transaction.nonce = jose::Nonce(text(meta, "nonce").value_or(""));
  transaction.verifier = oauth::CodeVerifier(text(meta, "codeVerifier").value_or(""));
  transaction.challenge = oauth::CodeChallenge(text(meta, "codeChallenge").value_or(""));
  transaction.handle = oauth::InteractionHandle(text(meta, "interactionHandle").value_or(""));
  transaction.username = text(meta, "username").value_or("");
  transaction.createdAt = instantOf(meta, kCreatedAt).value_or(createdAt);
  transaction.mailSentAt = instantOf(meta, kMailSentAt);
  transaction.loginHint = text(meta, kLoginHint).value_or("");
  const std::optional<std::int64_t> maxAge = integer(meta, kMaxAge);
  if (maxAge && *maxAge >= 0) transaction.maxAge = Seconds(std::min(*maxAge, kMaxEpochMs));
  const bool complete = !transaction.state.empty() && !transaction.nonce.empty() &&
                        !transaction.verifier.empty() && !transaction.handle.empty();
  return complete ? std::optional(transaction) : std::nullopt;
}

// An entry without a time is not one of okta-auth-js's, and not ours to judge.
bool isPastItsLife(const Json& entry, Instant now) {
  const std::optional<Instant> created = instantOf(entry, kDateCreated);
  return created && *created < now - kSharedTransactionLife;
}

// Ours are 43 characters of base64url. Four of them are in common by chance once in 16 million
// times; sixteen are 96 bits.
constexpr std::size_t kNoChance = 4;
constexpr std::size_t kBeyondGuessing = 16;

// FNV-1a, 32 bits: enough to know a text again.
std::string markOf(std::string_view text) {
  std::uint32_t hash = 2'166'136'261U;
  for (const char c : text) {
    hash = (hash ^ static_cast<std::uint8_t>(c)) * 16'777'619U;
  }
  std::string mark;
  for (int shift = 28; shift >= 0; shift -= 4) mark += "0123456789abcdef"[(hash >> shift) & 0xFU];
  return mark;
}

// Of its beginning and of its end: a link that was changed on its way has kept one of them, though
// perhaps in other capitals. They tell eight of its characters.
std::array<std::string, 2> marksOf(const oauth::State& state) {
  const std::string text = lowered(state.str());
  const std::size_t length = std::min(text.size(), kNoChance);
  return {markOf('<' + text.substr(0, length)), markOf(text.substr(text.size() - length) + '>')};
}

std::string marksIn(Storage& storage) {
  return storage.read(Lifetime::browser, kOverKey).value_or("");
}

bool isMarked(const std::string& marks, const oauth::State& state) {
  const auto wanted = marksOf(state);
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& mark) {
    return marks.find(mark) != std::string::npos;
  });
}

void markAsOver(Storage& storage, const oauth::State& state) {
  std::string marks = marksIn(storage);
  if (isMarked(marks, state)) return;
  const auto [beginning, end] = marksOf(state);
  const std::string added = beginning + ' ' + end + ' ';
  marks += added;
  const std::size_t longest = kMostMarks * added.size();
  if (marks.size() > longest) marks.erase(0, marks.size() - longest);
  storage.write(Lifetime::browser, kOverKey, marks);
}

std::size_t inCommon(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t common = 0;
  while (common < most && toLower(a[common]) == toLower(b[common])) ++common;
  return common;
}

Likeness likenessOf(std::string_view strange, std::string_view known) {
  const std::size_t common = inCommon(strange, known);
  const bool isBeginning = common == std::min(strange.size(), known.size());
  if (isBeginning && common >= kBeyondGuessing) return Likeness::certain;
  const bool isPart = strange.size() >= kNoChance && known.find(strange) != std::string_view::npos;
  return isBeginning || isPart || common >= kNoChance ? Likeness::some : Likeness::none;
}

// Of what the tabs share only a mark is left.
void endShared(Storage& storage, const oauth::State& state) {
  removeMember(storage, Lifetime::browser, kSharedTransactionKey, state.str());
  unshareOriginalUri(storage, state);
  markAsOver(storage, state);
}

}  // namespace

void TransactionStore::save(const Transaction& transaction, Instant now) {
  prune(now);
  Json meta = toMeta(transaction, client_);
  storage_.write(Lifetime::tab, kTransactionKey, writeJson(meta));
  writeMember(
      storage_, Lifetime::browser, kSharedTransactionKey, transaction.state.str(),
      Json{{kDateCreated, now.time_since_epoch().count()}, {"transaction", std::move(meta)}});
  shareOriginalUri(storage_, transaction.state);
}

std::optional<Transaction> TransactionStore::load(Instant now) {
  const std::optional<Json> meta = readObject(storage_, Lifetime::tab, kTransactionKey);
  return meta ? fromMeta(*meta, client_, now) : std::nullopt;
}

std::optional<Transaction> TransactionStore::loadShared(const oauth::State& state, Instant now) {
  const std::optional<Json> entries =
      readObject(storage_, Lifetime::browser, kSharedTransactionKey);
  const Json* entry = entries ? object(*entries, state.str()) : nullptr;
  const Json* meta = entry == nullptr ? nullptr : object(*entry, "transaction");
  if (meta == nullptr || isPastItsLife(*entry, now)) return std::nullopt;
  const Instant created = instantOf(*entry, kDateCreated).value_or(now);
  std::optional<Transaction> shared = fromMeta(*meta, client_, created);
  return shared && shared->state == state ? shared : std::nullopt;
}

std::optional<Transaction> TransactionStore::loadWaiting(Instant now) {
  const std::optional<Json> entries =
      readObject(storage_, Lifetime::browser, kSharedTransactionKey);
  std::optional<Transaction> latest;
  if (!entries) return latest;
  for (const auto& [key, entry] : entries->items()) {
    const std::optional<Transaction> it = loadShared(oauth::State(key), now);
    const bool isWaiting = it && it->mailSentAt && !it->username.empty();
    if (isWaiting && (!latest || *latest->mailSentAt < *it->mailSentAt)) latest = it;
  }
  return latest;
}

std::optional<Transaction> TransactionStore::loadByState(const oauth::State& state, Instant now) {
  if (std::optional<Transaction> shared = loadShared(state, now)) return shared;
  std::optional<Transaction> own = load(now);
  return own && own->state == state ? own : std::nullopt;
}

std::vector<Transaction> TransactionStore::all(Instant now) {
  std::vector<Transaction> found;
  if (std::optional<Transaction> own = load(now)) found.push_back(*std::move(own));
  const std::optional<Json> entries =
      readObject(storage_, Lifetime::browser, kSharedTransactionKey);
  if (!entries) return found;
  for (const auto& [key, entry] : entries->items()) {
    if (auto shared = loadShared(oauth::State(key), now)) found.push_back(*std::move(shared));
  }
  return found;
}

std::optional<Transaction> TransactionStore::loadNewest(Instant now) {
  if (std::optional<Transaction> own = load(now)) return own;
  const std::vector<Transaction> kept = all(now);
  const auto newest = std::max_element(
      kept.begin(), kept.end(),
      [](const Transaction& a, const Transaction& b) { return a.createdAt < b.createdAt; });
  return newest == kept.end() ? std::nullopt : std::optional(*newest);
}

Resemblance TransactionStore::resembling(const oauth::State& state, Instant now) {
  Resemblance most;
  for (const Transaction& known : all(now)) {
    const Likeness likeness = likenessOf(state.str(), known.state.str());
    if (likeness > most.likeness) most = {likeness, known};
  }
  const bool isTooShort = state.str().size() < kNoChance;
  if (isTooShort && most.likeness == Likeness::none) most.likeness = Likeness::some;
  return most;
}

void TransactionStore::forget(const oauth::State& state, Instant now) {
  const std::optional<Json> meta = readObject(storage_, Lifetime::tab, kTransactionKey);
  if (meta && text(*meta, "state") == state.str()) storage_.erase(Lifetime::tab, kTransactionKey);
  endShared(storage_, state);
  prune(now);
}

void TransactionStore::setAside() { storage_.erase(Lifetime::tab, kTransactionKey); }

void TransactionStore::prune(Instant now) {
  const std::optional<Json> entries =
      readObject(storage_, Lifetime::browser, kSharedTransactionKey);
  if (!entries) return;
  for (const auto& [key, entry] : entries->items()) {
    if (isPastItsLife(entry, now)) endShared(storage_, oauth::State(key));
  }
}

bool TransactionStore::isOver(const oauth::State& state, Instant now) {
  const std::optional<Json> entries =
      readObject(storage_, Lifetime::browser, kSharedTransactionKey);
  const Json* entry = entries ? object(*entries, state.str()) : nullptr;
  const bool isTooOld = entry != nullptr && isPastItsLife(*entry, now);
  return isTooOld || isMarked(marksIn(storage_), state);
}

}  // namespace latchkey::session
