#include "http/answer.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::http {
namespace {

struct Row {
  std::string name;
  int status;
  Headers headers;
  std::string body;
  std::string verdict;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class Failure : public testing::TestWithParam<Row> {};

TEST_P(Failure, IsJudgedByStatusHeadersAndBody) {
  const Error error = failureOf({GetParam().status, GetParam().headers, GetParam().body});
  EXPECT_EQ(name(error.code), GetParam().verdict);
  EXPECT_EQ(error.detail, "HTTP " + std::to_string(GetParam().status));
}

const Headers kOkta = {{"x-okta-request-id", "Zq1"}};

INSTANTIATE_TEST_SUITE_P(
    Answers, Failure,
    testing::Values(
        Row{"Internal", 500, {}, "", "server-failed"},
        Row{"Gateway", 502, kOkta, "<h1>Bad gateway</h1>", "server-failed"},
        Row{"Unavailable", 503, {}, R"({"error":"server_error"})", "server-failed"},
        Row{"TooMany", 429, {}, "", "rate-limited"},
        Row{"TooManyByOkta", 429, kOkta, R"({"errorCode":"E0000047"})", "rate-limited"},
        Row{"BlockedByProxy", 403, {}, "<h1>Access denied</h1>", "blocked-by-network"},
        Row{"BlockedWithoutAWord", 403, {}, "", "blocked-by-network"},
        Row{"BlockedWithForeignJson", 403, {}, R"({"blocked":true})", "blocked-by-network"},
        Row{"ForbiddenByOkta", 403, kOkta, "", "malformed-response"},
        Row{"ForbiddenByTheClassicApi",
            403,
            {},
            R"({"errorCode":"E0000022"})",
            "malformed-response"},
        Row{"ForbiddenByOAuth", 403, {}, R"({"error":"access_denied"})", "malformed-response"},
        Row{"ForbiddenByIdx",
            403,
            {},
            R"({"version":"1.0.0","stateHandle":"02"})",
            "malformed-response"},
        Row{"BadRequest", 400, {}, "", "malformed-response"},
        Row{"Unauthorized", 401, {}, "{}", "malformed-response"},
        Row{"NotFound", 404, {}, "<h1>Not found</h1>", "endpoint-missing"},
        Row{"Gone", 410, {}, "", "endpoint-missing"},
        Row{"WrongMethod", 405, {}, "{}", "endpoint-missing"},
        Row{"Redirect", 302, {}, "", "malformed-response"},
        Row{"NothingAtAll", 0, {}, "", "malformed-response"},
        // What hoped for a document and found none calls this with a success too.
        Row{"Success", 200, {}, "{}", "malformed-response"}),
    [](const auto& test) { return test.param.name; });

TEST(JsonAnswerTest, IsJudgedByContentAndNotByContentType) {
  const Headers html = {{"Content-Type", "text/html"}};
  const Result<Json> json = readJsonAnswer({200, html, R"({"a":"b"})"});
  ASSERT_TRUE(json);
  EXPECT_EQ(text(*json, "a"), "b");
  EXPECT_TRUE(readJsonAnswer({200, {{"Content-Type", "application/ion+json"}}, "{}"}));
  EXPECT_TRUE(readJsonAnswer({201, {}, "{}"}));
}

class NoJsonAnswer : public testing::TestWithParam<Row> {};

TEST_P(NoJsonAnswer, IsAnError) {
  const auto json = readJsonAnswer({GetParam().status, GetParam().headers, GetParam().body});
  ASSERT_FALSE(json);
  EXPECT_EQ(name(json.error().code), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, NoJsonAnswer,
    testing::Values(Row{"HtmlWith200",
                        200,
                        {{"Content-Type", "application/json"}},
                        "<!doctype html>",
                        "malformed-response"},
                    Row{"EmptyWith204", 204, {}, "", "malformed-response"},
                    Row{"HalfABody", 200, {}, R"({"a":)", "malformed-response"},
                    Row{"Huge", 200, {}, std::string(kMaxJsonBytes + 1, ' '), "response-too-large"},
                    Row{"JsonWith500", 500, {}, "{}", "server-failed"},
                    Row{"JsonWith429", 429, {}, "{}", "rate-limited"},
                    Row{"JsonWith301", 301, {}, "{}", "malformed-response"}),
    [](const auto& test) { return test.param.name; });

constexpr Seconds kNowSeconds{784'111'777};
const Instant kNow = fromUnix(kNowSeconds);
const std::string kServerDate = "Sun, 06 Nov 1994 08:49:37 GMT";  // the same second

struct Retry {
  std::string name;
  Headers headers;
  std::optional<int> seconds;  // after now
};
void PrintTo(const Retry& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class RetryAt : public testing::TestWithParam<Retry> {};

TEST_P(RetryAt, IsBetweenOneSecondAndTwoMinutesFromNow) {
  const std::optional<Instant> at = retryAt({429, GetParam().headers, ""}, kNow);
  const std::optional<int> seconds = GetParam().seconds;
  EXPECT_EQ(at, seconds ? std::optional<Instant>(kNow + Seconds(*seconds)) : std::nullopt);
}

std::string epoch(int afterNow) { return std::to_string(kNowSeconds.count() + afterNow); }

INSTANTIATE_TEST_SUITE_P(
    OktasHeader, RetryAt,
    testing::Values(
        Retry{"InHalfAMinute", {{"X-Rate-Limit-Reset", epoch(30)}}, 30},
        Retry{"LowerCase", {{"x-rate-limit-reset", epoch(30)}}, 30},
        Retry{"InOneSecond", {{"X-Rate-Limit-Reset", epoch(1)}}, 1},
        Retry{"Now", {{"X-Rate-Limit-Reset", epoch(0)}}, 1},
        Retry{"LongAgo", {{"X-Rate-Limit-Reset", "0"}}, 1},
        Retry{"InTwoMinutes", {{"X-Rate-Limit-Reset", epoch(120)}}, 120},
        Retry{"ASecondMore", {{"X-Rate-Limit-Reset", epoch(121)}}, 120},
        Retry{"FarAway", {{"X-Rate-Limit-Reset", "999999999999"}}, 120},
        Retry{"WinsOverRetryAfter", {{"Retry-After", "5"}, {"X-Rate-Limit-Reset", epoch(30)}}, 30},
        Retry{"BrokenFallsBack", {{"X-Rate-Limit-Reset", "soon"}, {"Retry-After", "5"}}, 5}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    RetryAfter, RetryAt,
    testing::Values(Retry{"Seconds", {{"Retry-After", "7"}}, 7},
                    Retry{"Spaces", {{"Retry-After", " 7 "}}, 7},
                    Retry{"Zero", {{"Retry-After", "0"}}, 1},
                    Retry{"Hour", {{"Retry-After", "3600"}}, 120},
                    Retry{"Date", {{"Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"}}, 30},
                    Retry{"PastDate", {{"Retry-After", "Sun, 06 Nov 1994 08:49:00 GMT"}}, 1}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Nothing, RetryAt,
    testing::Values(
        Retry{"NoHeader", {}, std::nullopt}, Retry{"Empty", {{"Retry-After", ""}}, std::nullopt},
        Retry{"Negative", {{"Retry-After", "-5"}}, std::nullopt},
        Retry{"Fraction", {{"Retry-After", "1.5"}}, std::nullopt},
        Retry{"Overflowing", {{"Retry-After", "99999999999999999999"}}, std::nullopt},
        Retry{"OverflowingReset", {{"X-Rate-Limit-Reset", "9223372036854775807"}}, std::nullopt},
        Retry{"Words", {{"Retry-After", "later"}}, std::nullopt}),
    [](const auto& test) { return test.param.name; });

// A device that runs an hour behind would otherwise wait the longest for every answer.
TEST(RetryAtTest, MeasuresByTheServersClockWhereItIsKnown) {
  const Instant wrong = kNow - std::chrono::hours(1);
  const Response response = {429, {{"Date", kServerDate}, {"X-Rate-Limit-Reset", epoch(30)}}, ""};
  EXPECT_EQ(retryAt(response, wrong), wrong + Seconds(30));
  const Response dated = {
      429, {{"Date", kServerDate}, {"Retry-After", "Sun, 06 Nov 1994 08:49:47 GMT"}}, ""};
  EXPECT_EQ(retryAt(dated, wrong), wrong + Seconds(10));
}

TEST(ServerTimeTest, IsTheDateOfTheAnswer) {
  EXPECT_EQ(serverTime({200, {{"date", kServerDate}}, ""}), kNow);
  EXPECT_FALSE(serverTime({200, {}, ""}));
  EXPECT_FALSE(serverTime({200, {{"Date", "yesterday"}}, ""}));
}

}  // namespace
}  // namespace latchkey::http
