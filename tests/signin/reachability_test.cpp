#include "signin/reachability.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/demo_client.h"

namespace latchkey::signin {
namespace {

const Instant kNow = fromUnix(Seconds(1'900'000'000));
constexpr const char* kAddress = "https://id.example.test/idp/idx/introspect";

Result<http::Response> read() { return http::Response{200, {}, "{}"}; }
Result<http::Response> lost() { return Error{ErrorCode::networkUnreachable, ""}; }

// What was read before, what had no answer then, and what a Probe said.
struct Row {
  const char* name;
  std::vector<Purpose> read;
  std::vector<Purpose> silent;
  bool online;
  Reach reach;
  const char* cause;
};

class ReachabilityTable : public testing::TestWithParam<Row> {};

TEST_P(ReachabilityTable, SaysWhyThereWasNoAnswer) {
  Reachability it;
  it.setOnline(GetParam().online);
  for (const Purpose purpose : GetParam().read) it.noteAnswer(purpose, kAddress, read());
  for (const Purpose purpose : GetParam().silent) {
    it.noteAnswer(purpose, kAddress, lost());
    it.noteSilence(purpose);
  }
  EXPECT_EQ(name(it.causeOf(GetParam().reach)), GetParam().cause);
}

INSTANTIATE_TEST_SUITE_P(
    Reachability, ReachabilityTable,
    testing::Values(
        Row{"NoNetwork", {}, {Purpose::interact}, false, Reach::there, "offline"},
        Row{"NothingAnswers", {}, {Purpose::interact}, true, Reach::nothing, "host-unreachable"},
        Row{"OnlyAnotherAddressAnswers",
            {},
            {Purpose::interact},
            true,
            Reach::elsewhere,
            "request-blocked"},
        Row{"TheFirstTimeItBreaks",
            {},
            {Purpose::interact},
            true,
            Reach::there,
            "network-unreachable"},
        Row{"TwiceInARow",
            {},
            {Purpose::interact, Purpose::interact},
            true,
            Reach::there,
            "origin-not-trusted"},
        Row{"TwoRequestsOnceEach",
            {},
            {Purpose::interact, Purpose::introspect},
            true,
            Reach::there,
            "network-unreachable"},
        Row{"TwiceThoughPlainAnswersWereRead",
            {Purpose::interact},
            {Purpose::introspect, Purpose::introspect},
            true,
            Reach::there,
            "preflight-refused"},
        Row{"TwiceThoughPreflightedAnswersWereRead",
            {Purpose::interact, Purpose::poll},
            {Purpose::submit, Purpose::submit},
            true,
            Reach::there,
            "network-unreachable"},
        Row{"MetadataAreReadWithoutCookies",
            {Purpose::discovery},
            {Purpose::interact, Purpose::interact},
            true,
            Reach::there,
            "origin-not-trusted"}),
    [](const auto& test) { return std::string(test.param.name); });

struct Look {
  const char* name;
  Purpose purpose;
  Result<http::Response> response;
  bool exchanging;
  bool worth;
};

class ReachabilityLook : public testing::TestWithParam<Look> {};

TEST_P(ReachabilityLook, IsTakenWhereAPersonWaitsForAnAnswerThatDidNotCome) {
  const Look& row = GetParam();
  EXPECT_EQ(Reachability::isWorthALook(row.purpose, row.response, row.exchanging), row.worth);
}

INSTANTIATE_TEST_SUITE_P(
    Reachability, ReachabilityLook,
    testing::Values(Look{"AnAnswer", Purpose::submit, read(), false, false},
                    Look{"ACodeThatWasLost", Purpose::submit, lost(), false, true},
                    Look{"AnOrgThatHangs", Purpose::submit, Error{ErrorCode::timedOut, ""}, false,
                         false},
                    Look{"AHandleThatWasLost", Purpose::interact, lost(), false, true},
                    Look{"AFirstDocumentThatWasLost", Purpose::introspect, lost(), false, true},
                    Look{"APollThatWasLost", Purpose::poll, lost(), false, false},
                    Look{"KeysFetchedAhead", Purpose::keys, lost(), false, false},
                    Look{"KeysThatTokensWaitFor", Purpose::keys, lost(), true, true},
                    Look{"MetadataThatTokensWaitFor", Purpose::discovery, lost(), true, true},
                    Look{"TokensThatWereLost", Purpose::token, lost(), true, true}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Reachability, ForgetsASilenceWhenAnAnswerComes) {
  Reachability it;
  it.noteSilence(Purpose::introspect);
  EXPECT_TRUE(it.isSilentAbout(Purpose::introspect));
  it.noteAnswer(Purpose::submit, kAddress, read());
  EXPECT_TRUE(it.isSilentAbout(Purpose::introspect)) << "that was another request";
  it.noteAnswer(Purpose::introspect, kAddress, read());
  EXPECT_FALSE(it.silence());
}

TEST(Reachability, TellsEachTroubleOnceUntilItHasPassed) {
  Reachability it;
  const auto tellsAfter = [&](const Result<http::Response>& response) {
    Trouble trouble;
    std::vector<Effect> effects;
    it.beginEvent();
    it.noteAnswer(Purpose::introspect, kAddress, response);
    if (!response) trouble.error = response.error();
    it.tell(trouble, support::demoClient(), kNow, effects);
    if (response) it.noteSuccess();
    return effects.size();
  };
  EXPECT_EQ(tellsAfter(lost()), 1U);
  EXPECT_EQ(tellsAfter(lost()), 0U);
  EXPECT_EQ(tellsAfter(read()), 0U);
  EXPECT_EQ(tellsAfter(lost()), 1U);
}

TEST(Reachability, TellsAnErrorThatThePersonNeedNotKnowOf) {
  Reachability it;
  std::vector<Effect> effects;
  it.tell(Error{ErrorCode::rateLimited, ""}, support::demoClient(), kNow, effects);
  ASSERT_EQ(effects.size(), 1U);
  EXPECT_EQ(std::get<TellWhy>(effects.front()).diagnosis.error.code, ErrorCode::rateLimited);
}

}  // namespace
}  // namespace latchkey::signin
