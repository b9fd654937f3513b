#include "oauth/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "http/form_body.h"

namespace latchkey::oauth {
namespace {

Client client() {
  return *Client::from({.issuer = "https://id.example.test/oauth2/default",
                        .clientId = "0oa1client",
                        .redirectUri = "https://app.example.test/login/callback/",
                        .scopes = {"openid", "offline_access"}});
}

Result<TokenResponse> tokensIn(const http::Response& response) {
  return parseTokenResponse(response, client());
}

http::Response answer(int status, std::string body) {
  return {.status = status, .headers = {}, .body = std::move(body)};
}

// A browser asks the server first (a preflight) for anything but these headers and types.
void expectSimplePost(const http::Request& request, const std::string& url) {
  EXPECT_EQ(request.method, http::Method::post);
  EXPECT_EQ(request.url, url);
  EXPECT_EQ(request.credentials, http::Credentials::omit);
  EXPECT_THAT(request.headers,
              testing::UnorderedElementsAre(
                  testing::Pair("Accept", "application/json"),
                  testing::Pair("Content-Type", "application/x-www-form-urlencoded")));
}

TEST(TokenRequestTest, SwapsTheCodeWithTheVerifier) {
  const http::Request request =
      tokenRequest(client(), InteractionCode("co/de"), CodeVerifier("verifier"));
  expectSimplePost(request, "https://id.example.test/oauth2/default/v1/token");
  EXPECT_EQ(request.body,
            "client_id=0oa1client"
            "&redirect_uri=https%3A%2F%2Fapp.example.test%2Flogin%2Fcallback%2F"
            "&grant_type=interaction_code&code_verifier=verifier&interaction_code=co%2Fde");
}

TEST(TokenRequestTest, RefreshesWithTheScopesOfTheClient) {
  const http::Request request = refreshRequest(client(), RefreshToken("r1"));
  expectSimplePost(request, "https://id.example.test/oauth2/default/v1/token");
  EXPECT_EQ(request.body,
            "client_id=0oa1client&grant_type=refresh_token&scope=openid%20offline_access"
            "&refresh_token=r1");
}

TEST(TokenRequestTest, RevokesWithoutAPreflight) {
  const http::Request request = revokeRequest(client(), "a+b", "access_token");
  expectSimplePost(request, "https://id.example.test/oauth2/default/v1/revoke");
  EXPECT_EQ(request.body, "client_id=0oa1client&token=a%2Bb&token_type_hint=access_token");
}

TEST(LogoutFormTest, NamesTheTokenAndTheWayBack) {
  EXPECT_EQ(logoutForm(IdToken("h.p.s"), "https://app.example.test/bye?x=1&y=2"),
            "id_token_hint=h.p.s"
            "&post_logout_redirect_uri=https%3A%2F%2Fapp.example.test%2Fbye%3Fx%3D1%26y%3D2");
}

TEST(LogoutFormTest, LeavesOutAWayBackThatIsNotGiven) {
  EXPECT_EQ(logoutForm(IdToken("h.p.s"), ""), "id_token_hint=h.p.s");
}

TEST(RevocationTest, IsOfTheRefreshTokenWhereThereIsOne) {
  const auto both = revocationOf(client(), AccessToken("a"), RefreshToken("r"));
  EXPECT_EQ(both.body, "client_id=0oa1client&token=r&token_type_hint=refresh_token");
  const auto one = revocationOf(client(), AccessToken("a"), std::nullopt);
  EXPECT_EQ(one.body, "client_id=0oa1client&token=a&token_type_hint=access_token");
}

TEST(RevocationTest, IsOfWhatAnAnswerHoldsThatIsRefused) {
  const auto revocation =
      revocationOf(client(), answer(200, R"({"token_type":"MAC","refresh_token":"r"})"));
  ASSERT_TRUE(revocation);
  EXPECT_EQ(revocation->body, "client_id=0oa1client&token=r&token_type_hint=refresh_token");
  EXPECT_FALSE(revocationOf(client(), answer(200, "{}")));
  EXPECT_FALSE(revocationOf(client(), answer(200, "<html>")));
  EXPECT_FALSE(revocationOf(client(), answer(400, R"({"access_token":"a"})")));
}

TEST(TokenResponseTest, IsReadWithItsTypes) {
  const auto tokens = tokensIn(
      answer(200,
             R"({"token_type":"Bearer","expires_in":3600,"access_token":"a","scope":"openid  email",
          "refresh_token":"r","id_token":"h.p.s"})"));
  ASSERT_TRUE(tokens) << tokens.error().detail;
  EXPECT_EQ(tokens->accessToken.reveal(), "a");
  EXPECT_EQ(tokens->idToken.reveal(), "h.p.s");
  ASSERT_TRUE(tokens->refreshToken);
  EXPECT_EQ(tokens->refreshToken->reveal(), "r");
  EXPECT_EQ(tokens->tokenType, "Bearer");
  EXPECT_EQ(tokens->expiresIn, Seconds(3600));
  EXPECT_THAT(tokens->scopes, testing::ElementsAre("openid", "email"));
}

TEST(TokenResponseTest, NeedsNoScopesAndNoRefreshToken) {
  const auto tokens = tokensIn(
      answer(200, R"({"token_type":"bearer","expires_in":1,"access_token":"a","id_token":"i"})"));
  ASSERT_TRUE(tokens) << tokens.error().detail;
  EXPECT_EQ(tokens->tokenType, "Bearer");
  EXPECT_FALSE(tokens->refreshToken);
  EXPECT_TRUE(tokens->scopes.empty());
}

struct Row {
  std::string name;
  int status;
  std::string body;
  std::string verdict;
  std::string detail;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class TokenAnswer : public testing::TestWithParam<Row> {};

TEST_P(TokenAnswer, ThatIsNoTokensIsAnErrorOfOurs) {
  const auto tokens = tokensIn(answer(GetParam().status, GetParam().body));
  ASSERT_FALSE(tokens);
  EXPECT_EQ(name(tokens.error().code), GetParam().verdict);
  EXPECT_EQ(tokens.error().detail, GetParam().detail);
}

Row refusal(const std::string& error, const std::string& verdict) {
  return {error, 400, R"({"error":")" + error + R"(","error_description":"secret-1"})", verdict,
          error};
}

INSTANTIATE_TEST_SUITE_P(Refusal, TokenAnswer,
                         testing::Values(refusal("invalid_grant", "invalid-grant"),
                                         refusal("access_denied", "access-denied"),
                                         refusal("invalid_client", "client-rejected"),
                                         refusal("unauthorized_client", "client-rejected"),
                                         refusal("invalid_scope", "client-rejected"),
                                         refusal("invalid_request", "oauth-refused"),
                                         refusal("use_dpop_nonce", "oauth-refused")),
                         [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Weather, TokenAnswer,
    testing::Values(
        Row{"Html500", 500, "<h1>Oops</h1>", "server-failed", "HTTP 500"},
        Row{"OAuthBody503", 503, R"({"error":"server_error"})", "server-failed", "HTTP 503"},
        Row{"TooMany", 429, R"({"errorCode":"E0000047"})", "rate-limited", "HTTP 429"},
        Row{"Proxy403", 403, "<h1>Blocked</h1>", "blocked-by-network", "HTTP 403"},
        Row{"OAuth403", 403, R"({"error":"access_denied"})", "access-denied", "access_denied"},
        Row{"Html400", 400, "<h1>Bad</h1>", "malformed-response", "HTTP 400"},
        Row{"Redirect", 302, "", "malformed-response", "HTTP 302"},
        Row{"NoStatus", 0, "", "malformed-response", "HTTP 0"},
        Row{"RefusalIn200", 200, R"({"error":"invalid_grant"})", "invalid-grant", "invalid_grant"},
        Row{"RefusalThatIsNoText", 400, R"({"error":{"code":1}})", "malformed-response",
            "HTTP 400"},
        Row{"RefusalWithALineBreak", 400, R"({"error":"a\nb"})", "malformed-response", "HTTP 400"},
        Row{"RefusalTooLong", 400, R"({"error":")" + std::string(65, 'e') + R"("})",
            "malformed-response", "HTTP 400"},
        Row{"Html200", 200, "<!doctype html>", "malformed-response", "not JSON"},
        Row{"Nothing200", 200, "", "malformed-response", "not JSON"},
        Row{"HalfABody", 200, R"({"access_token":"a","id_)", "malformed-response", "not JSON"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Member, TokenAnswer,
    testing::Values(
        Row{"List", 200, "[]", "malformed-response", "token response: access_token"},
        Row{"NoAccessToken", 200, R"({"id_token":"i","token_type":"Bearer","expires_in":1})",
            "malformed-response", "token response: access_token"},
        Row{"EmptyAccessToken", 200,
            R"({"access_token":"","id_token":"i","token_type":"Bearer","expires_in":1})",
            "malformed-response", "token response: access_token"},
        Row{"NoIdToken", 200, R"({"access_token":"a","token_type":"Bearer","expires_in":1})",
            "malformed-response", "token response: id_token"},
        Row{"DpopToken", 200,
            R"({"access_token":"a","id_token":"i","token_type":"DPoP","expires_in":1})",
            "malformed-response", "token response: token_type"},
        Row{"NoLife", 200, R"({"access_token":"a","id_token":"i","token_type":"Bearer"})",
            "malformed-response", "token response: expires_in"},
        Row{"LifeIsText", 200,
            R"({"access_token":"a","id_token":"i","token_type":"Bearer","expires_in":"3600"})",
            "malformed-response", "token response: expires_in"},
        Row{"LifeIsOver", 200,
            R"({"access_token":"a","id_token":"i","token_type":"Bearer","expires_in":0})",
            "malformed-response", "token response: expires_in"},
        Row{"LifeOverflows", 200,
            R"({"access_token":"a","id_token":"i","token_type":"Bearer",
                "expires_in":9223372036854775807})",
            "malformed-response", "token response: expires_in"},
        Row{"RefreshTokenIsANumber", 200,
            R"({"access_token":"a","id_token":"i","token_type":"Bearer","expires_in":1,
                "refresh_token":1})",
            "malformed-response", "token response: refresh_token"},
        Row{"ScopeIsAList", 200,
            R"({"access_token":"a","id_token":"i","token_type":"Bearer","expires_in":1,
                "scope":["openid"]})",
            "malformed-response", "token response: scope"}),
    [](const auto& test) { return test.param.name; });

