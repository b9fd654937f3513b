// Faults on demand, and the control API that tests in a browser ask for them.

#include <gtest/gtest.h>

#include <set>

#include "base/json_writer.h"
#include "simulator/faults.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr const char* kAnswer = "/idp/idx/challenge/answer";

class Weather : public testing::Test {
 protected:
  Weather() {
    grace_.begin();
    grace_.identify("grace@example.com");
  }
  void forecast(std::string_view name, std::string path = kAnswer, int count = 1, int skip = 0) {
    std::optional<Fault> fault = faultByName(name);
    ASSERT_TRUE(fault) << name;
    fault->path = std::move(path);
    fault->count = count;
    fault->skip = skip;
    grace_.org.faults().add(*fault);
  }
  http::Response answerRightly() {
    const Json credentials = {{"passcode", grace_.mailTo("grace@example.com").code}};
    return grace_.postJson(kAnswer,
                           {{"stateHandle", grace_.stateHandle}, {"credentials", credentials}});
  }
  // With the code of the mail that came so many mails ago.
  std::string answerWith(std::size_t age) {
    const auto mails = grace_.org.mailbox().to("grace@example.com");
    const Json credentials = {{"passcode", mails[age - 1].code}};
    return grace_
        .postJson(kAnswer, {{"stateHandle", grace_.stateHandle}, {"credentials", credentials}})
        .body;
  }
  static std::string header(const http::Response& response, std::string_view name) {
    return http::header(response.headers, name).value_or("");
  }

  Visitor grace_;
};

TEST_F(Weather, PassesAfterAsManyRequestsAsWereSaid) {
  forecast("status-503", kAnswer, 2);
  EXPECT_EQ(answerRightly().status, 503);
  EXPECT_EQ(answerRightly().status, 503);
  EXPECT_EQ(answerRightly().status, 200);
  EXPECT_EQ(grace_.org.faults().pending(), 0U);
}

TEST_F(Weather, MeetsOnlyItsPath) {
  forecast("status-500");
  grace_.poll();
  EXPECT_EQ(grace_.status, 200);
  EXPECT_EQ(answerRightly().status, 500);
}

TEST_F(Weather, CanBeginLater) {
  forecast("status-500", "/idp/idx/challenge/poll", 1, 2);
  for (const int expected : {200, 200, 500, 200}) {
    grace_.poll();
    EXPECT_EQ(grace_.status, expected);
  }
}

TEST_F(Weather, LeavesPreflightsAlone) {
  forecast("lost-request");
  grace_.send(http::Method::options, kAnswer, {}, "");
  EXPECT_EQ(grace_.status, 204);
  EXPECT_EQ(answerRightly().status, 0);
}

TEST_F(Weather, LosesARequestBeforeAnythingIsDone) {
  forecast("lost-request");
  EXPECT_EQ(answerRightly().status, 0);
  EXPECT_EQ(answerRightly().status, 200);
}

TEST_F(Weather, LosesAnAnswerAfterItWasDone) {
  forecast("lost-answer");
  EXPECT_EQ(answerRightly().status, 0);
  EXPECT_EQ(answerRightly().status, 401);
  EXPECT_FALSE(Visitor::codeIn(grace_.introspect()).empty());
}

TEST_F(Weather, ServesHtmlWhereJsonIsDue) {
  forecast("html-200");
  const auto answer = answerRightly();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(header(answer, "Content-Type"), "text/html; charset=utf-8");
  forecast("html-500");
  EXPECT_EQ(answerRightly().status, 500);
}

TEST_F(Weather, CutsABodyInHalf) {
  forecast("half-body");
  const auto answer = answerRightly();
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(answer.body.empty());
  EXPECT_FALSE(parseJson(answer.body));
}

TEST_F(Weather, GarblesEmptiesAndInflatesBodies) {
  forecast("garbage");
  EXPECT_EQ(answerRightly().body, "{]");
  forecast("empty-body");
  EXPECT_EQ(answerRightly().body, "");
  forecast("huge-body");
  EXPECT_GT(answerRightly().body.size(), kMaxJsonBytes);
  EXPECT_EQ(answerRightly().status, 200);
}

TEST_F(Weather, LimitsRatesInThreeWays) {
  forecast("rate-limit-forms");
  const auto withForms = answerRightly();
  EXPECT_EQ(withForms.status, 429);
  EXPECT_EQ(forms(parsed(withForms.body)),
            "challenge-authenticator select-authenticator-authenticate");
  EXPECT_EQ(messageKeys(parsed(withForms.body)), "tooManyRequests");
  EXPECT_EQ(header(withForms, "X-Rate-Limit-Reset"), "1900000030");
  forecast("rate-limit-idx");
  EXPECT_EQ(messageKeys(parsed(answerRightly().body)), "tooManyRequests");
  forecast("rate-limit-api-bare");
  const auto bare = answerRightly();
  EXPECT_EQ(text(parsed(bare.body), "errorCode"), "E0000047");
  EXPECT_EQ(header(bare, "X-Rate-Limit-Reset"), "");
  EXPECT_EQ(answerRightly().status, 200);
}

