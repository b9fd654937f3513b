#include "session/departures.h"

#include <string>

#include "base/text.h"

namespace latchkey::session {

bool mayDepart(Storage& storage, Instant now) {
  constexpr std::size_t kMostDigits = 15;
  const std::string noted = storage.read(Lifetime::tab, kDeparturesKey).value_or("");
  std::string lately;
  std::size_t count = 0;
  for (const std::string_view word : split(noted, ' ')) {
    const auto at = wholeNumber(word, kMostDigits);
    if (!at) continue;
    const Milliseconds ago = now - fromUnixMilliseconds(Milliseconds(*at));
    if (ago < Milliseconds(0) || ago > kDeparturesWithin) continue;
    lately += std::string(word) + ' ';
    ++count;
  }
  if (count >= kMostDepartures) {
    forgetDepartures(storage);
    return false;
  }
  storage.write(Lifetime::tab, kDeparturesKey,
                lately + std::to_string(now.time_since_epoch().count()));
  return true;
}

void forgetDepartures(Storage& storage) { storage.erase(Lifetime::tab, kDeparturesKey); }

}  // namespace latchkey::session
