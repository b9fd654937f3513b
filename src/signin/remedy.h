#pragma once

#include <string>

#include "base/error.h"
#include "oauth/client.h"
#include "signin/diagnosis.h"

namespace latchkey::signin {

// What those who run the page can change, and where: a place in Okta's Admin Console, or a member
// of the configuration. Empty where nothing is known.
std::string remedyFor(const Error& error, const Outcome& outcome, const oauth::Client& client);

}  // namespace latchkey::signin
