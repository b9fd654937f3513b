#include "http/form_body.h"

namespace latchkey::http {

std::string toFormBody(const QueryPairs& pairs) { return toQuery(pairs); }

QueryPairs parseFormBody(std::string_view body) { return parseQuery(body); }

std::optional<std::string> single(const QueryPairs& pairs, std::string_view name) {
  const std::string* found = nullptr;
  for (const auto& [key, value] : pairs) {
    if (key != name) continue;
    if (found != nullptr) return std::nullopt;
    found = &value;
  }
  return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace latchkey::http
