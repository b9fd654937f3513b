#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/policy.h"

namespace latchkey::simulator {

// The English sentence or label in another language; itself where there is no other.
std::string worded(Language language, std::string_view english);

// The supported language that an Accept-Language header (RFC 9110 §12.5.4) likes best.
Language preferredLanguage(const std::optional<std::string>& acceptLanguage, Language fallback);

}  // namespace latchkey::simulator
