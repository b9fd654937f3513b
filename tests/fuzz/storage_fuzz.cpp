// What a browser kept, or another script stored. The first line names the place: "transaction" (of
// this tab), "shared" (of all tabs), "tokens" or "config"; the rest is its content.

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/url.h"
#include "flow/config.h"
#include "flow/site_config.h"
#include "session/token_store.h"
#include "session/transaction_store.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/demo_client.h"
#include "tests/support/memory_storage.h"
#include "tests/support/tokens.h"

namespace latchkey::fuzz {
namespace {

using session::Lifetime;
using support::MemoryStorage;

const Instant kNow = fromUnix(support::kNow);
const oauth::State kState("a-state");

void promiseSame(const session::Transaction& a, const session::Transaction& b) {
  promise(a.state == b.state && a.nonce == b.nonce && a.verifier == b.verifier &&
              a.challenge == b.challenge && a.handle == b.handle && a.username == b.username &&
              a.createdAt == b.createdAt,
          "a transaction is read as it was written", a.state.str());
}

void promiseWhole(const session::Transaction& transaction) {
  promise(!transaction.state.empty() && !transaction.nonce.empty() &&
              !transaction.verifier.empty() && !transaction.handle.empty(),
          "a transaction is whole or not there");
}

// The JSON that is kept there, read in another way than the stores do.
Json keptAt(MemoryStorage& storage, Lifetime lifetime, std::string_view key) {
  const Result<Json> json = parseJson(storage.read(lifetime, key).value_or(""));
  return json ? *json : Json();
}

void promiseOfThisApp(const Json& entry) {
  promise(text(entry, "clientId") == support::demoClient().clientId(), "what is kept is this app's",
          writeJson(entry));
}

void promiseShared(const Json& entries) {
  const Json* entry = object(entries, kState.str());
  promise(entry != nullptr, "a shared transaction is under its state");
  promiseOfThisApp(*object(*entry, "transaction"));
  const auto created = integer(*entry, "dateCreated");
  const Instant oldest = kNow - session::kSharedTransactionLife;
  promise(!created || *created >= oldest.time_since_epoch().count(), "a link has half an hour");
}

void playTransaction(MemoryStorage& storage) {
  const oauth::Client client = support::demoClient();
  session::TransactionStore store(storage, client);
  const auto own = store.load(kNow);
  if (own) {
    promiseWhole(*own);
    promiseOfThisApp(keptAt(storage, Lifetime::tab, session::kTransactionKey));
  }
  const auto shared = store.loadByState(kState, kNow);
  if (shared) {
    promiseWhole(*shared);
    if (!own) promiseShared(keptAt(storage, Lifetime::browser, session::kSharedTransactionKey));
    promise(shared->state == kState, "a link finds its own transaction");
    store.save(*shared, kNow);
    const auto again = store.load(kNow);
    promise(again.has_value(), "what is saved is there");
    promiseSame(*again, *shared);
  }
  store.forget(kState, kNow);
  promise(!store.loadByState(kState, kNow), "what is forgotten is gone");
}

void promiseSame(const session::Tokens& a, const session::Tokens& b) {
  promise(a.accessToken == b.accessToken && a.idToken == b.idToken &&
              a.refreshToken == b.refreshToken && a.scopes == b.scopes &&
              a.accessExpiresAt == b.accessExpiresAt && a.claims == b.claims,
          "tokens are read as they were written", a.claims);
}

std::size_t foreignEntries(MemoryStorage& storage) {
  const auto stored = storage.read(Lifetime::browser, session::kTokenKey);
  const Result<Json> json = stored ? parseJson(*stored) : Error{};
  if (!json || !json->is_object()) return 0;
  std::size_t count = json->size();
  for (const auto* name : {"accessToken", "idToken", "refreshToken"}) {
    if (member(*json, name) != nullptr) --count;
  }
  return count;
}

void playTokens(MemoryStorage& storage) {
  const oauth::Client client = support::demoClient();
  session::TokenStore store(storage, client);
  const std::size_t foreign = foreignEntries(storage);
  if (const auto tokens = store.load()) {
    promise(!tokens->accessToken.empty() && !tokens->idToken.empty(), "tokens are whole");
    const Json kept = keptAt(storage, Lifetime::browser, session::kTokenKey);
    promiseOfThisApp(*object(kept, "idToken"));
    session::displayName(*tokens);
    session::emailOf(*tokens);
    store.save(*tokens, client.issuer());
    const auto again = store.load();
    promise(again.has_value(), "what is saved is there");
    promiseSame(*again, *tokens);
    promise(foreignEntries(storage) == foreign, "what others keep there stays");
  }
  store.clear();
  promise(!store.load(), "what is cleared is gone");
  promise(foreignEntries(storage) == foreign, "what others keep there stays");
}

void playConfig(std::string_view content) {
  // A page reads only what was judged before; other content must do no harm either.
  if (const auto read = flow::readConfig(content); !read) {
    promise(!read.error().detail.empty(), "what cannot be read is named", content);
  }
  const Result<flow::Config> config = flow::parseConfigOfASite(content);
  if (!config) {
    promise(!config.error().detail.empty(), "a mistake in the file is named", content);
    return;
  }
  const std::optional<Url> redirect = Url::parse(config->client.redirectUri());
  promise(redirect && Url::parse(config->client.issuer()), "addresses are addresses", content);
  const std::string& page = config->defaultPage;
  const bool isPath =
      !page.empty() && page[0] == '/' && (page.size() == 1 || (page[1] != '/' && page[1] != '\\'));
  const std::optional<Url> absolute = Url::parse(page);
  promise(isPath || (absolute && absolute->origin() == redirect->origin()),
          "people stay on our origin", page);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey;  // NOLINT(google-build-using-namespace)
  const std::string input = fuzz::textOf(data, size);
  std::string_view content = input;
  const std::string_view place = fuzz::takeLine(content);
  support::MemoryStorage storage;
  if (place == "config") {
    fuzz::playConfig(content);
  } else if (place == "tokens") {
    storage.write(session::Lifetime::browser, session::kTokenKey, content);
    fuzz::playTokens(storage);
  } else {
    const bool shared = place == "shared";
    storage.write(shared ? session::Lifetime::browser : session::Lifetime::tab,
                  shared ? session::kSharedTransactionKey : session::kTransactionKey, content);
    fuzz::playTransaction(storage);
  }
  return 0;
}