TEST_F(Weather, FailsPolitelyAsADocument) {
  forecast("trouble-idx");
  const auto answer = answerRightly();
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(forms(parsed(answer.body)), "");
  EXPECT_EQ(messageKeys(parsed(answer.body)), "E0000009");
}

TEST_F(Weather, BlocksLikeAFirewallThatIsNotOkta) {
  forecast("blocked");
  const auto answer = answerRightly();
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(header(answer, "X-Okta-Request-Id"), "");
  EXPECT_NE(header(answer, "Access-Control-Allow-Origin"), "");
}

TEST_F(Weather, ForgetsToLetThePageRead) {
  forecast("no-cors");
  EXPECT_EQ(header(answerRightly(), "Access-Control-Allow-Origin"), "");
}

TEST_F(Weather, ChangesVersionAndForms) {
  forecast("wrong-version", "/idp/idx/challenge/poll");
  EXPECT_EQ(text(grace_.poll(), "version"), "2.0.0");
  forecast("unknown-form", "/idp/idx/challenge/poll");
  EXPECT_EQ(forms(grace_.poll()),
            "prove-you-are-a-cat challenge-authenticator select-authenticator-authenticate");
}

struct FlawRow {
  std::string name;
  std::string fault;
  std::string claim;
  std::string value;
};

class Flaw : public testing::TestWithParam<FlawRow> {};

TEST_P(Flaw, IsInTheIdToken) {
  const FlawRow& row = GetParam();
  Visitor grace;
  std::optional<Fault> fault = faultByName(row.fault);
  ASSERT_TRUE(fault);
  fault->path = "/oauth2/default/v1/token";
  grace.org.faults().add(*fault);
  const Json claims = claimsOf(text(grace.tokensFor("grace@example.com"), "id_token").value_or(""));
  const Json* found = member(claims, row.claim);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(writeJson(*found), row.value);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Flaw,
    testing::Values(FlawRow{"Nonce", "wrong-nonce", "nonce", R"("not-the-nonce-of-this-sign-in")"},
                    FlawRow{"Expiry", "expired-token", "exp", "1899917200"},
                    FlawRow{"IssueTime", "token-from-future", "iat", "1900086400"},
                    FlawRow{"Audience", "wrong-audience", "aud", R"("0oaSomebodyElse")"}),
    [](const auto& row) { return row.param.name; });

TEST(FaultName, MustBeKnown) {
  for (const std::string_view name :
       {"", "status-", "status-99", "status-600", "status-5x0", "html-", "latency-", "blocked-bare",
        "-bare", "rate-limit--bare", "unknown"}) {
    EXPECT_FALSE(faultByName(name)) << name;
  }
}

TEST(FaultName, IsInTheOneListWithWhatItDoes) {
  std::set<std::string> seen;
  std::set<Fault::Kind> kinds;
  for (const FaultName& listed : faultNames()) {
    const auto fault = faultByName(listed.name);
    ASSERT_TRUE(fault) << listed.name;
    EXPECT_EQ(fault->kind, listed.kind) << listed.name;
    EXPECT_FALSE(listed.about.empty()) << listed.name;
    EXPECT_TRUE(seen.insert(listed.name).second) << listed.name;
    kinds.insert(fault->kind);
  }
  // Every kind that there is has a name.
  EXPECT_EQ(kinds.size(), static_cast<std::size_t>(Fault::Kind::latency) + 1);
}

TEST(Latency, IsTakenApartFromOtherFaults) {
  Faults faults;
  std::optional<Fault> slow = faultByName("latency-2000");
  ASSERT_TRUE(slow);
  slow->path = "/idp";
  faults.add(*slow);
  EXPECT_FALSE(faults.take("/idp/idx/identify"));
  EXPECT_EQ(faults.takeLatency("/oauth2"), Milliseconds{0});
  EXPECT_EQ(faults.takeLatency("/idp/idx/identify"), Milliseconds{2000});
  EXPECT_EQ(faults.takeLatency("/idp/idx/identify"), Milliseconds{0});
}

