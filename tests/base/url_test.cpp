#include "base/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(PercentEncodeTest, KeepsOnlyTheUnreserved) {
  EXPECT_EQ(percentEncode("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(percentEncode("a b+c&d=e/f?g#h%"), "a%20b%2Bc%26d%3De%2Ff%3Fg%23h%25");
  EXPECT_EQ(percentEncode("ä\n"), "%C3%A4%0A");
  EXPECT_EQ(percentEncode(std::string(1, '\0')), "%00");
}

struct Escape {
  std::string name;
  std::string text;
  std::optional<std::string> decoded;
};
void PrintTo(const Escape& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class PercentDecode : public testing::TestWithParam<Escape> {};

TEST_P(PercentDecode, TakesWholeEscapesAndUtf8Only) {
  EXPECT_EQ(percentDecode(GetParam().text, Plus::isPlus), GetParam().decoded);
}

INSTANTIATE_TEST_SUITE_P(Texts, PercentDecode,
                         testing::Values(Escape{"Plain", "abc", "abc"},
                                         Escape{"UpperAndLower", "%2f%2F", "//"},
                                         Escape{"Umlaut", "%C3%A4", "ä"},
                                         Escape{"Once", "%2520", "%20"}, Escape{"Nothing", "", ""},
                                         Escape{"CutAfterPercent", "a%", std::nullopt},
                                         Escape{"CutAfterOneDigit", "a%4", std::nullopt},
                                         Escape{"NotHexadecimal", "%4g", std::nullopt},
                                         Escape{"SignedDigits", "%+1", std::nullopt},
                                         Escape{"NotUtf8", "%FF", std::nullopt},
                                         Escape{"HalfACharacter", "%C3", std::nullopt},
                                         Escape{"OverlongSlash", "%C0%AF", std::nullopt},
                                         Escape{"Surrogate", "%ED%A0%80", std::nullopt}),
                         [](const auto& test) { return test.param.name; });

TEST(PercentDecodeTest, TakesPlusAsTold) {
  EXPECT_EQ(percentDecode("a+b%2B", Plus::isPlus), "a+b+");
  EXPECT_EQ(percentDecode("a+b%2B", Plus::isSpace), "a b+");
}

TEST(QueryTest, KeepsOrderAndDuplicates) {
  EXPECT_THAT(parseQuery("b=2&a=1&b=3"),
              ElementsAre(Pair("b", "2"), Pair("a", "1"), Pair("b", "3")));
}

TEST(QueryTest, SplitsAtTheFirstEqualsSign) {
  EXPECT_THAT(parseQuery("a=b=c&d&=e&f="),
              ElementsAre(Pair("a", "b=c"), Pair("d", ""), Pair("", "e"), Pair("f", "")));
}

TEST(QueryTest, LeavesOutWhatCannotBeDecoded) {
  EXPECT_THAT(parseQuery("a=%zz&b=1&%=2&&c=%FF"), ElementsAre(Pair("b", "1")));
  EXPECT_THAT(parseQuery(""), IsEmpty());
}

TEST(QueryTest, GoesBothWays) {
  const QueryPairs pairs = {{"a b", "c&d"}, {"e", "ä+"}, {"f", ""}};
  EXPECT_EQ(toQuery(pairs), "a%20b=c%26d&e=%C3%A4%2B&f=");
  EXPECT_EQ(parseQuery(toQuery(pairs)), pairs);
}

TEST(UrlTest, IsSplitIntoItsParts) {
  const auto url = Url::parse("HTTPS://ID.Example.test:8443/a/b?c=d?e#f?g#h");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme(), "https");
  EXPECT_EQ(url->authority(), "id.example.test:8443");
  EXPECT_EQ(url->host(), "id.example.test");
  EXPECT_EQ(url->path(), "/a/b");
  EXPECT_EQ(url->query(), "c=d?e");
  EXPECT_EQ(url->fragment(), "f?g#h");
  EXPECT_EQ(url->origin(), "https://id.example.test:8443");
  EXPECT_EQ(url->str(), "https://id.example.test:8443/a/b?c=d?e#f?g#h");
}

struct Spelling {
  std::string name;
  std::string text;
  std::string canonical;
};
void PrintTo(const Spelling& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class UrlSpelling : public testing::TestWithParam<Spelling> {};

TEST_P(UrlSpelling, BecomesCanonical) {
  const auto url = Url::parse(GetParam().text);
  ASSERT_TRUE(url);
  EXPECT_EQ(url->str(), GetParam().canonical);
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, UrlSpelling,
    testing::Values(Spelling{"NoPath", "https://a.test", "https://a.test/"},
                    Spelling{"NoPathButQuery", "https://a.test?x", "https://a.test/?x"},
                    Spelling{"NoPathButFragment", "https://a.test#x", "https://a.test/#x"},
                    Spelling{"SlashInQuery", "https://a.test?/b", "https://a.test/?/b"},
                    Spelling{"OwnPort", "https://a.test:443/", "https://a.test/"},
                    Spelling{"OwnPortOfHttp", "http://a.test:80/", "http://a.test/"},
                    Spelling{"PortOfTheOther", "http://a.test:443/", "http://a.test:443/"},
                    Spelling{"Ipv6", "http://[::1]:8080/x", "http://[::1]:8080/x"}),
    [](const auto& test) { return test.param.name; });

class NoUrl : public testing::TestWithParam<Spelling> {};

TEST_P(NoUrl, IsRefused) { EXPECT_FALSE(Url::parse(GetParam().text)); }

INSTANTIATE_TEST_SUITE_P(Texts, NoUrl,
                         testing::Values(Spelling{"Nothing", "", ""}, Spelling{"Path", "/a/b", ""},
                                         Spelling{"NoScheme", "a.test", ""},
                                         Spelling{"SchemeRelative", "//a.test", ""},
                                         Spelling{"NoHost", "https://", ""},
                                         Spelling{"NoHostButPath", "https:///a", ""},
                                         Spelling{"OnlyAPort", "https://:80/", ""},
                                         Spelling{"OneSlash", "https:/a.test", ""},
                                         Spelling{"OtherScheme", "ftp://a.test", ""},
                                         Spelling{"Script", "javascript://a.test/%0aalert(1)", ""},
                                         Spelling{"User", "https://user@a.test", ""},
                                         Spelling{"UserAndPassword", "https://u:p@a.test", ""},
                                         Spelling{"Space", "https://a.test/a b", ""},
                                         Spelling{"SpaceBefore", " https://a.test", ""},
                                         Spelling{"LineBreak", "https://a.test/\nx", ""},
                                         Spelling{"Backslash", "https://a.test\\b", ""},
                                         Spelling{"EncodedHost", "https://a%2etest/", ""},
                                         Spelling{"HostBeyondAscii", "https://ä.test/", ""}),
                         [](const auto& test) { return test.param.name; });

class OnePage : public testing::TestWithParam<Spelling> {};

TEST_P(OnePage, HasManyForms) { EXPECT_EQ(pageOf(GetParam().text), GetParam().canonical); }

INSTANTIATE_TEST_SUITE_P(
    Paths, OnePage,
    testing::Values(Spelling{"Root", "/", ""}, Spelling{"RootsFile", "/index.html", ""},
                    Spelling{"Nothing", "", ""}, Spelling{"Folder", "/app/", "/app"},
                    Spelling{"WithoutSlash", "/app", "/app"},
                    Spelling{"FoldersFile", "/app/index.html", "/app"},
                    Spelling{"FoldersFileWithoutEnding", "/app/index", "/app"},
                    Spelling{"File", "/app.html", "/app"}, Spelling{"TwoSlashes", "/app//", "/app"},
                    Spelling{"Escaped", "/caf%C3%A9/", "/café"},
                    Spelling{"Written", "/café", "/café"},
                    Spelling{"NotEscapedWell", "/100%/", "/100%"},
                    Spelling{"Deeper", "/a/b/", "/a/b"},
                    Spelling{"AnotherFile", "/app/main.html", "/app/main"},
                    Spelling{"ANameThatEndsAlike", "/myindex.html", "/myindex"},
                    Spelling{"Capitals", "/App/", "/App"}),
    [](const auto& test) { return test.param.name; });

TEST(UrlTest, KnowsTheLoopback) {
  EXPECT_TRUE(Url::parse("http://localhost:8080/")->isLoopback());
  EXPECT_TRUE(Url::parse("http://127.0.0.1/")->isLoopback());
  EXPECT_TRUE(Url::parse("http://[::1]:8081/")->isLoopback());
  EXPECT_FALSE(Url::parse("http://localhost.evil.test/")->isLoopback());
  EXPECT_FALSE(Url::parse("http://127.0.0.1.evil.test/")->isLoopback());
}

}  // namespace
}  // namespace latchkey
