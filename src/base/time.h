#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

// A point on the wall clock, UTC, to the millisecond. Who needs the time is handed one of these.
using Instant = std::chrono::time_point<std::chrono::system_clock, Milliseconds>;

inline Instant fromUnix(Seconds sinceEpoch) { return Instant(sinceEpoch); }
inline Instant fromUnixMilliseconds(Milliseconds sinceEpoch) { return Instant(sinceEpoch); }
inline Seconds toUnix(Instant at) { return std::chrono::floor<Seconds>(at.time_since_epoch()); }

// RFC 3339 in UTC with milliseconds, as Okta writes `expiresAt`: "2030-01-01T12:00:00.000Z".
std::string toRfc3339(Instant at);
// Takes what toRfc3339 writes, the fraction being optional; nothing else, offsets included.
std::optional<Instant> fromRfc3339(std::string_view text);

// The `Date` header of RFC 9110 §5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT" (the preferred form only).
std::string toHttpDate(Instant at);
std::optional<Instant> fromHttpDate(std::string_view text);

}  // namespace latchkey
