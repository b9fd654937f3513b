// A magic link that is opened in another browser than the one in which the sign-in began.

#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::Visit;
using support::World;

constexpr const char* kYes = "Yes, show the code";

class LinkElsewhere : public testing::Test {
 protected:
  LinkElsewhere() { world.org().policy().magicLink = simulator::MagicLink::direct; }

  std::string link() { return laptop.landingOf(world.mailTo(kAda)); }
  std::string code() { return world.mailTo(kAda).code; }
  Visit& opensItOnThePhone() {
    waiting = &laptop.waitsForTheMail(kAda);
    return phone.opens(link());
  }
  static std::string inGroups(const std::string& code) {
    return code.substr(0, 3) + ' ' + code.substr(3);
  }

  World world;
  Browser laptop{world};
  Browser phone{world};
  Visit* waiting = nullptr;
};

TEST_F(LinkElsewhere, AsksFirstAndWarnsBeforeItShowsTheCode) {
  Visit& landed = opensItOnThePhone();
  EXPECT_TRUE(landed.shows("Did you just begin to sign in?"));
  EXPECT_TRUE(landed.shows("If you began in this very browser"));
  EXPECT_TRUE(landed.shows("the page you began on was not ours"));
  EXPECT_FALSE(landed.shows(inGroups(code())));
  EXPECT_FALSE(landed.offers("Copy code"));
  landed.presses(kYes);
  EXPECT_TRUE(landed.shows("and nowhere else"));
  EXPECT_TRUE(landed.shows(inGroups(code())));
  waiting->typesTheCodeSentTo(kAda);
  EXPECT_EQ(waiting->leftFor(), kApp);
}

// With the address alone there is no handle that the org could be asked with.
TEST_F(LinkElsewhere, HasNothingToAskTheOrgWith) {
  Visit& landed = opensItOnThePhone();
  landed.presses(kYes);
  EXPECT_EQ(landed.requests.size(), 0U);
}

TEST_F(LinkElsewhere, TellsAPersonWhoDidNotBeginToCloseThePage) {
  Visit& landed = opensItOnThePhone();
  landed.presses("No");
  EXPECT_TRUE(landed.shows("Please close this page"));
  EXPECT_FALSE(landed.shows(inGroups(code())));
  EXPECT_EQ(landed.address().find(code()), std::string::npos);
  landed.presses("Back");
  EXPECT_TRUE(landed.offers(kYes));
  EXPECT_EQ(landed.address(), link());
}

TEST_F(LinkElsewhere, KeepsItsAddressForTheDevicesOwnBrowser) {
  Visit& landed = opensItOnThePhone();
  EXPECT_EQ(landed.address(), link());
  landed.presses(kYes);
  EXPECT_EQ(landed.address(), link()) << "what a mail program opens in the browser";
  EXPECT_EQ(laptop.opens(landed.address()).leftFor(), kApp);
  world.pass(Seconds(20));
  EXPECT_EQ(waiting->leftFor(), kApp);
}

TEST_F(LinkElsewhere, CanBeCopiedIntoTheBrowserWhereItBegan) {
  Visit& landed = opensItOnThePhone();
  landed.presses(kYes);
  landed.presses("Copy link");
  EXPECT_TRUE(landed.shows("Copied."));
  EXPECT_EQ(laptop.opens(landed.copied()).leftFor(), kApp);
}

TEST_F(LinkElsewhere, IsKeptAsItWasMeantWhereItWasMangled) {
  waiting = &laptop.waitsForTheMail(kAda);
  Visit& landed = phone.opens(replaceAll(link(), "&", "&amp;") + "&utm_source=mail");
  EXPECT_EQ(landed.address(), link());
}

TEST_F(LinkElsewhere, SurvivesAReload) {
  Visit& landed = opensItOnThePhone();
  landed.presses(kYes);
  landed.reloadsWhereItIs();
  EXPECT_TRUE(landed.offers(kYes));
  landed.presses(kYes);
  EXPECT_TRUE(landed.shows(inGroups(code())));
}