TEST(Refusal, OfAFirewallIsNotTheOrgs) {
  const http::Response firewall{403, {}, R"({"error":"Forbidden"})"};
  EXPECT_EQ(name(oauthFailureOf(firewall).code), "blocked-by-network");
  const http::Response org{403, {{"X-Okta-Request-Id", "r1"}}, R"({"error":"odd"})"};
  EXPECT_EQ(name(oauthFailureOf(org).code), "oauth-refused");
}

Client boundClient() {
  return *Client::from({.issuer = "https://id.example.test/oauth2/default",
                        .clientId = "0oa1client",
                        .redirectUri = "https://app.example.test/login/callback/",
                        .scopes = {"openid"},
                        .dpop = true});
}

// RFC 9449 §5: a client that asked for a bound token must refuse one that is not bound to its key.
TEST(DpopTest, TakesTokensOfTheTypeItAskedForAndNoOther) {
  const auto body = [](const std::string& type) {
    return answer(
        200, R"({"expires_in":1,"access_token":"a","id_token":"i","token_type":")" + type + "\"}");
  };
  EXPECT_EQ(parseTokenResponse(body("DPoP"), boundClient())->tokenType, "DPoP");
  EXPECT_FALSE(parseTokenResponse(body("Bearer"), boundClient()));
  EXPECT_FALSE(parseTokenResponse(body("DPoP"), client()));
}

