#include "oauth/refusal.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::oauth {
namespace {

struct Row {
  const char* error;
  const char* meaning;  // "": none that we know
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.error; }  // NOLINT: gtest's name

class OAuthError : public testing::TestWithParam<Row> {};

TEST_P(OAuthError, MeansTheSameWhereverItIsSaid) {
  const auto meaning = meaningOf(GetParam().error);
  EXPECT_EQ(meaning ? name(*meaning) : "", GetParam().meaning);
}

INSTANTIATE_TEST_SUITE_P(
    Known, OAuthError,
    testing::Values(
        // RFC 6749, 4.1.2.1 and 5.2
        Row{"invalid_request", "oauth-refused"}, Row{"unauthorized_client", "client-rejected"},
        Row{"access_denied", "access-denied"}, Row{"unsupported_response_type", "client-rejected"},
        Row{"invalid_scope", "client-rejected"}, Row{"server_error", "server-failed"},
        Row{"temporarily_unavailable", "server-failed"}, Row{"invalid_client", "client-rejected"},
        Row{"invalid_grant", "invalid-grant"}, Row{"unsupported_grant_type", "client-rejected"},
        // OpenID Connect Core 1.0, 3.1.2.6
        Row{"interaction_required", "sign-in-needed"}, Row{"login_required", "sign-in-needed"},
        Row{"account_selection_required", "sign-in-needed"},
        Row{"consent_required", "sign-in-needed"}, Row{"invalid_request_uri", "oauth-refused"},
        Row{"invalid_request_object", "oauth-refused"},
        Row{"request_not_supported", "oauth-refused"},
        Row{"request_uri_not_supported", "oauth-refused"},
        Row{"registration_not_supported", "oauth-refused"},
        // Unmet Authentication Requirements 1.0, RFC 9470, RFC 9449, RFC 8707, RFC 6750
        Row{"unmet_authentication_requirements", "sign-in-needed"},
        Row{"insufficient_user_authentication", "sign-in-needed"},
        Row{"invalid_dpop_proof", "oauth-refused"}, Row{"use_dpop_nonce", "oauth-refused"},
        Row{"invalid_target", "oauth-refused"}, Row{"insufficient_scope", "client-rejected"},
        // Okta
        Row{"jit_failure_missing_fields", "access-denied"},
        Row{"jit_failure_invalid_login_format", "access-denied"}),
    [](const auto& test) { return std::string(test.param.error); });

TEST(OAuthErrors, ThatNoSpecificationHasMeanNothingToUs) {
  for (const char* error :
       {"", " ", "error", "ACCESS_DENIED", "access_denied ", " access_denied",
        "invalid_client unauthorized_client", "invalid", "_client", "call_0180_5551234"}) {
    EXPECT_FALSE(meaningOf(error)) << error;
  }
}

TEST(RefusalTest, IsReadFromTheBody) {
  const auto refusal =
      refusalIn(R"({"error":"invalid_scope","error_description":"Not configured."})");
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->error, "invalid_scope");
  EXPECT_EQ(refusal->description, "Not configured.");
  EXPECT_EQ(refusalIn(R"({"error":"invalid_scope","error_description":7})")->description, "");
}

TEST(RefusalTest, IsNoneWhereThereIsNoErrorOfRfc6749) {
  for (const std::string& body :
       {std::string(""), std::string("<html>"), std::string("[]"), std::string(R"({"error":1})"),
        std::string(R"({"error":""})"), std::string(R"({"error":"a\nb"})"),
        std::string(R"({"error":"say \"it\""})"),
        R"({"error":")" + std::string(65, 'e') + R"("})"}) {
    EXPECT_FALSE(refusalIn(body)) << body;
  }
}

}  // namespace
}  // namespace latchkey::oauth
