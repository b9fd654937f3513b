#pragma once

#include "screen/texts/locale.h"

namespace latchkey::web {

// The browser's Intl (web/locale.js), in the language of the page.
class BrowserLocale : public screen::texts::Locale {
 public:
  screen::texts::Plural pluralOf(std::int64_t count) const override;
  std::string timeOf(Instant at, screen::texts::When when, Seconds utcOffset) const override;
  std::string listOf(const std::vector<std::string>& parts) const override;
};

}  // namespace latchkey::web
