#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

// What comes once the code is right: staying signed in, the app's scopes, both.
class GraceWithTheRightCode : public testing::Test {
 protected:
  Json answer() {
    grace_.begin();
    grace_.identify("grace@example.com");
    return grace_.answer(grace_.mailTo("grace@example.com").code);
  }
  Policy& policy() { return grace_.org.policy(); }
  Json keep(const Json& body) { return grace_.step("/idp/idx/keep-me-signed-in", body); }
  Json consent(const Json& body) { return grace_.step("/idp/idx/consent", body); }

  Visitor grace_;
};

TEST_F(GraceWithTheRightCode, IsAskedWhetherToStaySignedIn) {
  policy().asksToKeepSignedIn = true;
  const Json asked = answer();
  EXPECT_EQ(forms(asked), "keep-me-signed-in");
  EXPECT_EQ(at(asked, "remediation.value.0.value.0.value"), false);
  EXPECT_EQ(Visitor::codeIn(asked), "");
  EXPECT_FALSE(Visitor::codeIn(keep({{"keepMeSignedIn", true}})).empty());
}

TEST_F(GraceWithTheRightCode, MayRefuseToStaySignedIn) {
  policy().asksToKeepSignedIn = true;
  answer();
  EXPECT_FALSE(Visitor::codeIn(keep({{"keepMeSignedIn", false}})).empty());
}

TEST_F(GraceWithTheRightCode, MustSayYesOrNo) {
  policy().asksToKeepSignedIn = true;
  answer();
  EXPECT_EQ(messageKeys(keep({{"keepMeSignedIn", "yes"}})), "E0000020");
  EXPECT_EQ(grace_.status, 400);
  EXPECT_EQ(forms(grace_.introspect()), "keep-me-signed-in");
}

TEST_F(GraceWithTheRightCode, IsShownTheScopesOfTheApp) {
  policy().app.asksConsent = true;
  const Json asked = answer();
  EXPECT_EQ(forms(asked), "consent");
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.scopes"), "name"),
            "profile email offline_access");
  EXPECT_EQ(at(asked, "remediation.value.0.value.0.options.1.value"), false);
  EXPECT_FALSE(Visitor::codeIn(consent({{"consent", true}})).empty());
}

TEST_F(GraceWithTheRightCode, EndsTheSignInByRefusingTheScopes) {
  policy().app.asksConsent = true;
  answer();
  EXPECT_EQ(messageKeys(consent({{"consent", false}})), "idx.operation.cancelled.by.user");
  EXPECT_EQ(messageKeys(grace_.introspect()), "idx.operation.cancelled.by.user");
}

TEST_F(GraceWithTheRightCode, IsAskedOneAfterTheOther) {
  policy().asksToKeepSignedIn = true;
  policy().app.asksConsent = true;
  answer();
  EXPECT_EQ(forms(keep({{"keepMeSignedIn", true}})), "consent");
  EXPECT_FALSE(Visitor::codeIn(consent({{"consent", true}})).empty());
}

TEST_F(GraceWithTheRightCode, CannotAnswerWhatIsNotAsked) {
  grace_.begin();
  EXPECT_EQ(messageKeys(keep({{"keepMeSignedIn", true}})), "E0000020");
  EXPECT_EQ(messageKeys(consent({{"consent", true}})), "E0000020");
  EXPECT_EQ(messageKeys(grace_.step("/idp/idx/skip")), "E0000020");
}

// Alan has a password and no email yet.
class AlanWithoutEmail : public testing::Test {
 protected:
  Json signIn() {
    alan_.begin();
    alan_.identify("alan@example.com");
    return alan_.answer("halting problem");
  }
  Json enroll(const Json& authenticator) {
    return alan_.step("/idp/idx/credential/enroll", {{"authenticator", authenticator}});
  }
  std::string code() const { return alan_.mailTo("alan@example.com").code; }

  Visitor alan_;
  const Json email_ = {{"id", "aut1latchkeyEmail0g4"}, {"methodType", "email"}};
};

TEST_F(AlanWithoutEmail, IsAskedForHisPasswordAtOnce) {
  alan_.begin();
  const Json asked = alan_.identify("alan@example.com");
  EXPECT_EQ(forms(asked), "challenge-authenticator select-authenticator-authenticate");
  EXPECT_EQ(textAt(asked, "currentAuthenticatorEnrollment.value.key"), "okta_password");
  EXPECT_EQ(textAt(asked, "currentAuthenticatorEnrollment.value.recover.name"), "recover");
}

