#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr const char* kUnlockForm = "select-authenticator-unlock-account";

// Mallory's account is locked.
class Unlocking : public testing::Test {
 protected:
  Json ask() {
    mallory_.begin();
    return mallory_.step("/idp/idx/unlock-account");
  }
  Json unlock(std::string_view who) {
    const Json email = {{"id", "aut1latchkeyEmail0g4"}, {"methodType", "email"}};
    return mallory_.step("/idp/idx/challenge", {{"identifier", who}, {"authenticator", email}});
  }
  std::string code() const { return mallory_.mailTo("mallory@example.com").code; }

  Visitor mallory_;
};

TEST_F(Unlocking, AsksWhoAndByWhat) {
  const Json asked = ask();
  EXPECT_EQ(forms(asked), kUnlockForm);
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.value"), "name"),
            "identifier authenticator stateHandle");
  EXPECT_EQ(at(asked, "authenticatorEnrollments.value.0.id"), nullptr);
}

TEST_F(Unlocking, TakesTheCodeInTheMailAndEndsThere) {
  ask();
  EXPECT_EQ(forms(unlock("mallory@example.com")),
            "challenge-authenticator select-authenticator-authenticate");
  const Json done = mallory_.answer(code());
  EXPECT_EQ(mallory_.status, 200);
  EXPECT_EQ(forms(done), "");
  EXPECT_EQ(messageKeys(done), "oie.selfservice.unlock_user.success.message");
  EXPECT_EQ(Visitor::codeIn(done), "");
  EXPECT_FALSE(mallory_.codeFor("mallory@example.com").empty()) << "and now she can sign in";
}

TEST_F(Unlocking, DoesNotHappenByAWrongCode) {
  ask();
  unlock("mallory@example.com");
  mallory_.answer("not it");
  EXPECT_EQ(mallory_.status, 401);
  mallory_.begin();
  EXPECT_EQ(messageKeys(mallory_.identify("mallory@example.com")), "errors.E0000069");
}

TEST_F(Unlocking, NeedsToKnowWho) {
  ask();
  EXPECT_EQ(messageKeys(unlock("")), "error.username.required");
  EXPECT_EQ(messageKeys(unlock("nobody@example.com")), "idx.unknown.user");
  EXPECT_EQ(messageKeys(mallory_.step("/idp/idx/challenge", {{"identifier", "mallory"}})),
            "E0000020");
}

TEST_F(Unlocking, DoesNotTellThatSomebodyIsUnknownUnderProtection) {
  mallory_.org.policy().unknownUser = UnknownUser::concealed;
  ask();
  EXPECT_EQ(forms(unlock("nobody@example.com")),
            "challenge-authenticator select-authenticator-authenticate");
  mallory_.answer("123456");
  EXPECT_EQ(mallory_.status, 401);
}

TEST_F(Unlocking, UndoesNothingButALock) {
  ask();
  unlock("rosa@example.com");
  mallory_.answer(mallory_.mailTo("rosa@example.com").code);
  mallory_.begin();
  EXPECT_EQ(messageKeys(mallory_.identify("rosa@example.com")),
            "idx.error.user.not.assigned.to.app");
}

TEST_F(Unlocking, CanBeSwitchedOff) {
  mallory_.org.policy().selfService.unlock = false;
  EXPECT_EQ(forms(mallory_.begin()), "identify select-enroll-profile");
  EXPECT_EQ(messageKeys(ask()), "oie.selfservice.user.unlock.not.allowed");
  EXPECT_EQ(mallory_.status, 400);
}

// Linus has email and a password, which he forgot.
class ForgottenPassword : public testing::Test {
 protected:
  void challenge() {
    linus_.begin();
    linus_.identify("linus@example.com");
    linus_.choose("aut2latchkeyPasswd0g4", "password");
  }
  Json proveByMail() {
    linus_.askForMail();
    return linus_.answer(linus_.mailTo("linus@example.com").code);
  }

  Visitor linus_;
};

