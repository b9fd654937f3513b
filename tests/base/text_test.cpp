#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

using testing::ElementsAre;

TEST(WholeNumber, IsDigitsAndNothingElse) {
  EXPECT_EQ(wholeNumber("0", 3), 0);
  EXPECT_EQ(wholeNumber("042", 3), 42);
  EXPECT_EQ(wholeNumber("1000", 3), std::nullopt);
  for (const char* other : {"", " 1", "-1", "+1", "1.0", "0x1", "\xD9\xA1"}) {
    EXPECT_EQ(wholeNumber(other, 18), std::nullopt) << other;
  }
}

TEST(TextTest, IsTrimmedOfAsciiSpace) {
  EXPECT_EQ(trimmed(" \t\r\n\v\fa b \n"), "a b");
  EXPECT_EQ(trimmed("   "), "");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed("\u00A0a"), "\u00A0a");
}

TEST(TextTest, IsLoweredInAsciiOnly) {
  EXPECT_EQ(lowered("AbZ[@"), "abz[@");
  EXPECT_EQ(lowered("Ä"), "Ä");
}

TEST(TextTest, ComparesWithoutCase) {
  EXPECT_TRUE(equalsIgnoringCase("Content-Type", "content-TYPE"));
  EXPECT_FALSE(equalsIgnoringCase("a", "ab"));
  EXPECT_FALSE(equalsIgnoringCase("@", "`"));
  EXPECT_TRUE(equalsIgnoringCase("", ""));
}

TEST(TextTest, IsSplitWithItsEmptyParts) {
  EXPECT_THAT(split("a..b.", '.'), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", '.'), ElementsAre(""));
}

TEST(TextTest, IsJoined) {
  EXPECT_EQ(join({"a", "b", ""}, ", "), "a, b, ");
  EXPECT_EQ(join({"a"}, ", "), "a");
  EXPECT_EQ(join({}, ", "), "");
}

TEST(TextTest, IsReplacedOnceFromLeftToRight) {
  EXPECT_EQ(replaceAll("aaa", "a", "aa"), "aaaaaa");
  EXPECT_EQ(replaceAll("aaaa", "aa", "b"), "bb");
  EXPECT_EQ(replaceAll("abc", "x", "y"), "abc");
  EXPECT_EQ(replaceAll("{0} and {0}", "{0}", ""), " and ");
}

struct Sequence {
  std::string name;
  std::string bytes;
  bool isUtf8;
};
void PrintTo(const Sequence& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class Utf8 : public testing::TestWithParam<Sequence> {};

TEST_P(Utf8, IsWhatRfc3629Allows) { EXPECT_EQ(isUtf8(GetParam().bytes), GetParam().isUtf8); }

INSTANTIATE_TEST_SUITE_P(
    Sequences, Utf8,
    testing::Values(
        Sequence{"Nothing", "", true}, Sequence{"Ascii", "az\x7F", true},
        Sequence{"ZeroByte", std::string(1, '\0'), true},
        Sequence{"TwoBytes", "\xC2\x80\xDF\xBF", true},
        Sequence{"ThreeBytes", "\xE0\xA0\x80\xEF\xBF\xBF", true},
        Sequence{"LastBeforeSurrogates", "\xED\x9F\xBF", true},
        Sequence{"FirstAfterSurrogates", "\xEE\x80\x80", true},
        Sequence{"FourBytes", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", true},
        Sequence{"LoneContinuation", "\x80", false}, Sequence{"CutTwo", "\xC3", false},
        Sequence{"CutThree", "\xE2\x82", false}, Sequence{"CutFour", "\xF0\x9F\x98", false},
        Sequence{"NoContinuation", "\xC3\x28", false},
        Sequence{"ThirdIsNoContinuation", "\xE2\x82\x28", false},
        Sequence{"OverlongTwo", "\xC0\xAF", false}, Sequence{"OverlongOne", "\xC1\xBF", false},
        Sequence{"OverlongThree", "\xE0\x9F\xBF", false},
        Sequence{"OverlongFour", "\xF0\x8F\xBF\xBF", false},
        Sequence{"HighSurrogate", "\xED\xA0\x80", false},
        Sequence{"LowSurrogate", "\xED\xBF\xBF", false},
        Sequence{"BeyondUnicode", "\xF4\x90\x80\x80", false},
        Sequence{"FiveBytes", "\xF8\x88\x80\x80\x80", false}, Sequence{"NoLead", "\xFF", false}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace latchkey