TEST_F(AlanWithoutEmail, IsOfferedToSetItUp) {
  const Json asked = signIn();
  EXPECT_EQ(forms(asked), "select-authenticator-enroll skip");
  EXPECT_EQ(eachText(at(asked, "authenticators.value"), "key"), "okta_email");
  EXPECT_EQ(textAt(asked, "remediation.value.0.value.0.options.0.relatesTo"),
            "$.authenticators.value[0]");
}

TEST_F(AlanWithoutEmail, SetsItUpByTheCodeInTheMail) {
  signIn();
  const Json asked = enroll(email_);
  EXPECT_EQ(forms(asked), "enroll-authenticator select-authenticator-enroll skip");
  EXPECT_EQ(textAt(asked, "currentAuthenticator.value.poll.name"), "poll");
  EXPECT_EQ(textAt(asked, "enrollmentAuthenticator.value.key"), "okta_email");
  EXPECT_FALSE(Visitor::codeIn(alan_.answer(code())).empty());
  EXPECT_EQ(forms(signIn()), "") << "email is there now";
}

TEST_F(AlanWithoutEmail, IsAskedBeforeTheMailIsSentWithoutAMethod) {
  signIn();
  const Json asked = enroll({{"id", "aut1latchkeyEmail0g4"}});
  EXPECT_EQ(forms(asked), "authenticator-enrollment-data select-authenticator-enroll skip");
  EXPECT_EQ(alan_.org.mailbox().size(), 0U);
  EXPECT_EQ(forms(alan_.resend()), "enroll-authenticator select-authenticator-enroll skip");
  EXPECT_FALSE(Visitor::codeIn(alan_.answer(code())).empty());
}

TEST_F(AlanWithoutEmail, MayTryAgainAfterAWrongCode) {
  signIn();
  enroll(email_);
  const Json wrong = alan_.answer("not it");
  EXPECT_EQ(alan_.status, 401);
  EXPECT_EQ(forms(wrong), "enroll-authenticator select-authenticator-enroll skip");
  EXPECT_EQ(textAt(wrong, "remediation.value.0.value.0.form.value.0.messages.value.0.i18n.key"),
            "api.authn.error.PASSCODE_INVALID");
  EXPECT_EQ(forms(alan_.poll()), "enroll-authenticator select-authenticator-enroll skip");
}

TEST_F(AlanWithoutEmail, MaySkipIt) {
  signIn();
  EXPECT_FALSE(Visitor::codeIn(alan_.step("/idp/idx/skip")).empty());
  EXPECT_EQ(forms(signIn()), "select-authenticator-enroll skip") << "asked again the next time";
}

TEST_F(AlanWithoutEmail, MayNotSkipWhatThePolicyInsistsOn) {
  alan_.org.policy().enrollmentMayBeSkipped = false;
  EXPECT_EQ(forms(signIn()), "select-authenticator-enroll");
  EXPECT_EQ(messageKeys(alan_.step("/idp/idx/skip")), "E0000020");
}

TEST_F(AlanWithoutEmail, CannotSetUpWhatIsNotOffered) {
  signIn();
  EXPECT_EQ(messageKeys(enroll({{"id", "aut2latchkeyPasswd0g4"}})), "E0000020");
  EXPECT_EQ(messageKeys(enroll({{"id", "nothing"}})), "E0000020");
  EXPECT_EQ(messageKeys(enroll("text")), "E0000020");
}

TEST_F(AlanWithoutEmail, IsAsBeforeOnceTheOrgWasCleared) {
  signIn();
  enroll(email_);
  alan_.answer(code());
  alan_.org.clear();
  EXPECT_EQ(forms(signIn()), "select-authenticator-enroll skip");
}

TEST(NewPassword, IsSetUpByWhoeverLacksOne) {
  Policy policy = demoPolicy();
  policy.toEnroll = {Authenticator::password};
  Visitor grace(policy);
  grace.begin();
  grace.identify("grace@example.com");
  EXPECT_EQ(forms(grace.answer(grace.mailTo("grace@example.com").code)),
            "select-authenticator-enroll skip");
  const Json choice = {{"id", "aut2latchkeyPasswd0g4"}, {"methodType", "password"}};
  const Json asked = grace.step("/idp/idx/credential/enroll", {{"authenticator", choice}});
  EXPECT_EQ(at(asked, "currentAuthenticator.value.settings.complexity.minLength"), 8);
  const Json tooShort = grace.answer("short");
  EXPECT_EQ(textAt(tooShort, "remediation.value.0.value.0.form.value.0.messages.value.0.i18n.key"),
            "password.passwordRequirementsNotMet");
  EXPECT_FALSE(Visitor::codeIn(grace.answer("long enough")).empty());
}

}  // namespace
}  // namespace latchkey::simulator
