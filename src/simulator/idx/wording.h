#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/policy.h"

namespace latchkey::simulator {

// The English sentence or label in another language; itself where there is no other.
std::string worded(Language language, std::string_view english);

// The same with `about` in place of "{0}".
std::string worded(Language language, std::string_view english, std::string_view about);

// "de" (RFC 5646).
std::string_view tagOf(Language language);

// The supported language that an Accept-Language header (RFC 9110 §12.5.4) likes best.
Language preferredLanguage(const std::optional<std::string>& acceptLanguage, Language fallback);

}  // namespace latchkey::simulator
