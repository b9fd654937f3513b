#include "simulator/idx/authenticators.h"

#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr const char* kOptions = "remediation.value.0.value.0.options";
constexpr const char* kChallenged = "currentAuthenticatorEnrollment.value";
constexpr const char* kFirstFieldMessage =
    "remediation.value.0.value.0.form.value.0.messages.value.0.i18n.key";

// Hedy has every kind of authenticator.
class HedysChoice : public testing::Test {
 protected:
  HedysChoice() { start(); }

  void start() {
    hedy_.begin();
    asked_ = hedy_.identify("hedy@example.com");
  }
  Json choose(Authenticator which, std::string_view method) {
    return hedy_.choose(kindOf(which).id, method);
  }
  Json answerWith(const Json& credentials) {
    return hedy_.step("/idp/idx/challenge/answer", {{"credentials", credentials}});
  }
  std::string textedCode() const { return hedy_.mailTo("+15550105309").code; }

  Visitor hedy_;
  Json asked_;
};

TEST_F(HedysChoice, NamesAllThatSheHasInOktasOrder) {
  EXPECT_EQ(forms(asked_), "select-authenticator-authenticate");
  EXPECT_EQ(eachText(at(asked_, kOptions), "label"),
            "Email Password Phone Security Question Passkeys Okta Verify");
  EXPECT_EQ(eachText(at(asked_, "authenticatorEnrollments.value"), "key"),
            "okta_email okta_password phone_number security_question webauthn okta_verify");
}

TEST_F(HedysChoice, PointsEachOptionToWhatItIsAbout) {
  const Json enrollments = at(asked_, "authenticatorEnrollments.value");
  const Json options = at(asked_, kOptions);
  ASSERT_EQ(options.size(), enrollments.size());
  for (std::size_t i = 0; i < options.size(); ++i) {
    EXPECT_EQ(textAt(options, std::to_string(i) + ".relatesTo"),
              "$.authenticatorEnrollments.value[" + std::to_string(i) + "]");
  }
}

TEST_F(HedysChoice, MayBeEmail) {
  EXPECT_EQ(textAt(choose(Authenticator::email, "email"), std::string(kChallenged) + ".key"),
            "okta_email");
  EXPECT_FALSE(Visitor::codeIn(hedy_.answer(hedy_.mailTo("hedy@example.com").code)).empty());
}

TEST_F(HedysChoice, MayBeThePassword) {
  const Json asked = choose(Authenticator::password, "password");
  EXPECT_EQ(at(asked, "remediation.value.0.value.0.form.value.0.secret"), true);
  const Json wrong = hedy_.answer("radio");
  EXPECT_EQ(hedy_.status, 401);
  EXPECT_EQ(textAt(wrong, kFirstFieldMessage), "incorrectPassword");
  EXPECT_FALSE(Visitor::codeIn(hedy_.answer("frequency hopping")).empty());
}

TEST_F(HedysChoice, MayBeATextMessageOrACall) {
  for (const char* method : {"sms", "voice"}) {
    start();
    const Json asked = choose(Authenticator::phone, method);
    EXPECT_EQ(textAt(asked, std::string(kChallenged) + ".profile.phoneNumber"), "+1 XXX-XXX-5309");
    EXPECT_EQ(textAt(asked, std::string(kChallenged) + ".resend.name"), "resend");
    EXPECT_EQ(at(asked, std::string(kChallenged) + ".poll"), nullptr);
    EXPECT_EQ(textAt(hedy_.answer("wrong"), kFirstFieldMessage),
              "api.authn.error.PASSCODE_INVALID");
    EXPECT_FALSE(Visitor::codeIn(hedy_.answer(textedCode())).empty()) << method;
  }
}

