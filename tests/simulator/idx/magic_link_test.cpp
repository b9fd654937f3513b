#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

std::string pathOf(const std::string& link) {
  return link.substr(std::string("http://localhost:8081").size());
}

class LinkInGracesMail : public testing::Test {
 protected:
  LinkInGracesMail() { start(); }

  void start() {
    grace_.begin();
    grace_.identify("grace@example.com");
  }
  Mail mail() const { return grace_.mailTo("grace@example.com"); }
  http::Response click(const std::string& link) { return grace_.get(pathOf(link)); }
  http::Response consent(std::string_view answer) {
    return grace_.postForm(pathOf(mail().link), {{"consent", std::string(answer)}});
  }
  void withoutLandingPageInTheApp() { grace_.org.policy().app.emailVerificationUrl.clear(); }

  Visitor grace_;
};

TEST_F(LinkInGracesMail, GoesToTheAppWithTheCodeAndTheState) {
  const auto answer = click(mail().link);
  EXPECT_EQ(answer.status, 302);
  EXPECT_EQ(http::header(answer.headers, "Location"),
            "http://localhost:8080/login/callback/?otp=" + mail().code + "&state=the-state");
}

TEST_F(LinkInGracesMail, SignsNobodyInByItselfHoweverOftenItIsFetched) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(click(mail().link).status, 302);
  EXPECT_EQ(forms(grace_.poll()), "challenge-authenticator select-authenticator-authenticate");
}

TEST_F(LinkInGracesMail, IsOutOfDateAfterAResend) {
  const std::string old = mail().link;
  grace_.resend();
  const auto answer = click(old);
  EXPECT_EQ(answer.status, 400);
  EXPECT_NE(answer.body.find("out of date"), std::string::npos);
  EXPECT_EQ(click(mail().link).status, 302);
}

TEST_F(LinkInGracesMail, ExpiresWithItsCode) {
  grace_.clock.advance(Seconds{300});
  const auto answer = click(mail().link);
  EXPECT_EQ(answer.status, 400);
  EXPECT_NE(answer.body.find("has expired"), std::string::npos);
}

TEST_F(LinkInGracesMail, IsUnknownWithAnotherTokenOrApp) {
  EXPECT_EQ(click("http://localhost:8081/email/verify/0oa1latchkeyDemo0g4?token=ftGuess").status,
            404);
  EXPECT_EQ(click("http://localhost:8081/email/verify/0oa1latchkeyDemo0g4").status, 404);
  std::string otherApp = mail().link;
  otherApp.replace(otherApp.find("0oa1"), 4, "0oa9");
  EXPECT_EQ(click(otherApp).status, 404);
}

TEST_F(LinkInGracesMail, AsksOnThePageOfTheOrgWhereTheAppHasNone) {
  withoutLandingPageInTheApp();
  const auto answer = click(mail().link);
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.body.find("Yes, it&#39;s me"), std::string::npos);
  EXPECT_EQ(forms(grace_.poll()), "challenge-authenticator select-authenticator-authenticate");
}

TEST_F(LinkInGracesMail, FinishesTheWaitingTabByAYes) {
  withoutLandingPageInTheApp();
  EXPECT_EQ(consent("yes").status, 200);
  EXPECT_FALSE(Visitor::codeIn(grace_.poll()).empty());
  EXPECT_EQ(consent("yes").status, 400);
}

TEST_F(LinkInGracesMail, EndsTheWaitingTabByANo) {
  withoutLandingPageInTheApp();
  EXPECT_EQ(consent("no").status, 200);
  const Json told = grace_.poll();
  EXPECT_EQ(messageKeys(told), "idx.operation.cancelled.by.user");
  EXPECT_EQ(forms(told), "");
}

TEST_F(LinkInGracesMail, CannotBeConsentedToWhereTheAppDecides) {
  EXPECT_EQ(consent("yes").status, 400);
  EXPECT_EQ(forms(grace_.poll()), "challenge-authenticator select-authenticator-authenticate");
}

TEST(MagicLinkOff, LeavesTheMailWithTheCodeAlone) {
  Policy policy = demoPolicy();
  policy.magicLink = MagicLink::off;
  Visitor grace(policy);
  grace.begin();
  const Json challenge = grace.identify("grace@example.com");
  EXPECT_EQ(at(challenge, "currentAuthenticatorEnrollment.value.contextualData.useEmailMagicLink"),
            false);
  const Mail mail = grace.mailTo("grace@example.com");
  EXPECT_EQ(mail.link, "");
  EXPECT_EQ(mail.html.find("href"), std::string::npos);
}

TEST(DirectMagicLink, LeadsToTheAppWithoutTheOrg) {
  Policy policy = demoPolicy();
  policy.magicLink = MagicLink::direct;
  Visitor grace(policy);
  grace.begin();
  grace.identify("grace@example.com");
  const Mail mail = grace.mailTo("grace@example.com");
  EXPECT_EQ(mail.link,
            "http://localhost:8080/login/callback/?otp=" + mail.code + "&state=the-state");
}

}  // namespace
}  // namespace latchkey::simulator
