#include "simulator/idx/landing.h"

#include <gtest/gtest.h>

#include "simulator/user_agent.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr const char* kWaiting = "challenge-authenticator select-authenticator-authenticate";
constexpr const char* kFirefoxOnMac =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:130.0) Gecko/20100101 Firefox/130.0";

// An app without a page of its own for links.
class LinkToTheOrgsPage : public testing::Test {
 protected:
  LinkToTheOrgsPage() : grace_(policy()) {
    grace_.begin();
    grace_.identify("grace@example.com");
  }
  static Policy policy() {
    Policy policy = demoPolicy();
    policy.app.emailVerificationUrl.clear();
    policy.location = Location{"Toronto", "Ontario", "Canada"};
    return policy;
  }
  std::string path() const {
    return grace_.mailTo("grace@example.com")
        .link.substr(std::string("http://localhost:8081").size());
  }
  http::Response open(http::Method method = http::Method::get, http::Headers headers = {}) {
    return grace_.send(method, path(), std::move(headers), "");
  }
  // What the page shows, as Okta's own page gets it.
  Json document(const std::string& path) {
    return parsed(
        grace_.send(http::Method::get, path, {{"Accept", "application/ion+json"}}, "").body);
  }
  Json document() { return document(path()); }
  void inAnotherBrowser() { grace_.deviceCookie.clear(); }
  std::string formsWhereItBegan() { return forms(grace_.poll()); }

  Visitor grace_;
};

TEST_F(LinkToTheOrgsPage, AsksInTheBrowserThatBegan) {
  const Json asked = document();
  EXPECT_EQ(forms(asked), "email-challenge-consent");
  EXPECT_EQ(textAt(asked, "intent"), "CONSENT");
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.requestInfo"), "name"), "appName browser");
  EXPECT_NE(text(asked, "stateHandle"), grace_.stateHandle) << "the waiting tab's is not for here";
  EXPECT_EQ(formsWhereItBegan(), kWaiting);
}

TEST_F(LinkToTheOrgsPage, FinishesTheWaitingTabByAYesToTheForm) {
  const Json asked = document();
  const Json yes = {{"consent", true}, {"stateHandle", at(asked, "stateHandle")}};
  const Json told = parsed(grace_.postJson("/idp/idx/consent", yes).body);
  EXPECT_EQ(messageKeys(told), "idx.return.to.original.tab");
  EXPECT_FALSE(Visitor::codeIn(grace_.poll()).empty());
}

TEST_F(LinkToTheOrgsPage, EndsTheWaitingTabByANo) {
  const Json asked = document();
  const Json no = {{"consent", false}, {"stateHandle", at(asked, "stateHandle")}};
  EXPECT_EQ(messageKeys(parsed(grace_.postJson("/idp/idx/consent", no).body)),
            "idx.operation.cancelled.on.other.device");
  EXPECT_EQ(messageKeys(grace_.poll()), "idx.operation.cancelled.by.user");
  EXPECT_EQ(messageKeys(document()), "idx.operation.cancelled.on.other.device");
}

TEST_F(LinkToTheOrgsPage, TakesNoConsentWithoutAYesOrNo) {
  const Json asked = document();
  const Json odd = {{"consent", "perhaps"}, {"stateHandle", at(asked, "stateHandle")}};
  EXPECT_EQ(grace_.postJson("/idp/idx/consent", odd).status, 400);
  EXPECT_EQ(formsWhereItBegan(), kWaiting);
}

TEST_F(LinkToTheOrgsPage, FinishesAtOnceWhereThePolicySaysSo) {
  grace_.org.policy().linkLanding = LinkLanding::finish;
  EXPECT_EQ(open().status, 200);
  EXPECT_FALSE(Visitor::codeIn(grace_.poll()).empty());
}

TEST_F(LinkToTheOrgsPage, LeadsToTheNextStepOfTheWaitingTab) {
  grace_.org.policy().linkLanding = LinkLanding::finish;
  grace_.org.policy().asksToKeepSignedIn = true;
  open();
  EXPECT_EQ(formsWhereItBegan(), "keep-me-signed-in");
}

TEST_F(LinkToTheOrgsPage, ShowsTheCodeInAnotherBrowserAndWhereItWasAskedFor) {
  grace_.org.transactions().byStateHandle(grace_.stateHandle)->client =
      ClientInfo{"FIREFOX", "Mac OS X"};
  inAnotherBrowser();
  const Json shown = document();
  const std::string code = grace_.mailTo("grace@example.com").code;
  EXPECT_EQ(messageKeys(shown), "idx.enter.otp.in.original.tab");
  EXPECT_EQ(textAt(shown, "intent"), "AUTHENTICATION");
  EXPECT_EQ(textAt(shown, "currentAuthenticator.value.contextualData.otp"), code);
  EXPECT_EQ(textAt(shown, "client.value.browser"), "FIREFOX");
  EXPECT_EQ(textAt(shown, "client.value.location.city"), "Toronto");
  EXPECT_EQ(text(shown, "stateHandle"), std::nullopt);
  const std::string page = open().body;
  EXPECT_NE(page.find(code), std::string::npos);
  EXPECT_NE(page.find("FIREFOX, Mac OS X, Toronto, Ontario, Canada"), std::string::npos);
  EXPECT_EQ(formsWhereItBegan(), kWaiting);
  EXPECT_FALSE(Visitor::codeIn(grace_.answer(code)).empty()) << "typed where it was asked for";
}

