// What people type and paste into the field of a username.

#include "signin/typed_username.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

struct Typed {
  const char* name;
  std::string text;
  Reading meant;
};
// The name only: the text may be no UTF-8, which the report of the tests cannot hold.
void PrintTo(const Typed& typed, std::ostream* out) { *out << typed.name; }

class TypedUsername : public testing::TestWithParam<Typed> {};

TEST_P(TypedUsername, IsWhatWasMeant) {
  EXPECT_EQ(readUsername(GetParam().text), GetParam().meant);
}

TEST_P(TypedUsername, IsTheSameWhenItIsReadAgain) {
  const Reading once = readUsername(GetParam().text);
  if (const auto* name = std::get_if<std::string>(&once)) EXPECT_EQ(readUsername(*name), once);
}

const Reading kAda = std::string("ada@example.com");
Reading as(const char* username) { return std::string(username); }
// It stays as it is.
Typed kept(const char* name, const char* text) { return {name, text, std::string(text)}; }

auto named = [](const auto& info) { return std::string(info.param.name); };

INSTANTIATE_TEST_SUITE_P(
    WithSpacesAndWhatIsNotSeen, TypedUsername,
    testing::Values(Typed{"Blank", "  \t", Advice::enterUsername},
                    Typed{"OnlyMarks", "\u200E\u00A0\uFEFF", Advice::enterUsername},
                    Typed{"Spaces", "  ada@example.com \r\n", kAda},
                    Typed{"NoBreakSpace", "ada@example.com\u00A0", kAda},
                    Typed{"NextLine",
                          "\u0085"
                          "ada@example.com\u0085",
                          kAda},
                    Typed{"LineSeparator", "ada@example.com\u2028", kAda},
                    Typed{"ParagraphSeparator",
                          "\u2029"
                          "ada@example.com",
                          kAda},
                    Typed{"IdeographicSpace",
                          "\u3000"
                          "ada@example.com\u3000",
                          kAda},
                    Typed{"EnSpaceAndHairSpace",
                          "\u2002"
                          "ada@example.com\u200A",
                          kAda},
                    Typed{"OghamSpace",
                          "\u1680"
                          "ada@example.com",
                          kAda},
                    Typed{"BrailleBlank", "ada@example.com\u2800", kAda},
                    Typed{"RightToLeftMark",
                          "\u200F"
                          "ada@example.com",
                          kAda},
                    Typed{"Isolate",
                          "\u2068"
                          "ada@example.com\u2069",
                          kAda},
                    Typed{"Embedding",
                          "\u202A"
                          "ada@example.com\u202C",
                          kAda},
                    Typed{"ZeroWidthSpace",
                          "\u200B"
                          "ada@exam\u200Bple.com",
                          kAda},
                    Typed{"ZeroWidthJoiners", "ada\u200D@example\u200C.com", kAda},
                    Typed{"SoftHyphen", "ada@exam\u00ADple.com", kAda},
                    Typed{"ByteOrderMark",
                          "\uFEFF"
                          "ada@example.com",
                          kAda},
                    Typed{"WordJoiner",
                          "ada@\u2060"
                          "example.com",
                          kAda},
                    Typed{"MongolianVowelSeparator", "ada@example.com\u180E", kAda},
                    Typed{"HangulFiller",
                          "\u3164"
                          "ada@example.com",
                          kAda},
                    Typed{"VariationSelector", "ada\uFE0F@example.com", kAda},
                    Typed{"Tags", "ada@example.com\U000E0041\U000E007F", kAda},
                    Typed{"Control", "ada@example.com\x1B", kAda},
                    Typed{"Picture",
                          "\uFFFC"
                          "ada@example.com",
                          kAda},
                    Typed{"AroundTheAt", "ada @ example.com", kAda},
                    Typed{"NoBreakSpaceBeforeTheAt", "ada\u00A0@example.com", kAda},
                    Typed{"ThinSpaceBehindTheAt",
                          "ada@\u2009"
                          "example.com",
                          kAda},
                    Typed{"BehindADotOfTheDomain", "ada@example. com", kAda},
                    Typed{"BeforeADotOfTheDomain", "ada@example .com", kAda},
                    Typed{"WithinTheDomain", "ada@exam\u00A0ple.com", kAda}),
    named);