TEST(DpopTest, AsksForAProofWhereverTheTokensAreBound) {
  const AccessToken access("access-1");
  EXPECT_TRUE(tokenRequest(boundClient(), InteractionCode("c"), CodeVerifier("v")).proof);
  EXPECT_TRUE(refreshRequest(boundClient(), RefreshToken("r"), "key-1").proof);
  const http::Request request = userinfoRequest(boundClient(), access, "DPoP", "key-1");
  EXPECT_EQ(request.proof->accessToken, "access-1");
  EXPECT_EQ(http::header(request.headers, "Authorization"), "DPoP access-1");
}

TEST(DpopTest, NamesTheKeyThatTheTokensAreBoundToAndNoneForNewOnes) {
  const auto keyOf = [](const http::Request& request) { return request.proof->keyId; };
  EXPECT_EQ(keyOf(tokenRequest(boundClient(), InteractionCode("c"), CodeVerifier("v"))), "");
  EXPECT_EQ(keyOf(refreshRequest(boundClient(), RefreshToken("r"), "key-1")), "key-1");
  EXPECT_EQ(keyOf(userinfoRequest(boundClient(), AccessToken("a"), "DPoP", "key-1")), "key-1");
}

TEST(DpopTest, AsksForNoneWhereTheyAreNot) {
  EXPECT_FALSE(tokenRequest(client(), InteractionCode("c"), CodeVerifier("v")).proof);
  EXPECT_FALSE(userinfoRequest(client(), AccessToken("access-1"), "Bearer").proof);
}

TEST(UserinfoTest, IsOfTheSubjectOfTheIdTokenOrOfNobody) {
  EXPECT_TRUE(parseUserinfo(answer(200, R"({"sub":"00u1","name":"Ada"})"), "00u1"));
  for (const char* body : {R"({"sub":"00u2"})", R"({"name":"Ada"})", R"({"sub":1})"}) {
    const auto person = parseUserinfo(answer(200, body), "00u1");
    ASSERT_FALSE(person) << body;
    EXPECT_EQ(person.error().code, ErrorCode::subjectMismatch);
  }
  EXPECT_FALSE(parseUserinfo(answer(200, R"({"sub":""})"), ""));
  EXPECT_EQ(parseUserinfo(answer(200, "<html>"), "00u1").error().code,
            ErrorCode::malformedResponse);
}

}  // namespace
}  // namespace latchkey::oauth