TEST_F(ForgottenPassword, IsReplacedAfterAMail) {
  challenge();
  const Json others = linus_.step("/idp/idx/recover");
  EXPECT_EQ(forms(others), "select-authenticator-authenticate");
  EXPECT_EQ(eachText(at(others, "remediation.value.0.value.0.options"), "label"), "Email");
  EXPECT_EQ(textAt(others, "recoveryAuthenticator.value.key"), "okta_password");
  const Json asked = proveByMail();
  EXPECT_EQ(forms(asked), "reset-authenticator");
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.value.0.form.value"), "name"),
            "passcode revokeSessions");
  EXPECT_FALSE(Visitor::codeIn(linus_.answer("something new")).empty());
  challenge();
  linus_.answer("correct horse battery staple");
  EXPECT_EQ(linus_.status, 401);
  EXPECT_FALSE(Visitor::codeIn(linus_.answer("something new")).empty());
}

TEST_F(ForgottenPassword, NeedsANewOneOfEightCharacters) {
  challenge();
  linus_.step("/idp/idx/recover");
  proveByMail();
  const Json refused = linus_.answer("short");
  EXPECT_EQ(linus_.status, 400);
  EXPECT_EQ(textAt(refused, "remediation.value.0.value.0.form.value.0.messages.value.0.i18n.key"),
            "password.passwordRequirementsNotMet");
  EXPECT_FALSE(Visitor::codeIn(linus_.answer("long enough")).empty());
}

TEST_F(ForgottenPassword, CanBeRecoveredFromTheFirstForm) {
  linus_.org.policy().passwordWithUsername = true;
  linus_.begin();
  EXPECT_EQ(forms(linus_.step("/idp/idx/recover")), "identify-recovery select-enroll-profile");
  const Json others = linus_.identify("linus@example.com");
  EXPECT_EQ(forms(others), "select-authenticator-authenticate");
  EXPECT_EQ(forms(proveByMail()), "reset-authenticator");
}

TEST_F(ForgottenPassword, CannotBeRecoveredByWhoHasNothingElse) {
  linus_.begin();
  linus_.identify("alan@example.com");
  const Json refused = linus_.step("/idp/idx/recover");
  EXPECT_EQ(linus_.status, 403);
  EXPECT_EQ(messageKeys(refused), "oie.selfservice.reset.password.not.allowed");
  EXPECT_EQ(forms(refused), "challenge-authenticator select-authenticator-authenticate");
}

TEST_F(ForgottenPassword, IsNotForEmail) {
  linus_.begin();
  linus_.identify("grace@example.com");
  EXPECT_EQ(messageKeys(linus_.step("/idp/idx/recover")), "E0000020");
}

// Nobody knows Katherine yet.
class Registration : public testing::Test {
 protected:
  Json ask() {
    katherine_.begin();
    return katherine_.step("/idp/idx/enroll");
  }
  Json send(const Json& profile) {
    return katherine_.step("/idp/idx/enroll/new", {{"userProfile", profile}});
  }
  static Json profile(std::string_view email) {
    return {{"lastName", "Johnson"}, {"firstName", "Katherine"}, {"email", email}};
  }
  static std::string messageAt(const Json& document, std::string_view field) {
    for (const Json& one : at(document, "remediation.value.0.value.0.form.value")) {
      if (text(one, "name") == field) return textAt(one, "messages.value.0.i18n.key");
    }
    return "no such field";
  }

  Visitor katherine_;
};

TEST_F(Registration, AsksForTheUsualProfile) {
  const Json asked = ask();
  EXPECT_EQ(forms(asked), "enroll-profile select-identify");
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.value.0.form.value"), "name"),
            "lastName firstName email");
}

TEST_F(Registration, ProvesTheAddressAndSignsIn) {
  ask();
  const Json asked = send(profile("katherine@example.com"));
  EXPECT_EQ(forms(asked), "enroll-authenticator select-authenticator-enroll");
  EXPECT_FALSE(
      Visitor::codeIn(katherine_.answer(katherine_.mailTo("katherine@example.com").code)).empty());
  EXPECT_FALSE(katherine_.codeFor("katherine@example.com").empty()) << "an account like any other";
}

