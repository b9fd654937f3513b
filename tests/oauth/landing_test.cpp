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
                 }},
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
    testing::Values(
        Address{"OfOkta", "?otp=123456&state=abc", kLink},
        Address{"InAnyOrder", "?state=abc&otp=123456", kLink},
        Address{"AmongOthers", "?utm=x&otp=123456&flag&state=abc", kLink},
        Address{"Encoded", "?otp=12%3456&state=a%62c", "link otp=12456 state=abc"},
        Address{"WithPlusAsSpace", "?otp=123456&state=a+b", "link otp=123456 state=a b"},
        Address{"OfLettersToo", "?otp=aB3dE6gH9k&state=abc", "link otp=aB3dE6gH9k state=abc"},
        Address{"InTheFragment", "#otp=123456&state=abc", kLink},
        Address{"InTheFragmentWithMark", "#?otp=123456&state=abc", kLink},
        Address{"InTheFragmentsRoot", "#/?otp=123456&state=abc", kLink},
        Address{"InTheFragmentsRootWithoutMark", "#/otp=123456&state=abc", kLink},
        Address{"InTheFragmentsRoute", "#/login?otp=123456&state=abc", kLink},
        Address{"SplitOverBoth", "?otp=123456#state=abc", kLink},
        Address{"AsLongAsAllowed", "?otp=" + std::string(16, '7') + "&state=abc",
                "link otp=" + std::string(16, '7') + " state=abc"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Fresh, PageAddress,
    testing::Values(
        Address{"Nothing", "", "fresh"}, Address{"EmptyQuery", "?", "fresh"},
        Address{"EmptyFragment", "#", "fresh"}, Address{"OnlyAnAnchor", "#main", "fresh"},
        Address{"LongerNames", "?xotp=1&mystate=2", "fresh"},
        Address{"NamesThatGoOn", "?otp2=1&states=2", "fresh"},
        Address{"Capitals", "?OTP=123456&STATE=abc", "fresh"},
        Address{"OtpAlone", "?otp=123456", "fresh"}, Address{"StateAlone", "?state=abc", "fresh"},
        Address{"EmptyOtp", "?state=2&otp=", "fresh"}, Address{"BareOtp", "?state=2&otp", "fresh"},
        Address{"EmptyState", "?otp=123456&state=", "fresh"},
        Address{"OtpTwice", "?otp=123456&otp=123456&state=abc", "fresh"},
        Address{"StateTwice", "?otp=123456&state=abc&state=def", "fresh"},
        Address{"OtpTwiceOnceEncoded", "?otp=123456&%6Ftp=654321&state=abc", "fresh"},
        Address{"OtpTwiceOnceBroken", "?otp=123456&otp=%zz&state=abc", "fresh"},
        Address{"OtpInQueryAndFragment", "?otp=123456&state=abc#otp=654321", "fresh"},
        Address{"OtpTooLong", "?otp=" + std::string(17, '7') + "&state=abc", "fresh"},
        Address{"ASentenceAsOtp", "?otp=Call+555+0100+now&state=abc", "fresh"},
        Address{"MarkupAsOtp", "?otp=%3Cb%3E1&state=abc", "fresh"},
        Address{"StateTooLong", "?otp=1&state=" + std::string(1025, 'a'), "fresh"},
        Address{"BrokenEscape", "?otp=12%3&state=abc", "fresh"},
        Address{"NotUtf8", "?otp=%FF&state=abc", "fresh"},
        Address{"InThePath", "otp=123456&state=abc", "fresh"},
        Address{"LinkAndCodeTogether", "?otp=1&interaction_code=2&state=abc", "fresh"}),
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
                    Address{"EmptyRefusalSpoilsALink", "?otp=123456&state=abc&error=", "fresh"},
                    Address{"RefusalTwice", "?error=a&error=b", "fresh"},
                    Address{"RefusalTooLong", "?error=" + std::string(1025, 'e'), "fresh"},
                    Address{"Code", "?interaction_code=xyz&state=abc", "code xyz state=abc"},
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
