#include "oauth/landing.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "base/result.h"

namespace latchkey::oauth {
namespace {

const std::string kPage = "https://app.example.test/login/callback/";

// What was understood, in one line: "link otp=123456 state=abc".
std::string meaningOf(const std::string& url) {
  return std::visit(
      Overloaded{[](const FreshVisit&) { return std::string("fresh"); },
                 [](const MagicLink& link) {
                   return "link otp=" + link.otp.reveal() + " state=" + link.state.str();
                 },
                 [](const CallbackError& problem) {
                   return "error " + problem.error +
                          (problem.state ? " state=" + problem.state->str() : "");
                 },
                 [](const CodeCallback& callback) {
                   return "code " + callback.code.reveal() + " state=" + callback.state.str();
                 },
                 [](const DamagedLink&) { return std::string("damaged"); }},
      parseLanding(url));
}

struct Address {
  std::string name;
  std::string afterPath;
  std::string meaning;
};
void PrintTo(const Address& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class PageAddress : public testing::TestWithParam<Address> {};

TEST_P(PageAddress, SaysWhereThePersonComesFrom) {
  EXPECT_EQ(meaningOf(kPage + GetParam().afterPath), GetParam().meaning);
}

const std::string kLink = "link otp=123456 state=abc";

INSTANTIATE_TEST_SUITE_P(
    MagicLink, PageAddress,
    testing::Values(Address{"OfOkta", "?otp=123456&state=abc", kLink},
                    Address{"InAnyOrder", "?state=abc&otp=123456", kLink},
                    Address{"AmongOthers", "?utm=x&otp=123456&flag&state=abc", kLink},
                    Address{"Encoded", "?otp=12%3456&state=a%62c", "link otp=12456 state=abc"},
                    Address{"WithAStateOfAnotherMake", "?otp=123456&state=a:b/c.d",
                            "link otp=123456 state=a:b/c.d"},
                    Address{"OfLettersToo", "?otp=aB3dE6gH9k&state=abc",
                            "link otp=aB3dE6gH9k state=abc"},
                    Address{"InTheFragment", "#otp=123456&state=abc", kLink},
                    Address{"InTheFragmentWithMark", "#?otp=123456&state=abc", kLink},
                    Address{"InTheFragmentsRoot", "#/?otp=123456&state=abc", kLink},
                    Address{"InTheFragmentsRootWithoutMark", "#/otp=123456&state=abc", kLink},
                    Address{"InTheFragmentsRoute", "#/login?otp=123456&state=abc", kLink},
                    Address{"SplitOverBoth", "?otp=123456#state=abc", kLink},
                    Address{"AsLongAsAllowed", "?otp=" + std::string(16, '7') + "&state=abc",
                            "link otp=" + std::string(16, '7') + " state=abc"}),
    [](const auto& test) { return test.param.name; });

// State as ours are, and what mail programs, redirectors and people make of the link around it.
const std::string kState = "Zk3_9-QxYw0aB7cD";
const std::string kWhole = "link otp=123456 state=" + kState;

INSTANTIATE_TEST_SUITE_P(
    Mangled, PageAddress,
    testing::Values(
        Address{"EscapedForHtml", "?otp=123456&amp;state=" + kState, kWhole},
        Address{"EscapedForHtmlTwice", "?otp=123456&amp;amp;state=" + kState, kWhole},
        Address{"EscapedForHtmlInCapitals", "?otp=123456&AMP;state=" + kState, kWhole},
        Address{"EscapedForHtmlByNumber", "?otp=123456&#38;state=" + kState, kWhole},
        Address{"EscapedForHtmlByHexNumber", "?otp=123456&#x26;state=" + kState, kWhole},
        Address{"EscapedForHtmlWithItsEqualsSigns", "?otp&#x3D;123456&#x26;state&#x3D;" + kState,
                kWhole},
        Address{"EscapedThenEncoded", "?otp=123456&amp%3Bstate=" + kState, kWhole},
        Address{"EscapedThenEncodedWhole", "?otp=123456%26amp%3Bstate=" + kState, kWhole},
        Address{"EscapedInFrontToo", "?amp;otp=123456&amp;state=" + kState, kWhole},
        Address{"AmpersandEncoded", "?otp=123456%26state=" + kState, kWhole},
        Address{"QueryEncoded", "?otp%3D123456%26state%3D" + kState, kWhole},
        Address{"QueryEncodedTwice", "?otp%253D123456%2526state%253D" + kState, kWhole},
        Address{"EqualsSignsEncoded", "?otp%3D123456&state%3D" + kState, kWhole},
        Address{"InsideARedirectors",
                "?url=https%3A%2F%2Fapp.example.test%2F%3Fotp%3D123456%26state%3D" + kState +
                    "&data=05%7C01",
                kWhole},
        Address{"InsideARedirectorsNotEncoded",
                "?url=https://app.example.test/?otp=123456&state=" + kState, kWhole},
        Address{"QuotedPrintable", "?otp=3D123456&state=3D" + kState, kWhole},
        Address{"QuotedPrintableInSmallLetters", "?otp=3d123456&state=3d" + kState, kWhole},
        Address{"QuotedPrintableWithALineEndInTheState",
                "?otp=3D123456&state=3DZk3_9-Qx=%0D%0AYw0aB7cD", kWhole},
        Address{"QuotedPrintableWithALineEndThatIsGone", "?otp=3D123456&state=3DZk3_9-Qx=Yw0aB7cD",
                kWhole},
        Address{"QuotedPrintableWithALineEndInAName", "?otp=3D123456&sta=te=3D" + kState, kWhole},
        Address{"QuotedPrintableEscapedForHtml", "?otp=3D123456&amp;state=3D" + kState, kWhole},
        Address{"ALineEndOfQuotedPrintableOnly", "?otp=123456&state=Zk3_9-Qx=Yw0aB7cD", kWhole},
        Address{"NamesInCapitals", "?OTP=123456&STATE=" + kState, kWhole},
        Address{"NamesOfTitles", "?Otp=123456&State=" + kState, kWhole},
        Address{"AFullStopBehind", "?otp=123456&state=" + kState + ".", kWhole},
        Address{"AngleBracketBehind", "?otp=123456&state=" + kState + ">", kWhole},
        Address{"AngleBracketBehindEncoded", "?otp=123456&state=" + kState + "%3E", kWhole},
        Address{"AngleBracketBehindEscaped", "?otp=123456&state=" + kState + "&gt;", kWhole},
        Address{"BracketBehind", "?otp=123456&state=" + kState + ")", kWhole},
        Address{"BracketAndFullStopBehind", "?otp=123456&state=" + kState + ").", kWhole},
        Address{"SquareBracketBehind", "?otp=123456&state=" + kState + "]", kWhole},
        Address{"QuoteBehind", "?otp=123456&state=" + kState + "\"", kWhole},
        Address{"QuoteBehindEncoded", "?otp=123456&state=" + kState + "%22", kWhole},
        Address{"ApostropheBehind", "?otp=123456&state=" + kState + "'", kWhole},
        Address{"CurlyQuoteBehind", "?otp=123456&state=" + kState + "%E2%80%9D", kWhole},
        Address{"CommaBehind", "?otp=123456&state=" + kState + ",", kWhole},
        Address{"SemicolonBehind", "?otp=123456&state=" + kState + ";", kWhole},
        Address{"ExclamationMarkBehind", "?otp=123456&state=" + kState + "!", kWhole},
        Address{"QuestionMarkBehind", "?otp=123456&state=" + kState + "?", kWhole},
        Address{"StarsAround", "?otp=123456&state=*" + kState + "**", kWhole},
        Address{"MarkupBehind", "?otp=123456&state=" + kState + "%22%3ESign%20in%3C/a%3E", kWhole},
        Address{"AFullStopBehindTheCode", "?state=" + kState + "&otp=123456.", kWhole},
        Address{"AngleBracketBehindTheCode", "?state=" + kState + "&otp=123456%3E", kWhole},
        Address{"BlankInside", "?otp=123456&state=Zk3_9-Qx%20Yw0aB7cD", kWhole},
        Address{"PlusForABlankInside", "?otp=123456&state=Zk3_9-Qx+Yw0aB7cD", kWhole},
        Address{"LineEndInside", "?otp=123456&state=Zk3_9-Qx%0D%0AYw0aB7cD", kWhole},
        Address{"LineEndInTheName", "?otp=123456&sta%0D%0Ate=" + kState, kWhole},
        Address{"LineEndInTheCode", "?otp=123%0D%0A456&state=" + kState, kWhole},
        Address{"BlankBeforeAName", "?otp=123456&%20state=" + kState, kWhole},
        Address{"BlankBehind", "?otp=123456&state=" + kState + "%20", kWhole},
        Address{"ZeroWidthInside", "?otp=123456&state=Zk3_9-Qx%E2%80%8BYw0aB7cD", kWhole},
        Address{"ZeroWidthInTheCode", "?otp=123%E2%80%8B456&state=" + kState, kWhole},
        Address{"SoftHyphenInside", "?otp=123456&state=Zk3_9-Qx%C2%ADYw0aB7cD", kWhole},
        Address{"NoBreakSpaceBehind", "?otp=123456&state=" + kState + "%C2%A0", kWhole},
        Address{"DirectionMarkBehind", "?otp=123456&state=" + kState + "%E2%80%8F", kWhole},
        Address{"ByteOrderMarkBefore", "?%EF%BB%BFotp=123456&state=" + kState, kWhole},
        Address{"SemicolonForAmpersand", "?otp=123456;state=" + kState, kWhole},
        Address{"QuestionMarkTwice", "??otp=123456&state=" + kState, kWhole},
        Address{"QuestionMarkForAmpersand", "?otp=123456?state=" + kState, kWhole},
        Address{"BehindAQueryOfItsOwn", "?a=b?otp=123456&state=" + kState, kWhole},
        Address{"InTheFragmentAndEscaped", "#otp=123456&amp;state=" + kState, kWhole},
        Address{"InTheFragmentsRouteAndEscaped", "#/login?otp=123456&amp;state=" + kState, kWhole},
        Address{"FragmentSignEncoded", "?%23otp=123456&state=" + kState, kWhole},
        Address{"WithTracking", "?otp=123456&state=" + kState + "&utm_source=mail&fbclid=x",
                kWhole},
        Address{"WithTrackingEscaped", "?otp=123456&amp;state=" + kState + "&amp;utm_source=mail",
                kWhole},
        Address{"WithTrackingThatIsNoText", "?otp=123456&amp;state=" + kState + "&n=M%FCller",
                kWhole},
        Address{"TwiceTheSame", "?otp=123456&otp=123456&state=" + kState + "&state=" + kState,
                kWhole},
        Address{"TwiceTheSameOnceEscaped", "?otp=123456&state=" + kState + "&amp;state=" + kState,
                kWhole},
        Address{"TheSameInQueryAndFragment",
                "?otp=123456&state=" + kState + "#otp=123456&state=" + kState, kWhole}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Damaged, PageAddress,
    testing::Values(
        Address{"OtpAlone", "?otp=123456", "damaged"},
        Address{"StateAlone", "?state=abc", "damaged"},
        Address{"OtpAloneInCapitals", "?OTP=123456", "damaged"},
        Address{"OtpAloneEncoded", "?otp%3D123456", "damaged"},
        Address{"OtpAloneInTheFragment", "#/login?otp=123456", "damaged"},
        Address{"OtpAloneBesideOthers", "?utm=x#otp=123456", "damaged"},
        Address{"CutOffInAName", "?otp=123456&sta", "damaged"},
        Address{"CutOffBeforeTheState", "?otp=123456&state", "damaged"},
        Address{"CutOffInTheCode", "?state=abc&otp=12", "damaged"},
        Address{"CutOffInAnEscape", "?otp=123456&state%3", "damaged"},
        Address{"EmptyOtp", "?state=2&otp=", "damaged"},
        Address{"BareOtp", "?state=2&otp", "damaged"},
        Address{"EmptyState", "?otp=123456&state=", "damaged"},
        Address{"StateOfPunctuation", "?otp=123456&state=...", "damaged"},
        Address{"TwoStates", "?otp=123456&state=abc&state=def", "damaged"},
        Address{"TwoStatesOneEscaped", "?otp=123456&amp;state=abc&amp;state=def", "damaged"},
        Address{"TwoOtps", "?otp=123456&otp=654321&state=abc", "damaged"},
        Address{"TwoOtpsOneEncoded", "?otp=123456&%6Ftp=654321&state=abc", "damaged"},
        Address{"TwoOtpsOneBroken", "?otp=123456&otp=%zz&state=abc", "damaged"},
        Address{"TwoOtpsOneEmpty", "?otp=123456&otp=&state=abc", "damaged"},
        Address{"AnotherOtpInTheFragment", "?otp=123456&state=abc#otp=654321", "damaged"},
        Address{"OtpTooLong", "?otp=" + std::string(17, '7') + "&state=abc", "damaged"},
        Address{"OtpTooShort", "?otp=123&state=abc", "damaged"},
        Address{"ASentenceAsOtp", "?otp=Call+555+0100+now&state=abc", "damaged"},
        Address{"MarkupAsOtp", "?otp=%3Cb%3E1&state=abc", "damaged"},
        Address{"OtpInAnotherScript", "?otp=%D9%A1%D9%A2%D9%A3%D9%A4&state=abc", "damaged"},
        Address{"LetterInside", "?otp=123%C3%A9456&state=abc", "damaged"},
        Address{"StateTooLong", "?otp=123456&state=" + std::string(1025, 'a'), "damaged"},
        Address{"BrokenEscape", "?otp=12%3&state=abc", "damaged"},
        Address{"NotUtf8", "?otp=%FF&state=abc", "damaged"},
        Address{"QuotedPrintableInTheCodeOnly", "?otp=3D123456&state=abc", "damaged"},
        Address{"EncodedMoreOftenThanAnyoneDoes",
                "?otp%2525252525253D123456&otp=1234&x%25252525252526state=abc", "damaged"},
        Address{"WithAnEmptyError", "?otp=123456&state=abc&error=", "damaged"},
        Address{"LinkAndCodeTogether", "?otp=123456&interaction_code=2&state=abc", "damaged"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Fresh, PageAddress,
    testing::Values(Address{"Nothing", "", "fresh"}, Address{"EmptyQuery", "?", "fresh"},
                    Address{"EmptyFragment", "#", "fresh"},
                    Address{"OnlyAnAnchor", "#main", "fresh"},
                    Address{"LongerNames", "?xotp=1&mystate=2", "fresh"},
                    Address{"NamesThatGoOn", "?otp2=1&states=2", "fresh"},
                    Address{"AnotherPagesState", "?returnTo=%2Forders%3Fstate%3Dpaid", "fresh"},
                    Address{"AnotherPagesStateNotEncoded", "?returnTo=/orders?state=paid", "fresh"},
                    Address{"InThePath", "otp=123456&state=abc", "fresh"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Callback, PageAddress,
    testing::Values(Address{"Refusal", "?error=access_denied&error_description=No",
                            "error access_denied"},
                    Address{"RefusalWithState", "?state=abc&error=interaction_required",
                            "error interaction_required state=abc"},
                    Address{"RefusalWithTwoStates", "?state=abc&error=access_denied&state=def",
                            "error access_denied"},
                    Address{"RefusalOverMagicLink", "?otp=123456&state=abc&error=access_denied",
                            "error access_denied state=abc"},
                    Address{"RefusalInTheFragment", "?otp=123456&state=abc#error=access_denied",
                            "error access_denied state=abc"},
                    Address{"EmptyRefusal", "?error=&state=abc", "fresh"},
                    Address{"RefusalTwice", "?error=a&error=b", "fresh"},
                    Address{"RefusalTooLong", "?error=" + std::string(1025, 'e'), "fresh"},
                    Address{"Code", "?interaction_code=xyz&state=abc", "code xyz state=abc"},
                    Address{"CodeOfAnotherFlow", "?code=xyz&state=abc&iss=x", "fresh"},
                    Address{"CodeWithoutState", "?interaction_code=xyz", "fresh"},
                    Address{"EmptyCode", "?interaction_code=&state=abc", "fresh"}),
    [](const auto& test) { return test.param.name; });

class SecretInAddress : public testing::TestWithParam<Address> {};

TEST_P(SecretInAddress, IsFoundEvenWhereItIsNotTaken) {
  EXPECT_EQ(holdsSecrets(kPage + GetParam().afterPath), GetParam().meaning == "secret");
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, SecretInAddress,
    testing::Values(
        Address{"MagicLink", "?otp=123456&state=abc", "secret"},
        Address{"OtpAlone", "?otp=123456", "secret"}, Address{"Capitals", "?OTP=123456", "secret"},
        Address{"EncodedName", "?%6ftp=123456", "secret"},
        Address{"BrokenValue", "?otp=%zz", "secret"}, Address{"Empty", "?state=", "secret"},
        Address{"Twice", "?otp=1&otp=2", "secret"}, Address{"Fragment", "#/?state=abc", "secret"},
        Address{"Code", "?code=x", "secret"}, Address{"Error", "?error=x", "secret"},
        Address{"ErrorText", "?error_description=ada%40example.com", "secret"},
        Address{"InteractionCode", "#interaction_code=x", "secret"},
        Address{"Escaped", "?amp;state=abc", "secret"},
        Address{"WholeQueryEncoded", "?otp%3D123456", "secret"},
        Address{"InsideARedirectors", "?url=%2F%3Fotp%3D123456%26state%3Dabc", "secret"},
        Address{"AnotherPagesState", "?returnTo=%2Forders%3Fstate%3Dpaid", "clean"},
        Address{"BehindAFragmentsSecondQuestionMark", "#?otp=123456&state=abc&utm=?", "secret"},
        Address{"Nothing", "", "clean"}, Address{"OtherNames", "?xotp=1&mystate=2", "clean"},
        Address{"Anchor", "#otp", "secret"}, Address{"Route", "#/login", "clean"}),
    [](const auto& test) { return test.param.name; });

TEST(LandingTest, ReadsAddressesThatAreNotWellFormed) {
  EXPECT_EQ(meaningOf("?otp=123456&state=abc"), kLink);
  EXPECT_EQ(meaningOf("https://app example/?otp=123456&state=abc"), kLink);
  EXPECT_EQ(meaningOf(""), "fresh");
  EXPECT_EQ(meaningOf("#?#?&&==&?"), "fresh");
}

TEST(LandingTest, DoesNotPrintTheOtp) {
  std::ostringstream printed;
  printed << Otp("123456");
  EXPECT_EQ(printed.str(), "<redacted>");
}

}  // namespace
}  // namespace latchkey::oauth
