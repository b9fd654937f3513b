#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "idx/response.h"
#include "signin/phase.h"

namespace latchkey::signin {

// What was typed or pasted into a field, as it is to be sent; or what to tell the person instead,
// because it could mean two things, or nothing.
using Reading = std::variant<std::string, Advice>;

// What a code is made of, as far as the org's form says so.
struct CodeShape {
  bool hasLetters = false;
  std::optional<std::size_t> shortest;
  std::optional<std::size_t> longest;
};
CodeShape shapeOf(const idx::Field* passcode);

// The code that was meant: digits of any script become ASCII ones, spaces, dashes and what is not
// seen go, and of a pasted sentence the one group that has the shape of a code is taken.
Reading readCode(std::string_view typed, const CodeShape& shape);

// A number that is no code, of a telephone for instance: only the characters become plain ones.
std::string readNumber(std::string_view typed);

}  // namespace latchkey::signin
