#pragma once

#include <string_view>

#include "simulator/transaction.h"

namespace latchkey::simulator {

// Okta's words for what a User-Agent header says: "FIREFOX" on "Mac OS X". Empty for what is not
// known.
ClientInfo clientOf(std::string_view userAgent);

}  // namespace latchkey::simulator
