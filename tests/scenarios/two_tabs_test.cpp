// Several tabs of one browser at one sign-in, at the same moment.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::Visit;
using support::World;

std::ptrdiff_t count(const std::vector<Visit*>& tabs, const std::string& request) {
  std::ptrdiff_t sum = 0;
  for (const Visit* tab : tabs) {
    sum += std::count(tab->requests.begin(), tab->requests.end(), request);
  }
  return sum;
}

struct Stage {
  Stage() { world.org().policy().magicLink = simulator::MagicLink::direct; }

  World world;
  Browser laptop{world};
  Visit* waiting = nullptr;
  std::string link;
};

struct Race {
  const char* name;
  std::vector<Visit*> (*run)(Stage&);  // the tabs that take part
  std::ptrdiff_t answers = 1;
};
void PrintTo(const Race& race, std::ostream* out) { *out << race.name; }  // NOLINT: gtest's name

enum class Locks { there, missing };

class TwoTabs : public testing::TestWithParam<std::tuple<Race, Locks>> {};

TEST_P(TwoTabs, DoEachThingOnceAndAllEndInTheApp) {
  const auto& [race, locks] = GetParam();
  Stage stage;
  stage.laptop.locks().isMissing = locks == Locks::missing;
  if (std::string(race.name) == "ThePollsOfTwo") {
    stage.world.org().policy().app.emailVerificationUrl.clear();
    stage.world.org().policy().magicLink = simulator::MagicLink::throughOrg;
  }
  stage.waiting = &stage.laptop.waitsForTheMail(kAda);
  stage.link = stage.laptop.landingOf(stage.world.mailTo(kAda));
  const std::vector<Visit*> tabs = race.run(stage);
  stage.world.pass(Seconds(20));
  for (const Visit* tab : tabs) {
    EXPECT_EQ(tab->leftFor(), kApp) << tab->name() << ": " << tab->alert();
    EXPECT_EQ(tab->alert(), "");
  }
  EXPECT_FALSE(stage.laptop.locks().isHeld());
  EXPECT_EQ(stage.laptop.keptAnywhere().find("codeVerifier"), std::string::npos);
  EXPECT_EQ(stage.world.org().mailbox().size(), 1U);
  if (locks == Locks::missing) return;
  EXPECT_EQ(count(tabs, "POST /idp/idx/challenge/answer"), race.answers);
  EXPECT_EQ(count(tabs, "POST /oauth2/default/v1/token"), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Racing, TwoTabs,
    testing::Combine(testing::Values(Race{"TheLinkTwice",
                                          [](Stage& stage) {
                                            std::vector<Visit*> tabs = {stage.waiting};
                                            stage.world.atOnce([&] {
                                              tabs.push_back(&stage.laptop.opens(stage.link));
                                              tabs.push_back(&stage.laptop.opens(stage.link));
                                            });
                                            return tabs;
                                          }},
                                     Race{"TheLinkAndTheCode",
                                          [](Stage& stage) {
                                            std::vector<Visit*> tabs = {stage.waiting};
                                            stage.world.atOnce([&] {
                                              tabs.push_back(&stage.laptop.opens(stage.link));
                                              stage.waiting->typesTheCodeSentTo(kAda);
                                            });
                                            return tabs;
                                          }},
                                     Race{"TheCodeAndTheLink",
                                          [](Stage& stage) {
                                            std::vector<Visit*> tabs = {stage.waiting};
                                            stage.world.atOnce([&] {
                                              stage.waiting->typesTheCodeSentTo(kAda);
                                              tabs.push_back(&stage.laptop.opens(stage.link));
                                            });
                                            return tabs;
                                          }},
                                     Race{"TheLinkAndAReload",
                                          [](Stage& stage) {
                                            std::vector<Visit*> tabs = {stage.waiting};
                                            stage.world.atOnce([&] {
                                              stage.waiting->reloads();
                                              tabs.push_back(&stage.laptop.opens(stage.link));
                                            });
                                            return tabs;
                                          }},
                                     Race{"TheCodeInADuplicateToo",
                                          [](Stage& stage) {
                                            std::vector<Visit*> tabs = {
                                                stage.waiting,
                                                &stage.laptop.duplicates(*stage.waiting)};
                                            EXPECT_EQ(tabs[1]->name(), "passcode");
                                            stage.world.atOnce([&] {
                                              tabs[0]->typesTheCodeSentTo(kAda);
                                              tabs[1]->typesTheCodeSentTo(kAda);
                                            });
                                            return tabs;
                                          }},
                                     Race{"ThePollsOfTwo",
                                          [](Stage& stage) {
                                            std::vector<Visit*> tabs = {
                                                stage.waiting,
                                                &stage.laptop.duplicates(*stage.waiting)};
                                            stage.laptop.answersAtTheOrg(stage.world.mailTo(kAda),
                                                                         "yes");
                                            stage.world.atOnce([&] {
                                              for (Visit* tab : tabs) tab->hides();
                                              for (Visit* tab : tabs) tab->comesBack();
                                            });
                                            return tabs;
                                          },
                                          0}),
                     testing::Values(Locks::there, Locks::missing)),
    [](const auto& test) {
      const bool hasLocks = std::get<1>(test.param) == Locks::there;
      return std::string(std::get<0>(test.param).name) + (hasLocks ? "" : "WithoutLocks");
    });

// What a person does who still wants to sign in.
void goesOn(Visit& visit) {
  if (visit.name() == "username") {
    visit.types("Username", kAda);
    visit.presses("Next");
    visit.presses("Send me an email");
  }
  if (visit.name() == "passcode") visit.typesTheCodeSentTo(kAda);
}

// The link's tab is reloaded, as a person in doubt does, at every moment that there is. Whatever
// the moment, the person is signed in or can go on where they waited.
TEST(TwoTabsAtEachMoment, AReloadOfBothLosesNothing) {
  bool wasDone = false;
  for (int moment = 0; !wasDone; ++moment) {
    SCOPED_TRACE(moment);
    ASSERT_LT(moment, 100);
    Stage stage;
    stage.waiting = &stage.laptop.waitsForTheMail(kAda);
    stage.link = stage.laptop.landingOf(stage.world.mailTo(kAda));
    Visit* landed = nullptr;
    const auto begin = [&] {
      landed = &stage.laptop.opens(stage.link);
      for (int i = 0; i < moment; ++i) wasDone = !stage.world.later().step();
      if (landed->leftFor().empty()) landed->reloads();
      if (stage.waiting->leftFor().empty()) stage.waiting->reloads();
    };
    stage.world.atOnce(begin);
    stage.world.pass(Seconds(20));
    goesOn(*stage.waiting);
    stage.world.pass(Seconds(20));
    EXPECT_EQ(landed->leftFor(), kApp) << landed->name() << landed->alert();
    EXPECT_EQ(stage.waiting->leftFor(), kApp) << stage.waiting->name() << stage.waiting->alert();
    EXPECT_EQ(stage.laptop.keptAnywhere().find("codeVerifier"), std::string::npos);
  }
}

TEST(TwoTabsAtEachMoment, TheLinksTabClosedLeavesTheRestToTheOneThatWaits) {
  bool wasDone = false;
  for (int moment = 0; !wasDone; ++moment) {
    SCOPED_TRACE(moment);
    ASSERT_LT(moment, 100);
    Stage stage;
    stage.waiting = &stage.laptop.waitsForTheMail(kAda);
    stage.link = stage.laptop.landingOf(stage.world.mailTo(kAda));
    stage.world.atOnce([&] {
      Visit& landed = stage.laptop.opens(stage.link);
      for (int i = 0; i < moment; ++i) wasDone = !stage.world.later().step();
      stage.laptop.closes(landed);
    });
    stage.world.pass(Seconds(20));
    goesOn(*stage.waiting);
    EXPECT_EQ(stage.waiting->leftFor(), kApp) << stage.waiting->name() << stage.waiting->alert();
  }
}

struct Hearing {
  const char* name;
  bool hasChannel;
  bool hasStorageEvents;
};
class WaitingTab : public testing::TestWithParam<Hearing> {};

TEST_P(WaitingTab, FollowsWhoeverFinished) {
  Stage stage;
  stage.laptop.hasChannel = GetParam().hasChannel;
  stage.laptop.hasStorageEvents = GetParam().hasStorageEvents;
  Visit& waiting = stage.laptop.waitsForTheMail(kAda);
  stage.laptop.opens(stage.laptop.landingOf(stage.world.mailTo(kAda)));
  EXPECT_EQ(waiting.leftFor(), kApp);
}

INSTANTIATE_TEST_SUITE_P(HearsOfItBy, WaitingTab,
                         testing::Values(Hearing{"ChannelAlone", true, false},
                                         Hearing{"StorageEventAlone", false, true}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(WaitingTab, ThatHeardNothingLooksWhenItWakes) {
  Stage stage;
  stage.laptop.hasChannel = stage.laptop.hasStorageEvents = false;
  Visit& waiting = stage.laptop.waitsForTheMail(kAda);
  waiting.hides();
  stage.laptop.opens(stage.laptop.landingOf(stage.world.mailTo(kAda)));
  EXPECT_EQ(waiting.leftFor(), "");
  waiting.comesBack();
  stage.world.settle();
  EXPECT_EQ(waiting.leftFor(), kApp);
}

}  // namespace
}  // namespace latchkey
