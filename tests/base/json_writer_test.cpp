#include "base/json_writer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace latchkey {
namespace {

struct Row {
  std::string name;
  Json json;
  std::string text;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class WrittenJson : public testing::TestWithParam<Row> {};

TEST_P(WrittenJson, IsCompact) { EXPECT_EQ(writeJson(GetParam().json), GetParam().text); }

TEST_P(WrittenJson, IsReadAsTheSame) {
  const Result<Json> read = parseJson(GetParam().text);
  ASSERT_TRUE(read);
  EXPECT_EQ(writeJson(*read), GetParam().text);
}

// RFC 8259
INSTANTIATE_TEST_SUITE_P(
    Values, WrittenJson,
    testing::Values(
        Row{"Null", nullptr, "null"}, Row{"True", true, "true"}, Row{"False", false, "false"},
        Row{"Zero", 0, "0"}, Row{"Negative", -17, "-17"},
        Row{"Smallest", std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"},
        Row{"Largest", std::numeric_limits<std::uint64_t>::max(), "18446744073709551615"},
        Row{"Fraction", 0.1, "0.1"}, Row{"WholeFraction", 3.0, "3.0"},
        Row{"Large", 1e300, "1e+300"},
        Row{"LongFraction", 0.30000000000000004, "0.30000000000000004"},
        Row{"NegativeFraction", -2.5, "-2.5"}, Row{"EmptyText", "", R"("")"},
        Row{"Text", "Anna", R"("Anna")"}, Row{"QuotationMark", "a\"b", R"("a\"b")"},
        Row{"Backslash", "a\\b", R"("a\\b")"}, Row{"Slash", "</a>", R"("</a>")"},
        Row{"ShortEscapes", "\b\f\n\r\t", R"("\b\f\n\r\t")"},
        Row{"OtherControls", std::string("\x00\x1F", 2), R"("\u0000\u001f")"},
        Row{"Delete", "\x7F", "\"\x7F\""}, Row{"Umlaut", "\xC3\xA4", "\"\xC3\xA4\""},
        Row{"Emoji", "\xF0\x9F\x94\x91", "\"\xF0\x9F\x94\x91\""},
        Row{"EmptyList", Json::array(), "[]"}, Row{"EmptyObject", Json::object(), "{}"},
        Row{"List", Json::array({1, "b", nullptr}), R"([1,"b",null])"},
        Row{"ObjectInItsOrder", Json{{"z", 1}, {"a", Json::array({Json::object()})}},
            R"({"z":1,"a":[{}]})"},
        Row{"NameWithAQuotationMark", Json{{"a\"", true}}, R"({"a\"":true})"}),
    [](const auto& test) { return test.param.name; });

class NoUtf8 : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(NoUtf8, IsReplacedByteByByte) {
  EXPECT_EQ(writeJsonText(GetParam().first), '"' + GetParam().second + '"');
}

INSTANTIATE_TEST_SUITE_P(Texts, NoUtf8,
                         testing::Values(std::pair{"a\xFFz", "a\xEF\xBF\xBDz"},
                                         std::pair{"a\xC3", "a\xEF\xBF\xBD"},
                                         std::pair{"\xC3\"", "\xEF\xBF\xBD\\\""},
                                         std::pair{"\x80\n", "\xEF\xBF\xBD\\n"}));

TEST(WriteJsonTest, HasNoFormForInfinity) {
  EXPECT_EQ(writeJson(Json(std::numeric_limits<double>::infinity())), "null");
}

TEST(WriteJsonTest, PutsAMemberOnALineWhereAsked) {
  EXPECT_EQ(writeJson(Json{{"a", 1}, {"b", Json::array({true, Json::object()})}}, 2),
            "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    {}\n  ]\n}");
}

}  // namespace
}  // namespace latchkey
