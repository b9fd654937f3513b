#include "session/original_uri.h"

#include "base/json_reader.h"

namespace latchkey::session {

std::optional<std::string> originalUri(Storage& storage, const oauth::State& state) {
  const std::optional<Json> shared = readObject(storage, Lifetime::browser, kOriginalUriKey);
  const std::optional<std::string> uri = shared ? text(*shared, state.str()) : std::nullopt;
  return uri ? uri : storage.read(Lifetime::tab, kReferrerKey);
}

void setOriginalUri(Storage& storage, std::string_view uri) {
  storage.write(Lifetime::tab, kReferrerKey, uri);
}

void shareOriginalUri(Storage& storage, const oauth::State& state) {
  const std::optional<std::string> uri = storage.read(Lifetime::tab, kReferrerKey);
  if (uri) writeMember(storage, Lifetime::browser, kOriginalUriKey, state.str(), *uri);
}

void unshareOriginalUri(Storage& storage, const oauth::State& state) {
  removeMember(storage, Lifetime::browser, kOriginalUriKey, state.str());
}

void forgetOriginalUri(Storage& storage) { storage.erase(Lifetime::tab, kReferrerKey); }

}  // namespace latchkey::session