TEST_F(HedysChoice, IsAskedForTheMethodWhereThereAreTwo) {
  const Json asked = choose(Authenticator::phone, "");
  EXPECT_EQ(forms(asked), "authenticator-verification-data select-authenticator-authenticate");
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.value.0.form.value.1.options"), "value"),
            "sms voice");
  EXPECT_EQ(hedy_.org.mailbox().size(), 0U);
  EXPECT_EQ(forms(choose(Authenticator::phone, "sms")),
            "challenge-authenticator select-authenticator-authenticate");
}

TEST_F(HedysChoice, MayBeTheQuestion) {
  const Json asked = choose(Authenticator::securityQuestion, "security_question");
  EXPECT_EQ(
      textAt(asked, std::string(kChallenged) + ".contextualData.enrolledQuestion.questionKey"),
      "disliked_food");
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.value.0.form.value"), "name"),
            "questionKey answer");
  const Json wrong = answerWith({{"questionKey", "disliked_food"}, {"answer", "cake"}});
  EXPECT_EQ(hedy_.status, 401);
  EXPECT_EQ(textAt(wrong, "remediation.value.0.value.0.form.value.1.messages.value.0.i18n.key"),
            "authfactor.challenge.question_factor.answer_invalid");
  answerWith({{"questionKey", "another"}, {"answer", "liver"}});
  EXPECT_EQ(hedy_.status, 401);
  EXPECT_FALSE(Visitor::codeIn(answerWith({{"questionKey", "disliked_food"}, {"answer", "Liver "}}))
                   .empty());
}

TEST_F(HedysChoice, CanBeAPasskeyButNothingAnswersForIt) {
  const Json asked = choose(Authenticator::passkey, "webauthn");
  EXPECT_EQ(forms(asked), "challenge-authenticator select-authenticator-authenticate");
  EXPECT_FALSE(
      textAt(asked, "currentAuthenticator.value.contextualData.challengeData.challenge").empty());
  answerWith({{"clientData", "a"}, {"authenticatorData", "b"}, {"signatureData", "c"}});
  EXPECT_EQ(hedy_.status, 401);
  EXPECT_EQ(forms(choose(Authenticator::email, "email")),
            "challenge-authenticator select-authenticator-authenticate");
}

TEST_F(HedysChoice, CanBeOktaVerifyWhichIsPolledInVain) {
  const Json asked = choose(Authenticator::oktaVerify, "push");
  EXPECT_EQ(forms(asked), "challenge-poll select-authenticator-authenticate");
  EXPECT_EQ(at(asked, "remediation.value.0.refresh"), 4000);
  EXPECT_EQ(forms(hedy_.step("/idp/idx/authenticators/poll")),
            "challenge-poll select-authenticator-authenticate");
}

TEST_F(HedysChoice, IsNoneOfTheOrgsOrOfNobodys) {
  EXPECT_EQ(messageKeys(hedy_.choose("aut9nothing", "email")), "E0000020");
  EXPECT_EQ(messageKeys(choose(Authenticator::email, "sms")), "E0000020");
  EXPECT_EQ(forms(hedy_.introspect()), "select-authenticator-authenticate");
}

TEST_F(HedysChoice, MayChangeInTheMiddleOfAChallenge) {
  choose(Authenticator::email, "email");
  choose(Authenticator::password, "password");
  EXPECT_EQ(hedy_.answer(hedy_.mailTo("hedy@example.com").code).empty(), false);
  EXPECT_EQ(hedy_.status, 401) << "the mailed code is no password";
  EXPECT_FALSE(Visitor::codeIn(hedy_.answer("frequency hopping")).empty());
}

