#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"

namespace latchkey::simulator {

Bytes sha256(std::string_view text);

// With the standard alphabet and padding (RFC 4648 §4), as HTTP Basic wants it.
std::string toBase64(std::string_view text);

}  // namespace latchkey::simulator
