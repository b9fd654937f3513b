#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/url.h"

namespace latchkey::http {

inline constexpr std::string_view kFormContentType = "application/x-www-form-urlencoded";

// application/x-www-form-urlencoded (RFC 6749 appendix B): pairs in order, space as %20.
std::string toFormBody(const QueryPairs& pairs);
QueryPairs parseFormBody(std::string_view body);

// The value of the one pair with that name. Nothing where it is missing or there twice:
// RFC 6749 §3.2 forbids to send a parameter more than once.
std::optional<std::string> single(const QueryPairs& pairs, std::string_view name);

}  // namespace latchkey::http