TEST_F(HedysChoice, IsMadeTwiceWherePolicyWantsTwoFactors) {
  hedy_.org.policy().factors = 2;
  choose(Authenticator::password, "password");
  const Json second = hedy_.answer("frequency hopping");
  EXPECT_EQ(forms(second), "select-authenticator-authenticate");
  EXPECT_EQ(eachText(at(second, kOptions), "label"),
            "Email Phone Security Question Passkeys Okta Verify");
  EXPECT_EQ(textAt(second, std::string(kOptions) + ".1.relatesTo"),
            "$.authenticatorEnrollments.value[2]");
  EXPECT_EQ(messageKeys(choose(Authenticator::password, "password")), "E0000020");
  choose(Authenticator::email, "email");
  EXPECT_FALSE(Visitor::codeIn(hedy_.answer(hedy_.mailTo("hedy@example.com").code)).empty());
}

TEST(SecondFactor, IsNotAskedOfWhoHasOnlyOne) {
  Policy policy = demoPolicy();
  policy.factors = 2;
  Visitor grace(policy);
  EXPECT_FALSE(grace.codeFor("grace@example.com").empty());
}

TEST(MaskedEmail, KeepsTheEndsOfTheNameAndTheDomain) {
  EXPECT_EQ(maskedEmail("ada@example.com"), "a***a@example.com");
  EXPECT_EQ(maskedEmail("a@example.com"), "a***a@example.com");
  EXPECT_EQ(maskedEmail("no address"), "***");
  EXPECT_EQ(maskedEmail("@example.com"), "***");
}

TEST(MaskedPhone, KeepsTheLastFourDigits) {
  EXPECT_EQ(maskedPhone("+15550105309"), "+1 XXX-XXX-5309");
  EXPECT_EQ(maskedPhone("12"), "XXX");
}

TEST(SecondaryEmail, IsShownMaskedNextToTheFirst) {
  Policy policy = demoPolicy();
  policy.people[1].secondaryEmail = "hopper@example.org";
  Visitor grace(policy);
  grace.begin();
  EXPECT_EQ(textAt(grace.identify("grace@example.com"),
                   std::string(kChallenged) + ".profile.secondaryEmail"),
            "h***r@example.org");
}

// The password on the first form.
class FirstFormWithPassword : public testing::Test {
 protected:
  FirstFormWithPassword() {
    visitor_.org.policy().passwordWithUsername = true;
    asked_ = visitor_.begin();
  }
  Json identify(std::string_view who, std::string_view password) {
    const Json credentials = {{"passcode", password}};
    return visitor_.step("/idp/idx/identify", {{"identifier", who}, {"credentials", credentials}});
  }

  Visitor visitor_;
  Json asked_;
};

TEST_F(FirstFormWithPassword, AsksForBoth) {
  EXPECT_EQ(eachText(at(asked_, "remediation.value.0.value"), "name"),
            "identifier credentials rememberMe stateHandle");
  EXPECT_EQ(textAt(asked_, "currentAuthenticator.value.recover.name"), "recover");
}

TEST_F(FirstFormWithPassword, SignsInByBoth) {
  EXPECT_FALSE(
      Visitor::codeIn(identify("linus@example.com", "correct horse battery staple")).empty());
}

TEST_F(FirstFormWithPassword, DoesNotTellWhichOfThemIsWrong) {
  for (const char* who : {"linus@example.com", "nobody@example.com", "grace@example.com"}) {
    const Json answer = identify(who, "guess");
    EXPECT_EQ(visitor_.status, 401);
    EXPECT_EQ(messageKeys(answer), "errors.E0000004") << who;
    EXPECT_EQ(at(answer, "user"), nullptr);
  }
}

TEST_F(FirstFormWithPassword, NeedsAPassword) {
  EXPECT_EQ(messageKeys(visitor_.identify("linus@example.com")), "error.password.required");
  EXPECT_EQ(messageKeys(identify("linus@example.com", "")), "error.password.required");
}

TEST_F(FirstFormWithPassword, StopsAtTheSixthGuess) {
  for (int i = 0; i < 5; ++i) identify("linus@example.com", "guess");
  identify("linus@example.com", "correct horse battery staple");
  EXPECT_EQ(visitor_.status, 429);
}

}  // namespace
}  // namespace latchkey::simulator
