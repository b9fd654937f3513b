#include "signin/diagnosis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "signin/told.h"
#include "tests/support/demo_client.h"

namespace latchkey::signin {
namespace {

const Instant kNow = *fromRfc3339("2030-01-01T14:02:59.000Z");
const std::string kUrl = "https://id.example.test/oauth2/default/v1/interact";

http::Response refusal(int status, const std::string& body) {
  return {status, {{"x-okta-request-id", "reqVy8wsvmBQN27h4soUE3ZEnA"}}, body};
}

Diagnosis diagnosed(ErrorCode code, const http::Response& response) {
  return diagnose({code, ""}, outcomeOf(kUrl, &response), support::demoClient(), kNow);
}

TEST(Diagnosis, HasAllThatTheOrgSaysAndWhatToChangeWhere) {
  const http::Response response = refusal(
      401, R"({"error":"invalid_client","error_description":"Invalid value for 'client_id'."})");
  const Diagnosis it = diagnosed(ErrorCode::clientRejected, response);
  EXPECT_EQ(it.reference, "invalid_client, 14:02 UTC, reqVy8ws");
  EXPECT_EQ(
      textOf(it),
      "Latchkey: client-rejected: invalid_client: Invalid value for 'client_id'.\n"
      "  at https://id.example.test/oauth2/default/v1/interact, status 401\n"
      "  request id reqVy8wsvmBQN27h4soUE3ZEnA\n"
      "  what to change: \"clientId\" in the configuration, which is \"0oaDemo\": it has to be "
      "the Client ID of Applications > this app > General. The app has to be active, a "
      "single-page application, and without a client secret.\n"
      "  on the page: invalid_client, 14:02 UTC, reqVy8ws");
}

TEST(Diagnosis, SpeaksOktasClassicErrorsToo) {
  const http::Response response =
      refusal(429, R"({"errorCode":"E0000047","errorSummary":"API call exceeded rate limit."})");
  EXPECT_THAT(textOf(diagnosed(ErrorCode::rateLimited, response)),
              testing::HasSubstr("rate-limited: E0000047: API call exceeded rate limit."));
}

TEST(Diagnosis, HasNoReferenceForWhatOnlyThePersonCanChange) {
  EXPECT_EQ(diagnose({ErrorCode::offline, ""}, {}, support::demoClient(), kNow).reference, "");
}

TEST(Diagnosis, PutsNoWordOnThePageThatAnybodyCanWriteIntoAnAddress) {
  Outcome outcome;
  outcome.error = "call 0180 5551234";
  const Diagnosis it =
      diagnose({ErrorCode::oauthRefused, ""}, outcome, support::demoClient(), kNow);
  EXPECT_EQ(it.reference, "oauth-refused, 14:02 UTC");
}

TEST(Outcome, HasTheAddressWithoutItsSecrets) {
  EXPECT_EQ(outcomeOf(kUrl + "?state=abc#otp=1", nullptr).address, kUrl);
  EXPECT_EQ(outcomeOf("https://id.example.test/idp/02NWIxMjM0NTY3ODkwYWJj/x", nullptr).address,
            "https://id.example.test/idp/.../x");
  EXPECT_EQ(outcomeOf("no address", nullptr).address, "");
}

TEST(Outcome, TakesARequestIdOnlyWhereItLooksLikeOne) {
  for (const std::string& id : {std::string("two words"), std::string(65, 'x'), std::string("ä")}) {
    const http::Response response{400, {{"X-Okta-Request-Id", id}}, ""};
    EXPECT_EQ(outcomeOf(kUrl, &response).requestId, "") << id;
  }
}

struct WordsRow {
  const char* name;
  std::string words;
  std::string told;
};
void PrintTo(const WordsRow& row, std::ostream* out) { *out << row.name; }  // NOLINT

class WordsOfAServer : public testing::TestWithParam<WordsRow> {};

TEST_P(WordsOfAServer, AreToldWithoutWhatMayBeSecret) {
  EXPECT_EQ(discreet(GetParam().words), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    As, WordsOfAServer,
    testing::Values(
        WordsRow{"ASentence", "The 'redirect_uri' parameter must be a Login redirect URI.",
                 "The 'redirect_uri' parameter must be a Login redirect URI."},
        WordsRow{"GrantTypes", "Configured grant types: [authorization_code, refresh_token].",
                 "Configured grant types: [authorization_code, refresh_token]."},
        WordsRow{"AnAddress", "http://localhost:8080/login/callback/",
                 "http://localhost:8080/login/callback/"},
        WordsRow{"ACode", "otp=482913", "otp=..."}, WordsRow{"ACodeInGroups", "482 913", "482 913"},
        WordsRow{"AVerifier", "code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&x=1",
                 "code_verifier=...&x=1"},
        WordsRow{"AToken", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwMHUxIn0.c2lnbmF0dXJl",
                 "Bearer ..........."},
        WordsRow{"AStateHandle", "02tYS1NHhCPLcOpT3GByBBRHmGU63p7LGRXJx5cOvp~c", "...~c"},
        WordsRow{"LineBreaks", "a\nb\r\tc", "a b  c"}, WordsRow{"Nothing", "", ""},
        WordsRow{"TooMuch", std::string(1000, '-'), std::string(300, '-')},
        WordsRow{"TooMuchInUtf8", std::string(299, ' ') + "\u00e4\u00e4", std::string(299, ' ')}),
    [](const auto& test) { return std::string(test.param.name); });

// --- once

TEST(EachTrouble, IsToldOnceUntilItHasPassed) {
  Told told;
  const oauth::Client client = support::demoClient();
  const http::Response down{503, {}, ""};
  const Outcome outcome = outcomeOf(kUrl, &down);
  const auto fails = [&](Instant now) {
    Trouble trouble;
    trouble.error = Error{ErrorCode::serverFailed, "HTTP 503"};
    const bool isNews = told.note(trouble, outcome, client, now).has_value();
    EXPECT_EQ(trouble.reference, isNews || now > kNow + Seconds(90)
                                     ? "server-failed, " + toRfc3339(now).substr(11, 5) + " UTC"
                                     : "server-failed, 14:02 UTC");
    Trouble none;
    told.note(none, {}, client, now);
    return isNews;
  };
  EXPECT_TRUE(fails(kNow));
  EXPECT_FALSE(fails(kNow + Seconds(60))) << "another try";
  told.passed(outcome);
  EXPECT_TRUE(fails(kNow + Seconds(120))) << "another trouble";
}

TEST(EachTrouble, IsAnotherOneAtAnotherAddress) {
  Told told;
  const oauth::Client client = support::demoClient();
  const Error error{ErrorCode::requestBlocked, ""};
  EXPECT_TRUE(told.note(error, outcomeOf(kUrl, nullptr), client, kNow));
  EXPECT_TRUE(told.note(error, outcomeOf("https://id.example.test/x", nullptr), client, kNow));
  EXPECT_FALSE(told.note(error, outcomeOf(kUrl, nullptr), client, kNow));
}

}  // namespace
}  // namespace latchkey::signin
