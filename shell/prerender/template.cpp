#include "shell/prerender/template.h"

namespace latchkey::prerender {

std::string filled(std::string_view text, const std::map<std::string, std::string>& places) {
  std::string result;
  while (!text.empty()) {
    const std::size_t at = text.find('@');
    result += text.substr(0, at);
    if (at == std::string_view::npos) break;
    const std::size_t end = text.find('@', at + 1);
    const bool isClosed = end != std::string_view::npos;
    const auto place =
        isClosed ? places.find(std::string(text.substr(at + 1, end - at - 1))) : places.end();
    if (place == places.end()) {
      result += '@';
      text.remove_prefix(at + 1);
    } else {
      result += place->second;
      text.remove_prefix(end + 1);
    }
  }
  return result;
}

}  // namespace latchkey::prerender
