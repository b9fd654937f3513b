#pragma once

#include <optional>

#include "base/time.h"
#include "signin/phase.h"

namespace latchkey::signin {

MailAge mailAgeOf(Instant sentAt, Instant now);
MailAge nextAge(MailAge age);

// How long until a mail of this age reaches the next age; nothing for the last one. A clock that
// was set back does not make a mail younger.
std::optional<Milliseconds> untilNextAge(MailAge age, Instant sentAt, Instant now);

}  // namespace latchkey::signin
