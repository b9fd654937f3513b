#include "base/bytes.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

struct Pair {
  std::string name;
  std::string plain;
  std::string encoded;
};
void PrintTo(const Pair& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class Base64Url : public testing::TestWithParam<Pair> {};

TEST_P(Base64Url, GoesBothWays) {
  EXPECT_EQ(toBase64Url(toBytes(GetParam().plain)), GetParam().encoded);
  const auto decoded = fromBase64Url(GetParam().encoded);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(toText(*decoded), GetParam().plain);
}

// RFC 4648 §10, without the padding, and what differs in the URL's alphabet.
INSTANTIATE_TEST_SUITE_P(Rfc4648, Base64Url,
                         testing::Values(Pair{"Nothing", "", ""}, Pair{"F", "f", "Zg"},
                                         Pair{"Fo", "fo", "Zm8"}, Pair{"Foo", "foo", "Zm9v"},
                                         Pair{"Foob", "foob", "Zm9vYg"},
                                         Pair{"Fooba", "fooba", "Zm9vYmE"},
                                         Pair{"Foobar", "foobar", "Zm9vYmFy"},
                                         Pair{"Dashes", "\xFB\xEF\xBE", "----"},
                                         Pair{"Underscores", "\xFF\xFF\xFF", "____"},
                                         Pair{"ZeroBytes", std::string(3, '\0'), "AAAA"}),
                         [](const auto& test) { return test.param.name; });

struct Spelling {
  std::string name;
  std::string text;
};
void PrintTo(const Spelling& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class NotBase64Url : public testing::TestWithParam<Spelling> {};

TEST_P(NotBase64Url, IsRefused) { EXPECT_FALSE(fromBase64Url(GetParam().text)); }

INSTANTIATE_TEST_SUITE_P(
    Spellings, NotBase64Url,
    testing::Values(Spelling{"Padded", "Zg=="}, Spelling{"Plus", "ab+d"}, Spelling{"Slash", "ab/d"},
                    Spelling{"Space", "Zm 9v"}, Spelling{"LineBreak", "Zm9v\n"},
                    Spelling{"OneCharacter", "Z"}, Spelling{"FiveCharacters", "Zm9vZ"},
                    Spelling{"UnusedBitsAfterOneByte", "Zh"},
                    Spelling{"UnusedBitsAfterTwoBytes", "Zm9"}, Spelling{"Dot", "Zm9v.Zm9v"},
                    Spelling{"ZeroByte", std::string("Zm9\0", 4)},
                    Spelling{"BeyondAscii", "Zm9\xC3"}),
    [](const auto& test) { return test.param.name; });

TEST(Base64UrlTest, EveryByteSurvives) {
  Bytes all;
  for (unsigned byte = 0; byte < 256; ++byte) all.push_back(static_cast<std::uint8_t>(byte));
  EXPECT_EQ(fromBase64Url(toBase64Url(all)), all);
}

TEST(ConstantTimeTest, TellsEqualFromDifferent) {
  EXPECT_TRUE(equalsInConstantTime("", ""));
  EXPECT_TRUE(equalsInConstantTime("abc", "abc"));
  EXPECT_FALSE(equalsInConstantTime("abc", "abd"));
  EXPECT_FALSE(equalsInConstantTime("xbc", "abc"));
  EXPECT_FALSE(equalsInConstantTime("abc", "ab"));
  EXPECT_FALSE(equalsInConstantTime("", "a"));
  EXPECT_FALSE(equalsInConstantTime("\x80", std::string(1, '\0')));
}

}  // namespace
}  // namespace latchkey
