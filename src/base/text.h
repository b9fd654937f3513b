#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

// ASCII only: locale-free on purpose.
constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr char toLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view trimmed(std::string_view text);
std::string lowered(std::string_view text);
bool equalsIgnoringCase(std::string_view a, std::string_view b);
// Digits and nothing else, at most that many (18, so that it fits).
std::optional<std::int64_t> wholeNumber(std::string_view text, std::size_t mostDigits);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replaceAll(std::string text, std::string_view from, std::string_view to);

// Does this hold only well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms)?
bool isUtf8(std::string_view text);
// The length in bytes of the UTF-8 sequence at the beginning; 0 where it is malformed or missing.
std::size_t utf8Length(std::string_view text);

}  // namespace latchkey
