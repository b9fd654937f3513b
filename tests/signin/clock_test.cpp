#include "signin/clock.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

// Sun, 17 Mar 2030 17:46:40 GMT
const Instant kOrg = fromUnix(Seconds(1'900'000'000));

http::Response answerWith(const std::string& date) { return {200, {{"Date", date}}, "{}"}; }

struct Row {
  const char* name;
  Seconds ahead;  // of this device's clock
  std::string date;
  std::optional<Milliseconds> offset;
};

class ClockTable : public testing::TestWithParam<Row> {};

TEST_P(ClockTable, LearnsTheOrgsTimeFromItsAnswers) {
  Clock clock;
  clock.set(kOrg + GetParam().ahead);
  clock.learnFrom(answerWith(GetParam().date));
  EXPECT_EQ(clock.offset(), GetParam().offset);
  const Milliseconds off = GetParam().offset.value_or(Milliseconds(0));
  EXPECT_EQ(clock.ours(kOrg), kOrg - off);
}

constexpr const char* kDate = "Sun, 17 Mar 2030 17:46:40 GMT";

INSTANTIATE_TEST_SUITE_P(Clock, ClockTable,
                         testing::Values(Row{"Right", Seconds(0), kDate, Milliseconds(0)},
                                         Row{"Fast", Seconds(3600), kDate, Seconds(-3600)},
                                         Row{"Slow", Seconds(-90), kDate, Seconds(90)},
                                         Row{"TheOrgDoesNotTell", Seconds(3600), "", std::nullopt},
                                         Row{"TheOrgTellsNonsense", Seconds(3600), "tomorrow",
                                             std::nullopt}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Clock, KeepsWhatItHasLearnt) {
  Clock clock;
  clock.set(kOrg + Seconds(60));
  clock.learnFrom(answerWith(kDate));
  clock.set(kOrg + Seconds(100));
  clock.learnFrom(http::Response{200, {}, ""});
  EXPECT_EQ(clock.offset(), Seconds(-60));
  EXPECT_EQ(clock.now(), kOrg + Seconds(100));
}

}  // namespace
}  // namespace latchkey::signin
