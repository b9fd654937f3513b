#include "simulator/fields.h"

namespace latchkey::simulator {

void Fields::instant(const Member& member, Instant& value) {
  std::int64_t milliseconds = value.time_since_epoch().count();
  integer(member, milliseconds, {std::numeric_limits<std::int64_t>::min()});
  value = fromUnixMilliseconds(Milliseconds{milliseconds});
}

void Fields::optionalInstant(const Member& member, std::optional<Instant>& value) {
  if (!has(member, value.has_value())) return;
  Instant known = value.value_or(Instant());
  instant(member, known);
  value = known;
}

void Fields::textIfAny(const Member& member, std::string& value, TextRule rule) {
  std::optional<std::string> known;
  if (!value.empty()) known = value;
  optionalText(member, known, rule);
  value = known.value_or("");
}

void Fields::optionalText(const Member& member, std::optional<std::string>& value, TextRule rule) {
  if (!has(member, value.has_value())) return;
  std::string known = value.value_or("");
  text(member, known, rule);
  value = known;
}

}  // namespace latchkey::simulator
