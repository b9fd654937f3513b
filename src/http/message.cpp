#include "http/message.h"

#include <array>

#include "base/text.h"

namespace latchkey::http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 6> kNames = {{
    {Method::get, "GET"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::del, "DELETE"},
    {Method::options, "OPTIONS"},
    {Method::head, "HEAD"},
}};

}  // namespace

std::string_view name(Method method) {
  for (const auto& [known, text] : kNames) {
    if (known == method) return text;
  }
  return "OTHER";
}

Method methodFrom(std::string_view name) {
  for (const auto& [known, text] : kNames) {
    if (text == name) return known;
  }
  return Method::other;
}

std::optional<std::string> header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (equalsIgnoringCase(key, name)) return value;
  }
  return std::nullopt;
}

}  // namespace latchkey::http
