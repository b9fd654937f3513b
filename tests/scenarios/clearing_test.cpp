// Whatever the weather was, wherever it struck: once it clears, a person who only does what the
// screen offers is signed in.

#include <gtest/gtest.h>

#include <functional>

#include "base/json_reader.h"
#include "base/text.h"
#include "simulator/faults.h"
#include "tests/support/person.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Person;
using support::Visit;
using support::World;

std::vector<std::string> faults() {
  std::vector<std::string> names;
  for (const simulator::FaultName& fault : simulator::faultNames()) names.push_back(fault.name);
  return names;
}

void strike(World& world, const std::string& kind, int skip, int count) {
  simulator::Fault fault = *simulator::faultByName(kind);
  fault.path = "/";
  fault.skip = skip;
  fault.count = count;
  world.org().faults().add(fault);
}

void clear(World& world) {
  world.org().faults().clear();
  // Limits that were met are over by then.
  world.pass(std::chrono::minutes(6));
}

std::string nameOf(const std::string& words) {
  std::string name;
  for (const char c : words) name += isLetter(c) || isDigit(c) ? c : '_';
  return name;
}

// --- at every request

struct Somebody {
  const char* name;
  const char* username;
  bool askedToStay = false;
};

class OneRequest : public testing::TestWithParam<std::tuple<Somebody, std::string>> {};

