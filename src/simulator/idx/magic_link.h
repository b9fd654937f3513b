#pragma once

#include <string>

#include "simulator/policy.h"
#include "simulator/transaction.h"

namespace latchkey::simulator {

// The link of the transaction's newest mail, as the policy has it; empty with magic links off.
std::string magicLink(const Policy& policy, const Transaction& transaction);

// "/email/verify/{appId}"
std::string magicLinkPath(const Policy& policy);
// Where a link ends in an app with an Email Verification Experience: {app}?otp=...&state=...
std::string landingInApp(const Policy& policy, const Transaction& transaction);

}  // namespace latchkey::simulator
