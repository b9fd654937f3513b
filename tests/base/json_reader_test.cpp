#include "base/json_reader.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "base/json_writer.h"

namespace latchkey {
namespace {

Json parsed(const std::string& text) {
  Result<Json> json = parseJson(text);
  EXPECT_TRUE(json) << text;
  return json.value_or(Json());
}

struct Document {
  std::string name;
  std::string text;
};
void PrintTo(const Document& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

// Whatever comes, every reader answers "nothing" instead of aborting.
class HostileDocument : public testing::TestWithParam<Document> {};

TEST_P(HostileDocument, HasNoMemberOfTheHopedForType) {
  const Json json = parsed(GetParam().text);
  EXPECT_FALSE(text(json, "a"));
  EXPECT_FALSE(boolean(json, "a"));
  EXPECT_FALSE(integer(json, "a"));
  EXPECT_EQ(array(json, "a"), nullptr);
  EXPECT_EQ(object(json, "a"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    Documents, HostileDocument,
    testing::Values(Document{"Null", "null"}, Document{"True", "true"}, Document{"Number", "3"},
                    Document{"Fraction", "3.5"}, Document{"Text", R"("a")"}, Document{"List", "[]"},
                    Document{"ListOfObjects", R"([{"a":"b"}])"}, Document{"Empty", "{}"},
                    Document{"OtherName", R"({"A":"b"})"},
                    Document{"MemberIsNull", R"({"a":null})"},
                    Document{"MemberIsAFraction", R"({"a":3.0})"},
                    Document{"MemberIsTooLarge", R"({"a":9223372036854775808})"},
                    Document{"MemberIsHuge", R"({"a":1e308})"},
                    Document{"NestedDeeper", R"({"b":{"a":"c"}})"}),
    [](const auto& test) { return test.param.name; });

class NoDocument : public testing::TestWithParam<Document> {};

TEST_P(NoDocument, IsAMalformedResponse) {
  const Result<Json> json = parseJson(GetParam().text);
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::malformedResponse);
  EXPECT_FALSE(parseJsonStrictly(GetParam().text));
}

std::string nested(int depth) {
  const auto count = static_cast<std::size_t>(depth);
  return std::string(count, '[') + std::string(count, ']');
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, NoDocument,
    testing::Values(Document{"Nothing", ""}, Document{"Space", " \n"},
                    Document{"Html", "<!doctype html><title>Sign in</title>"},
                    Document{"CutInText", R"({"a":"b)"}, Document{"CutInObject", R"({"a":1)"},
                    Document{"CutInNumber", R"({"a":-)"}, Document{"CutInEscape", R"("\u12)"},
                    Document{"TwoDocuments", "{}{}"}, Document{"TrailingText", "{} x"},
                    Document{"TrailingComma", R"({"a":1,})"},
                    Document{"TrailingCommaInAList", "[1,]"}, Document{"OnlyAComma", "[,]"},
                    Document{"NoComma", "[1 2]"}, Document{"NoCommaInAnObject", R"({"a":1"b":2})"},
                    Document{"NoColon", R"({"a" 1})"}, Document{"NoValue", R"({"a":})"},
                    Document{"NameIsNoText", "{1:2}"}, Document{"ClosedByTheOther", "[1}"},
                    Document{"ClosedByTheOtherInAnObject", R"({"a":1])"},
                    Document{"OnlyAnEnd", "]"}, Document{"OneEndTooMany", "[]]"},
                    Document{"Comment", "/* */{}"}, Document{"SingleQuotes", "{'a':1}"},
                    Document{"NotANumber", "NaN"}, Document{"LeadingZero", "01"},
                    Document{"LoneSurrogate", R"("\ud800")"},
                    Document{"BrokenUtf8", "\"\xC3\x28\""}, Document{"RawControl", "\"\x01\""},
                    Document{"ZeroByte", std::string("{\0}", 3)},
                    Document{"OverflowingNumber", "1e999"},
                    Document{"OneLevelTooDeep", nested(kMaxJsonDepth + 1)},
                    Document{"MillionLevels", std::string(1'000'000, '[')},
                    Document{"HundredThousandObjects",
                             [] {
                               std::string text;
                               for (int i = 0; i < 100'000; ++i) text += R"({"a":)";
                               return text;
                             }()}),
    [](const auto& test) { return test.param.name; });

std::string objectOf(std::size_t members) {
  std::string text = "{\"m0\":0";
  for (std::size_t i = 1; i < members; ++i) text += ",\"m" + std::to_string(i) + "\":0";
  return text + '}';
}

TEST(ParseJsonTest, RefusesAnObjectOfMoreMembersThanAnyAnswerHas) {
  EXPECT_TRUE(parseJson(objectOf(kMaxJsonMembers)));
  EXPECT_FALSE(parseJson(objectOf(kMaxJsonMembers + 1)));
}

TEST(ParseJsonTest, TakesTheDeepestAllowed) { EXPECT_TRUE(parseJson(nested(kMaxJsonDepth))); }

TEST(ParseJsonTest, TakesAByteOrderMark) { EXPECT_TRUE(parseJson("\xEF\xBB\xBF{}")); }

TEST(ParseJsonTest, RefusesWhatIsTooLargeBeforeReadingIt) {
  const std::string fits = '"' + std::string(kMaxJsonBytes - 2, 'x') + '"';
  EXPECT_TRUE(parseJson(fits));
  const Result<Json> json = parseJson(fits + ' ');
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::responseTooLarge);
}

TEST(ParseJsonTest, LetsTheLastOfTwoMembersCount) {
  EXPECT_EQ(text(parsed(R"({"a":"first","a":"last"})"), "a"), "last");
}

class DuplicateMembers : public testing::TestWithParam<Document> {};

TEST_P(DuplicateMembers, AreRefusedWhenReadStrictly) {
  EXPECT_TRUE(parseJson(GetParam().text));
  const Result<Json> json = parseJsonStrictly(GetParam().text);
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::malformedResponse);
}

INSTANTIATE_TEST_SUITE_P(Documents, DuplicateMembers,
                         testing::Values(Document{"AtTheTop", R"({"a":1,"b":2,"a":3})"},
                                         Document{"SameValue", R"({"a":1,"a":1})"},
                                         Document{"InAnObject", R"({"x":{"a":1,"a":2}})"},
                                         Document{"InAList", R"([{"a":1},{"a":1,"a":2}])"},
                                         Document{"AfterAnInnerObject", R"({"a":{"b":1},"a":2})"},
                                         Document{"Escaped", R"({"a":1,"\u0061":2})"}),
                         [](const auto& test) { return test.param.name; });

TEST(ParseJsonStrictlyTest, AllowsOneNameInTwoObjects) {
  EXPECT_TRUE(parseJsonStrictly(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})"));
}

TEST(JsonReaderTest, ReadsMembersOfTheRightType) {
  const Json json = parsed(R"({"t":"x","b":true,"n":-3,"l":[1],"o":{"k":""}})");
  EXPECT_EQ(text(json, "t"), "x");
  EXPECT_EQ(boolean(json, "b"), true);
  EXPECT_EQ(integer(json, "n"), -3);
  ASSERT_NE(array(json, "l"), nullptr);
  EXPECT_EQ(array(json, "l")->size(), 1U);
  ASSERT_NE(object(json, "o"), nullptr);
  EXPECT_EQ(text(*object(json, "o"), "k"), "");
}

TEST(JsonReaderTest, ReadsTheWholeRangeOfIntegers) {
  const Json json = parsed("[9223372036854775807,-9223372036854775808,0,-0]");
  EXPECT_EQ(asInteger(json[0]), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(asInteger(json[1]), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(asInteger(json[2]), 0);
  EXPECT_EQ(asInteger(json[3]), 0);
}

TEST(JsonReaderTest, DoesNotTurnOneTypeIntoAnother) {
  const Json json = parsed(R"({"t":"true","n":1,"z":0,"q":"5"})");
  EXPECT_FALSE(boolean(json, "t"));
  EXPECT_FALSE(boolean(json, "n"));
  EXPECT_FALSE(boolean(json, "z"));
  EXPECT_FALSE(integer(json, "q"));
  EXPECT_FALSE(text(json, "n"));
}

TEST(SetMemberTest, AddsAndReplaces) {
  Json json = Json::object();
  setMember(json, "a", 1);
  setMember(json, "b", 2);
  setMember(json, "a", "x");
  EXPECT_EQ(writeJson(json), R"({"a":"x","b":2})");
}

TEST(SetMemberTest, LeavesWhatIsNoObjectAlone) {
  for (const char* unfit : {"null", "[]", "3", R"("a")"}) {
    Json json = parsed(unfit);
    setMember(json, "a", 1);
    EXPECT_EQ(writeJson(json), unfit);
  }
}

}  // namespace
}  // namespace latchkey
