#include "signin/tab_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::signin {
namespace {

session::Transaction transaction() {
  session::Transaction it;
  it.state = oauth::State("state-1");
  it.challenge = oauth::CodeChallenge("challenge-1");
  return it;
}

TabLock::Then sends(const std::string& body) {
  http::Request request;
  request.body = body;
  return TabLock::SendRequest{std::move(request)};
}

// Plays a line of words: what is done to the lock, with the number of the ticket.
struct Played {
  TabLock lock;
  std::vector<Effect> effects;
  std::vector<std::string> granted;

  void play(const std::string& word) {
    const Ticket ticket{static_cast<std::uint32_t>(word.back() - '0')};
    if (word.rfind("acquire", 0) == 0) lock.acquire(ticket, transaction(), sends(word), effects);
    if (word == "release") lock.release(effects);
    if (word.rfind("granted", 0) != 0) return;
    const std::optional<TabLock::Then> then = lock.granted(ticket);
    granted.push_back(then ? std::get<TabLock::SendRequest>(*then).request.body : "nothing");
  }
  std::string state() const { return lock.isIdle() ? "idle" : lock.isHeld() ? "held" : "waiting"; }
  std::vector<std::string> wanted() const {
    std::vector<std::string> all;
    for (const Effect& effect : effects) {
      if (const auto* take = std::get_if<TakeLock>(&effect)) {
        all.push_back("take " + std::to_string(take->ticket.number));
      }
      if (std::holds_alternative<ReleaseLock>(effect)) all.push_back("release");
    }
    return all;
  }
};

struct Row {
  const char* name;
  std::vector<std::string> played;
  const char* state;
  std::vector<std::string> wanted;
  std::vector<std::string> granted = {};
};

class TabLockTable : public testing::TestWithParam<Row> {};

TEST_P(TabLockTable, IsIdleWaitingOrHeld) {
  Played it;
  for (const std::string& word : GetParam().played) it.play(word);
  EXPECT_EQ(it.state(), GetParam().state);
  EXPECT_EQ(it.wanted(), GetParam().wanted);
  EXPECT_EQ(it.granted, GetParam().granted);
}

INSTANTIATE_TEST_SUITE_P(
    TabLock, TabLockTable,
    testing::Values(
        Row{"NothingHappened", {}, "idle", {}},
        Row{"ReleasedBeforeItWasAskedFor", {"release"}, "idle", {}},
        Row{"GrantedBeforeItWasAskedFor", {"granted 1"}, "idle", {}, {"nothing"}},
        Row{"AskedFor", {"acquire 1"}, "waiting", {"take 1"}},
        Row{"Granted", {"acquire 1", "granted 1"}, "held", {"take 1"}, {"acquire 1"}},
        Row{"GrantedTwice",
            {"acquire 1", "granted 1", "granted 1"},
            "held",
            {"take 1"},
            {"acquire 1", "nothing"}},
        Row{"AskedForAgainWhileItWaits",
            {"acquire 1", "acquire 2"},
            "waiting",
            {"take 1", "release", "take 2"}},
        Row{"TheEarlierRequestIsGrantedTooLate",
            {"acquire 1", "acquire 2", "granted 1"},
            "waiting",
            {"take 1", "release", "take 2"},
            {"nothing"}},
        Row{"TheLaterRequestIsGranted",
            {"acquire 1", "acquire 2", "granted 2"},
            "held",
            {"take 1", "release", "take 2"},
            {"acquire 2"}},
        Row{"AskedForAgainWhileItIsHeld",
            {"acquire 1", "granted 1", "acquire 2"},
            "waiting",
            {"take 1", "release", "take 2"},
            {"acquire 1"}},
        Row{"ReleasedWhileItWaits", {"acquire 1", "release"}, "idle", {"take 1", "release"}},
        Row{"GrantedAfterItWasReleased",
            {"acquire 1", "release", "granted 1"},
            "idle",
            {"take 1", "release"},
            {"nothing"}},
        Row{"ReleasedOnce",
            {"acquire 1", "granted 1", "release", "release"},
            "idle",
            {"take 1", "release"},
            {"acquire 1"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(TabLock, IsNamedByTheChallengeAndLooksForTheTransaction) {
  TabLock lock;
  std::vector<Effect> effects;
  lock.acquire(Ticket{1}, transaction(), TabLock::Recheck{}, effects);
  lock.release(effects);
  EXPECT_EQ(std::get<TakeLock>(effects.front()).name, "latchkey-challenge-1");
  EXPECT_EQ(std::get<TakeLock>(effects.front()).state, oauth::State("state-1"));
  EXPECT_EQ(std::get<ReleaseLock>(effects.back()).name, "latchkey-challenge-1");
}

TEST(TabLock, KeepsTheAdviceOfARecheck) {
  TabLock lock;
  std::vector<Effect> effects;
  lock.acquire(Ticket{1}, transaction(), TabLock::Recheck{Advice::startedAgain}, effects);
  const std::optional<TabLock::Then> then = lock.granted(Ticket{1});
  EXPECT_EQ(std::get<TabLock::Recheck>(*then).otherwise, Advice::startedAgain);
}

}  // namespace
}  // namespace latchkey::signin
