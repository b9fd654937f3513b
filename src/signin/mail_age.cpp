#include "signin/mail_age.h"

#include <algorithm>

namespace latchkey::signin {
namespace {

constexpr Milliseconds kResendDelay{30'000};
// Okta's own default, which an admin can change: the answers do not tell.
constexpr Milliseconds kCodeLife = std::chrono::minutes(5);

// So long after the mail went out.
Milliseconds endOf(MailAge age) { return age == MailAge::fresh ? kResendDelay : kCodeLife; }

}  // namespace

MailAge nextAge(MailAge age) { return age == MailAge::fresh ? MailAge::settled : MailAge::old; }

MailAge mailAgeOf(Instant sentAt, Instant now) {
  MailAge age = MailAge::fresh;
  while (age != MailAge::old && now - sentAt >= endOf(age)) age = nextAge(age);
  return age;
}

std::optional<Milliseconds> untilNextAge(MailAge age, Instant sentAt, Instant now) {
  if (age == MailAge::old) return std::nullopt;
  return std::clamp(Milliseconds(sentAt + endOf(age) - now), Milliseconds(0), endOf(age));
}

}  // namespace latchkey::signin
