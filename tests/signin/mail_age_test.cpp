#include "signin/mail_age.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

const Instant kSentAt = fromUnix(Seconds(1'900'000'000));

struct Row {
  const char* name;
  Seconds since;
  MailAge age;
  std::optional<Milliseconds> left;  // until the next one
};

class MailAgeTable : public testing::TestWithParam<Row> {};

TEST_P(MailAgeTable, IsCountedFromTheMail) {
  const Row& row = GetParam();
  EXPECT_EQ(mailAgeOf(kSentAt, kSentAt + row.since), row.age);
  EXPECT_EQ(untilNextAge(row.age, kSentAt, kSentAt + row.since), row.left);
}

INSTANTIATE_TEST_SUITE_P(
    MailAge, MailAgeTable,
    testing::Values(Row{"JustSent", Seconds(0), MailAge::fresh, Seconds(30)},
                    Row{"BeforeAnotherIsOffered", Seconds(29), MailAge::fresh, Seconds(1)},
                    Row{"WhenAnotherIsOffered", Seconds(30), MailAge::settled, Seconds(270)},
                    Row{"BeforeItsCodeDies", Seconds(299), MailAge::settled, Seconds(1)},
                    Row{"WhenItsCodeDies", Seconds(300), MailAge::old, std::nullopt},
                    Row{"OfYesterday", Seconds(86'400), MailAge::old, std::nullopt},
                    Row{"AClockThatWasSetBack", Seconds(-500), MailAge::fresh, Seconds(30)}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(MailAge, OfATimerThatComesLateIsDueAtOnce) {
  EXPECT_EQ(untilNextAge(MailAge::fresh, kSentAt, kSentAt + Seconds(900)), Milliseconds(0));
}

TEST(MailAge, OfAClockThatWasSetBackIsWaitedForNoLongerThanItLasts) {
  EXPECT_EQ(untilNextAge(MailAge::settled, kSentAt, kSentAt - Seconds(900)), Seconds(300));
}

}  // namespace
}  // namespace latchkey::signin
