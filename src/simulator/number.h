#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace latchkey::simulator {

// `text` from its first character to its last, in decimal; nothing where it is more or too large.
template <class Number>
std::optional<Number> numberIn(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

// Of TCP: 1 to 65535.
inline std::optional<int> portIn(std::string_view text) {
  constexpr int kLastPort = 65'535;
  const auto value = numberIn<int>(text);
  return value && *value > 0 && *value <= kLastPort ? value : std::nullopt;
}

}  // namespace latchkey::simulator
