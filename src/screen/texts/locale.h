#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"

namespace latchkey::screen::texts {

// A category of CLDR's plural rules, as its forms are marked in a compiled text.
enum class Plural : char { zero = 'z', one = 'o', two = 't', few = 'f', many = 'm', other = 'x' };

// How much of an instant has to be said: the time of a day that is clear, with the day of the week,
// or with the date.
enum class When { today, thisWeek, anyDay };

// What a language and a region do by rules instead of words: a port, behind which is the browser's
// Intl (ECMA-402).
class Locale {
 public:
  virtual ~Locale() = default;
  virtual Plural pluralOf(std::int64_t count) const = 0;
  // "14:05", "Tue 14:05", "18 May 2033 14:05" by the clock of this device, which is `utcOffset`
  // ahead of UTC now.
  virtual std::string timeOf(Instant at, When when, Seconds utcOffset) const = 0;
  // "Toronto, Canada".
  virtual std::string listOf(const std::vector<std::string>& parts) const = 0;
};

// English without a browser.
class PlainLocale : public Locale {
 public:
  Plural pluralOf(std::int64_t count) const override;
  std::string timeOf(Instant at, When when, Seconds utcOffset) const override;
  std::string listOf(const std::vector<std::string>& parts) const override;
};

}  // namespace latchkey::screen::texts