TEST_F(LinkElsewhere, LeavesTheAddressBarWithThePage) {
  Visit& landed = opensItOnThePhone();
  landed.presses("Sign in here instead");
  EXPECT_EQ(landed.name(), "username");
  EXPECT_EQ(landed.address(), "http://localhost:8080/login/callback/");
}

TEST_F(LinkElsewhere, IsNotLostWhereAnotherAccountIsSignedIn) {
  phone.signsIn(kGrace);
  Visit& landed = opensItOnThePhone();
  EXPECT_EQ(landed.leftFor(), "");
  landed.presses(kYes);
  EXPECT_TRUE(landed.shows(inGroups(code())));
}

TEST_F(LinkElsewhere, SaysWhereTheBrowserKeepsNothingThatItCannotKnow) {
  laptop.blocksLocalOnly = true;
  laptop.storage().mood = support::MemoryStorage::Mood::blocked;
  waiting = &laptop.waitsForTheMail(kAda);
  Visit& landed = laptop.opens(link());
  EXPECT_TRUE(landed.shows("This browser keeps no data of this site"));
  EXPECT_FALSE(landed.shows("another browser"));
  EXPECT_FALSE(landed.shows("was not ours"));
}

TEST_F(LinkElsewhere, WritesNothingIntoTheBrowserThatStays) {
  opensItOnThePhone();
  EXPECT_EQ(phone.keptAnywhere(), "");
}

struct Code {
  const char* name;
  std::string configuration;
  std::string code;
  std::string shown;  // nothing where it is not
};
void PrintTo(const Code& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class CodeElsewhere : public testing::TestWithParam<Code> {};

TEST_P(CodeElsewhere, IsShownOnlyWhereItCannotBeASentence) {
  World world;
  Browser phone{world};
  phone.configuration = GetParam().configuration;
  Visit& landed = phone.opens("http://localhost:8080/login/callback/?state=another-browsers&otp=" +
                              GetParam().code);
  ASSERT_EQ(landed.name(), "elsewhere");
  landed.presses(GetParam().shown.empty() ? "Yes, I did" : kYes);
  EXPECT_EQ(landed.name(), "elsewhere-code");
  EXPECT_EQ(landed.offers("Copy code"), !GetParam().shown.empty());
  EXPECT_TRUE(landed.shows(GetParam().shown));
  if (!GetParam().shown.empty()) return;
  EXPECT_FALSE(landed.shows(GetParam().code.substr(0, 3)));
  EXPECT_TRUE(landed.shows("Type the code from the email"));
}

const char* const kLetters = R"("codeElsewhere": "alphanumeric")";

INSTANTIATE_TEST_SUITE_P(
    Of, CodeElsewhere,
    testing::Values(
        Code{"SixDigits", "", "482913", "482 913"}, Code{"FourDigits", "", "4829", "48 29"},
        Code{"FiveDigits", "", "48291", "482 91"}, Code{"SevenDigits", "", "4829135", "482 91 35"},
        Code{"EightDigits", "", "48291357", "482 913 57"},
        Code{"ATelephoneNumber", "", "18005551234", ""}, Code{"Words", "", "CALL018005551234", ""},
        Code{"AHost", "", "GOTOevilDOTcom1", ""}, Code{"LettersAndDigits", "", "aB3dE6gH9k", ""},
        Code{"LettersWhereTheOrgMailsThem", kLetters, "aB3dE6gH9k", "aB3 dE6 gH 9k"},
        Code{"DigitsWhereTheOrgMailsLettersToo", kLetters, "482913", "482 913"},
        Code{"WordsWhereTheOrgMailsLetters", kLetters, "CALL018005551234", ""},
        Code{"DigitsWhereNoneAreToBeShown", R"("codeElsewhere": "hide")", "482913", ""}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey
