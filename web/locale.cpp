#include "web/locale.h"

#include <emscripten.h>

#include "base/text.h"
#include "web/page.h"

EM_JS(int, localePlural, (double count), { return Module.page.locale.plural(count); });
EM_JS(void, localeTime, (double at, int style), { Module.page.locale.time(at, style); });
EM_JS(void, localeList, (const char* parts), { Module.page.locale.list(UTF8ToString(parts)); });

namespace latchkey::web {

screen::texts::Plural BrowserLocale::pluralOf(std::int64_t count) const {
  return static_cast<screen::texts::Plural>(localePlural(static_cast<double>(count)));
}

// The browser knows how far this device is from UTC at any instant.
std::string BrowserLocale::timeOf(Instant at, screen::texts::When when, Seconds) const {
  localeTime(static_cast<double>(at.time_since_epoch().count()), static_cast<int>(when));
  return takeInbox();
}

std::string BrowserLocale::listOf(const std::vector<std::string>& parts) const {
  if (parts.empty()) return "";
  localeList(join(parts, "\n").c_str());
  return takeInbox();
}

}  // namespace latchkey::web
