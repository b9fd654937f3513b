#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/text.h"

namespace latchkey {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <class Ranges>
bool isIn(const Ranges& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const Range& it) { return it.first <= c && c <= it.last; });
}

// tests/tools/unicode_test.py holds these tables against the Unicode Character Database.

// The zeros: each script's ten digits follow one another.
constexpr std::array<char32_t, 77> kZeros = {
    0x0030,  0x0660,  0x06F0,  0x07C0,  0x0966,  0x09E6,  0x0A66,  0x0AE6,  0x0B66,  0x0BE6,
    0x0C66,  0x0CE6,  0x0D66,  0x0DE6,  0x0E50,  0x0ED0,  0x0F20,  0x1040,  0x1090,  0x17E0,
    0x1810,  0x1946,  0x19D0,  0x1A80,  0x1A90,  0x1B50,  0x1BB0,  0x1C40,  0x1C50,  0xA620,
    0xA8D0,  0xA900,  0xA9D0,  0xA9F0,  0xAA50,  0xABF0,  0xFF10,  0x104A0, 0x10D30, 0x10D40,
    0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0,
    0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11DE0, 0x11F50,
    0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC,
    0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0};

// The braille pattern without dots is a symbol by its category, but looks like a blank.
constexpr std::array kBlanks = {Range{0x0009, 0x000D}, Range{0x001C, 0x0020}, Range{0x0085, 0x0085},
                                Range{0x00A0, 0x00A0}, Range{0x1680, 0x1680}, Range{0x2000, 0x200A},
                                Range{0x2028, 0x2029}, Range{0x202F, 0x202F}, Range{0x205F, 0x205F},
                                Range{0x2800, 0x2800}, Range{0x3000, 0x3000}};

// Controls that are no spaces; format characters and what a renderer may ignore; and U+FFFC, which
// stands for a picture that was copied along.
constexpr std::array kInvisible = {
    Range{0x0000, 0x0008},   Range{0x000E, 0x001B},   Range{0x007F, 0x0084},
    Range{0x0086, 0x009F},   Range{0x00AD, 0x00AD},   Range{0x034F, 0x034F},
    Range{0x0600, 0x0605},   Range{0x061C, 0x061C},   Range{0x06DD, 0x06DD},
    Range{0x070F, 0x070F},   Range{0x0890, 0x0891},   Range{0x08E2, 0x08E2},
    Range{0x115F, 0x1160},   Range{0x17B4, 0x17B5},   Range{0x180B, 0x180F},
    Range{0x200B, 0x200F},   Range{0x202A, 0x202E},   Range{0x2060, 0x206F},
    Range{0x3164, 0x3164},   Range{0xFE00, 0xFE0F},   Range{0xFEFF, 0xFEFF},
    Range{0xFFA0, 0xFFA0},   Range{0xFFF0, 0xFFFC},   Range{0x110BD, 0x110BD},
    Range{0x110CD, 0x110CD}, Range{0x13430, 0x1343F}, Range{0x1BCA0, 0x1BCA3},
    Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE0FFF}};

constexpr std::array kJoining = {
    Range{0x034F, 0x034F}, Range{0x115F, 0x1160},   Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180D}, Range{0x180F, 0x180F},   Range{0x200C, 0x200D},
    Range{0xFE00, 0xFE0F}, Range{0xE0020, 0xE007F}, Range{0xE0100, 0xE01EF}};

// Besides the category: the hyphen bullet, the minus sign, and the two long marks that Japanese
// keyboards write on the key of the hyphen.
constexpr std::array kDashes = {
    Range{0x002D, 0x002D}, Range{0x058A, 0x058A}, Range{0x05BE, 0x05BE},   Range{0x1400, 0x1400},
    Range{0x1806, 0x1806}, Range{0x2010, 0x2015}, Range{0x2043, 0x2043},   Range{0x2212, 0x2212},
    Range{0x2E17, 0x2E17}, Range{0x2E1A, 0x2E1A}, Range{0x2E3A, 0x2E3B},   Range{0x2E40, 0x2E40},
    Range{0x2E5D, 0x2E5D}, Range{0x301C, 0x301C}, Range{0x3030, 0x3030},   Range{0x30A0, 0x30A0},
    Range{0x30FC, 0x30FC}, Range{0xFE31, 0xFE32}, Range{0xFE58, 0xFE58},   Range{0xFE63, 0xFE63},
    Range{0xFF0D, 0xFF0D}, Range{0xFF70, 0xFF70}, Range{0x10D6E, 0x10D6E}, Range{0x10EAD, 0x10EAD}};

