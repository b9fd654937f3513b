#include "screen/texts/locale.h"

#include <array>
#include <string_view>

#include "base/text.h"

namespace latchkey::screen::texts {
namespace {

std::string twoDigits(std::int64_t value) {
  const std::string digits = std::to_string(value);
  return digits.size() < 2 ? '0' + digits : digits;
}

// "18 May 2033", of what RFC 1123 writes as "Wed, 18 May 2033 03:33:20 GMT".
std::string dateOf(Instant local) {
  const std::string date = toHttpDate(local).substr(5, 11);
  return date.front() == '0' ? date.substr(1) : date;
}

}  // namespace

Plural PlainLocale::pluralOf(std::int64_t count) const {
  return count == 1 ? Plural::one : Plural::other;
}

std::string PlainLocale::timeOf(Instant at, When when, Seconds utcOffset) const {
  const Instant local = at + utcOffset;
  const auto day = std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<86'400>>>(
      local.time_since_epoch());
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(local.time_since_epoch() - day).count();
  const std::string time = twoDigits(minutes / 60) + ':' + twoDigits(minutes % 60);
  if (when == When::today) return time;
  if (when == When::anyDay) return dateOf(local) + ' ' + time;
  return toHttpDate(local).substr(0, 3) + ' ' + time;
}

std::string PlainLocale::listOf(const std::vector<std::string>& parts) const {
  return join(parts, ", ");
}

}  // namespace latchkey::screen::texts
