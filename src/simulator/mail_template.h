#pragma once

#include "simulator/mailbox.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

// The mail of an email challenge: a code and, with magic links on, a link. `link` may be empty.
Mail signInMail(const Policy& policy, const Person& person, const std::string& code,
                const std::string& link, Instant now);

}  // namespace latchkey::simulator
