#include "flow/config.h"

#include <utility>

#include "base/url.h"
#include "flow/config_reader.h"

namespace latchkey::flow {

Result<Config> readConfig(std::string_view text) {
  const Result<Json> json = parseJson(text);
  if (!json) return configMistake("configuration", json.error().detail);
  ConfigDraft draft;
  if (const ConfigSlot* wrong = readMembers(*json, draft)) {
    return configMistake(wrong->name, "is not as it was built");
  }
  return configOf(std::move(draft));
}

bool isOwnPage(std::string_view page, const std::string& ownOrigin) {
  // Browsers take a backslash for a slash and overlook tabs and line ends: "/\\" and "/\t/" are
  // "//", which is another host.
  for (const char c : page) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f' || c == '\\') return false;
  }
  if (page.substr(0, 1) == "/") return page.substr(0, 2) != "//";
  const std::optional<Url> url = Url::parse(page);
  return url && url->origin() == ownOrigin;
}

}  // namespace latchkey::flow