TEST_P(OneRequest, MeetsItAndThePersonStillSignsIn) {
  const auto& [who, kind] = GetParam();
  constexpr int kRequestsOfASignIn = 14;
  for (int request = 0; request < kRequestsOfASignIn; ++request) {
    World world;
    world.org().policy().asksToKeepSignedIn = who.askedToStay;
    Browser browser{world};
    strike(world, kind, request, 1);
    Person person(world, who.username);
    Visit& visit = browser.opens(kHome);
    EXPECT_TRUE(person.signsIn(visit))
        << "request " << request << ": " << visit.name() << ": " << visit.alert();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, OneRequest,
    testing::Combine(testing::Values(Somebody{"Ada", kAda}, Somebody{"Linus", "linus@example.com"},
                                     Somebody{"GraceAskedToStay", kGrace, true}),
                     testing::ValuesIn(faults())),
    [](const auto& test) {
      return std::string(std::get<0>(test.param).name) + "_" + nameOf(std::get<1>(test.param));
    });

// --- from every phase

// Brings a page of `browser` to a phase, in clear weather, and returns it.
struct Stage {
  const char* name;
  const char* screen;  // where it must have come to
  std::function<Visit&(World&, Browser&)> reach;
};

Visit& mailedTo(World& world, Browser& browser, const char* username) {
  Visit& visit = browser.waitsForTheMail(username);
  world.pass(Seconds(1));
  return visit;
}

std::vector<Stage> stages() {
  return {
      {"TheUsername", "username", [](World&, Browser& it) -> Visit& { return it.opens(kHome); }},
      {"TheQuestionBeforeTheMail", "ask",
       [](World&, Browser& it) -> Visit& {
         Visit& visit = it.opens(kHome);
         visit.types("Username", kAda);
         visit.presses("Next");
         return visit;
       }},
      {"TheWaitForTheMail", "passcode",
       [](World& world, Browser& it) -> Visit& { return mailedTo(world, it, kGrace); }},
      {"ARefusedCode", "passcode",
       [](World& world, Browser& it) -> Visit& {
         Visit& visit = mailedTo(world, it, kGrace);
         visit.types("Enter code", "000000");
         visit.presses("Verify");
         return visit;
       }},
      {"ALinkElsewhere", "elsewhere",
       [](World& world, Browser& it) -> Visit& {
         static const char* const kSomeLink =
             "http://localhost:8080/login/callback/?otp=123456&state=another-browsers";
         mailedTo(world, it, kGrace);
         return it.opens(kSomeLink);
       }},
      {"TheTabThatWasLeftBehind", "",
       [](World& world, Browser& it) -> Visit& {
         Visit& first = mailedTo(world, it, kGrace);
         it.follows(world.mailTo(kGrace));
         return first;
       }},
      {"AStop", "stopped",
       [](World& world, Browser& it) -> Visit& {
         Visit& visit = mailedTo(world, it, kGrace);
         const std::string meta =
             visit.ownStorage().read(support::Lifetime::tab, "okta-transaction-storage").value();
         const std::string state = *text(*parseJson(meta), "state");
         visit.goesTo("http://localhost:8080/login/callback/?error=server_error&state=" + state);
         return visit;
       }},
      {"AReload", "username",
       [](World&, Browser& it) -> Visit& {
         Visit& visit = it.opens(kHome);
         visit.reloads();
         return visit;
       }},
      {"AReloadWhileWaiting", "passcode",
       [](World& world, Browser& it) -> Visit& {
         Visit& visit = mailedTo(world, it, kGrace);
         visit.reloads();
         return visit;
       }},
      {"AnExpiredSession", "passcode",
       [](World& world, Browser& it) -> Visit& {
         Visit& visit = mailedTo(world, it, kGrace);
         world.org().expireTransactions();
         return visit;
       }},
      {"RotatedKeys", "passcode",
       [](World& world, Browser& it) -> Visit& {
         static const simulator::SigningKey kNext = simulator::SigningKey::generate();
         Visit& visit = mailedTo(world, it, kGrace);
         world.org().rotateKey(kNext);
         return visit;
       }},
  };
}

class FromEveryPhase : public testing::TestWithParam<Stage> {};

// All faults in one row: a process for each of them would take longer than what it shows.
TEST_P(FromEveryPhase, AStormOfAnyKindIsSurvived) {
  const Stage& stage = GetParam();
  for (const std::string& kind : faults()) {
    for (const int length : {2, 6}) {
      World world;
      Browser browser{world};
      Visit& visit = stage.reach(world, browser);
      if (!std::string(stage.screen).empty()) {
        ASSERT_EQ(visit.name(), stage.screen);
      }
      if (visit.leftFor() == kApp) continue;  // this tab is done already, as it should be
      Person person(world, kGrace);
      strike(world, kind, 0, length);
      for (int i = 0; i < 8 && visit.leftFor().empty(); ++i) person.act(visit);
      clear(world);
      EXPECT_TRUE(person.signsIn(visit))
          << length << " times " << kind << ": " << visit.name() << ": " << visit.alert();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Beginning, FromEveryPhase, testing::ValuesIn(stages()),
                         [](const auto& test) { return std::string(test.param.name); });

// --- anything at all

// One person with one browser, and a world without any plan.
class Walk {
 public:
  explicit Walk(unsigned seed) : random_(seed) {}

  void wanders() {
    for (int i = 0; i < 40; ++i) step();
  }

  bool endsSignedIn() {
    if (!browser_.isOnline()) browser_.goOnline();
    clear(world_);
    visit_ = &browser_.opens(kHome);
    return person_.signsIn(*visit_);
  }

  std::string where() const { return visit_->name() + ": " + visit_->alert(); }

 private:
  void step() {
    switch (random_() % 12) {
      case 0:
        return strike(world_, faults_[random_() % faults_.size()], static_cast<int>(random_() % 3),
                      static_cast<int>(1 + random_() % 4));
      case 1:
        return world_.pass(Seconds(random_() % 90));
      case 2:
        return visit_->reloads();
      case 3:
        return followLink();
      case 4:
        return browser_.isOnline() ? browser_.goOffline() : browser_.goOnline();
      case 5:
        return random_() % 8 == 0 ? world_.org().expireTransactions() : visit_->hides();
      case 6:
        return visit_->comesBack();
      default:
        if (!visit_->leftFor().empty()) visit_->goesOn();
        return person_.actAtRandom(*visit_, random_);
    }
  }

  void followLink() {
    if (world_.mailTo(kGrace).link.empty()) return;
    // The org's own page is not a page of ours, and not in this test's hands in bad weather.
    world_.org().faults().clear();
    visit_ = &browser_.follows(world_.mailTo(kGrace));
  }

  World world_;
  Browser browser_{world_};
  Person person_{world_, kGrace};
  Visit* visit_ = &browser_.opens(kHome);
  std::mt19937 random_;
  std::vector<std::string> faults_ = faults();
};

class RandomWalk : public testing::TestWithParam<unsigned> {};

TEST_P(RandomWalk, EndsSignedInWhenTheWeatherClears) {
  for (unsigned i = 0; i < 10; ++i) {
    Walk walk(GetParam() * 1000 + i);
    walk.wanders();
    EXPECT_TRUE(walk.endsSignedIn()) << "seed " << GetParam() * 1000 + i << ": " << walk.where();
  }
}

INSTANTIATE_TEST_SUITE_P(Seed, RandomWalk, testing::Range(1U, 11U));

}  // namespace
}  // namespace latchkey
