#include "base/time.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/text.h"

namespace latchkey {
namespace {

struct Civil {
  std::int64_t year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  unsigned millisecond = 0;
};

constexpr std::int64_t kMillisecondsPerDay = 86'400'000;
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Thu", "Fri", "Sat", "Sun",
                                                       "Mon", "Tue", "Wed"};

// The proleptic Gregorian calendar by eras of 400 years. libc++ 13 has no calendar types.
std::int64_t daysFromCivil(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto yearOfEra = static_cast<unsigned>(year - era * 400);
  const unsigned shifted = month > 2 ? month - 3 : month + 9;
  const unsigned dayOfYear = (153 * shifted + 2) / 5 + day - 1;
  const unsigned dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146'097 + static_cast<std::int64_t>(dayOfEra) - 719'468;
}

Civil civilFromDays(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const auto dayOfEra = static_cast<unsigned>(days - era * 146'097);
  const unsigned yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
  const unsigned dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const unsigned shifted = (5 * dayOfYear + 2) / 153;
  Civil civil;
  civil.day = dayOfYear - (153 * shifted + 2) / 5 + 1;
  civil.month = shifted < 10 ? shifted + 3 : shifted - 9;
  civil.year = static_cast<std::int64_t>(yearOfEra) + era * 400 + (civil.month <= 2 ? 1 : 0);
  return civil;
}

std::int64_t floorDivide(std::int64_t value, std::int64_t by) {
  const std::int64_t quotient = value / by;
  return value % by < 0 ? quotient - 1 : quotient;
}

Civil toCivil(Instant at) {
  const std::int64_t total = at.time_since_epoch().count();
  const std::int64_t days = floorDivide(total, kMillisecondsPerDay);
  auto rest = static_cast<unsigned>(total - days * kMillisecondsPerDay);
  Civil civil = civilFromDays(days);
  civil.millisecond = rest % 1000;
  rest /= 1000;
  civil.second = rest % 60;
  civil.minute = rest / 60 % 60;
  civil.hour = rest / 3600;
  return civil;
}

std::optional<Instant> toInstant(const Civil& civil) {
  if (civil.month < 1 || civil.month > 12 || civil.day < 1 || civil.day > 31) return std::nullopt;
  if (civil.hour > 23 || civil.minute > 59 || civil.second > 60) return std::nullopt;
  const std::int64_t days = daysFromCivil(civil.year, civil.month, civil.day);
  // 31 April is the first of May to the arithmetic, but a mistake to us.
  if (civilFromDays(days).day != civil.day) return std::nullopt;
  const std::int64_t seconds = civil.hour * 3600LL + civil.minute * 60LL + civil.second;
  return Instant(Milliseconds(days * kMillisecondsPerDay + seconds * 1000 + civil.millisecond));
}

// Takes exactly `width` digits from the front.
std::optional<unsigned> takeDigits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(0, width)) {
    if (!isDigit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, std::string_view expected) {
  if (text.substr(0, expected.size()) != expected) return false;
  text.remove_prefix(expected.size());
  return true;
}

bool takeField(std::string_view& text, std::size_t width, unsigned& into, std::string_view after) {
  const std::optional<unsigned> digits = takeDigits(text, width);
  if (!digits) return false;
  into = *digits;
  return take(text, after);
}

bool takeFraction(std::string_view& text, Civil& civil) {
  if (!take(text, ".")) return true;
  unsigned scale = 100;
  std::size_t count = 0;
  while (!text.empty() && isDigit(text.front()) && count < 9) {
    civil.millisecond += scale * static_cast<unsigned>(text.front() - '0');
    scale /= 10;
    text.remove_prefix(1);
    ++count;
  }
  return count > 0;
}

bool takeMonth(std::string_view& text, unsigned& month) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (!take(text, kMonths.at(i))) continue;
    month = static_cast<unsigned>(i + 1);
    return true;
  }
  return false;
}

std::string padded(std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::string clockOf(const Civil& civil) {
  return padded(civil.hour, 2) + ':' + padded(civil.minute, 2) + ':' + padded(civil.second, 2);
}

}  // namespace

std::string toRfc3339(Instant at) {
  const Civil civil = toCivil(at);
  return padded(civil.year, 4) + '-' + padded(civil.month, 2) + '-' + padded(civil.day, 2) + 'T' +
         clockOf(civil) + '.' + padded(civil.millisecond, 3) + 'Z';
}

std::optional<Instant> fromRfc3339(std::string_view text) {
  Civil civil;
  unsigned year = 0;
  const bool read = takeField(text, 4, year, "-") && takeField(text, 2, civil.month, "-") &&
                    takeField(text, 2, civil.day, "T") && takeField(text, 2, civil.hour, ":") &&
                    takeField(text, 2, civil.minute, ":") && takeField(text, 2, civil.second, "") &&
                    takeFraction(text, civil) && text == "Z";
  if (!read) return std::nullopt;
  civil.year = year;
  return toInstant(civil);
}

std::string toHttpDate(Instant at) {
  const Civil civil = toCivil(at);
  const std::int64_t days = daysFromCivil(civil.year, civil.month, civil.day);
  const auto weekday = static_cast<std::size_t>(days - floorDivide(days, 7) * 7);
  return std::string(kWeekdays.at(weekday)) + ", " + padded(civil.day, 2) + ' ' +
         std::string(kMonths.at(civil.month - 1)) + ' ' + padded(civil.year, 4) + ' ' +
         clockOf(civil) + " GMT";
}

std::optional<Instant> fromHttpDate(std::string_view text) {
  const std::size_t comma = text.find(", ");
  if (comma != 3) return std::nullopt;
  text.remove_prefix(comma + 2);
  Civil civil;
  if (!takeField(text, 2, civil.day, " ")) return std::nullopt;
  unsigned year = 0;
  const bool read = takeMonth(text, civil.month) && take(text, " ") &&
                    takeField(text, 4, year, " ") && takeField(text, 2, civil.hour, ":") &&
                    takeField(text, 2, civil.minute, ":") &&
                    takeField(text, 2, civil.second, " GMT") && text.empty();
  if (!read) return std::nullopt;
  civil.year = year;
  return toInstant(civil);
}

}  // namespace latchkey
