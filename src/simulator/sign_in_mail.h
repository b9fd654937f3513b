#pragma once

#include "simulator/mailbox.h"
#include "simulator/policy.h"
#include "simulator/transaction.h"

namespace latchkey::simulator {

// The mail of an email challenge: the code of `transaction` and, with magic links on, a link, as
// the policy's template has them or, without one, in words of the org's own. `id` names the mail:
// letters, digits, '-' and '_'.
Mail signInMail(const Policy& policy, const Person& person, const Transaction& transaction,
                std::string id);

}  // namespace latchkey::simulator