INSTANTIATE_TEST_SUITE_P(
    InOtherCharacters, TypedUsername,
    testing::Values(
        Typed{"Wide",
              "\uFF41\uFF44\uFF41\uFF20\uFF45\uFF58\uFF41\uFF4D\uFF50\uFF4C\uFF45\uFF0E\uFF43\uFF4F"
              "\uFF4D",
              kAda},
        Typed{"WideAt",
              "ada\uFF20"
              "example.com",
              kAda},
        Typed{"SmallAt",
              "ada\uFE6B"
              "example.com",
              kAda},
        Typed{"SmallDot",
              "ada@example\uFE52"
              "com",
              kAda},
        Typed{"IdeographicFullStop",
              "ada@example\u3002"
              "com",
              kAda},
        Typed{"HalfWidthFullStop",
              "ada@example\uFF61"
              "com",
              kAda},
        Typed{"NoBreakHyphen",
              "ada@my\u2011"
              "example.com",
              as("ada@my-example.com")},
        Typed{"WideHyphen",
              "ada\uFF0D"
              "l@example.com",
              as("ada-l@example.com")},
        Typed{"EnDash", "ada\u2013l@example.com", as("ada-l@example.com")},
        Typed{"CurlyApostrophe",
              "o\u2019"
              "brien@example.com",
              as("o'brien@example.com")},
        Typed{"WideDigits", "ada\uFF14\uFF12@example.com", as("ada42@example.com")},
        Typed{"ArabicDigits", "ada\u0664\u0662@example.com", as("ada42@example.com")},
        kept("AnotherScript",
             "\u0430\u0434\u0430@\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444"),
        kept("DigitsOfAnotherScript", "\u0639\u0664\u0662@example.com"),
        kept("Capitals", "Ada@Example.COM"), kept("Plus", "ada+news@example.com"),
        kept("Umlaut", "j\u00FCrgen@m\u00FCller.example")),
    named);

INSTANTIATE_TEST_SUITE_P(
    AsMailProgramsWriteIt, TypedUsername,
    testing::Values(
        Typed{"NameAndBrackets", "Ada Lovelace <ada@example.com>", kAda},
        Typed{"Brackets", "<ada@example.com>", kAda},
        Typed{"HalfABracket", "ada@example.com>", kAda},
        Typed{"QuotedName", "\"Lovelace, Ada\" <ada@example.com>;", kAda},
        Typed{"NameWithoutASpace", "Ada<ada@example.com>", kAda},
        Typed{"NoBreakSpaceBehindTheName", "Ada\u00A0<ada@example.com>", kAda},
        Typed{"WideBrackets",
              "\u30A2\u30C0\uFF1C"
              "ada@example.com\uFF1E",
              kAda},
        Typed{"AddressAsName", "ada@example.com <ada@example.com>", kAda},
        Typed{"AddressAsNameInCapitals", "Ada@Example.com <ada@example.com>",
              as("Ada@Example.com")},
        Typed{"Parentheses", "Ada (ada@example.com)", kAda},
        Typed{"NameBehindIt", "ada@example.com (Ada Lovelace)", kAda},
        Typed{"SquareBrackets", "[ada@example.com]", kAda},
        Typed{"Outlook", "Ada Lovelace [mailto:ada@example.com]", kAda},
        Typed{"Mailto", "mailto:ada@example.com", kAda},
        Typed{"MailtoInCapitals", "MAILTO:ada@example.com", kAda},
        Typed{"MailtoWithASubject", "mailto:ada@example.com?subject=x&cc=grace@example.com", kAda},
        Typed{"MailtoInBrackets", "<mailto:ada@example.com?subject=Hello>", kAda},
        Typed{"MailtoWithEscapes", "mailto:ada%40example.com", kAda},
        Typed{"MailtoWithAnEscapedPlus", "mailto:ada%2Bnews@example.com",
              as("ada+news@example.com")},
        Typed{"MailtoToTwo", "mailto:ada@example.com,grace@example.com", Advice::severalUsernames},
        Typed{"MarkdownLink", "[ada@example.com](mailto:ada@example.com)", kAda},
        Typed{"Bold", "**ada@example.com**", kAda}, Typed{"Backticks", "`ada@example.com`", kAda},
        Typed{"Comma", "ada@example.com,", kAda}, Typed{"Semicolon", "ada@example.com; ", kAda},
        Typed{"FullStop", "ada@example.com.", kAda},
        Typed{"IdeographicFullStop", "ada@example.com\u3002", kAda},
        Typed{"IdeographicComma", "ada@example.com\u3001", kAda},
        Typed{"ArabicComma", "ada@example.com\u060C", kAda},
        Typed{"Label", "E-mail: ada@example.com", kAda},
        Typed{"LabelWithoutASpace", "To:ada@example.com", kAda},
        Typed{"WideLabel",
              "\u30E1\u30FC\u30EB\uFF1A"
              "ada@example.com",
              kAda},
        Typed{"Bullet", "\u2022 ada@example.com", kAda}, Typed{"Dash", "- ada@example.com", kAda},
        Typed{"Quotes", "\"ada@example.com\"", kAda},
        Typed{"SingleQuotes", "'ada@example.com'", kAda},
        Typed{"CurlyQuotes",
              "\u201C"
              "ada@example.com\u201D",
              kAda},
        Typed{"SingleCurlyQuotes",
              "\u2018"
              "ada@example.com\u2019",
              kAda},
        Typed{"LowQuotes",
              "\u201E"
              "ada@example.com\u201C",
              kAda},
        Typed{"Guillemets",
              "\u00AB\u00A0"
              "ada@example.com\u00A0\u00BB",
              kAda},
        Typed{"CornerBrackets",
              "\u300C"
              "ada@example.com\u300D",
              kAda}),
    named);

