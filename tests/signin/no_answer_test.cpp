#include "signin/no_answer.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

constexpr bool kOnline = true;
constexpr bool kFirst = false;
constexpr bool kAgain = true;
constexpr bool kPlain = false;
constexpr bool kPreflighted = true;

struct Row {
  const char* name;
  NoAnswer seen;
  const char* cause;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class CauseOfSilence : public testing::TestWithParam<Row> {};

TEST_P(CauseOfSilence, IsToldByWhatElseIsAnswered) {
  EXPECT_EQ(name(causeOf(GetParam().seen)), GetParam().cause);
}

INSTANTIATE_TEST_SUITE_P(
    As, CauseOfSilence,
    testing::Values(
        Row{"TheBrowserSaysSo", {false, Reach::nothing}, "offline"},
        Row{"TheBrowserSaysSoThoughACacheAnswers", {false, Reach::there}, "offline"},
        Row{"NameNotFoundOrFirewallOrOrgDown", {kOnline, Reach::nothing}, "host-unreachable"},
        Row{"TheSameAgain", {kOnline, Reach::nothing, kAgain}, "host-unreachable"},
        Row{"AContentBlockerStopsThisAddress", {kOnline, Reach::elsewhere}, "request-blocked"},
        Row{"TheConnectionBrokeOnce",
            {kOnline, Reach::there, kFirst, kPlain},
            "network-unreachable"},
        Row{"TheConnectionBrokeOnceBeforeAPreflight",
            {kOnline, Reach::there, kFirst, kPreflighted, true, false},
            "network-unreachable"},
        Row{"TheOriginIsNotTrusted", {kOnline, Reach::there, kAgain, kPlain}, "origin-not-trusted"},
        Row{"TheOriginIsNotTrustedAndAKeptSignInIsTakenUp",
            {kOnline, Reach::there, kAgain, kPreflighted},
            "origin-not-trusted"},
        Row{"OnlyThePreflightIsRefused",
            {kOnline, Reach::there, kAgain, kPreflighted, true, false},
            "preflight-refused"},
        Row{"ItBreaksAgainThoughSuchAnswersWereRead",
            {kOnline, Reach::there, kAgain, kPreflighted, true, true},
            "network-unreachable"},
        Row{"ItBreaksAgainThoughPlainAnswersWereRead",
            {kOnline, Reach::there, kAgain, kPlain, true, false},
            "network-unreachable"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(WhatIsRefusedForGood, IsNotTriedAgainByItself) {
  for (const ErrorCode code :
       {ErrorCode::originNotTrusted, ErrorCode::preflightRefused, ErrorCode::requestBlocked,
        ErrorCode::policyDenied, ErrorCode::clientRejected, ErrorCode::oauthRefused,
        ErrorCode::endpointMissing, ErrorCode::metadataRefused, ErrorCode::foreignAddress,
        ErrorCode::accessDenied, ErrorCode::signInNeeded, ErrorCode::unsupportedVersion}) {
    EXPECT_FALSE(mayPassByItself(code)) << name(code);
  }
  for (const ErrorCode code :
       {ErrorCode::networkUnreachable, ErrorCode::offline, ErrorCode::hostUnreachable,
        ErrorCode::timedOut, ErrorCode::serverFailed, ErrorCode::rateLimited,
        ErrorCode::blockedByNetwork, ErrorCode::malformedResponse, ErrorCode::responseTooLarge}) {
    EXPECT_TRUE(mayPassByItself(code)) << name(code);
  }
}

}  // namespace
}  // namespace latchkey::signin
