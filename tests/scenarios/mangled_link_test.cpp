// What mail programs, redirectors and people make of the link in the mail: read as it was meant,
// or said to be damaged, with a way on; never a silent username form and a second sign-in.

#include <gtest/gtest.h>

#include "base/text.h"
#include "base/url.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Visit;
using support::World;

struct Stage {
  Stage() {
    world.org().policy().magicLink = simulator::MagicLink::direct;
    waiting = &laptop.waitsForTheMail(kGrace);
    const std::string link = laptop.landingOf(world.mailTo(kGrace));
    const QueryPairs query = parseQuery(Url::parse(link)->query());
    otp = query.at(0).second;
    state = query.at(1).second;
  }

  World world;
  Browser laptop{world};
  Visit* waiting = nullptr;
  std::string otp;
  std::string state;
};

std::string half(const std::string& text) { return text.substr(0, text.size() / 2); }

std::string inOtherCapitals(std::string text) {
  for (char& c : text) {
    if (isLetter(c)) c = static_cast<char>(c ^ 0x20);
  }
  return text;
}

struct Mangling {
  const char* name;
  std::string (*query)(const std::string& otp, const std::string& state);
};
void PrintTo(const Mangling& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

using Text = const std::string&;

class MangledLink : public testing::TestWithParam<Mangling> {};

TEST_P(MangledLink, SignsInAsItWasMeant) {
  Stage stage;
  Visit& landed = stage.laptop.opens("http://localhost:8080/login/callback/" +
                                     GetParam().query(stage.otp, stage.state));
  EXPECT_EQ(landed.leftFor(), kApp) << landed.name();
  EXPECT_EQ(landed.sent("POST /oauth2/default/v1/interact"), 0U);
  stage.world.pass(Seconds(20));
  EXPECT_EQ(stage.waiting->leftFor(), kApp);
}

INSTANTIATE_TEST_SUITE_P(
    By, MangledLink,
    testing::Values(
        Mangling{"HtmlEscaping", [](Text o, Text s) { return "?otp=" + o + "&amp;state=" + s; }},
        Mangling{"EncodingOfTheQuery",
                 [](Text o, Text s) { return "?otp%3D" + o + "%26state%3D" + s; }},
        Mangling{"QuotedPrintable",
                 [](Text o, Text s) {
                   return "?otp=3D" + o + "&state=3D" + half(s) + "=" + s.substr(s.size() / 2);
                 }},
        Mangling{"ALineEnd",
                 [](Text o, Text s) {
                   return "?otp=" + o + "&state=" + half(s) + "%0D%0A" + s.substr(s.size() / 2);
                 }},
        Mangling{"PunctuationOfASentence",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + s + ")."; }},
        Mangling{"CapitalNames", [](Text o, Text s) { return "?OTP=" + o + "&STATE=" + s; }},
        Mangling{"OtherCapitals",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + inOtherCapitals(s); }},
        Mangling{"AMoveToTheFragment", [](Text o, Text s) { return "#otp=" + o + "&state=" + s; }},
        Mangling{"TrackingParameters",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + s + "&utm_source=mail"; }},
        Mangling{"WordsBehindTheState",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + s + "Sent+from+here"; }},
        Mangling{"ASignBehindTheStateThatCouldBePartOfIt",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + s + "_"; }},
        Mangling{
            "CuttingOffItsEnd",
            [](Text o, Text s) { return "?otp=" + o + "&state=" + s.substr(0, s.size() - 9); }}),
    [](const auto& test) { return std::string(test.param.name); });

class DamagedLink : public testing::TestWithParam<Mangling> {};

TEST_P(DamagedLink, SaysSoBeginsNothingAndLeadsBackToTheSignInThatWaits) {
  Stage stage;
  const std::string address =
      "http://localhost:8080/login/callback/" + GetParam().query(stage.otp, stage.state);
  Visit& landed = stage.laptop.opens(address);
  EXPECT_EQ(landed.name(), "damaged");
  EXPECT_TRUE(landed.shows("Open it again from the email"));
  EXPECT_FALSE(landed.shows("another browser"));
  EXPECT_EQ(landed.requests.size(), 0U);
  landed.reloadsWhereItIs();
  EXPECT_EQ(landed.name(), "damaged");
  EXPECT_EQ(landed.requests.size(), 0U);
  landed.presses("Go on where you were");
  EXPECT_EQ(landed.name(), "passcode");
  EXPECT_EQ(landed.address(), "http://localhost:8080/login/callback/");
  landed.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(landed.leftFor(), kApp);
  EXPECT_EQ(landed.sent("POST /oauth2/default/v1/interact"), 0U);
  stage.world.pass(Seconds(20));
  EXPECT_EQ(stage.waiting->leftFor(), kApp);
}