INSTANTIATE_TEST_SUITE_P(
    NotGuessed, TypedUsername,
    testing::Values(Typed{"Two", "ada@example.com, grace@example.com", Advice::severalUsernames},
                    Typed{"TwoWithASpace", "ada@example.com grace@example.com",
                          Advice::severalUsernames},
                    Typed{"TwoWithNames", "Ada <ada@example.com>; Grace <grace@example.com>",
                          Advice::severalUsernames},
                    Typed{"ASpaceInTheName", "ada lovelace@example.com", Advice::unclearUsername},
                    Typed{"ANameBeforeIt", "Ada Lovelace ada@example.com", Advice::unclearUsername},
                    Typed{"ATitleBeforeIt", "Dr. ada@example.com", Advice::unclearUsername}),
    named);

INSTANTIATE_TEST_SUITE_P(
    ThatIsNoAddress, TypedUsername,
    testing::Values(kept("OneWord", "ada"), kept("InnerSpace", "Ada Lovelace"),
                    kept("InnerNoBreakSpace", "Ada\u00A0Lovelace"),
                    Typed{"OuterSpaces",
                          "\u00A0"
                          "Ada Lovelace\u2003",
                          as("Ada Lovelace")},
                    Typed{"Mark",
                          "\u200F"
                          "a\u200Bda\uFEFF",
                          as("ada")},
                    kept("Domain", "NORTHWIND\\ada"),
                    kept("DomainOfAnAddress", "NW\\ada@x.example"),
                    kept("Guest", "ada_example.com#EXT#@northwind.example"),
                    kept("TwoAts", "ada@example.com@northwind"), kept("AtFirst", "@ada"),
                    kept("AtLast", "ada@"), kept("WithoutADot", "ada@northwind"),
                    kept("InnerSpaceWithoutADot", "ada lovelace@northwind"),
                    kept("QuotedLocalPart", "\"ada lovelace\"@example.com"),
                    kept("AddressOfAMachine", "ada@[10.0.0.1]"), kept("Quotes", "\"ada\""),
                    kept("Comma", "lovelace, ada"), kept("FullStop", "ada."),
                    kept("Brackets", "<ada>"), kept("Wide", "\uFF41\uFF44\uFF41"),
                    kept("ArabicDigits", "\u0664\u0662"), kept("Dash", "ada\u2013l"),
                    kept("Apostrophe",
                         "o\u2019"
                         "brien"),
                    kept("Persian", "\u0646\u0627\u0645\u0647\u200C\u0627\u06CC"),
                    kept("Emoji", "\U0001F469\u200D\U0001F680"), kept("Heart", "ada\u2764\uFE0F"),
                    kept("Japanese", "\u6E21\u9089\U000E0100"),
                    kept("Url", "https://example.com/?user=ada@example.com"),
                    kept("Underscores", "ada@exa_mple.com"),
                    kept("Resource", "ada@example.com/phone"), kept("Dots", "ada..l@example..com"),
                    kept("NoText", "ada\xFF@example.com\xC3")),
    named);

TEST(LongUsername, IsTakenUpToTheLengthOfTheLongestAddress) {
  const std::string longest(320, 'a');
  EXPECT_EQ(readUsername(' ' + longest), Reading(longest));
  EXPECT_EQ(readUsername(longest + 'a'), Reading(Advice::usernameTooLong));
  EXPECT_EQ(readUsername(std::string(5'000, 'a')), Reading(Advice::usernameTooLong));
  EXPECT_EQ(readUsername(std::string(300'000, '@')), Reading(Advice::usernameTooLong));
  std::string name(320 * 3, '\0');
  for (std::size_t i = 0; i < name.size(); i += 3) name.replace(i, 3, "\u6E21");
  EXPECT_EQ(readUsername(name), Reading(name)) << "characters count, not bytes";
}

TEST(LongUsername, MayHaveALotAroundIt) {
  EXPECT_EQ(readUsername('"' + std::string(1'000, 'n') + "\" <ada@example.com>"), kAda);
}

}  // namespace
}  // namespace latchkey::signin
