#pragma once

#include <string_view>

#include "signin/typed_code.h"

namespace latchkey::signin {

// The username that was meant. Spaces at its ends and what is not seen go. An address also loses
// what mail programs put around it (RFC 5322 names and brackets, RFC 6068 "mailto:"), and what
// other keyboards and word processors make of its characters. Anything else stays as it was typed.
Reading readUsername(std::string_view typed);

}  // namespace latchkey::signin
