#include "oauth/link_traces.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/text.h"

namespace latchkey::oauth {
namespace {

// Of percent-encoding: the sender's own, and one for each of the redirectors on the way.
constexpr int kMostLayers = 4;
// No part of an address (RFC 2396 §2.4.3, "delims" and "unwise"), and no part of a code or a state.
constexpr std::string_view kEnds = "<>\"'`()[]{}|\\^";
constexpr std::string_view kQuotedEquals = "=3d";  // quoted-printable

bool isWordCharacter(char c) {
  return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '~';
}

// How many bytes at the beginning are one character that cannot be seen; 0 where it can.
std::size_t invisibleBytes(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
  };
  if (byte(0) <= ' ' || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2) return byte(1) == 0xA0 || byte(1) == 0xAD ? 2 : 0;
  if (byte(0) == 0xD8) return byte(1) == 0x9C ? 2 : 0;
  if (byte(0) == 0xE3) return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
  if (byte(0) == 0xEF) return byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0;
  if (byte(0) != 0xE2 || (byte(1) & 0xFEU) != 0x80) return 0;
  const unsigned last = ((byte(1) & 1U) << 6U) | (byte(2) & 0x3FU);  // of U+2000 to U+207F
  return last <= 0x0F || (last >= 0x28 && last <= 0x2F) || last >= 0x5F ? 3 : 0;
}

// More patient than percentDecode(): what is no escape stays, and the bytes need be no UTF-8.
std::string decodedOnce(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* const begin = text.data() + i + 1;
    const bool isEscape = text[i] == '%' && i + 2 < text.size() &&
                          std::from_chars(begin, begin + 2, value, 16).ptr == begin + 2;
    decoded += isEscape ? static_cast<char>(value) : text[i] == '+' ? ' ' : text[i];
    if (isEscape) i += 2;
  }
  return decoded;
}

std::string decoded(std::string_view text) {
  std::string result(text);
  for (int i = 0; i < kMostLayers; ++i) result = decodedOnce(result);
  for (const std::string_view equals : {"&#61;", "&#x3d;", "&#x3D;"}) {
    result = replaceAll(std::move(result), equals, "=");
  }
  return result;
}

// One blank for each invisible character.
std::string withBlanks(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t invisible = invisibleBytes(text);
    result += invisible > 0 ? ' ' : text.front();
    text.remove_prefix(std::max<std::size_t>(invisible, 1));
  }
  return result;
}

std::string without(std::string_view text, char unwanted) {
  std::string result(text);
  std::erase(result, unwanted);
  return result;
}

std::string_view betweenPunctuation(std::string_view text) {
  while (!text.empty() && !isWordCharacter(text.front())) text.remove_prefix(1);
  text = text.substr(0, text.find_first_of(kEnds));
  while (!text.empty() && !isWordCharacter(text.back())) text.remove_suffix(1);
  return text;
}

// Line ends of quoted-printable leave an equals sign behind, which neither value has.
std::string stateIn(std::string_view text) {
  return without(without(betweenPunctuation(text), ' '), '=');
}

// "123 456" is a code that was wrapped; words with blanks between them are not a code.
std::string otpIn(std::string_view text) {
  const std::string otp = stateIn(text);
  const bool isInParts = betweenPunctuation(text).find(' ') != std::string_view::npos;
  const bool isDigits = std::all_of(otp.begin(), otp.end(), isDigit);
  return isInParts && !isDigits ? "" : otp;
}

void addDistinct(std::vector<std::string>& values, std::string value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) {
    values.push_back(std::move(value));
  }
}

// "otp=123456", or "ot=p=3D123456": quoted-printable with a line break inside of the name. In
// the second case what is returned begins with "3D", as if it had ended elsewhere.
bool isNamed(std::string_view part, std::string_view name, std::string_view& value) {
  const std::size_t equals = std::min(part.find('='), part.size());
  if (equalsIgnoringCase(without(part.substr(0, equals), ' '), name)) {
    value = part.substr(std::min(equals + 1, part.size()));
    return true;
  }
  const std::size_t quoted = lowered(part).find(kQuotedEquals);
  if (quoted == std::string::npos) return false;
  value = part.substr(quoted + 1);
  return equalsIgnoringCase(without(without(part.substr(0, quoted), '='), ' '), name);
}

void addTraces(std::string_view text, LinkTraces& traces) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("&;?#"), text.size());
    std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!part.empty() && !isWordCharacter(part.front())) part.remove_prefix(1);
    std::string_view value;
    if (isNamed(part, "otp", value)) addDistinct(traces.otps, otpIn(value));
    if (isNamed(part, "state", value)) addDistinct(traces.states, stateIn(value));
  }
}

// "next=/orders?state=paid": what stands in there is another page's, as a rule.
bool isOtherParameter(std::string_view part) {
  const std::size_t equals = part.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view name = part.substr(0, equals);
  return !equalsIgnoringCase(name, "otp") && !equalsIgnoringCase(name, "state") &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return isWordCharacter(c) || c == '.'; });
}

}  // namespace

LinkTraces findLinkTraces(std::string_view url, Depth depth) {
  LinkTraces traces;
  const std::size_t begin = url.find_first_of("?#");
  if (begin == std::string_view::npos) return traces;
  std::string text;
  for (const std::string_view side : split(url.substr(begin + 1), '#')) {
    for (const std::string_view part : split(side, '&')) {
      if (depth == Depth::insideOthers || !isOtherParameter(part)) text += part;
      text += '&';
    }
    text.back() = '#';
  }
  addTraces(withBlanks(decoded(text)), traces);
  return traces;
}

}  // namespace latchkey::oauth
