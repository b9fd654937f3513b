// Being signed in to the org itself, the way out, and how often one may knock.

#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kMe = "/api/v1/sessions/me";
constexpr std::string_view kRefresh = "/api/v1/sessions/me/lifecycle/refresh";

std::string header(const http::Response& response, std::string_view name) {
  return http::header(response.headers, name).value_or("");
}

// "idx=...", as a browser sends it back; empty if the answer sets no such cookie.
std::string sessionCookieIn(const http::Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Set-Cookie" && value.rfind("idx=", 0) == 0)
      return value.substr(0, value.find(';'));
  }
  return "";
}

class OrgSession : public testing::Test {
 protected:
  // The answer to the right code.
  http::Response signIn(bool remember = false) {
    grace_.begin();
    grace_.step("/idp/idx/identify",
                {{"identifier", "grace@example.com"}, {"rememberMe", remember}});
    const Json credentials = {{"passcode", grace_.mailTo("grace@example.com").code}};
    auto answer = grace_.postJson("/idp/idx/challenge/answer", {{"stateHandle", grace_.stateHandle},
                                                                {"credentials", credentials}});
    cookie_ = sessionCookieIn(answer);
    return answer;
  }
  http::Response call(http::Method method, std::string_view path, std::string_view cookie) {
    return grace_.send(method, path, {{"Cookie", "DT=x; " + std::string(cookie)}}, "");
  }
  http::Response me() { return call(http::Method::get, kMe, cookie_); }

  Visitor grace_;
  std::string cookie_;
};

TEST_F(OrgSession, BeginsInTheBrowserThatIsToldOfTheSuccess) {
  const auto answer = signIn();
  EXPECT_FALSE(cookie_.empty());
  const std::string set = header(answer, "Set-Cookie");
  EXPECT_NE(set.find("; HttpOnly"), std::string::npos);
  EXPECT_EQ(set.find("Max-Age"), std::string::npos);
  const Json session = parsed(me().body);
  EXPECT_EQ(text(session, "login"), "grace@example.com");
  EXPECT_EQ(text(session, "userId"), "00u2graceHopper0g4");
  EXPECT_EQ(text(session, "status"), "ACTIVE");
  EXPECT_EQ(text(session, "expiresAt"), "2030-03-17T19:46:40.000Z");
  EXPECT_EQ(textAt(session, "amr.0"), "email");
  EXPECT_EQ(textAt(session, "_links.refresh.href"),
            "http://localhost:8081/api/v1/sessions/me/lifecycle/refresh");
  EXPECT_EQ(cookie_.find(text(session, "id").value_or("?")), std::string::npos);
}

TEST_F(OrgSession, BeginsOnceForASignIn) {
  signIn();
  grace_.introspect();
  EXPECT_EQ(sessionCookieIn(grace_.postJson("/idp/idx/introspect",
                                            {{"interactionHandle", grace_.interactionHandle}})),
            "");
}

