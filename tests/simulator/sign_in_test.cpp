// The whole way through an org, as the two protocols describe it for a client.

#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

TEST(SignInByCode, GoesFromUsernameToTokensWhenTheMailIsAskedFor) {
  Visitor ada;
  EXPECT_EQ(forms(ada.begin()), "identify select-enroll-profile unlock-account");
  EXPECT_EQ(forms(ada.identify("ada@example.com")),
            "authenticator-verification-data select-authenticator-authenticate");
  EXPECT_EQ(ada.org.mailbox().size(), 0U);
  EXPECT_EQ(forms(ada.askForMail()), "challenge-authenticator select-authenticator-authenticate");
  ASSERT_EQ(ada.org.mailbox().size(), 1U);
  const std::string code = Visitor::codeIn(ada.answer(ada.mailTo("ada@example.com").code));
  EXPECT_FALSE(code.empty());
  const Json tokens = ada.tokens(Visitor::exchange(code));
  EXPECT_EQ(ada.status, 200);
  EXPECT_EQ(text(claimsOf(textAt(tokens, "id_token")), "name"), "Ada Lovelace");
}

TEST(SignInByCode, SendsTheMailWithTheUsernameWhenThatIsThePolicy) {
  Visitor grace;
  grace.begin();
  EXPECT_EQ(forms(grace.identify("Grace@Example.com ")),
            "challenge-authenticator select-authenticator-authenticate");
  EXPECT_EQ(grace.org.mailbox().size(), 1U);
  EXPECT_EQ(textAt(grace.tokensFor("grace@example.com"), "token_type"), "Bearer");
}

TEST(SignInByCode, OffersAChoiceToWhomHasAPassword) {
  Visitor linus;
  linus.begin();
  const Json choice = linus.identify("linus@example.com");
  EXPECT_EQ(forms(choice), "select-authenticator-authenticate");
  EXPECT_EQ(eachText(at(choice, "remediation.value.0.value.0.options"), "label"), "Email Password");
  EXPECT_EQ(forms(linus.askForMail()), "challenge-authenticator select-authenticator-authenticate");
  EXPECT_FALSE(Visitor::codeIn(linus.answer(linus.mailTo("linus@example.com").code)).empty());
}

TEST(SignInByPassword, SaysHowThePersonWasKnown) {
  Visitor linus;
  linus.begin();
  linus.identify("linus@example.com");
  const Json asked = linus.choose("aut2latchkeyPasswd0g4", "password");
  EXPECT_EQ(textAt(asked, "currentAuthenticatorEnrollment.value.key"), "okta_password");
  const Json wrong = linus.answer("guess");
  EXPECT_EQ(linus.status, 401);
  EXPECT_EQ(
      eachText(at(wrong, "remediation.value.0.value.0.form.value.0.messages.value"), "i18n.key"),
      "incorrectPassword");
  const std::string code = Visitor::codeIn(linus.answer("correct horse battery staple"));
  const Json claims = claimsOf(textAt(linus.tokens(Visitor::exchange(code)), "id_token"));
  EXPECT_EQ(textAt(claims, "amr.0"), "pwd");
}

TEST(Introspect, GoesBackIntoTheStepWhereAReloadInterruptedIt) {
  Visitor grace;
  grace.begin();
  const Json challenge = grace.identify("grace@example.com");
  EXPECT_EQ(grace.introspect(), challenge);
  EXPECT_EQ(grace.status, 200);
}

TEST(Introspect, GivesTheInteractionCodeAgainUntilItExpires) {
  Visitor grace;
  const std::string code = grace.codeFor("grace@example.com");
  EXPECT_EQ(Visitor::codeIn(grace.introspect()), code);
  grace.clock.advance(Seconds{60});
  EXPECT_EQ(messageKeys(grace.introspect()), "idx.session.expired");
}

TEST(Poll, KeepsTheChallengeAliveAndSaysWhenToComeAgain) {
  Policy policy = demoPolicy();
  policy.pollRefresh = {Milliseconds{1000}, Milliseconds{2500}};
  Visitor grace(policy);
  grace.begin();
  grace.identify("grace@example.com");
  for (int i = 0; i < 10; ++i) {
    grace.clock.advance(Seconds{200});
    const Json waiting = grace.poll();
    EXPECT_EQ(grace.status, 200);
    EXPECT_EQ(asInteger(at(waiting, "currentAuthenticatorEnrollment.value.poll.refresh")), 2500);
  }
}

TEST(Poll, SaysThatAnotherTabAnswered) {
  Visitor grace;
  const std::string code = grace.codeFor("grace@example.com");
  EXPECT_EQ(messageKeys(grace.poll()), "idx.transferred.to.new.tab");
  EXPECT_EQ(grace.status, 200);
  grace.tokens(Visitor::exchange(code));
  const Json after = grace.poll();
  EXPECT_EQ(messageKeys(after), "idx.transferred.to.new.tab");
  EXPECT_EQ(forms(after), "");
}

TEST(Cancel, BeginsAnewUnderAnotherStateHandle) {
  Visitor grace;
  grace.begin();
  grace.identify("grace@example.com");
  const std::string old = grace.stateHandle;
  const Json fresh = grace.step("/idp/idx/cancel");
  EXPECT_EQ(forms(fresh), "identify select-enroll-profile unlock-account");
  EXPECT_NE(grace.stateHandle, old);
  grace.stateHandle = old;
  grace.identify("grace@example.com");
  EXPECT_EQ(grace.status, 401);
}

TEST(KeepMeSignedIn, IsAskedAfterTheCodeWhereThePolicySaysSo) {
  Policy policy = demoPolicy();
  policy.asksToKeepSignedIn = true;
  Visitor grace(policy);
  grace.begin();
  grace.identify("grace@example.com");
  EXPECT_EQ(forms(grace.answer(grace.mailTo("grace@example.com").code)), "keep-me-signed-in");
  const Json done = grace.step("/idp/idx/keep-me-signed-in", {{"keepMeSignedIn", true}});
  EXPECT_FALSE(Visitor::codeIn(done).empty());
}

}  // namespace
}  // namespace latchkey::simulator
