#include "simulator/cookies.h"

#include "base/text.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {

std::optional<std::string> cookie(const http::Request& request, std::string_view name) {
  const std::string all = http::header(request.headers, "Cookie").value_or("");
  for (const std::string_view entry : split(all, ';')) {
    const std::string_view pair = trimmed(entry);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return std::string(pair.substr(equals + 1));
    }
  }
  return std::nullopt;
}

std::string newDeviceCookie(Random& random) {
  constexpr std::size_t kLength = 24;
  return "DI" + randomHandle(random, kLength);
}

std::string deviceCookieHeader(std::string_view value) {
  // Page and org differ in their ports only, which makes them the same site.
  return std::string(kDeviceCookie) + "=" + std::string(value) +
         "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax";
}

}  // namespace latchkey::simulator
