// The link in the mail: where it is opened, how old it is, and what the waiting tab sees. One row
// for each case; what several tabs do at once is in two_tabs_test.cpp.

#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::Visit;
using support::World;

// A laptop whose tab waits for the mail, and a phone.
struct Stage {
  Stage() { world.org().policy().magicLink = simulator::MagicLink::direct; }

  // Where the link of the newest mail leads.
  std::string link() { return laptop.landingOf(world.mailTo(kAda)); }
  // What a person presses on the org's own page, which a link without a landing of ours leads to.
  void consents(const std::string& answer) {
    laptop.answersAtTheOrg(world.mailTo(kAda), answer);
    world.pass(Seconds(20));
  }
  Visit& signsOut(Visit& visit) {
    visit.goesOn();
    visit.presses("Sign out");
    return visit;
  }

  World world;
  Browser laptop{world};
  Browser phone{world};
  Visit* waiting = nullptr;
};

struct Row {
  const char* name;
  void (*before)(Stage&);       // the mail is sent
  Visit* (*opens)(Stage&);      // nothing where no page of ours is opened
  std::string landed;           // the screen there; "app" for the app
  std::string told;             // words on it
  std::string waiting = "app";  // the screen of the tab that waited
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

std::string placeOf(const Visit& visit) {
  return visit.leftFor().empty() ? visit.name() : visit.leftFor() == kApp ? "app" : visit.leftFor();
}

void nothing(Stage&) {}
void throughTheOrg(Stage& stage) {
  stage.world.org().policy().magicLink = simulator::MagicLink::throughOrg;
}
void landingAtTheOrg(Stage& stage) {
  throughTheOrg(stage);
  stage.world.org().policy().app.emailVerificationUrl.clear();
}
Visit* onTheLaptop(Stage& stage) { return &stage.laptop.opens(stage.link()); }

class MagicLink : public testing::TestWithParam<Row> {};

TEST_P(MagicLink, EndsWellForBothTabs) {
  const Row& row = GetParam();
  Stage stage;
  row.before(stage);
  stage.waiting = &stage.laptop.waitsForTheMail(kAda);
  ASSERT_EQ(stage.waiting->name(), "passcode");
  const Visit* landed = row.opens(stage);
  if (landed != nullptr) {
    EXPECT_EQ(placeOf(*landed), row.landed);
    EXPECT_TRUE(landed->shows(row.told)) << row.told;
  }
  if (landed != stage.waiting) {
    EXPECT_EQ(placeOf(*stage.waiting), row.waiting);
  }
  if (row.waiting == "passcode") {
    stage.waiting->typesTheCodeSentTo(kAda);
    EXPECT_EQ(stage.waiting->leftFor(), kApp) << "the code of the newest mail still works";
  }
}

INSTANTIATE_TEST_SUITE_P(
    Opened, MagicLink,
    testing::Values(Row{"InTheSameBrowser", nothing, onTheLaptop, "app", ""},
                    Row{"InTheSameBrowserByWayOfTheOrg", throughTheOrg, onTheLaptop, "app", ""},
                    Row{"InTheSameTab", nothing,
                        [](Stage& stage) {
                          stage.waiting->goesTo(stage.link());
                          return stage.waiting;
                        },
                        "app", ""},
                    Row{"InAnotherBrowser", nothing,
                        [](Stage& stage) { return &stage.phone.opens(stage.link()); }, "elsewhere",
                        "belongs to a sign-in in another browser", "passcode"},
                    Row{"AtAnotherOriginWhichHasAStorageOfItsOwn", nothing,
                        [](Stage& stage) {
                          std::string url = stage.link();
                          url = replaceAll(url, "localhost:8080", "www.localhost:8080");
                          return &stage.phone.opens(url);
                        },
                        "elsewhere", "belongs to a sign-in in another browser", "passcode"},
                    Row{"WhereTheSignInIsOfAnotherApp", nothing,
                        [](Stage& stage) {
                          for (auto& [key, value] : stage.laptop.storage().entries) {
                            value = replaceAll(value, "latchkey-demo", "another-app");
                          }
                          return onTheLaptop(stage);
                        },
                        "elsewhere", "belongs to a sign-in in another browser", "passcode"},
                    Row{"AfterAScannerHasLookedAtIt", throughTheOrg,
                        [](Stage& stage) {
                          const std::string landing =
                              stage.link();  // fetched, and no script is run
                          EXPECT_EQ(landing, stage.link());
                          return onTheLaptop(stage);
                        },
                        "app", ""},
                    Row{"AtTheOrgAndApproved", landingAtTheOrg,
                        [](Stage& stage) -> Visit* {
                          stage.consents("yes");
                          return nullptr;
                        },
                        "", ""},
                    Row{"AtTheOrgAndDenied", landingAtTheOrg,
                        [](Stage& stage) -> Visit* {
                          stage.consents("no");
                          return nullptr;
                        },
                        "", "", "stopped"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    TooLate, MagicLink,
    testing::Values(
        Row{"AfterTheCodesLifeButNotTheSignIns",
            [](Stage& stage) { stage.world.org().policy().code.lifetime = Seconds(60); },
            [](Stage& stage) {
              stage.world.pass(Seconds(61));
              Visit* landed = onTheLaptop(stage);
              stage.waiting->presses("Send again");
              return landed;
            },
            "passcode", "That link no longer works.", "passcode"},
        Row{"OfAnOlderMail", nothing,
            [](Stage& stage) {
              const std::string older = stage.link();
              stage.world.pass(Seconds(31));
              stage.waiting->presses("Send again");
              return &stage.laptop.opens(older);
            },
            "passcode", "That link no longer works.", "passcode"},
        Row{"OfAnOlderMailByWayOfTheOrg", throughTheOrg,
            [](Stage& stage) -> Visit* {
              const simulator::Mail older = stage.world.mailTo(kAda);
              stage.world.pass(Seconds(31));
              stage.waiting->presses("Send again");
              EXPECT_EQ(stage.laptop.landingOf(older), support::kSite) << "the org says so itself";
              return nullptr;
            },
            "", "", "passcode"},
        Row{"AfterMoreThanHalfAnHour",
            [](Stage& stage) { stage.world.org().policy().code.lifetime = Seconds(3600); },
            [](Stage& stage) {
              stage.world.pass(std::chrono::minutes(31));
              return onTheLaptop(stage);
            },
            "username", "That link belongs to a sign-in that is over.", "passcode"},
        Row{"WhenTheOrgHasForgottenTheSignIn", nothing,
            [](Stage& stage) {
              const std::string link = stage.link();
              stage.world.org().expireTransactions();
              Visit* landed = &stage.laptop.opens(link);
              stage.world.pass(Seconds(5));
              return landed;
            },
            "username", "That link belongs to a sign-in that is over.", "username"},
        Row{"AfterStartingOver", nothing,
            [](Stage& stage) {
              const std::string link = stage.link();
              stage.waiting->presses("Back to sign in");
              return &stage.laptop.opens(link);
            },
            "username", "That link belongs to a sign-in that is over.", "username"},
        Row{"OnceMore", nothing,
            [](Stage& stage) {
              const std::string link = stage.link();
              EXPECT_EQ(stage.laptop.opens(link).leftFor(), kApp);
              return &stage.laptop.opens(link);
            },
            "app", ""},
        Row{"OnceMoreAfterTheCodeWasTyped", nothing,
            [](Stage& stage) {
              const std::string link = stage.link();
              stage.waiting->typesTheCodeSentTo(kAda);
              return &stage.laptop.opens(link);
            },
            "app", ""},
        Row{"AfterSigningOut", nothing,
            [](Stage& stage) {
              const std::string link = stage.link();
              stage.signsOut(stage.laptop.opens(link));
              return &stage.laptop.opens(link);
            },
            "username", "That link belongs to a sign-in that is over."}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(MagicLinkRefused, LeavesTheCodeFieldOpenThere) {
  Stage stage;
  Visit& waiting = stage.laptop.waitsForTheMail(kAda);
  const std::string link = replaceAll(stage.link(), stage.world.mailTo(kAda).code, "000000");
  Visit& landed = stage.laptop.opens(link);
  EXPECT_NE(landed.alert().find("That link no longer works."), std::string::npos);
  landed.typesTheCodeSentTo(kAda);
  EXPECT_EQ(landed.leftFor(), kApp);
  EXPECT_EQ(waiting.leftFor(), kApp);
}

TEST(MagicLinkOutdated, KeepsTheUsernameForTheNextTry) {
  Stage stage;
  stage.laptop.waitsForTheMail(kAda);
  const std::string link = stage.link();
  stage.world.org().expireTransactions();
  Visit& landed = stage.laptop.opens(link);
  EXPECT_EQ(landed.valueOf("Username"), kAda);
  landed.presses("Next");
  EXPECT_EQ(landed.name(), "ask");
}

TEST(MagicLinkOutdated, IsKnownForTheLastEightSignInsOfThisBrowser) {
  Stage stage;
  Visit& visit = stage.laptop.waitsForTheMail(kAda);
  const std::string first = stage.link();
  const auto startsOver = [&] {
    visit.presses("Back to sign in");
    visit.types("Username", kAda);
    visit.presses("Next");
    visit.presses("Send me an email");
  };
  for (int i = 0; i < 8; ++i) startsOver();
  EXPECT_EQ(stage.laptop.opens(first).name(), "username");
  startsOver();
  EXPECT_EQ(stage.laptop.opens(first).name(), "elsewhere");
}

}  // namespace
}  // namespace latchkey