INSTANTIATE_TEST_SUITE_P(
    Of, DamagedLink,
    testing::Values(
        Mangling{"TheCodeAlone", [](Text o, Text) { return "?otp=" + o; }},
        Mangling{"TheStateAlone", [](Text, Text s) { return "?state=" + s; }},
        Mangling{"TheStateCutOffEarly",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + s.substr(0, 6); }},
        Mangling{"TheStateCutOffAfterALetter",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + s.substr(0, 1); }},
        Mangling{"TheStateWithoutItsBeginning",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + s.substr(9); }},
        Mangling{"TheStateWithAGap",
                 [](Text o, Text s) {
                   return "?otp=" + o + "&state=" + s.substr(0, 20) + s.substr(23);
                 }},
        Mangling{"AnEmptyState", [](Text o, Text) { return "?otp=" + o + "&state="; }},
        Mangling{"AnEmptyCode", [](Text, Text s) { return "?otp=&state=" + s; }},
        Mangling{"TwoStates",
                 [](Text o, Text s) { return "?otp=" + o + "&state=" + s + "&state=another"; }},
        Mangling{"TwoCodes", [](Text o, Text s) { return "?otp=" + o + "&otp=111111&state=" + s; }},
        Mangling{"AStateThatIsCutOffInItsName", [](Text o, Text) { return "?otp=" + o + "&st"; }},
        Mangling{"NothingAsTheHostDroppedTheQuery", [](Text, Text) { return std::string(); }}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DamagedLinkElsewhere, OffersANewSignInAndBeginsItOnlyThen) {
  Stage stage;
  Browser phone{stage.world};
  Visit& landed = phone.opens("http://localhost:8080/login/callback/?otp=" + stage.otp);
  EXPECT_EQ(landed.name(), "damaged");
  EXPECT_FALSE(landed.offers("Go on where you were"));
  EXPECT_EQ(landed.requests.size(), 0U);
  landed.presses("Start again");
  EXPECT_EQ(landed.name(), "username");
  EXPECT_EQ(landed.address(), "http://localhost:8080/login/callback/");
}

TEST(DamagedLinkHere, LeavesTheSignInThatWaitsAloneWhereAnotherIsBegun) {
  Stage stage;
  Visit& landed = stage.laptop.opens("http://localhost:8080/login/callback/?otp=" + stage.otp);
  landed.presses("Start again");
  EXPECT_EQ(landed.name(), "username");
  stage.waiting->typesTheCodeSentTo(kGrace);
  EXPECT_EQ(stage.waiting->leftFor(), kApp);
}

// --- of a sign-in that is over

struct Ended {
  const char* name;
  void (*happens)(Stage&);
};

void signsInAndOut(Stage& stage) {
  stage.waiting->typesTheCodeSentTo(kGrace);
  stage.waiting->goesOn();
  stage.waiting->presses("Sign out");
}

class DamagedLinkThatIsOver : public testing::TestWithParam<std::tuple<Ended, Mangling>> {};

TEST_P(DamagedLinkThatIsOver, SaysThatItsSignInIs) {
  Stage stage;
  std::get<0>(GetParam()).happens(stage);
  Visit& landed = stage.laptop.opens("http://localhost:8080/login/callback/" +
                                     std::get<1>(GetParam()).query(stage.otp, stage.state));
  EXPECT_EQ(landed.name(), "username");
  EXPECT_TRUE(landed.shows("That link belongs to a sign-in that is over."));
}