TEST_F(Weather, DeliversARequestTwice) {
  forecast("twice", "/idp/idx/challenge/resend");
  grace_.resend();
  EXPECT_EQ(grace_.status, 200);
  EXPECT_EQ(grace_.org.mailbox().to("grace@example.com").size(), 3U);
}

TEST_F(Weather, DistortsDocuments) {
  const auto polled = [this](std::string_view name) {
    forecast(name, "/idp/idx/challenge/poll");
    return grace_.poll();
  };
  EXPECT_EQ(textAt(polled("foreign-hrefs"), "remediation.value.0.href"),
            "https://evil.example/idp/idx/identify");
  EXPECT_EQ(textAt(polled("hostile-texts"), "currentAuthenticatorEnrollment.value.displayName")
                .rfind("<img", 0),
            0U);
  EXPECT_EQ(textAt(polled("lost-relations"), "remediation.value.0.relatesTo"),
            "$.nowhere.value[7]");
  EXPECT_EQ(at(polled("bare"), "currentAuthenticatorEnrollment.value.poll"), Json(nullptr));
  EXPECT_TRUE(at(polled("wrong-types"), "app").is_array());
  EXPECT_FALSE(Visitor::codeIn(parsed(answerRightly().body)).empty());
}

TEST_F(Weather, CanMeetOneSignInAlone) {
  const std::string mine = grace_.interactionHandle;
  const std::string myState = grace_.stateHandle;
  grace_.begin();
  grace_.identify("grace@example.com");
  Fault fault = *faultByRule("status-500@/idp/idx/,transaction=" + mine);
  grace_.org.faults().add(fault);
  grace_.poll();
  EXPECT_EQ(grace_.status, 200);
  grace_.stateHandle = myState;
  grace_.poll();
  EXPECT_EQ(grace_.status, 500);
  fault.path = "/oauth2/default/v1/token";
  grace_.org.faults().add(fault);
  grace_.interactionHandle = mine;
  const std::string code = Visitor::codeIn(parsed(answerWith(2)));
  grace_.tokens(Visitor::exchange(code));
  EXPECT_EQ(grace_.status, 500);
  grace_.tokens(Visitor::exchange(code));
  EXPECT_EQ(grace_.status, 200);
}

TEST(FaultRule, SaysWhichAndWhereAndHowOften) {
  const auto fault = faultByRule("rate-limit-api-bare@/idp/idx/challenge,count=3,skip=2");
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, Fault::Kind::rateLimitApi);
  EXPECT_EQ(fault->rateLimitHeaders, Fault::RateLimitHeaders::missing);
  EXPECT_EQ(fault->path, "/idp/idx/challenge");
  EXPECT_EQ(fault->count, 3);
  EXPECT_EQ(fault->skip, 2);
  EXPECT_EQ(faultByRule("blocked")->path, "/");
  for (const char* bad : {"", "@/", "locusts@/", "blocked@idp", "blocked@/,count=0",
                          "blocked@/,skip=-1", "blocked@/,often", "status-999@/", "blocked@/,"}) {
    EXPECT_FALSE(faultByRule(bad)) << bad;
  }
}

class Control : public testing::Test {
 protected:
  Control() : grace_(demoPolicy(), Org::Control::on) {}

  int post(const std::string& path, const std::string& body, http::Headers headers = {}) {
    http::Request request;
    request.method = http::Method::post;
    request.url = "http://localhost:8081/sim/" + path;
    request.headers = std::move(headers);
    request.body = body;
    return grace_.org.handle(request).value_or(http::Response()).status;
  }
  Json state() {
    http::Request request;
    request.url = "http://localhost:8081/sim/state";
    return parsed(grace_.org.handle(request).value_or(http::Response()).body);
  }

  Visitor grace_;
};

TEST_F(Control, OrdersFaults) {
  EXPECT_EQ(post("fault", R"({"path":"/idp/idx/introspect","kind":"status-500","count":1})"), 200);
  EXPECT_EQ(integer(state(), "faults"), 1);
  grace_.begin();
  EXPECT_EQ(grace_.status, 500);
}

struct FromRow {
  std::string name;
  http::Headers headers;
  int status;
};

class ControlAsked : public Control, public testing::WithParamInterface<FromRow> {};

