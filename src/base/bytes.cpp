#include "base/bytes.h"

#include <array>
#include <cstddef>

namespace latchkey {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNotInAlphabet = 0xFF;

constexpr std::array<std::uint8_t, 256> makeReverse() {
  std::array<std::uint8_t, 256> reverse{};
  for (auto& value : reverse) value = kNotInAlphabet;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    reverse[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return reverse;
}
constexpr std::array<std::uint8_t, 256> kReverse = makeReverse();

}  // namespace

Bytes toBytes(std::string_view text) { return {text.begin(), text.end()}; }

std::string toText(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

std::string toBase64Url(const Bytes& bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    pending = (pending << 8U | byte) & 0xFFFFU;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += kAlphabet[(pending >> bits) & 0x3FU];
    }
  }
  if (bits > 0) text += kAlphabet[(pending << (6 - bits)) & 0x3FU];
  return text;
}

std::optional<Bytes> fromBase64Url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::uint8_t value = kReverse[static_cast<std::uint8_t>(c)];
    if (value == kNotInAlphabet) return std::nullopt;
    pending = (pending << 6U | value) & 0xFFFFU;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<std::uint8_t>(pending >> bits));
    }
  }
  const std::uint32_t unused = pending & ((1U << bits) - 1U);
  if (unused != 0) return std::nullopt;
  return bytes;
}

bool equalsInConstantTime(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |=
        static_cast<unsigned>(static_cast<std::uint8_t>(a[i]) ^ static_cast<std::uint8_t>(b[i]));
  }
  return difference == 0;
}

}  // namespace latchkey
