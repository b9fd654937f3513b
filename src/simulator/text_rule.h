#pragma once

#include <string_view>

#include "simulator/fields.h"

namespace latchkey::simulator {

bool follows(TextRule rule, std::string_view value);
// "must be ..."
std::string_view meaning(TextRule rule);
// The same as a regular expression (ECMA 262) with "{site}" and "{org}" allowed; empty: anything.
std::string_view pattern(TextRule rule);

}  // namespace latchkey::simulator