INSTANTIATE_TEST_SUITE_P(
    As, DamagedLinkThatIsOver,
    testing::Combine(
        testing::Values(Ended{"Finished", signsInAndOut},
                        Ended{"GivenUp", [](Stage& it) { it.waiting->presses("Back to sign in"); }},
                        Ended{"TooOld",
                              [](Stage& it) {
                                it.laptop.closes(*it.waiting);
                                it.world.pass(std::chrono::minutes(31));
                              }}),
        testing::Values(
            Mangling{"Whole", [](Text o, Text s) { return "?otp=" + o + "&state=" + s; }},
            Mangling{
                "CutOffLate",
                [](Text o, Text s) { return "?otp=" + o + "&state=" + s.substr(0, s.size() - 3); }},
            Mangling{"CutOffInTheMiddle",
                     [](Text o, Text s) { return "?otp=" + o + "&state=" + half(s); }},
            Mangling{"CutOffEarly",
                     [](Text o, Text s) { return "?otp=" + o + "&state=" + s.substr(0, 6); }},
            Mangling{"WithoutItsBeginning",
                     [](Text o, Text s) { return "?otp=" + o + "&state=" + s.substr(9); }},
            Mangling{"WithAGap",
                     [](Text o, Text s) {
                       return "?otp=" + o + "&state=" + s.substr(0, 20) + s.substr(23);
                     }},
            Mangling{"InOtherCapitals",
                     [](Text o, Text s) { return "?otp=" + o + "&state=" + inOtherCapitals(s); }},
            Mangling{
                "WithWordsBehindIt",
                [](Text o, Text s) { return "?otp=" + o + "&state=" + s + "Sent+from+here"; }})),
    [](const auto& test) {
      return std::string(std::get<0>(test.param).name) + std::get<1>(test.param).name;
    });

TEST(DamagedLinkOfTheFinished, LeadsToTheAppFromASession) {
  Stage stage;
  stage.waiting->typesTheCodeSentTo(kGrace);
  Visit& landed = stage.laptop.opens("http://localhost:8080/login/callback/?otp=" + stage.otp +
                                     "&state=" + half(stage.state));
  EXPECT_EQ(landed.leftFor(), kApp);
}

// Of which nothing can be told any more.
TEST(DamagedLinkOfTheFinished, IsDamagedWhereHardlyAnythingIsLeftOfIt) {
  Stage stage;
  signsInAndOut(stage);
  Visit& landed = stage.laptop.opens("http://localhost:8080/login/callback/?otp=" + stage.otp +
                                     "&state=" + stage.state.substr(0, 1));
  EXPECT_EQ(landed.name(), "damaged");
}

TEST(DamagedLinkOfAnotherBrowser, IsNotTakenForOneOfASignInThatIsOverHere) {
  Stage stage;
  signsInAndOut(stage);
  Visit& landed = stage.laptop.opens("http://localhost:8080/login/callback/?otp=" + stage.otp +
                                     "&state=another-browsers");
  EXPECT_EQ(landed.name(), "elsewhere");
}

// A callback page that was opened without a link, while nothing waits.
TEST(BareCallbackPage, IsAFreshVisit) {
  World world;
  Browser browser{world};
  EXPECT_EQ(browser.opens("http://localhost:8080/login/callback/").name(), "username");
}

