#include "base/time.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

Instant at(std::int64_t milliseconds) { return fromUnixMilliseconds(Milliseconds(milliseconds)); }

struct Moment {
  std::string name;
  std::int64_t milliseconds;
  std::string rfc3339;
  std::string httpDate;
};
void PrintTo(const Moment& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class Calendar : public testing::TestWithParam<Moment> {};

TEST_P(Calendar, IsWrittenAndReadBothWays) {
  const Instant instant = at(GetParam().milliseconds);
  EXPECT_EQ(toRfc3339(instant), GetParam().rfc3339);
  EXPECT_EQ(fromRfc3339(GetParam().rfc3339), instant);
  EXPECT_EQ(toHttpDate(instant), GetParam().httpDate);
  EXPECT_EQ(fromHttpDate(GetParam().httpDate), fromUnix(toUnix(instant)));
}

INSTANTIATE_TEST_SUITE_P(
    Moments, Calendar,
    testing::Values(Moment{"Epoch", 0, "1970-01-01T00:00:00.000Z", "Thu, 01 Jan 1970 00:00:00 GMT"},
                    Moment{"ExampleOfRfc9110", 784'111'777'000, "1994-11-06T08:49:37.000Z",
                           "Sun, 06 Nov 1994 08:49:37 GMT"},
                    Moment{"LeapDay", 951'782'400'123, "2000-02-29T00:00:00.123Z",
                           "Tue, 29 Feb 2000 00:00:00 GMT"},
                    Moment{"LastOfTheYear", 1'893'455'999'999, "2029-12-31T23:59:59.999Z",
                           "Mon, 31 Dec 2029 23:59:59 GMT"},
                    Moment{"After2038", 4'102'444'800'000, "2100-01-01T00:00:00.000Z",
                           "Fri, 01 Jan 2100 00:00:00 GMT"},
                    Moment{"DayAfterTheLeapDayThatIsNone", 4'107'542'400'000,
                           "2100-03-01T00:00:00.000Z", "Mon, 01 Mar 2100 00:00:00 GMT"},
                    Moment{"BeforeTheEpoch", -1, "1969-12-31T23:59:59.999Z",
                           "Wed, 31 Dec 1969 23:59:59 GMT"}),
    [](const auto& test) { return test.param.name; });

TEST(Rfc3339Test, TakesAnyFraction) {
  EXPECT_EQ(fromRfc3339("1970-01-01T00:00:01Z"), at(1000));
  EXPECT_EQ(fromRfc3339("1970-01-01T00:00:01.5Z"), at(1500));
  EXPECT_EQ(fromRfc3339("1970-01-01T00:00:01.123456789Z"), at(1123));
}

struct Text {
  std::string name;
  std::string text;
};
void PrintTo(const Text& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class NoRfc3339 : public testing::TestWithParam<Text> {};

TEST_P(NoRfc3339, IsRefused) { EXPECT_FALSE(fromRfc3339(GetParam().text)); }

INSTANTIATE_TEST_SUITE_P(
    Texts, NoRfc3339,
    testing::Values(
        Text{"Nothing", ""}, Text{"DateOnly", "2030-01-01"}, Text{"NoZone", "2030-01-01T00:00:00"},
        Text{"Offset", "2030-01-01T00:00:00+01:00"}, Text{"LowerCaseZone", "2030-01-01T00:00:00z"},
        Text{"Space", "2030-01-01 00:00:00Z"}, Text{"MonthZero", "2030-00-01T00:00:00Z"},
        Text{"Month13", "2030-13-01T00:00:00Z"}, Text{"DayZero", "2030-01-00T00:00:00Z"},
        Text{"April31", "2030-04-31T00:00:00Z"},
        Text{"LeapDayOfNoLeapYear", "2030-02-29T00:00:00Z"}, Text{"Hour24", "2030-01-01T24:00:00Z"},
        Text{"Minute60", "2030-01-01T00:60:00Z"}, Text{"EmptyFraction", "2030-01-01T00:00:00.Z"},
        Text{"FractionWithoutEnd", "2030-01-01T00:00:00.1234567890Z"},
        Text{"YearOfFive", "12030-01-01T00:00:00Z"}, Text{"Signed", "-030-01-01T00:00:00Z"},
        Text{"More", "2030-01-01T00:00:00Zx"}),
    [](const auto& test) { return test.param.name; });

class NoHttpDate : public testing::TestWithParam<Text> {};

TEST_P(NoHttpDate, IsRefused) { EXPECT_FALSE(fromHttpDate(GetParam().text)); }

INSTANTIATE_TEST_SUITE_P(Texts, NoHttpDate,
                         testing::Values(Text{"Nothing", ""}, Text{"Comma", ", "},
                                         Text{"Rfc850", "Sunday, 06-Nov-94 08:49:37 GMT"},
                                         Text{"Asctime", "Sun Nov  6 08:49:37 1994"},
                                         Text{"OtherZone", "Sun, 06 Nov 1994 08:49:37 CET"},
                                         Text{"NoZone", "Sun, 06 Nov 1994 08:49:37"},
                                         Text{"OneDigit", "Sun, 6 Nov 1994 08:49:37 GMT"},
                                         Text{"OtherLanguage", "Son, 06 Okt 1994 08:49:37 GMT"},
                                         Text{"TwoMonths", "Sun, 06 JanFeb 1994 08:49:37 GMT"},
                                         Text{"Number", "784111777"},
                                         Text{"Day32", "Sun, 32 Nov 1994 08:49:37 GMT"},
                                         Text{"More", "Sun, 06 Nov 1994 08:49:37 GMT, x"}),
                         [](const auto& test) { return test.param.name; });

TEST(TimeTest, RoundsDownToSeconds) {
  EXPECT_EQ(toUnix(at(1999)), Seconds(1));
  EXPECT_EQ(toUnix(at(-1)), Seconds(-1));
}

}  // namespace
}  // namespace latchkey
