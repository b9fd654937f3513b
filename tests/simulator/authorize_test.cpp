// The way to a code by redirects: /v1/authorize.

#include <gtest/gtest.h>

#include "tests/simulator/redirects.h"

namespace latchkey::simulator::redirects {
namespace {

TEST_F(Authorize, GivesACodeAtOnceToWhoIsSignedInToTheOrg) {
  signInToTheOrg();
  const QueryPairs said = saidByQuery(ask(with(usual(), "prompt", "none")));
  EXPECT_EQ(in(said, "state"), "the-state");
  EXPECT_EQ(said.size(), 2U);
  const Json tokens = grace_.tokens(grant(in(said, "code")));
  const Json claims = claimsOf(text(tokens, "id_token").value_or(""));
  EXPECT_EQ(text(claims, "sub"), "00u2graceHopper0g4");
  EXPECT_EQ(text(claims, "nonce"), "the-nonce");
  EXPECT_FALSE(text(tokens, "refresh_token").value_or("").empty());
}

TEST_F(Authorize, TakesItsParametersFromAFormAsWell) {
  const auto answer = grace_.postForm(kAuthorize, with(usual(), "prompt", "none"));
  EXPECT_EQ(in(saidByQuery(answer), "error"), "login_required");
}

TEST_F(Authorize, SaysWhenThePersonReallySignedIn) {
  signInToTheOrg();
  grace_.clock.advance(Seconds{1000});
  const Json tokens = grace_.tokens(grant(freshCode()));
  const Json claims = claimsOf(text(tokens, "id_token").value_or(""));
  EXPECT_EQ(integer(claims, "auth_time"), 1'900'000'000);
  EXPECT_EQ(integer(claims, "iat"), 1'900'001'000);
}

TEST_F(Authorize, WithoutAPromptNeedsASessionThatIsYoungEnough) {
  const auto error = [this](std::string_view maxAge) {
    QueryPairs query = with(usual(), "prompt", "none");
    if (!maxAge.empty()) query.emplace_back("max_age", maxAge);
    return in(saidByQuery(ask(query)), "error");
  };
  EXPECT_EQ(error(""), "login_required");
  signInToTheOrg();
  grace_.clock.advance(Seconds{60});
  EXPECT_EQ(error(""), "");
  EXPECT_EQ(error("60"), "");
  EXPECT_EQ(error("59"), "login_required");
  EXPECT_EQ(error("0"), "login_required");
  grace_.clock.advance(Seconds{7200});
  EXPECT_EQ(error(""), "login_required");
}

TEST_F(Authorize, GivesNoCodeToWhomTheAppIsNotFor) {
  signInToTheOrg();
  for (Person& person : grace_.org.policy().people) person.standing = Standing::notAssignedToApp;
  EXPECT_EQ(in(saidByQuery(ask(with(usual(), "prompt", "none"))), "error"), "access_denied");
}

TEST_F(Authorize, AsksForConsentUnlessItMayNotAsk) {
  signInToTheOrg();
  grace_.org.policy().app.asksConsent = true;
  EXPECT_EQ(in(saidByQuery(ask(with(usual(), "prompt", "none"))), "error"), "consent_required");
  const auto asked = ask(usual());
  EXPECT_EQ(asked.status, 200);
  EXPECT_EQ(in(saidByQuery(press(asked, {{"yes", "false"}})), "error"), "access_denied");
  EXPECT_FALSE(in(saidByQuery(press(ask(usual()), {{"yes", "true"}})), "code").empty());
}

struct ModeRow {
  std::string name;
  std::string mode;
  std::string before;  // what stands before the parameters
};

class AuthorizeBy : public Authorize, public testing::WithParamInterface<ModeRow> {};

TEST_P(AuthorizeBy, PutsTheAnswerWhereItIsAskedFor) {
  signInToTheOrg();
  const auto answer = ask(with(with(usual(), "prompt", "none"), "response_mode", GetParam().mode));
  const std::string to = header(answer, "Location");
  const std::string begin = std::string(kCallback) + GetParam().before;
  ASSERT_EQ(to.substr(0, begin.size()), begin);
  const QueryPairs said = parseQuery(to.substr(begin.size()));
  EXPECT_EQ(in(said, "state"), "the-state");
  grace_.tokens(grant(in(said, "code")));
  EXPECT_EQ(grace_.status, 200);
}

INSTANTIATE_TEST_SUITE_P(ResponseMode, AuthorizeBy,
                         testing::Values(ModeRow{"Query", "query", "?"},
                                         ModeRow{"Fragment", "fragment", "#"}),
                         [](const auto& row) { return row.param.name; });

TEST_F(Authorize, ByPostMessageTellsTheAppsOriginAlone) {
  QueryPairs query = with(with(usual(), "prompt", "none"), "response_mode", "okta_post_message");
  query = with(query, "state", "</script><b>");
  const auto answer = ask(query);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(header(answer, "Content-Security-Policy"), "") << "it is for a frame";
  EXPECT_NE(answer.body.find("\"error\":\"login_required\""), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find("\"state\":\"\\u003c/script>\\u003cb>\""), std::string::npos);
  EXPECT_NE(answer.body.find(", \"http://localhost:8080\")"), std::string::npos);
}

struct BadRow {
  std::string name;
  std::string parameter;
  std::optional<std::string> value;
  std::string error;
};

class AuthorizeWithABad : public Authorize, public testing::WithParamInterface<BadRow> {
 protected:
  QueryPairs bad() const { return with(usual(), GetParam().parameter, GetParam().value); }
};

using AuthorizeForAStranger = AuthorizeWithABad;

TEST_P(AuthorizeForAStranger, TellsThePersonAndRedirectsNowhere) {
  signInToTheOrg();
  const auto answer = ask(bad());
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(header(answer, "Location"), "");
  EXPECT_EQ(header(answer, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(answer.body.find(GetParam().error), std::string::npos);
  EXPECT_EQ(answer.body.find("evil"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Of, AuthorizeForAStranger,
    testing::Values(BadRow{"NoClient", "client_id", std::nullopt, "invalid_client"},
                    BadRow{"AnotherClient", "client_id", "0oaevil", "invalid_client"},
                    BadRow{"NoRedirect", "redirect_uri", std::nullopt, "redirect_uri"},
                    BadRow{"AnotherSite", "redirect_uri", "https://evil.example/", "redirect_uri"},
                    BadRow{"ALongerPath", "redirect_uri", std::string(kCallback) + "evil",
                           "redirect_uri"},
                    BadRow{"AScript", "redirect_uri", "javascript:evil", "redirect_uri"}),
    [](const auto& row) { return row.param.name; });

TEST_P(AuthorizeWithABad, RequestTellsTheApp) {
  signInToTheOrg();
  const auto answer = ask(bad());
  const QueryPairs said = saidByQuery(answer);
  EXPECT_EQ(in(said, "error"), GetParam().error);
  EXPECT_FALSE(in(said, "error_description").empty());
  EXPECT_EQ(in(said, "state"), GetParam().parameter == "state" ? "" : "the-state");
  EXPECT_EQ(in(said, "code"), "");
}

INSTANTIATE_TEST_SUITE_P(
    Parameter, AuthorizeWithABad,
    testing::Values(
        BadRow{"NoResponseType", "response_type", std::nullopt, "unsupported_response_type"},
        BadRow{"ImplicitTokens", "response_type", "id_token token", "unsupported_response_type"},
        BadRow{"ResponseMode", "response_mode", "form_post", "unsupported_response_mode"},
        BadRow{"NoScope", "scope", std::nullopt, "invalid_scope"},
        BadRow{"UnknownScope", "scope", "openid everything", "invalid_scope"},
        BadRow{"NoState", "state", std::nullopt, "invalid_request"},
        BadRow{"LongNonce", "nonce", std::string(2049, 'x'), "invalid_request"},
        BadRow{"NoChallenge", "code_challenge", std::nullopt, "invalid_request"},
        BadRow{"ShortChallenge", "code_challenge", "abc", "invalid_request"},
        BadRow{"PlainChallenge", "code_challenge_method", "plain", "invalid_request"},
        BadRow{"Prompt", "prompt", "please", "invalid_request"},
        BadRow{"PromptOfNoneAndMore", "prompt", "none login", "invalid_request"},
        BadRow{"MaxAge", "max_age", "-1", "invalid_request"},
        BadRow{"HugeMaxAge", "max_age", "99999999999999999999", "invalid_request"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Authorize, NamesNobodyWhoseParametersAreThereTwice) {
  QueryPairs twice = usual();
  twice.emplace_back("redirect_uri", std::string(kCallback));
  EXPECT_EQ(ask(twice).status, 400);
  twice = usual();
  twice.emplace_back("state", "another");
  EXPECT_EQ(in(saidByQuery(ask(twice)), "error"), "invalid_request");
}

TEST_F(Authorize, IsCountedWithTheOtherDoors) {
  grace_.org.policy().limits.requestsPerClient = 2;
  ask(with(usual(), "prompt", "none"));
  ask(with(usual(), "prompt", "none"));
  EXPECT_EQ(ask(with(usual(), "prompt", "none")).status, 429);
  EXPECT_EQ(grace_.postForm("/oauth2/default/v1/interact", Visitor::interaction()).status, 429);
}

class AuthorizationCode : public Authorize {
 protected:
  AuthorizationCode() {
    signInToTheOrg();
    code_ = freshCode();
  }
  std::string errorOf(const QueryPairs& form) {
    return text(grace_.tokens(form), "error").value_or("");
  }

  std::string code_;
};

TEST_F(AuthorizationCode, IsTakenOnce) {
  EXPECT_EQ(errorOf(grant(code_)), "");
  EXPECT_EQ(errorOf(grant(code_)), "invalid_grant");
}

TEST_F(AuthorizationCode, LivesForAMinute) {
  grace_.clock.advance(Seconds{60});
  EXPECT_EQ(errorOf(grant(code_)), "invalid_grant");
}

TEST_F(AuthorizationCode, IsSpentByAnotherVerifierOrRedirect) {
  EXPECT_EQ(errorOf(with(grant(code_), "code_verifier", std::string(43, 'x'))), "invalid_grant");
  EXPECT_EQ(errorOf(grant(code_)), "invalid_grant");
  code_ = freshCode();
  EXPECT_EQ(errorOf(with(grant(code_), "redirect_uri", "http://localhost:8080/")), "invalid_grant");
  EXPECT_EQ(errorOf(grant(code_)), "invalid_grant");
}

TEST_F(AuthorizationCode, NeedsItsVerifier) {
  EXPECT_EQ(errorOf(with(grant(code_), "code_verifier", std::nullopt)), "invalid_request");
  EXPECT_EQ(errorOf(grant(code_)), "");
}

TEST_F(AuthorizationCode, IsNoInteractionCodeAndNoneIsOne) {
  EXPECT_EQ(errorOf(Visitor::exchange(code_)), "invalid_grant");
  const std::string other = grace_.codeFor("ada@example.com");
  EXPECT_EQ(errorOf(grant(other)), "invalid_grant");
  EXPECT_EQ(errorOf(grant(code_)), "");
  EXPECT_EQ(errorOf(Visitor::exchange(other)), "");
}

TEST_F(AuthorizationCode, SurvivesARestart) {
  const std::string saved = grace_.org.saved();
  Visitor other;
  ASSERT_FALSE(other.org.restore(saved, "state"));
  EXPECT_FALSE(text(other.tokens(grant(code_)), "access_token").value_or("").empty());
}

}  // namespace
}  // namespace latchkey::simulator::redirects