TEST_F(LinkToTheOrgsPage, CannotBeConsentedToInAnotherBrowser) {
  const Json asked = document();
  inAnotherBrowser();
  const Json yes = {{"consent", true}, {"stateHandle", at(asked, "stateHandle")}};
  EXPECT_EQ(grace_.postJson("/idp/idx/consent", yes).status, 400);
  EXPECT_EQ(grace_.postForm(path(), {{"consent", "yes"}}).status, 400);
  EXPECT_EQ(formsWhereItBegan(), kWaiting);
}

struct Scanner {
  std::string name;
  http::Method method;
  http::Headers headers;
  bool hasCookie;
};

class LinkFetchedByAScanner : public LinkToTheOrgsPage,
                              public testing::WithParamInterface<Scanner> {};

TEST_P(LinkFetchedByAScanner, IsStillGood) {
  grace_.org.policy().linkLanding = LinkLanding::finish;
  const std::string own = grace_.deviceCookie;
  if (!GetParam().hasCookie) inAnotherBrowser();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(open(GetParam().method, GetParam().headers).status, 200);
  EXPECT_EQ(formsWhereItBegan(), kWaiting);
  grace_.deviceCookie = own;
  open();
  EXPECT_FALSE(Visitor::codeIn(grace_.poll()).empty());
}

INSTANTIATE_TEST_SUITE_P(
    Fetch, LinkFetchedByAScanner,
    testing::Values(Scanner{"GetWithoutCookie", http::Method::get, {}, false},
                    Scanner{"HeadWithoutCookie", http::Method::head, {}, false},
                    Scanner{"HeadByTheBrowserItself", http::Method::head, {}, true},
                    Scanner{"Prefetch", http::Method::get, {{"Sec-Purpose", "prefetch"}}, true},
                    Scanner{"OldPrefetch", http::Method::get, {{"Purpose", "prefetch"}}, true}),
    [](const auto& row) { return row.param.name; });

TEST_F(LinkToTheOrgsPage, SpeaksThePersonsLanguageInEachOfItsForms) {
  grace_.acceptLanguage = "de";
  const std::string question = open().body;
  EXPECT_NE(question.find("<html lang=\"de\">"), std::string::npos);
  EXPECT_NE(question.find("Wollten Sie sich gerade bei"), std::string::npos);
  EXPECT_NE(question.find("Nein, das war ich nicht"), std::string::npos);
  grace_.acceptLanguage.clear();
  grace_.org.policy().language = Language::japanese;
  inAnotherBrowser();
  const std::string code = open().body;
  EXPECT_NE(code.find("<html lang=\"ja\">"), std::string::npos);
  EXPECT_NE(code.find("このコードを入力してください"), std::string::npos);
  EXPECT_NE(
      grace_.get("/email/verify/0oa1latchkeyDemo0g4?token=ft").body.find("このリンクは使えません"),
      std::string::npos);
}

TEST_F(LinkToTheOrgsPage, SaysWhatIsWrongWithIt) {
  const std::string old = path();
  EXPECT_EQ(messageKeys(document("/email/verify/0oa1latchkeyDemo0g4?token=ft")),
            "idx.return.error");
  grace_.resend();
  EXPECT_EQ(messageKeys(document(old)), "idx.return.stale");
  grace_.clock.advance(Seconds{300});
  EXPECT_EQ(messageKeys(document()), "idx.return.link.expired");
}

TEST_F(LinkToTheOrgsPage, LeadsNowhereOnceItWasUsedOrTheCodeTyped) {
  grace_.answer(grace_.mailTo("grace@example.com").code);
  EXPECT_EQ(messageKeys(document()), "idx.return.to.original.tab");
}

TEST(LinkOfANewAddress, SetsItUpInTheWaitingTab) {
  Policy policy = demoPolicy();
  policy.app.emailVerificationUrl.clear();
  policy.linkLanding = LinkLanding::finish;
  Visitor alan(policy);
  alan.begin();
  alan.identify("alan@example.com");
  alan.answer("halting problem");
  const Json email = {{"id", "aut1latchkeyEmail0g4"}, {"methodType", "email"}};
  alan.step("/idp/idx/credential/enroll", {{"authenticator", email}});
  const std::string link = alan.mailTo("alan@example.com").link;
  alan.get(link.substr(std::string("http://localhost:8081").size()));
  EXPECT_FALSE(Visitor::codeIn(alan.poll()).empty());
}

struct Header {
  std::string name;
  std::string value;
  std::string browser;
  std::string os;
};

class UserAgent : public testing::TestWithParam<Header> {};

TEST_P(UserAgent, IsNamedAsOktaDoes) {
  const ClientInfo client = clientOf(GetParam().value);
  EXPECT_EQ(client.browser, GetParam().browser);
  EXPECT_EQ(client.os, GetParam().os);
}

INSTANTIATE_TEST_SUITE_P(
    Of, UserAgent,
    testing::Values(
        Header{"FirefoxOnMac", kFirefoxOnMac, "FIREFOX", "Mac OS X"},
        Header{"ChromeOnAndroid",
               "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
               "Chrome/128.0 Mobile Safari/537.36",
               "CHROME", "Android"},
        Header{"EdgeOnWindows",
               "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
               "Chrome/128.0 Safari/537.36 Edg/128.0",
               "EDGE", "Windows"},
        Header{"SafariOnIphone",
               "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
               "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
               "SAFARI", "iOS"},
        Header{"Nothing", "", "", ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::simulator
