#include <gtest/gtest.h>

#include "simulator/idx/authenticators.h"
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

TEST_F(GraceWithTheRightCode, ChoosesAmongTheScopesWhereThePolicySaysSo) {
  policy().app.asksConsent = true;
  policy().app.consentIsGranular = true;
  const Json asked = answer();
  EXPECT_EQ(forms(asked), "granular-consent");
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.value.1.form.value"), "name"),
            "openid profile email offline_access");
  const Json opted = {{"openid", false}, {"profile", true}, {"email", false}};
  const Json done = consent({{"consent", true}, {"optedScopes", opted}});
  const Json tokens = grace_.tokens(Visitor::exchange(Visitor::codeIn(done)));
  EXPECT_EQ(text(tokens, "scope"), "openid profile offline_access");
  EXPECT_EQ(member(claimsOf(text(tokens, "id_token").value_or("")), "email"), nullptr);
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

class GraceSetsUp : public testing::Test {
 protected:
  Json begin(Authenticator which) {
    grace_.org.policy().toEnroll = {which};
    grace_.begin();
    grace_.identify("grace@example.com");
    return grace_.answer(grace_.mailTo("grace@example.com").code);
  }
  Json choose(Authenticator which, Json choice = Json::object()) {
    setMember(choice, "id", kindOf(which).id);
    return grace_.step("/idp/idx/credential/enroll", {{"authenticator", choice}});
  }
  const Person& grace() { return *grace_.org.policy().personByLogin("grace@example.com"); }

  Visitor grace_;
};

TEST_F(GraceSetsUp, APhoneByTheCodeThatIsSentToIt) {
  EXPECT_EQ(forms(begin(Authenticator::phone)), "select-authenticator-enroll skip");
  const std::string both = "authenticator-enrollment-data select-authenticator-enroll skip";
  EXPECT_EQ(forms(choose(Authenticator::phone)), both);
  EXPECT_EQ(forms(choose(Authenticator::phone, {{"methodType", "sms"}})), both);
  const Json asked =
      choose(Authenticator::phone, {{"methodType", "sms"}, {"phoneNumber", "+1 555 0100"}});
  EXPECT_EQ(forms(asked), "enroll-authenticator select-authenticator-enroll skip");
  EXPECT_EQ(grace().phone, "") << "not before it is proven";
  grace_.answer("wrong");
  EXPECT_EQ(grace_.status, 401);
  grace_.resend();
  EXPECT_FALSE(Visitor::codeIn(grace_.answer(grace_.mailTo("+1 555 0100").code)).empty());
  EXPECT_EQ(grace().phone, "+1 555 0100");
}

TEST_F(GraceSetsUp, NoPhoneByWhatIsNoNumber) {
  begin(Authenticator::phone);
  for (const std::string& number :
       {std::string("call me"), std::string(), std::string(33, '5'), std::string("+")}) {
    const Json refused =
        choose(Authenticator::phone, {{"methodType", "voice"}, {"phoneNumber", number}});
    EXPECT_EQ(messageKeys(refused), "api.factors.error.sms.invalid_phone") << number;
    EXPECT_EQ(grace_.status, 400);
  }
  EXPECT_EQ(grace_.org.mailbox().size(), 1U);
}

TEST_F(GraceSetsUp, AQuestionOfTheOrgOrOfHerOwn) {
  begin(Authenticator::securityQuestion);
  const auto reply = [this](const Json& credentials) {
    return grace_.step("/idp/idx/challenge/answer", {{"credentials", credentials}});
  };
  choose(Authenticator::securityQuestion);
  const Json tooShort = reply({{"questionKey", "disliked_food"}, {"answer", " egg "}});
  EXPECT_EQ(textAt(tooShort,
                   "remediation.value.0.value.0.options.0.value.form.value.1.messages."
                   "value.0.message"),
            "The security question answer must be at least 4 characters in length");
  for (const Json& odd : {Json({{"questionKey", "nobody's"}, {"answer", "liver"}}),
                          Json({{"questionKey", "custom"}, {"question", " "}, {"answer", "liver"}}),
                          Json({{"answer", "liver"}}), Json("liver")}) {
    EXPECT_EQ(messageKeys(reply(odd)), "E0000020") << odd;
  }
  const Json own = {{"questionKey", "custom"}, {"question", "Which ship?"}, {"answer", "Hopper"}};
  EXPECT_FALSE(Visitor::codeIn(reply(own)).empty());
  EXPECT_EQ(grace().question->question, "Which ship?");
  EXPECT_EQ(grace().question->answer, "Hopper");
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
