#include "signin/polling.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

const Instant kNow = fromUnix(Seconds(1'900'000'000));
constexpr std::optional<Milliseconds> kByChance = std::nullopt;

struct Row {
  const char* name;
  std::optional<Milliseconds> refresh;
  bool hidden;
  int failures;
  Milliseconds quiet;                // from now on
  std::optional<Milliseconds> next;  // of untilPoll
  Milliseconds least;                // of backedOffPoll with the random bytes 0 and 255
  Milliseconds most;
};

Polling pollingOf(const Row& row) {
  Polling polling;
  polling.setHidden(row.hidden);
  for (int i = 0; i < row.failures; ++i) polling.noteFailure();
  polling.keepQuietUntil(kNow + row.quiet);
  return polling;
}

class PollingTable : public testing::TestWithParam<Row> {};

TEST_P(PollingTable, SaysWhenTheNextPollIs) {
  const Row& row = GetParam();
  const Polling polling = pollingOf(row);
  EXPECT_EQ(polling.untilPoll(row.refresh, kNow), row.next);
  EXPECT_EQ(polling.backedOffPoll(row.refresh, kNow, {0}), row.least);
  EXPECT_EQ(polling.backedOffPoll(row.refresh, kNow, {255}), row.most);
}

using Ms = Milliseconds;

INSTANTIATE_TEST_SUITE_P(
    Polling, PollingTable,
    testing::Values(
        Row{"TheOrgDoesNotSay", {}, false, 0, Ms(0), Ms(4'000), Ms(3'000), Ms(4'984)},
        Row{"TheOrgSays", Ms(5'000), false, 0, Ms(0), Ms(5'000), Ms(3'750), Ms(6'230)},
        Row{"TooOften", Ms(10), false, 0, Ms(0), Ms(1'000), Ms(750), Ms(1'246)},
        Row{"Never", Ms(0), false, 0, Ms(0), Ms(1'000), Ms(750), Ms(1'246)},
        Row{"TooRarely", Ms(90'000), false, 0, Ms(0), Ms(60'000), Ms(45'000), Ms(74'765)},
        Row{"HiddenTab", Ms(4'000), true, 0, Ms(0), Ms(15'000), Ms(11'250), Ms(18'691)},
        Row{"HiddenTabOfASlowOrg", Ms(20'000), true, 0, Ms(0), Ms(20'000), Ms(15'000), Ms(24'921)},
        Row{"AfterOneFailure", Ms(4'000), false, 1, Ms(0), kByChance, Ms(6'000), Ms(9'968)},
        Row{"AfterTwoFailures", Ms(4'000), false, 2, Ms(0), kByChance, Ms(12'000), Ms(19'937)},
        Row{"AfterManyFailures", Ms(4'000), false, 40, Ms(0), kByChance, Ms(45'000), Ms(74'765)},
        Row{"Quiet", Ms(4'000), false, 0, Ms(45'000), kByChance, Ms(45'000), Ms(46'992)},
        Row{"QuietForAMoment", Ms(4'000), false, 0, Ms(10), kByChance, Ms(4'000), Ms(5'992)},
        Row{"QuietAfterFailures", Ms(4'000), false, 3, Ms(30'000), kByChance, Ms(30'000),
            Ms(31'992)},
        Row{"QuietInThePast", Ms(4'000), false, 0, Ms(-1), Ms(4'000), Ms(3'000), Ms(4'984)}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Polling, IsOfMiddlingLengthWithoutARandomNumber) {
  EXPECT_EQ(Polling().backedOffPoll(Ms(4'000), kNow, {}), Ms(4'000));
}

TEST(Polling, RetriesWhenTheOrgMayBeAskedAgainElseByChance) {
  Polling polling;
  EXPECT_EQ(polling.untilRetry(kNow), kByChance);
  EXPECT_EQ(polling.backedOffRetry({128}), Ms(2'000));
  polling.noteFailure();
  EXPECT_EQ(polling.backedOffRetry({128}), Ms(4'000));
  polling.keepQuietUntil(kNow + Seconds(20));
  EXPECT_EQ(polling.untilRetry(kNow), Ms(20'000));
}

TEST(Polling, GivesUpAfterTwelveFailuresInARow) {
  Polling polling;
  for (int i = 0; i < 11; ++i) polling.noteFailure();
  EXPECT_TRUE(polling.hasTriesLeft());
  polling.noteFailure();
  EXPECT_FALSE(polling.hasTriesLeft());
  polling.noteSuccess();
  EXPECT_TRUE(polling.hasTriesLeft());
}

}  // namespace
}  // namespace latchkey::signin
