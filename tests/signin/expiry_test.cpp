#include "signin/expiry.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

const Instant kNow = fromUnix(Seconds(1'900'000'000));

struct Row {
  const char* name;
  std::optional<Seconds> left;  // until the end that the document names
  std::optional<Milliseconds> timer;
  bool known;
  bool soon;
};

class ExpiryTable : public testing::TestWithParam<Row> {};

TEST_P(ExpiryTable, IsAnnouncedAMinuteBefore) {
  const Row& row = GetParam();
  Expiry expiry;
  const auto end = row.left ? std::optional(kNow + *row.left) : std::nullopt;
  EXPECT_EQ(expiry.watch(end, kNow, false), row.timer);
  EXPECT_EQ(expiry.isKnown(), row.known);
  EXPECT_EQ(expiry.isSoon(kNow), row.soon);
}

INSTANTIATE_TEST_SUITE_P(
    Expiry, ExpiryTable,
    testing::Values(Row{"NoneIsNamed", {}, {}, false, false},
                    Row{"InFiveMinutes", Seconds(300), Seconds(240), true, false},
                    Row{"InAMinuteAndASecond", Seconds(61), Seconds(1), true, false},
                    Row{"InAMinute", Seconds(60), Seconds(60), true, true},
                    Row{"InASecond", Seconds(1), Seconds(1), true, true},
                    Row{"Now", Seconds(0), {}, false, false},
                    Row{"InThePast", Seconds(-300), {}, false, false},
                    Row{"InAYear", Seconds(31'536'000), Seconds(86'400), true, false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Expiry, ThatMovesAwayNeedsNoOtherTimer) {
  Expiry expiry;
  ASSERT_EQ(expiry.watch(kNow + Seconds(300), kNow, false), Seconds(240));
  const Instant later = kNow + Seconds(4);
  EXPECT_EQ(expiry.watch(later + Seconds(300), later, true), std::nullopt);
}

TEST(Expiry, ThatComesNearerNeedsATimerThatGoesOffEarlier) {
  Expiry expiry;
  ASSERT_EQ(expiry.watch(kNow + Seconds(300), kNow, false), Seconds(240));
  EXPECT_EQ(expiry.watch(kNow + Seconds(90), kNow, true), Seconds(30));
}

TEST(Expiry, IsSoonUntilItIsThere) {
  Expiry expiry;
  expiry.watch(kNow + Seconds(300), kNow, false);
  EXPECT_TRUE(expiry.isSoon(kNow + Seconds(240)));
  EXPECT_TRUE(expiry.isSoon(kNow + Seconds(299)));
  EXPECT_FALSE(expiry.isSoon(kNow + Seconds(300)));
}

TEST(Expiry, OfASignInThatWasGivenUpIsNotKnown) {
  Expiry expiry;
  expiry.watch(kNow + Seconds(30), kNow, false);
  expiry.forget();
  EXPECT_FALSE(expiry.isKnown());
  EXPECT_FALSE(expiry.isSoon(kNow));
}

}  // namespace
}  // namespace latchkey::signin
