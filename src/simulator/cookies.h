#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ports.h"
#include "http/message.h"

namespace latchkey::simulator {

// The value of a request's cookie (RFC 6265 §5.4); the first one of that name.
std::optional<std::string> cookie(const http::Request& request, std::string_view name);

// By this an org knows a browser again, whoever signs in there.
inline constexpr std::string_view kDeviceCookie = "DT";
std::string newDeviceCookie(Random& random);
// `Set-Cookie` for it: no page can read it.
std::string deviceCookieHeader(std::string_view value);

}  // namespace latchkey::simulator
