#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kHandleAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
// Without 0, O, 1, I and L: people type these.
constexpr std::string_view kTypedAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

}  // namespace

std::string randomText(Random& random, std::size_t length, std::string_view alphabet) {
  // Bytes at or above the largest multiple of the alphabet's size would favour its beginning.
  const std::size_t bound = 256 - 256 % alphabet.size();
  std::string text;
  while (text.size() < length) {
    for (const std::uint8_t byte : random.draw(length - text.size())) {
      if (byte < bound) text += alphabet[byte % alphabet.size()];
    }
  }
  return text;
}

std::string randomHandle(Random& random, std::size_t length) {
  return randomText(random, length, kHandleAlphabet);
}

std::string newStateHandle(Random& random) {
  constexpr std::size_t kLength = 40;
  return "02" + randomHandle(random, kLength);
}

std::string randomCode(Random& random, const CodePolicy& policy) {
  const bool digits = policy.alphabet == CodeAlphabet::digits;
  return randomText(random, policy.length, digits ? "0123456789" : kTypedAlphabet);
}

}  // namespace latchkey::simulator
