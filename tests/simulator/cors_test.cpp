#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

http::Response ask(http::Method method, const std::string& path, const std::string& origin) {
  Visitor visitor;
  http::Request request;
  request.method = method;
  request.url = "http://localhost:8081" + path;
  if (!origin.empty()) request.headers.emplace_back("Origin", origin);
  return visitor.org.handle(request).value_or(http::Response());
}

std::string header(const http::Response& response, std::string_view name) {
  return http::header(response.headers, name).value_or("");
}

constexpr const char* kKeys = "/oauth2/default/v1/keys";
constexpr const char* kPage = "http://localhost:8080";

TEST(TrustedOrigin, MayReadAnswersWithCookies) {
  const auto answer = ask(http::Method::get, kKeys, kPage);
  EXPECT_EQ(header(answer, "Access-Control-Allow-Origin"), kPage);
  EXPECT_EQ(header(answer, "Access-Control-Allow-Credentials"), "true");
  EXPECT_NE(header(answer, "Access-Control-Expose-Headers").find("x-rate-limit-reset"),
            std::string::npos);
  EXPECT_EQ(header(answer, "Vary"), "Origin");
}

TEST(TrustedOrigin, SeesTheHeadersThatThePolicyNames) {
  Visitor visitor;
  visitor.org.policy().exposedHeaders = {"retry-after", "dpop-nonce"};
  EXPECT_EQ(header(visitor.get(kKeys), "Access-Control-Expose-Headers"), "retry-after, dpop-nonce");
  visitor.org.policy().exposedHeaders.clear();
  EXPECT_EQ(header(visitor.get(kKeys), "Access-Control-Expose-Headers"), "");
}

TEST(TrustedOrigin, MayReadRefusalsToo) {
  const auto answer = ask(http::Method::get, "/nowhere", kPage);
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(header(answer, "Access-Control-Allow-Origin"), kPage);
}

TEST(TrustedOrigin, HasItsPreflightsAnswered) {
  const auto answer = ask(http::Method::options, "/idp/idx/identify", kPage);
  EXPECT_EQ(answer.status, 204);
  EXPECT_NE(header(answer, "Access-Control-Allow-Methods").find("POST"), std::string::npos);
  EXPECT_NE(header(answer, "Access-Control-Allow-Headers").find("content-type"), std::string::npos);
  EXPECT_EQ(header(answer, "Access-Control-Max-Age"), "3600");
}

// What holds nothing of anybody, to be read without cookies: unless the policy says otherwise.
TEST(AnyOrigin, MayReadMetadataAndKeys) {
  for (const char* path : {kKeys, "/oauth2/default/.well-known/openid-configuration"}) {
    const auto answer = ask(http::Method::get, path, "http://evil.example");
    EXPECT_EQ(header(answer, "Access-Control-Allow-Origin"), "*") << path;
    EXPECT_EQ(header(answer, "Access-Control-Allow-Credentials"), "") << path;
    Visitor visitor;
    visitor.org.policy().hasOpenMetadata = false;
    visitor.org.policy().trustedOrigins.clear();
    EXPECT_EQ(header(visitor.get(path), "Access-Control-Allow-Origin"), "") << path;
  }
}

struct Row {
  std::string name;
  std::string origin;
};

class AnyOtherOrigin : public testing::TestWithParam<Row> {};

TEST_P(AnyOtherOrigin, MayNotRead) {
  for (const http::Method method : {http::Method::get, http::Method::options}) {
    const auto answer = ask(method, "/oauth2/default/v1/userinfo", GetParam().origin);
    EXPECT_EQ(header(answer, "Access-Control-Allow-Origin"), "");
    EXPECT_EQ(header(answer, "Access-Control-Allow-Credentials"), "");
    EXPECT_EQ(header(answer, "Access-Control-Allow-Methods"), "");
    EXPECT_EQ(header(answer, "Vary"), "Origin");
  }
}

INSTANTIATE_TEST_SUITE_P(Asked, AnyOtherOrigin,
                         testing::Values(Row{"None", ""}, Row{"Null", "null"},
                                         Row{"Stranger", "http://evil.example"},
                                         Row{"OtherPort", "http://localhost:8082"},
                                         Row{"OtherScheme", "https://localhost:8080"},
                                         Row{"OtherSpelling", "http://127.0.0.1:8080"},
                                         Row{"Longer", "http://localhost:8080.evil.example"}),
                         [](const auto& row) { return row.param.name; });

TEST(EveryAnswer, HasADateAndARequestId) {
  const auto answer = ask(http::Method::get, kKeys, "");
  EXPECT_EQ(header(answer, "Date"), "Sun, 17 Mar 2030 17:46:40 GMT");
  EXPECT_EQ(header(answer, "X-Okta-Request-Id").size(), 24U);
  EXPECT_EQ(header(answer, "X-Content-Type-Options"), "nosniff");
}

}  // namespace
}  // namespace latchkey::simulator