// What lies between two of them is included where it is no letter and no digit.
constexpr std::array kBracketsAndQuotes = {
    Range{0x0022, 0x0022}, Range{0x0027, 0x0029}, Range{0x003C, 0x003C}, Range{0x003E, 0x003E},
    Range{0x005B, 0x005B}, Range{0x005D, 0x005D}, Range{0x0060, 0x0060}, Range{0x007B, 0x007B},
    Range{0x007D, 0x007D}, Range{0x00AB, 0x00AB}, Range{0x00BB, 0x00BB}, Range{0x0F3A, 0x0F3D},
    Range{0x169B, 0x169C}, Range{0x2018, 0x201F}, Range{0x2039, 0x203A}, Range{0x2045, 0x2046},
    Range{0x207D, 0x207E}, Range{0x208D, 0x208E}, Range{0x2308, 0x230B}, Range{0x2329, 0x232A},
    Range{0x275B, 0x2775}, Range{0x27C5, 0x27C6}, Range{0x27E6, 0x27EF}, Range{0x2983, 0x29FD},
    Range{0x2E02, 0x2E0D}, Range{0x2E1C, 0x2E2E}, Range{0x2E42, 0x2E42}, Range{0x2E55, 0x2E5C},
    Range{0x3008, 0x301F}, Range{0xFD3E, 0xFD3F}, Range{0xFE17, 0xFE18}, Range{0xFE35, 0xFE48},
    Range{0xFE5D, 0xFE5E}, Range{0xFF5F, 0xFF60}, Range{0xFF62, 0xFF63}};

// From U+FE50 on; a blank where the code point is unassigned.
constexpr std::u32string_view kSmallForms = U", . ;:?! (){}  #&*+-<>= \\$%@";
constexpr char32_t kFirstSmallForm = 0xFE50;

// A byte that is no text, as a value beyond Unicode.
constexpr char32_t kNoText = 0x110000;

}  // namespace

std::u32string toCodePoints(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8Length(text), 1);
    const auto lead = static_cast<std::uint8_t>(text.front());
    char32_t c = lead;
    if (length > 1) {
      c = lead & (0xFFU >> (length + 1));
      for (const char next : text.substr(1, length - 1)) {
        c = c << 6U | (static_cast<std::uint8_t>(next) & 0x3FU);
      }
    } else if (lead >= 0x80) {
      c = kNoText + lead;
    }
    points += c;
    text.remove_prefix(length);
  }
  return points;
}

std::string toUtf8(std::u32string_view points) {
  std::string text;
  const auto add = [&text](char32_t byte) { text += static_cast<char>(byte); };
  const auto follow = [&add](char32_t c, unsigned shift) { add(0x80U | (c >> shift & 0x3FU)); };
  for (const char32_t c : points) {
    if (c >= kNoText) {
      add(c - kNoText);
    } else if (c < 0x80) {
      add(c);
    } else if (c < 0x800) {
      add(0xC0U | c >> 6U);
      follow(c, 0);
    } else if (c < 0x10000) {
      add(0xE0U | c >> 12U);
      follow(c, 6);
      follow(c, 0);
    } else {
      add(0xF0U | c >> 18U);
      follow(c, 12);
      follow(c, 6);
      follow(c, 0);
    }
  }
  return text;
}

std::optional<int> decimalDigit(char32_t c) {
  for (const char32_t zero : kZeros) {
    if (c >= zero && c - zero < 10) return static_cast<int>(c - zero);
  }
  return std::nullopt;
}

bool isBlank(char32_t c) { return isIn(kBlanks, c); }
bool isInvisible(char32_t c) { return isIn(kInvisible, c); }
bool isJoining(char32_t c) { return isIn(kJoining, c); }
bool isDash(char32_t c) { return isIn(kDashes, c); }
bool isBracketOrQuote(char32_t c) { return isIn(kBracketsAndQuotes, c); }

char32_t narrow(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + U'!';
  if (c >= kFirstSmallForm && c - kFirstSmallForm < kSmallForms.size()) {
    const char32_t small = kSmallForms[c - kFirstSmallForm];
    return small == U' ' ? c : small;
  }
  return c;
}

}  // namespace latchkey
