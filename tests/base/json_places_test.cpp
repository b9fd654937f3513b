#include "base/json_places.h"

#include <gtest/gtest.h>

#include <ostream>

namespace latchkey {
namespace {

constexpr std::string_view kText =
    "{\n"
    "  \"name\": \"a \\\"b\\\"\",\n"
    "  \"list\": [1, {\"deep\":true} ,\n"
    "    -2.5e3 , \"x\"],\n"
    "  \"a/b\": null\n"
    "}\n";

struct Row {
  std::string name;
  std::string pointer;
  std::size_t line;
  std::size_t column;
};

class Place : public testing::TestWithParam<Row> {};

TEST_P(Place, OfAValueIsFound) {
  const JsonPlaces places(kText);
  const TextPlace place = places.of(GetParam().pointer);
  EXPECT_EQ(place.line, GetParam().line);
  EXPECT_EQ(place.column, GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(
    Json, Place,
    testing::Values(Row{"Document", "", 1, 1}, Row{"MemberWithItsName", "/name", 2, 3},
                    Row{"FirstElement", "/list/0", 3, 12}, Row{"ObjectInAList", "/list/1", 3, 15},
                    Row{"MemberOfThat", "/list/1/deep", 3, 16},
                    Row{"NumberOnTheNextLine", "/list/2", 4, 5},
                    Row{"TextAfterIt", "/list/3", 4, 14}, Row{"NameWithASlash", "/a~1b", 5, 3},
                    Row{"WhatIsNotThere", "/list/1/gone/further", 3, 15},
                    Row{"AnUnknownMember", "/gone", 1, 1}),
    [](const auto& row) { return row.param.name; });

struct MistakeRow {
  std::string name;
  std::string text;
  std::size_t line;
  std::size_t column;
};

class Mistake : public testing::TestWithParam<MistakeRow> {};

TEST_P(Mistake, IsFoundWhereTheJsonEnds) {
  const JsonPlaces places(GetParam().text);
  ASSERT_TRUE(places.mistake());
  EXPECT_EQ(places.mistake()->line, GetParam().line);
  EXPECT_EQ(places.mistake()->column, GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(Json, Mistake,
                         testing::Values(MistakeRow{"Empty", "", 1, 1},
                                         MistakeRow{"Word", "{\n\"a\": yes}", 2, 6},
                                         MistakeRow{"CommaMissing", "{\"a\": 1\n \"b\": 2}", 2, 2},
                                         MistakeRow{"CutOff", "{\"a\": [1,\n", 2, 1},
                                         MistakeRow{"Comment", "{\n // no\n}", 2, 2},
                                         MistakeRow{"OneBraceTooMany", "{}\n}", 2, 1}),
                         [](const auto& row) { return row.param.name; });

struct Wrong {
  std::string name;
  std::string text;
  std::string sentence;
};

class WhatIsWrong : public testing::TestWithParam<Wrong> {};

TEST_P(WhatIsWrong, IsToldWhereItCanBeSeen) {
  EXPECT_EQ(JsonPlaces(GetParam().text).whatIsWrong(), GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    Json, WhatIsWrong,
    testing::Values(
        Wrong{"Empty", " \n", "The file is empty."},
        Wrong{"CutOff", "{\"a\": [1,\n", "The file ends before everything is closed."},
        Wrong{"LineComment", "{\n // no\n}", "JSON has no comments."},
        Wrong{"BlockComment", "{} /* no */", "JSON has no comments."},
        Wrong{"HashComment", "# no\n{}", "JSON has no comments."},
        Wrong{"SingleQuotes", "{'a': 1}", "JSON takes double quotes only."},
        Wrong{"CommaAtTheEnd", "{\"a\": 1,\n}", "There is a comma too many before this."},
        Wrong{"CommaAtTheEndOfAList", "[1, 2, ]", "There is a comma too many before this."},
        Wrong{"CommaMissing", "{\"a\": 1\n \"b\": 2}",
              "A comma or a colon is missing before this."},
        Wrong{"ColonMissing", "{\"a\" \"b\"}", "A comma or a colon is missing before this."},
        Wrong{"QuotationMarkMissing", "{\"a\": \"b\n}", "This text has no closing quotation mark."},
        Wrong{"LoneBackslash", R"({"a": "C:\dir"})",
              "This text holds a character that must be escaped, or that is not UTF-8."},
        Wrong{"NotUtf8", "{\"a\": \"\xff\"}",
              "This text holds a character that must be escaped, or that is not UTF-8."},
        Wrong{"Word", "{\"a\": yes}", "This is not JSON from here on."}),
    [](const auto& row) { return row.param.name; });

TEST(Place, OfAMemberThatIsThereTwiceIsTheSecond) {
  const JsonPlaces places("{\"a\": {\"b\": 1,\n\"b\": 2}, \"b\": 3}");
  EXPECT_EQ(places.duplicate(), "/a/b");
  EXPECT_EQ(places.of("/a/b").line, 2U);
  EXPECT_FALSE(JsonPlaces(kText).duplicate());
}

TEST(Place, IsNotLookedForBeyondAnyDepth) {
  const std::string deep(100'000, '[');
  EXPECT_EQ(JsonPlaces(deep).of("").line, 1U);
}

}  // namespace
}  // namespace latchkey