struct Answer {
  const char* name;
  std::string query;
};
void PrintTo(const Answer& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class StrangeError : public testing::TestWithParam<Answer> {};

TEST_P(StrangeError, OfNoRequestOfThisBrowserIsAFreshVisit) {
  World world;
  Browser browser{world};
  Visit& landed = browser.opens(kHome + GetParam().query);
  EXPECT_EQ(landed.name(), "username");
  EXPECT_EQ(landed.alert(), "");
  landed.types("Username", kAda);
  landed.presses("Next");
  EXPECT_EQ(landed.name(), "ask");
}

INSTANTIATE_TEST_SUITE_P(
    With, StrangeError,
    testing::Values(Answer{"NoState", "?error=access_denied"}, Answer{"AMadeUpError", "?error=foo"},
                    Answer{"AStateThatNobodyKnows", "?error=server_error&state=made-up"},
                    Answer{"AMadeUpDescription", "?error=x&error_description=Call+555"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(StrangeErrorInTheMiddle, LeavesTheTabsOwnSignInAlone) {
  Stage stage;
  stage.waiting->goesTo(std::string(kHome) + "?error=access_denied&state=made-up");
  EXPECT_EQ(stage.waiting->name(), "passcode");
}

// --- two accounts

TEST(AnotherAccount, SignedInInAnotherTabTakesNoSignInOver) {
  Stage stage;
  stage.laptop.signsIn(kAda);
  EXPECT_EQ(stage.waiting->leftFor(), "");
  EXPECT_EQ(stage.waiting->name(), "passcode");
  EXPECT_TRUE(stage.waiting->shows("Another account was signed in in another tab."));
  Visit& landed = stage.laptop.opens("http://localhost:8080/login/callback/?otp=" + stage.otp +
                                     "&state=" + stage.state);
  ASSERT_EQ(landed.leftFor(), kApp);
  landed.goesOn();
  EXPECT_TRUE(landed.shows("Grace Hopper"));
}

TEST(AnotherAccount, SignedInInAnotherTabIsNoReasonToForgetARefusedCode) {
  Stage stage;
  stage.waiting->types("Enter code", "000000");
  stage.waiting->presses("Verify");
  stage.laptop.signsIn(kAda);
  EXPECT_NE(stage.waiting->alert().find("That code is not right"), std::string::npos);
}

constexpr const char* kAnother = "Another account was signed in in another tab.";

struct Return {
  const char* name;
  Visit& (*comes)(Stage&);
};
void PrintTo(const Return& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class BackBesideAnotherAccount : public testing::TestWithParam<Return> {};

TEST_P(BackBesideAnotherAccount, GoesOnWaitingAndSaysSo) {
  Stage stage;
  stage.laptop.signsIn(kAda);
  Visit& back = GetParam().comes(stage);
  EXPECT_EQ(back.leftFor(), "");
  EXPECT_EQ(back.name(), "passcode");
  EXPECT_TRUE(back.shows(kAnother));
  EXPECT_EQ(back.sent("POST /oauth2/default/v1/interact"), 0U);
  back.typesTheCodeSentTo(kGrace);
  ASSERT_EQ(back.leftFor(), kApp);
  back.goesOn();
  EXPECT_TRUE(back.shows("Grace Hopper"));
}

INSTANTIATE_TEST_SUITE_P(By, BackBesideAnotherAccount,
                         testing::Values(Return{"AReload",
                                                [](Stage& it) -> Visit& {
                                                  it.waiting->requests.clear();
                                                  it.waiting->reloads();
                                                  return *it.waiting;
                                                }},
                                         Return{"TwoReloads",
                                                [](Stage& it) -> Visit& {
                                                  it.waiting->requests.clear();
                                                  it.waiting->reloads();
                                                  it.waiting->reloads();
                                                  return *it.waiting;
                                                }},
                                         Return{"ADuplicateOfTheTab",
                                                [](Stage& it) -> Visit& {
                                                  return it.laptop.duplicates(*it.waiting);
                                                }},
                                         Return{"AReloadOfATabThatHeardNothing",
                                                [](Stage& it) -> Visit& {
                                                  it.laptop.hasChannel =
                                                      it.laptop.hasStorageEvents = false;
                                                  it.waiting->requests.clear();
                                                  it.waiting->reloads();
                                                  return *it.waiting;
                                                }}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(AnotherAccount, SignedInInAnotherTabStaysWithAQuestionThatIsReloaded) {
  World world;
  Browser laptop{world};
  Visit& asked = laptop.opens(kHome);
  asked.types("Username", kAda);
  asked.presses("Next");
  laptop.signsIn(kGrace);
  asked.reloads();
  EXPECT_EQ(asked.name(), "ask");
  EXPECT_TRUE(asked.shows(kAnother));
}

// Nothing is left to go on with.
TEST(AnotherAccount, SignedInInAnotherTabIsFollowedByAReloadWhereTheFirstOneHasEnded) {
  Stage stage;
  stage.world.pass(std::chrono::minutes(31));
  stage.laptop.signsIn(kAda);
  stage.waiting->reloads();
  EXPECT_EQ(stage.waiting->leftFor(), kApp);
}

TEST(AnotherAccount, SignedInInAnotherTabIsFollowedByAReloadOfAnUntouchedTab) {
  World world;
  Browser laptop{world};
  Visit& untouched = laptop.opens(kHome);
  laptop.hasChannel = laptop.hasStorageEvents = false;
  laptop.signsIn(kAda);
  untouched.reloads();
  EXPECT_EQ(untouched.leftFor(), kApp);
}

TEST(TheSameAccount, SignedInInAnotherTabIsFollowedByAReload) {
  Stage stage;
  stage.laptop.hasChannel = stage.laptop.hasStorageEvents = false;
  stage.laptop.signsIn(kGrace);
  stage.waiting->reloads();
  EXPECT_EQ(stage.waiting->leftFor(), kApp);
}

TEST(TheSameAccount, SignedInInAnotherTabIsFollowed) {
  Stage stage;
  stage.laptop.signsIn(kGrace);
  EXPECT_EQ(stage.waiting->leftFor(), kApp);
}

}  // namespace
}  // namespace latchkey
