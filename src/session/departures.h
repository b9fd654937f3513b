#pragma once

#include <string_view>

#include "base/time.h"
#include "session/storage.h"

// How often this tab has sent a person on to the app lately. An app that does not take them for
// signed in sends them back, and without an end to it the two would play ball with them.
namespace latchkey::session {

// Times in milliseconds since 1970, separated by spaces, the latest last.
inline constexpr std::string_view kDeparturesKey = "latchkey-departures";
inline constexpr std::size_t kMostDepartures = 3;
inline constexpr Seconds kDeparturesWithin{30};

// Notes one more, unless there were too many already: then it answers false, and forgets them, so
// that the person can try again.
bool mayDepart(Storage& storage, Instant now);
void forgetDepartures(Storage& storage);

}  // namespace latchkey::session
