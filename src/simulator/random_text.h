#pragma once

#include <string>
#include <string_view>

#include "base/ports.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

// Every character of `alphabet` is equally likely.
std::string randomText(Random& random, std::size_t length, std::string_view alphabet);

// Letters, digits, '-' and '_', as Okta's handles have them: 6 bits each.
std::string randomHandle(Random& random, std::size_t length);

// "02...", as Okta's look.
std::string newStateHandle(Random& random);

std::string randomCode(Random& random, const CodePolicy& policy);

}  // namespace latchkey::simulator
