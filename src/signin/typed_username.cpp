#include "signin/typed_username.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "base/url.h"

namespace latchkey::signin {
namespace {

// As long as an address can be (RFC 5321, 4.5.3.1): 64, "@", 255. Okta's own limit is lower.
constexpr std::size_t kLongest = 320;
// With a name and the rest around it.
constexpr std::size_t kLongestTyped = 2'000;

constexpr std::size_t kNowhere = std::u32string::npos;

bool isAscii(char32_t c) { return c < 0x80; }
bool isAsciiAlnum(char32_t c) {
  return isAscii(c) && (isDigit(static_cast<char>(c)) || isLetter(static_cast<char>(c)));
}
bool isOneOf(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string::npos; }

// Without what is not seen. A joiner or a variation selector is a part of the letter before it,
// except at the end of the whole.
std::u32string seen(std::string_view typed) {
  std::u32string text;
  for (const char32_t c : toCodePoints(typed)) {
    const bool belongs = isJoining(c) && !text.empty() && !isAscii(text.back());
    if (!isInvisible(c) || belongs) text += c;
  }
  return text;
}

std::u32string_view withoutEnds(std::u32string_view text) {
  const auto isNothing = [](char32_t c) { return isBlank(c) || isInvisible(c); };
  const auto isOfSymbol = [](char32_t c) { return (c >= 0xFE00 && c <= 0xFE0F) || c >= 0xE0020; };
  while (!text.empty() && isNothing(text.front())) text.remove_prefix(1);
  while (!text.empty() && isNothing(text.back()) && !isOfSymbol(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// --- an address in what was typed

// What keyboards of other scripts and word processors write for the characters of an address.
std::u32string likeAnAddress(std::u32string_view text) {
  std::u32string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = narrow(text[i]);
    if (isBlank(c)) {
      c = U' ';
    } else if (c == 0x3002 || c == 0xFF61) {  // the ideographic full stops
      c = U'.';
    } else if (isOneOf(U"\u058A\u05BE\u2010\u2011\u2012\u2013\u2043\u2212", c)) {
      c = U'-';
    } else if (isOneOf(U"\u2018\u2019\u02BC", c) && i > 0 && i + 1 < text.size() &&
               isAsciiAlnum(text[i - 1]) && isAsciiAlnum(text[i + 1])) {
      c = U'\'';
    }
    result += c;
  }
  return result;
}

// Neither a letter nor a symbol, but something that stands between words.
bool isBetweenWords(char32_t c) {
  return isBlank(c) || isOneOf(U",;:\u3001\uFF64\u060C\u061B\u2022\u2026\u00B7\u2014\u2015", c) ||
         (c != U'\'' && c != U'`' && c != U'{' && c != U'}' && isBracketOrQuote(c));
}

// RFC 5322 atext and dots; RFC 6532 adds all that is not ASCII.
bool isOfLocalPart(char32_t c) {
  return isAsciiAlnum(c) || isOneOf(U"!#$%&'*+-/=?^_`{|}~.", c) ||
         (!isAscii(c) && !isBetweenWords(c));
}
bool isOfDomain(char32_t c) {
  return isAsciiAlnum(c) || c == U'-' || c == U'.' || (!isAscii(c) && !isBetweenWords(c));
}

// "mailto:ada%40example.com?subject=Hello" is what comes before the question mark.
std::u32string withoutMailto(std::u32string text) {
  constexpr std::u32string_view kScheme = U"mailto:";
  const auto isSame = [](char32_t a, char32_t b) {
    return a == b || (a >= U'A' && a <= U'Z' && a + 32 == b);
  };
  for (;;) {
    const auto found =
        std::search(text.begin(), text.end(), kScheme.begin(), kScheme.end(), isSame);
    if (found == text.end()) return text;
    const auto begin = static_cast<std::size_t>(found - text.begin());
    const auto isEnd = [](char32_t c) { return isBlank(c) || isOneOf(U"<>()[]\"", c); };
    std::size_t end = begin + kScheme.size();
    while (end < text.size() && !isEnd(text[end])) ++end;
    std::u32string_view what =
        std::u32string_view(text).substr(begin + kScheme.size(), end - begin - kScheme.size());
    what = what.substr(0, what.find(U'?'));
    const std::string encoded = toUtf8(what);
    const std::string decoded = percentDecode(encoded, Plus::isPlus).value_or(encoded);
    // A colon stays, so that what stood before is known not to be a part of the address.
    text.replace(begin, end - begin, U":" + toCodePoints(decoded));
  }
}

struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::u32string address;
  bool hasDot = false;  // in its domain
};

std::u32string_view withoutDots(std::u32string_view domain) {
  while (!domain.empty() && isOneOf(U".-", domain.back())) domain.remove_suffix(1);
  return domain;
}
bool isDotted(std::u32string_view domain) {
  return withoutDots(domain).find(U'.') != std::u32string_view::npos;
}

std::size_t skipBlanks(std::u32string_view text, std::size_t at) {
  while (at < text.size() && text[at] == U' ') ++at;
  return at;
}

// Its domain, from `at` on. Phones write a space behind each dot, and a copied line may have a
// space in it anywhere.
std::u32string domainFrom(std::u32string_view text, std::size_t& at) {
  std::u32string domain;
  for (;;) {
    while (at < text.size() && isOfDomain(text[at])) domain += text[at++];
    if (domain.empty() || isDotted(domain)) return domain;
    const std::size_t next = skipBlanks(text, at);
    if (next == at || next == text.size() || !isOfDomain(text[next])) return domain;
    std::size_t end = next;
    while (end < text.size() && isOfDomain(text[end])) ++end;
    const bool joins =
        domain.back() == U'.' || text[next] == U'.' ||
        (isDotted(text.substr(next, end - next)) && skipBlanks(text, end) == text.size());
    if (!joins) return domain;
    at = next;
  }
}

// The address around the "@" at that place.
std::optional<Found> addressAround(std::u32string_view text, std::size_t at) {
  std::size_t localEnd = at;
  while (localEnd > 0 && text[localEnd - 1] == U' ') --localEnd;
  Found found{localEnd, skipBlanks(text, at + 1), {}};
  while (found.begin > 0 && isOfLocalPart(text[found.begin - 1])) --found.begin;
  while (found.begin < localEnd && isOneOf(U"'`*|.", text[found.begin])) ++found.begin;
  const std::u32string domain = domainFrom(text, found.end);
  const std::u32string_view host = withoutDots(domain);
  if (found.begin == localEnd || host.empty() || host.front() == U'.') return std::nullopt;
  found.address = text.substr(found.begin, localEnd - found.begin);
  found.address += U'@';
  found.address += host;
  found.hasDot = isDotted(host);
  return found;
}

enum class Around { nothing, wrapping, words, partOfIt };

// What stands before and behind it.
Around around(std::u32string_view text, const Found& found) {
  std::u32string_view before = text.substr(0, found.begin);
  const std::u32string_view behind = text.substr(found.end);
  const bool goesOn =
      !behind.empty() && !isBetweenWords(behind.front()) && !isOneOf(U"!?*|`'", behind.front());
  const bool isPort = behind.size() > 1 && behind[0] == U':' && behind[1] != U' ';
  if (goesOn || isPort) return Around::partOfIt;
  if (before.empty()) return Around::nothing;
  if (isOneOf(U"@\\", before.back())) return Around::partOfIt;
  if (before.back() != U' ') return Around::wrapping;
  // A bullet, or a name and a colon; else the last word may be a part of the address.
  before = withoutEnds(before);
  const std::u32string_view word = before.substr(before.find_last_of(U' ') + 1);
  const bool isWord = std::any_of(word.begin(), word.end(), [](char32_t c) {
    return isAsciiAlnum(c) || (!isAscii(c) && !isBetweenWords(c));
  });
  return isWord && isOfLocalPart(word.back()) ? Around::words : Around::wrapping;
}

// The digits of an address in ASCII are ASCII ones, whatever keyboard wrote them.
std::string asAddress(std::u32string address) {
  std::u32string plain;
  for (const char32_t c : address) {
    const std::optional<int> digit = decimalDigit(c);
    plain += digit ? U'0' + static_cast<char32_t>(*digit) : c;
  }
  return toUtf8(std::all_of(plain.begin(), plain.end(), isAscii) ? plain : address);
}

// Nothing where it is not about an address.
std::optional<Reading> readAddress(std::u32string_view typed) {
  const std::u32string text = withoutMailto(likeAnAddress(typed));
  if (text.find(U"://") != kNowhere) return std::nullopt;
  std::optional<std::string> only;
  for (std::size_t at = text.find(U'@'); at != kNowhere; at = text.find(U'@', at + 1)) {
    const std::optional<Found> found = addressAround(text, at);
    if (!found) continue;
    switch (around(text, *found)) {
      case Around::partOfIt:
        return std::nullopt;
      case Around::words:
        if (!found->hasDot) return std::nullopt;
        if (!only) return Advice::unclearUsername;
        break;
      default:
        break;
    }
    std::string address = asAddress(found->address);
    if (only && !equalsIgnoringCase(*only, address)) return Advice::severalUsernames;
    if (!only) only = std::move(address);
    at = std::max(at, found->end - 1);
  }
  if (!only) return std::nullopt;
  return Reading(*std::move(only));
}

}  // namespace

Reading readUsername(std::string_view typed) {
  const std::u32string all = seen(typed);
  const std::u32string_view text = withoutEnds(all);
  if (text.empty()) return Advice::enterUsername;
  if (text.size() > kLongestTyped) return Advice::usernameTooLong;
  Reading username = readAddress(text).value_or(toUtf8(text));
  const auto* name = std::get_if<std::string>(&username);
  const bool isTooLong = name != nullptr && toCodePoints(*name).size() > kLongest;
  return isTooLong ? Reading(Advice::usernameTooLong) : username;
}

}  // namespace latchkey::signin
