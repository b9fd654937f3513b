#include "signin/shown.h"

#include <gtest/gtest.h>

namespace latchkey::signin {
namespace {

const Instant kNow = fromUnix(Seconds(1'900'000'000));

AwaitPasscode polled(Milliseconds refresh) {
  AwaitPasscode phase;
  phase.poll.emplace();
  phase.poll->refresh = refresh;
  return phase;
}

TEST(Shown, GoesBackToWhatLiesUnderIt) {
  Shown shown;
  shown.phase = polled(Milliseconds(4'000));
  shown.open(OtherStep{.name = "methods"});
  ASSERT_TRUE(std::holds_alternative<OtherStep>(shown.phase));
  EXPECT_TRUE(std::get<OtherStep>(shown.phase).isOpened);
  shown.goBack();
  EXPECT_TRUE(std::holds_alternative<AwaitPasscode>(shown.phase));
  EXPECT_FALSE(shown.under);
}

TEST(Shown, GoesBackToTheFirstOfSeveral) {
  Shown shown;
  shown.phase = polled(Milliseconds(4'000));
  shown.open(OtherStep{.name = "methods"});
  shown.open(OtherStep{.name = "one of them"});
  shown.goBack();
  EXPECT_TRUE(std::holds_alternative<AwaitPasscode>(shown.phase));
}

TEST(Shown, AwaitsWhatLiesUnderIt) {
  Shown shown;
  shown.phase = polled(Milliseconds(5'000));
  EXPECT_EQ(shown.pollRefresh(), Milliseconds(5'000));
  shown.open(OtherStep{});
  EXPECT_EQ(shown.pollRefresh(), Milliseconds(5'000));
  EXPECT_TRUE(std::holds_alternative<AwaitPasscode>(shown.awaited()));
}

TEST(Shown, PollsNothingWhereThereIsNothingToWaitFor) {
  Shown shown;
  for (Phase phase : {Phase(Identify{}), Phase(AwaitPasscode{}), Phase(OtherStep{})}) {
    shown.phase = std::move(phase);
    EXPECT_EQ(shown.poll(), nullptr) << shown.phase.index();
  }
}

TEST(Shown, KeepsATroubleForAsLongAsTheOrgWantsAPause) {
  Shown shown;
  shown.trouble.advice = Advice::tooManyAttempts;
  shown.trouble.retryAt = kNow + Seconds(10);
  EXPECT_TRUE(shown.mustWait(kNow));
  shown.dismissTrouble(kNow);
  EXPECT_EQ(shown.trouble.advice, Advice::tooManyAttempts);
  EXPECT_FALSE(shown.mustWait(kNow + Seconds(10)));
  shown.dismissTrouble(kNow + Seconds(10));
  EXPECT_EQ(shown.trouble.advice, Advice::none);
}

}  // namespace
}  // namespace latchkey::signin