TEST_F(Registration, GivesTokensForTheNewPerson) {
  ask();
  send(profile("katherine@example.com"));
  const Json done = katherine_.answer(katherine_.mailTo("katherine@example.com").code);
  const Json tokens = katherine_.tokens(Visitor::exchange(Visitor::codeIn(done)));
  EXPECT_EQ(text(claimsOf(textAt(tokens, "id_token")), "name"), "Katherine Johnson");
}

TEST_F(Registration, CanBeLeftForTheFirstForm) {
  ask();
  EXPECT_EQ(forms(katherine_.step("/idp/idx/identify/select")),
            "identify select-enroll-profile unlock-account");
}

TEST_F(Registration, NamesEachFieldThatIsWrong) {
  ask();
  const Json refused = send({{"lastName", std::string(51, 'x')}, {"email", "no address"}});
  EXPECT_EQ(katherine_.status, 400);
  EXPECT_EQ(messageAt(refused, "lastName"), "registration.error.doesNotMatchPattern");
  EXPECT_EQ(messageAt(refused, "firstName"), "registration.error.fieldRequired");
  EXPECT_EQ(messageAt(refused, "email"), "registration.error.invalidLoginEmail");
  EXPECT_EQ(messageAt(send(profile("ada@example.com")), "email"),
            "registration.error.notUniqueWithinOrg");
  EXPECT_EQ(katherine_.org.mailbox().size(), 0U);
}

TEST_F(Registration, HasTheFieldsOfThePolicy) {
  ProfileField colour{"colour", "Colour"};
  colour.kind = ProfileField::Kind::choice;
  colour.choices = {"red", "blue"};
  ProfileField terms{"terms", "I agree"};
  terms.kind = ProfileField::Kind::boolean;
  ProfileField nickname{"nickname", "Nickname"};
  nickname.required = false;
  for (const ProfileField& field : {colour, terms, nickname}) {
    katherine_.org.policy().profileFields.push_back(field);
  }
  const Json fields = at(ask(), "remediation.value.0.value.0.form.value");
  EXPECT_EQ(eachText(fields, "type"), "string string string string boolean string");
  EXPECT_EQ(textAt(fields, "3.options.0.value.value.options.1.value"), "blue");
  EXPECT_EQ(textAt(fields, "4.options.0.value.value.inputType"), "checkbox");
  EXPECT_EQ(at(fields, "5.required"), false);
  Json filled = profile("katherine@example.com");
  setMember(filled, "colour", "green");
  const Json refused = send(filled);
  EXPECT_EQ(messageAt(refused, "colour"), "registration.error.doesNotMatchPattern");
  EXPECT_EQ(messageAt(refused, "terms"), "registration.error.fieldRequired");
  EXPECT_EQ(messageAt(refused, "nickname"), "");
  setMember(filled, "colour", "red");
  setMember(filled, "terms", true);
  EXPECT_EQ(forms(send(filled)), "enroll-authenticator select-authenticator-enroll");
}

TEST_F(Registration, ThatWasNeverProvenLeavesNobodyAndCanBeginAnew) {
  ask();
  send(profile("katherine@example.com"));
  katherine_.begin();
  EXPECT_EQ(messageKeys(katherine_.identify("katherine@example.com")), "idx.unknown.user");
  ask();
  EXPECT_EQ(forms(send(profile("katherine@example.com"))),
            "enroll-authenticator select-authenticator-enroll");
  EXPECT_FALSE(
      Visitor::codeIn(katherine_.answer(katherine_.mailTo("katherine@example.com").code)).empty());
}

TEST_F(Registration, CanBeSwitchedOff) {
  katherine_.org.policy().selfService.registration = false;
  EXPECT_EQ(forms(katherine_.begin()), "identify unlock-account");
  const Json refused = ask();
  EXPECT_EQ(katherine_.status, 400);
  EXPECT_EQ(messageKeys(refused), "idx.error.registration.unavailable");
}

TEST_F(Registration, IsForgottenWithTheRest) {
  ask();
  send(profile("katherine@example.com"));
  katherine_.org.clear();
  katherine_.begin();
  EXPECT_EQ(messageKeys(katherine_.identify("katherine@example.com")), "idx.unknown.user");
}

}  // namespace
}  // namespace latchkey::simulator
