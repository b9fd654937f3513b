#include "idx/failure.h"

#include <gtest/gtest.h>

#include <string>

#include "base/json_reader.h"
#include "idx/parse_response.h"
#include "tests/support/idx_documents.h"

namespace latchkey::idx {
namespace {

using support::document;

Result<Response> parse(const std::string& body, int status) {
  return parseResponse({status, {}, body});
}

struct NotIdxRow {
  std::string name;
  int status;
  std::string body;
  ErrorCode code;
};

class NotIdxTest : public testing::TestWithParam<NotIdxRow> {};

TEST_P(NotIdxTest, IsAnErrorThatSaysWhatHappened) {
  const Result<Response> response = parse(GetParam().body, GetParam().status);
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(name(response.error().code), name(GetParam().code));
}

const std::string kHtml = "<!DOCTYPE html><title>Sign in to the Wi-Fi</title>";

INSTANTIATE_TEST_SUITE_P(
    Answers, NotIdxTest,
    testing::Values(
        NotIdxRow{"HtmlWithStatus200", 200, kHtml, ErrorCode::malformedResponse},
        NotIdxRow{"HtmlWithStatus502", 502, kHtml, ErrorCode::serverFailed},
        NotIdxRow{"HtmlWithStatus429", 429, kHtml, ErrorCode::rateLimited},
        NotIdxRow{"HtmlWithStatus403", 403, kHtml, ErrorCode::blockedByNetwork},
        NotIdxRow{"Nothing", 200, "", ErrorCode::malformedResponse},
        NotIdxRow{"HalfADocument", 200, support::identifyDocument().substr(0, 300),
                  ErrorCode::malformedResponse},
        NotIdxRow{"Array", 200, "[1,2]", ErrorCode::malformedResponse},
        NotIdxRow{"Null", 200, "null", ErrorCode::malformedResponse},
        NotIdxRow{"OtherJson", 200, R"({"hello":"world"})", ErrorCode::malformedResponse},
        NotIdxRow{"TooLarge", 200, std::string(kMaxJsonBytes + 1, ' '),
                  ErrorCode::responseTooLarge},
        NotIdxRow{"VersionOfTomorrow", 200, R"({"version":"2.0.0","stateHandle":"02"})",
                  ErrorCode::unsupportedVersion},
        NotIdxRow{"VersionIsANumber", 200, R"({"version":1,"stateHandle":"02"})",
                  ErrorCode::unsupportedVersion},
        NotIdxRow{"ClassicRateLimit", 429, R"({"errorCode":"E0000047","errorSummary":"slow"})",
                  ErrorCode::rateLimited},
        NotIdxRow{"ClassicRateLimitWithStatus400", 400, R"({"errorCode":"E0000047"})",
                  ErrorCode::rateLimited},
        NotIdxRow{"ClassicForbidden", 403, R"({"errorCode":"E0000006","errorCauses":[]})",
                  ErrorCode::accessDenied},
        NotIdxRow{"ClassicInvalidToken", 401, R"({"errorCode":"E0000011"})",
                  ErrorCode::malformedResponse},
        NotIdxRow{"ClassicInternalError", 500, R"({"errorCode":"E0000009"})",
                  ErrorCode::serverFailed},
        NotIdxRow{"FirewallJson", 403, R"({"error":"Forbidden","message":"policy"})",
                  ErrorCode::blockedByNetwork},
        NotIdxRow{"GrantTypeNotAllowed", 400,
                  R"({"error":"unauthorized_client","error_description":"The client is not..."})",
                  ErrorCode::clientRejected},
        NotIdxRow{"FeatureOff", 403,
                  R"({"error":"access_denied","error_description":"The requested feature..."})",
                  ErrorCode::accessDenied}),
    [](const auto& test) { return test.param.name; });

TEST(RateLimitTest, WithoutAFormIsNoEndButAnError) {
  const std::string body =
      support::messageOnlyDocument("Too many requests", "tooManyRequests", "ERROR");
  for (const int status : {200, 400, 429}) {
    const Result<Response> response = parse(body, status);
    ASSERT_FALSE(response.has_value()) << status;
    EXPECT_EQ(response.error().code, ErrorCode::rateLimited);
  }
}

TEST(RateLimitTest, IsKnownByItsStatusAndByEachOfItsNames) {
  for (const char* key : {"tooManyRequests", "E0000047", "errors.E0000047"}) {
    const std::string said = support::messages("Too many requests", key, "ERROR");
    const Result<Response> response = parse(document(support::challengeForm(), said), 403);
    ASSERT_TRUE(response.has_value()) << key;
    EXPECT_TRUE(response->isTooMany) << key;
    EXPECT_EQ(parse(support::messageOnlyDocument("Slow", key, "ERROR"), 403).error().code,
              ErrorCode::rateLimited);
  }
  EXPECT_TRUE(parse(support::challengeDocument(), 429)->isTooMany);
  EXPECT_FALSE(parse(support::wrongCodeDocument(), 403)->isTooMany);
}

TEST(ServerTroubleTest, WithoutAFormIsNoEndButAnError) {
  const std::string failed =
      support::messageOnlyDocument("Internal Server Error", "E0000009", "ERROR");
  for (const int status : {200, 403, 500}) {
    ASSERT_FALSE(parse(failed, status).has_value()) << status;
    EXPECT_EQ(parse(failed, status).error().code, ErrorCode::serverFailed);
  }
  const std::string other = support::messageOnlyDocument("Down.", "some.other.key", "ERROR");
  EXPECT_EQ(parse(other, 503).error().code, ErrorCode::serverFailed) << "by its status alone";
  EXPECT_TRUE(parse(other, 403).has_value()) << "which is the org's last word";
}

TEST(ServerTroubleTest, WithTheFormIsAnAnswerThatKeepsIt) {
  EXPECT_TRUE(parse(support::challengeDocument(), 500).has_value());
}

TEST(RateLimitTest, WithTheFormIsAnAnswerThatKeepsIt) {
  const Result<Response> response =
      parse(document(support::challengeForm(),
                     support::messages("Too many requests", "tooManyRequests", "ERROR")),
            429);
  ASSERT_TRUE(response.has_value());
  EXPECT_NE(response->find(RemediationKind::challengeAuthenticator), nullptr);
  EXPECT_TRUE(response->hasMessage("tooManyRequests"));
}

TEST(DetailTest, OfAnErrorNeverRepeatsWhatTheBodySaid) {
  const Result<Response> response = parse(R"({"errorCode":"secret-handle-02Kx"})", 400);
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().detail.find("02Kx"), std::string::npos);
}

TEST(ErrorOfTest, TakesAForbiddenForOktasOwnWhereOktaSignedIt) {
  const http::Response signedByOkta = {403, {{"X-Okta-Request-Id", "r1"}}, R"({"error":"odd"})"};
  EXPECT_EQ(errorOf(signedByOkta).code, ErrorCode::oauthRefused);
}

}  // namespace
}  // namespace latchkey::idx
