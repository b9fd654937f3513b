#pragma once

#include <string>
#include <string_view>

#include "base/json_reader.h"

namespace latchkey {

// Compact, with U+FFFD for each byte that is no UTF-8; `indent` of 0 or more puts one member on a
// line. The library's own writer would need printf for the texts of its errors.
std::string writeJson(const Json& json, int indent = -1);

// The text as a JSON string, with its quotation marks.
std::string writeJsonText(std::string_view text);

}  // namespace latchkey