TEST_P(ControlAsked, AnswersNoPage) {
  http::Request request;
  request.headers = GetParam().headers;
  for (const char* path : {"/sim/state", "/sim/transactions", "/sim/faults"}) {
    request.url = std::string("http://localhost:8081") + path;
    EXPECT_EQ(grace_.org.handle(request).value_or(http::Response()).status, GetParam().status)
        << path;
  }
  EXPECT_EQ(post("expire", "{}", GetParam().headers), GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(
    By, ControlAsked,
    testing::Values(
        FromRow{"AProgram", {}, 200}, FromRow{"APerson", {{"Sec-Fetch-Site", "none"}}, 200},
        FromRow{"AnotherOrigin", {{"Origin", "https://evil.example"}}, 400},
        FromRow{"ThePage", {{"Origin", "http://localhost:8080"}}, 400},
        FromRow{"TheOrgsOwnPage", {{"Origin", "http://localhost:8081"}}, 400},
        FromRow{"AnOriginThatIsNone", {{"Origin", "null"}}, 400},
        FromRow{"AnEmptyOrigin", {{"Origin", ""}}, 400},
        FromRow{"TheSameOriginWithoutSayingSo", {{"Sec-Fetch-Site", "same-origin"}}, 400},
        FromRow{"TheSameSite", {{"sec-fetch-site", "same-site"}}, 400},
        FromRow{"AnotherSite", {{"Sec-Fetch-Site", "cross-site"}}, 400},
        FromRow{"AValueToCome", {{"Sec-Fetch-Site", "near-by"}}, 400},
        FromRow{"TwoValues", {{"Sec-Fetch-Site", "none"}, {"Sec-Fetch-Site", "cross-site"}}, 400}),
    [](const auto& row) { return row.param.name; });

TEST_F(Control, NamesTheFaultsThatThereAre) {
  http::Request request;
  request.url = "http://localhost:8081/sim/faults";
  const Json list = parsed(grace_.org.handle(request).value_or(http::Response()).body);
  ASSERT_EQ(list.size(), faultNames().size());
  for (const Json& named : list) {
    const Json order = {{"path", "/never"}, {"kind", at(named, "kind")}};
    EXPECT_EQ(post("fault", writeJson(order)), 200) << named;
  }
}

TEST_F(Control, MovesTheClock) {
  EXPECT_EQ(post("advance", R"({"seconds":60})"), 200);
  EXPECT_EQ(text(state(), "now"), "2030-03-17T17:47:40.000Z");
}

TEST_F(Control, ExpiresTransactions) {
  grace_.begin();
  EXPECT_EQ(post("expire", ""), 200);
  EXPECT_EQ(messageKeys(grace_.introspect()), "idx.session.expired");
}

TEST_F(Control, RotatesKeys) {
  EXPECT_EQ(post("rotate", ""), 200);
  EXPECT_EQ(at(parsed(grace_.get("/oauth2/default/v1/keys").body), "keys").size(), 2U);
}

TEST_F(Control, ListsTransactions) {
  grace_.begin();
  grace_.identify("grace@example.com");
  http::Request request;
  request.url = "http://localhost:8081/sim/transactions";
  const Json list = parsed(grace_.org.handle(request).value_or(http::Response()).body);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(textAt(list, "0.interactionHandle"), grace_.interactionHandle);
  EXPECT_EQ(textAt(list, "0.identifier"), "grace@example.com");
  EXPECT_EQ(textAt(list, "0.step"), "challenge");
}

TEST_F(Control, SinglesOutASignIn) {
  grace_.begin();
  EXPECT_EQ(post("fault", R"({"path":"/idp","kind":"status-500","transaction":")" +
                              grace_.interactionHandle + "\"}"),
            200);
  const std::string mine = grace_.interactionHandle;
  grace_.begin();
  EXPECT_EQ(grace_.status, 200);
  grace_.interactionHandle = mine;
  grace_.introspect();
  EXPECT_EQ(grace_.status, 500);
}

TEST_F(Control, ClearsEverything) {
  grace_.begin();
  grace_.identify("grace@example.com");
  post("fault", R"({"path":"/","kind":"status-500","count":9})");
  post("advance", R"({"seconds":60})");
  EXPECT_EQ(post("clear", ""), 200);
  EXPECT_EQ(writeJson(state()),
            R"({"now":"2030-03-17T17:46:40.000Z","transactions":0,"mails":0,"faults":0})");
}

TEST_F(Control, RefusesNonsense) {
  EXPECT_EQ(post("fault", "{"), 400);
  EXPECT_EQ(post("fault", "{}"), 400);
  EXPECT_EQ(post("fault", R"({"path":"/","kind":"locusts"})"), 400);
  EXPECT_EQ(post("advance", R"({"seconds":"1"})"), 400);
  EXPECT_EQ(post("advance", R"({"seconds":99999999999})"), 400);
  EXPECT_EQ(post("unknown", "{}"), 404);
}

TEST_F(Control, IsNotForPages) {
  EXPECT_EQ(post("clear", "", {{"Origin", "http://localhost:8080"}}), 400);
}

}  // namespace
}  // namespace latchkey::simulator