TEST_F(OrgSession, IsKeptForWhoWantsToStaySignedIn) {
  EXPECT_NE(header(signIn(true), "Set-Cookie").find("; Max-Age=2592000"), std::string::npos);
  grace_.clock.advance(Seconds{86'400});
  EXPECT_EQ(me().status, 200);
}

TEST_F(OrgSession, EndsWithTime) {
  signIn();
  grace_.clock.advance(Seconds{7199});
  EXPECT_EQ(me().status, 200);
  grace_.clock.advance(Seconds{1});
  EXPECT_EQ(text(parsed(me().body), "errorCode"), "E0000007");
  EXPECT_EQ(grace_.status, 404);
}

TEST_F(OrgSession, LastsLongerWhenItIsRefreshed) {
  signIn();
  grace_.clock.advance(Seconds{7000});
  const auto answer = call(http::Method::post, kRefresh, cookie_);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(sessionCookieIn(answer), cookie_);
  grace_.clock.advance(Seconds{7000});
  EXPECT_EQ(me().status, 200);
}

TEST_F(OrgSession, EndsWhenItIsClosed) {
  signIn();
  const auto closed = call(http::Method::del, kMe, cookie_);
  EXPECT_EQ(closed.status, 204);
  EXPECT_NE(header(closed, "Set-Cookie").find("idx=; "), std::string::npos);
  EXPECT_EQ(me().status, 404);
  EXPECT_EQ(call(http::Method::del, kMe, cookie_).status, 404);
}

TEST_F(OrgSession, IsNobodysWithoutItsCookie) {
  signIn();
  for (const char* cookie : {"", "idx=", "idx=guessed", "idy=x", "="}) {
    for (const http::Method method : {http::Method::get, http::Method::del}) {
      const auto answer = call(method, kMe, cookie);
      EXPECT_EQ(answer.status, 404) << cookie;
      EXPECT_EQ(text(parsed(answer.body), "errorCode"), "E0000007");
    }
    EXPECT_EQ(call(http::Method::post, kRefresh, cookie).status, 404) << cookie;
  }
  EXPECT_EQ(me().status, 200);
}

class Logout : public OrgSession {
 protected:
  http::Response out(const QueryPairs& query) {
    return call(http::Method::get, "/oauth2/default/v1/logout?" + toQuery(query), cookie_);
  }
  std::string hint() {
    const auto answer = signIn();
    return text(grace_.tokens(Visitor::exchange(Visitor::codeIn(parsed(answer.body)))), "id_token")
        .value_or("");
  }
};

TEST_F(Logout, GoesWhereItIsToldAndEndsTheSession) {
  const auto answer = out({{"id_token_hint", hint()},
                           {"post_logout_redirect_uri", "http://localhost:8080/"},
                           {"state", "a&b"}});
  EXPECT_EQ(answer.status, 302);
  EXPECT_EQ(header(answer, "Location"), "http://localhost:8080/?state=a%26b");
  EXPECT_EQ(me().status, 404);
}

TEST_F(Logout, GoesToTheOrgsOwnPageWhenItIsToldNothing) {
  EXPECT_EQ(header(out({{"id_token_hint", hint()}}), "Location"),
            "http://localhost:8081/login/signout");
}

TEST_F(Logout, TakesATokenThatHasExpired) {
  const std::string old = hint();
  grace_.clock.advance(Seconds{86'400});
  EXPECT_EQ(out({{"id_token_hint", old}}).status, 302);
}

struct HintRow {
  std::string name;
  std::string (*hint)(const std::string& good);
};

class BadHint : public Logout, public testing::WithParamInterface<HintRow> {};

TEST_P(BadHint, IsAnsweredWithAPageAndEndsNothing) {
  const std::string good = hint();
  const auto answer = out({{"id_token_hint", GetParam().hint(good)}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(header(answer, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(answer.body.find("invalid_request"), std::string::npos);
  EXPECT_NE(answer.body.find("id_token_hint"), std::string::npos);
  EXPECT_EQ(me().status, 200);
}

std::string claimsWith(std::string_view name, std::string_view value) {
  Json claims = {{"iss", "http://localhost:8081/oauth2/default"}, {"aud", "latchkey-demo"}};
  setMember(claims, name, value);
  return testKey().sign(claims);
}

INSTANTIATE_TEST_SUITE_P(
    Of, BadHint,
    testing::Values(
        HintRow{"Nothing", [](const std::string&) { return std::string(); }},
        HintRow{"AWord", [](const std::string&) { return std::string("<b>a.b.c"); }},
        HintRow{"ACutToken",
                [](const std::string& good) { return good.substr(0, good.size() - 8); }},
        HintRow{"AnotherIssuer", [](const std::string&) { return claimsWith("iss", "https://x"); }},
        HintRow{"AnotherClient", [](const std::string&) { return claimsWith("aud", "0oaOther"); }},
        HintRow{"AnotherKey",
                [](const std::string&) {
                  return SigningKey::generate().sign(
                      {{"iss", "http://localhost:8081/oauth2/default"}, {"aud", "latchkey-demo"}});
                }}),
    [](const auto& row) { return row.param.name; });

TEST_F(Logout, GoesNowhereThatIsNotRegistered) {
  const std::string good = hint();
  for (const char* target :
       {"https://evil.example/", "http://localhost:8080", "javascript:alert(1)",
        "http://localhost:8080/?a", "//localhost:8080/"}) {
    const auto answer = out({{"id_token_hint", good}, {"post_logout_redirect_uri", target}});
    EXPECT_EQ(answer.status, 400) << target;
    EXPECT_EQ(header(answer, "Location"), "");
    EXPECT_NE(answer.body.find("post_logout_redirect_uri"), std::string::npos);
  }
}

TEST(Limit, OfABrowserAtInteractSaysHowManyAreLeft) {
  Policy policy = demoPolicy();
  policy.limits.requestsPerClient = 2;
  Visitor visitor(policy);
  const auto knock = [&visitor](std::string_view device) {
    return visitor.send(http::Method::post, "/oauth2/default/v1/interact",
                        {{"Content-Type", std::string(http::kFormContentType)},
                         {"Cookie", "DT=" + std::string(device)}},
                        http::toFormBody(Visitor::interaction()));
  };
  EXPECT_EQ(header(knock("one"), "X-Rate-Limit-Remaining"), "1");
  const auto second = knock("one");
  EXPECT_EQ(header(second, "X-Rate-Limit-Limit"), "2");
  EXPECT_EQ(header(second, "X-Rate-Limit-Remaining"), "0");
  EXPECT_EQ(header(second, "X-Rate-Limit-Reset"), "1900000060");
  const auto third = knock("one");
  EXPECT_EQ(third.status, 429);
  EXPECT_EQ(text(parsed(third.body), "errorCode"), "E0000047");
  EXPECT_EQ(header(third, "X-Rate-Limit-Remaining"), "0");
  EXPECT_EQ(knock("another").status, 200);
  visitor.clock.advance(Seconds{60});
  EXPECT_EQ(knock("one").status, 200);
}

TEST(Limit, OfAPersonCountsAllTheirSignIns) {
  Policy policy = demoPolicy();
  policy.limits.requestsPerPerson = 3;
  Visitor visitor(policy);
  for (int i = 0; i < 2; ++i) {
    visitor.begin();
    visitor.identify("grace@example.com");
    visitor.poll();
    EXPECT_EQ(visitor.status, 200);
  }
  visitor.poll();
  EXPECT_EQ(visitor.status, 200);
  visitor.poll();
  EXPECT_EQ(visitor.status, 429);
  visitor.clock.advance(Seconds{5});
  visitor.poll();
  EXPECT_EQ(visitor.status, 200);
}

TEST(Limit, ThatIsNotSetHasNoHeaders) {
  Visitor visitor;
  EXPECT_EQ(header(visitor.postForm("/oauth2/default/v1/interact", Visitor::interaction()),
                   "X-Rate-Limit-Limit"),
            "");
}

TEST(StateHandle, ChangesWithEveryStepWhereThePolicySaysSo) {
  Policy policy = demoPolicy();
  policy.rotatesStateHandle = true;
  Visitor visitor(policy);
  visitor.begin();
  const std::string first = visitor.stateHandle;
  visitor.identify("grace@example.com");
  EXPECT_NE(visitor.stateHandle, first);
  EXPECT_FALSE(Visitor::codeIn(visitor.answer(visitor.mailTo("grace@example.com").code)).empty());
  visitor.stateHandle = first;
  EXPECT_EQ(messageKeys(visitor.poll()), "idx.session.expired");
}

}  // namespace
}  // namespace latchkey::simulator
