#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey {

// What this page has to know of the characters that people type and paste: by the general
// categories of the Unicode Character Database, version 17 (UAX #44).

// UTF-8 (RFC 3629) to code points and back. A byte that is not part of a well-formed sequence
// becomes a value beyond Unicode, and comes back as the same byte: no text is lost on the way.
std::u32string toCodePoints(std::string_view text);
std::string toUtf8(std::u32string_view points);

// 0 to 9 of a decimal digit of any script (Nd).
std::optional<int> decimalDigit(char32_t c);
// A space of any width, the end of a line or a paragraph, a blank symbol (Zs, Zl, Zp, tabs).
bool isBlank(char32_t c);
// Is not seen and takes no room: control and format characters, variation selectors, fillers (Cc,
// Cf, Default_Ignorable_Code_Point).
bool isInvisible(char32_t c);
// ... but belongs to the character before it, where that is not an ASCII one: joiners, variation
// selectors, vowels that are not written.
bool isJoining(char32_t c);
// A hyphen, a dash or a minus sign (Pd and a few that are used like it).
bool isDash(char32_t c);
// A bracket or a quotation mark of any kind (Ps, Pe, Pi, Pf, and those of ASCII); narrow() first.
bool isBracketOrQuote(char32_t c);
// The ASCII character of which this is a wide or a small form; else the same.
char32_t narrow(char32_t c);

}  // namespace latchkey
