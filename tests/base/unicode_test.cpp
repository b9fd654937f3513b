#include "base/unicode.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace latchkey {
namespace {

TEST(CodePoints, AreThoseOfUtf8) {
  EXPECT_EQ(toCodePoints("a\u00E9\u0661\u20AC\U0001D7D8"), U"a\u00E9\u0661\u20AC\U0001D7D8");
  EXPECT_EQ(toUtf8(U"a\u00E9\u0661\u20AC\U0010FFFF"), "a\u00E9\u0661\u20AC\U0010FFFF");
  EXPECT_EQ(toCodePoints(""), U"");
}

TEST(CodePoints, BringBackWhatIsNoText) {
  for (const std::string bytes : {"\xFF", "a\xC3", "\xC3(", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                  "\xE2\x82\xE2\x82\xAC", "\x80\x80z", "\xC0\xAF"}) {
    ASSERT_FALSE(isUtf8(bytes));
    EXPECT_EQ(toUtf8(toCodePoints(bytes)), bytes);
  }
}

TEST(CodePoints, OfEveryByteComeBack) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second), 'x'};
      ASSERT_EQ(toUtf8(toCodePoints(bytes)), bytes) << first << ' ' << second;
    }
  }
}

struct Digits {
  const char* script;
  char32_t zero;
};
void PrintTo(const Digits& digits, std::ostream* out) { *out << digits.script; }  // NOLINT

class DecimalDigit : public testing::TestWithParam<Digits> {};

TEST_P(DecimalDigit, IsOneToNineAfterItsZero) {
  for (char32_t value = 0; value < 10; ++value) {
    EXPECT_EQ(decimalDigit(GetParam().zero + value), static_cast<int>(value));
  }
}

INSTANTIATE_TEST_SUITE_P(OfAllScripts, DecimalDigit,
                         testing::Values(Digits{"ASCII", U'0'}, Digits{"ArabicIndic", 0x0660},
                                         Digits{"Persian", 0x06F0}, Digits{"Devanagari", 0x0966},
                                         Digits{"Thai", 0x0E50}, Digits{"Khmer", 0x17E0},
                                         Digits{"Wide", 0xFF10}, Digits{"Chakma", 0x11136},
                                         Digits{"MathematicalBold", 0x1D7CE},
                                         Digits{"MathematicalMonospace", 0x1D7F6},
                                         Digits{"NagMundari", 0x1E4F0}, Digits{"Adlam", 0x1E950},
                                         Digits{"Segmented", 0x1FBF0}),
                         [](const auto& info) { return info.param.script; });

TEST(DecimalDigit, IsNoOtherNumber) {
  for (const char32_t other : {U'a', U'/', U':', U'\u00B2', U'\u2460', U'\u4E00', U'\u2167',
                               U'\u066A', U'\uFF0F', U'\uFF1A', char32_t{0x110030}}) {
    EXPECT_EQ(decimalDigit(other), std::nullopt) << static_cast<unsigned>(other);
  }
}

TEST(Character, IsOfItsKind) {
  for (const char32_t c : {U' ', U'\t', U'\n', U'\u0085', U'\u00A0', U'\u2009', U'\u2028',
                           U'\u202F', U'\u3000', U'\u2800'}) {
    EXPECT_TRUE(isBlank(c) && !isInvisible(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c :
       {char32_t{0}, U'\u00AD', U'\u061C', U'\u180E', U'\u200B', U'\u200F', U'\u202A', U'\u2060',
        U'\u2069', U'\u3164', U'\uFE0F', U'\uFEFF', char32_t{0xE0041}, char32_t{0xE0101}}) {
    EXPECT_TRUE(isInvisible(c) && !isBlank(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c :
       {U'-', U'\u2010', U'\u2011', U'\u2013', U'\u2014', U'\u2212', U'\uFF0D'}) {
    EXPECT_TRUE(isDash(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'"', U'\'', U'<', U'(', U'\u00AB', U'\u201C', U'\u2019', U'\u300C',
                           U'\u300F', U'\uFF62'}) {
    EXPECT_TRUE(isBracketOrQuote(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'a', U'0', U'@', U'.', U'\u00E9', U'\u05D0', U'\u0E01', U'\u6F22',
                           char32_t{0x1F600}, char32_t{0x1100FF}}) {
    EXPECT_FALSE(isBlank(c) || isInvisible(c) || isDash(c) || isBracketOrQuote(c))
        << static_cast<unsigned>(c);
  }
}

TEST(Character, HasAnAsciiFormWhereItIsAWideOrASmallOne) {
  EXPECT_EQ(narrow(U'\uFF01'), U'!');
  EXPECT_EQ(narrow(U'\uFF5E'), U'~');
  EXPECT_EQ(narrow(U'\uFF21'), U'A');
  EXPECT_EQ(narrow(U'\uFF20'), U'@');
  EXPECT_EQ(narrow(U'\uFE6B'), U'@');
  EXPECT_EQ(narrow(U'\uFE52'), U'.');
  EXPECT_EQ(narrow(U'\uFE64'), U'<');
  for (const char32_t same : {U'a', U'\uFE53', U'\uFE58', U'\uFE6C', U'\uFF5F', U'\u00E9'}) {
    EXPECT_EQ(narrow(same), same);
  }
}

}  // namespace
}  // namespace latchkey
