// What an org may ask besides the mail, by its policy: each is answered, or said to be beyond this
// page with the other ways beside it.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/person.h"

namespace latchkey {
namespace {

using simulator::Policy;
using std::chrono::minutes;
using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Person;
using support::Visit;
using support::World;

constexpr const char* kLinus = "linus@example.com";
constexpr const char* kLinusPassword = "correct horse battery staple";
constexpr const char* kHedy = "hedy@example.com";
constexpr const char* kAlan = "alan@example.com";
constexpr const char* kAlanPassword = "halting problem";

class Steps : public testing::Test {
 protected:
  Policy& policy() { return world.org().policy(); }

  Visit& identifies(const std::string& username) {
    Visit& visit = browser.opens(kHome);
    visit.types("Username", username);
    visit.presses("Next");
    return visit;
  }

  Visit& choosesPassword(const char* password) {
    Visit& visit = identifies(kLinus);
    visit.presses("Password");
    visit.types("Password", password);
    visit.presses("Continue");
    return visit;
  }

  // All that can be read, for what a failed test prints.
  static std::string seen(const Visit& visit) {
    std::string all = visit.name() + " | " + visit.screen().title + " | " + visit.alert() + " |";
    for (const std::string& label : visit.offered()) all += " [" + label + ']';
    return all;
  }

  World world;
  Browser browser{world};
};

// --- "Keep me signed in"

TEST_F(Steps, KeepMeSignedInIsAskedAfterTheCodeAndEitherAnswerSignsIn) {
  for (const char* answer : {"Yes", "No"}) {
    policy().asksToKeepSignedIn = true;
    Browser another{world};
    Visit& visit = another.waitsForTheMail(kAda);
    visit.typesTheCodeSentTo(kAda);
    EXPECT_TRUE(visit.shows("Stay signed in?")) << seen(visit);
    visit.presses(answer);
    EXPECT_EQ(visit.leftFor(), kApp) << answer << ": " << seen(visit);
  }
}

// --- consent

TEST_F(Steps, ConsentSaysWhatItIsAbout) {
  policy().app.asksConsent = true;
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_TRUE(visit.shows("Allow access?")) << seen(visit);
  EXPECT_TRUE(visit.shows("See your email address."));
  visit.presses("Allow Access");
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

TEST_F(Steps, ConsentThatIsRefusedEndsWithASentenceAndAWayOn) {
  policy().app.asksConsent = true;
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  visit.presses("Don't Allow");
  EXPECT_EQ(visit.name(), "stopped") << seen(visit);
  EXPECT_NE(visit.alert(), "");
  visit.presses("Start again");
  EXPECT_EQ(visit.name(), "username") << seen(visit);
}

// --- password

TEST_F(Steps, AWrongPasswordIsSaidAndTheRightOneStillWorks) {
  Visit& visit = choosesPassword("battery staple");
  EXPECT_TRUE(visit.leftFor().empty());
  EXPECT_NE(visit.alert(), "") << seen(visit);
  visit.types("Password", kLinusPassword);
  visit.presses("Continue");
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

TEST_F(Steps, TooManyWrongPasswordsSayWhenToTryAgainAndEmailStillWorks) {
  Visit& visit = choosesPassword("guess 1");
  for (int i = 0; i < 6; ++i) {
    visit.types("Password", "guess");
    visit.presses("Continue");
  }
  EXPECT_NE(visit.alert().find("Too many attempts"), std::string::npos) << seen(visit);
  world.pass(minutes(6));
  visit.types("Password", kLinusPassword);
  visit.presses("Continue");
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

TEST_F(Steps, AnEmptyPasswordIsAskedForWithoutARequest) {
  Visit& visit = identifies(kLinus);
  visit.presses("Password");
  const std::size_t before = visit.requests.size();
  visit.presses("Continue");
  EXPECT_EQ(visit.requests.size(), before) << seen(visit);
  EXPECT_TRUE(visit.shows("Fill this in first.")) << seen(visit);
}

TEST_F(Steps, APasswordOnTheFirstPageIsAskedForThere) {
  policy().passwordWithUsername = true;
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kLinus);
  visit.types("Password", kLinusPassword);
  visit.presses("Continue");
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

// --- people who may not

TEST_F(Steps, WhoeverIsLockedIsToldSoAndUnlocksTheAccountByEmail) {
  constexpr const char* kMallory = "mallory@example.com";
  Visit& visit = identifies(kMallory);
  EXPECT_NE(visit.alert().find("locked"), std::string::npos) << seen(visit);
  visit.presses("Unlock your account");
  visit.presses("Email");
  EXPECT_EQ(visit.valueOf("Username"), kMallory) << "which nobody has to type twice";
  visit.presses("Continue");
  visit.typesTheCodeSentTo(kMallory);
  EXPECT_EQ(visit.name(), "stopped") << seen(visit);
  EXPECT_EQ(visit.alert(), "") << "this is good news";
  visit.presses("Sign in");
  EXPECT_TRUE(Person(world, kMallory).signsIn(visit)) << seen(visit);
}

TEST_F(Steps, WhoeverMayNotUseTheAppIsTold) {
  Visit& visit = identifies("rosa@example.com");
  EXPECT_NE(visit.alert().find("may not use this app"), std::string::npos) << seen(visit);
}

TEST_F(Steps, WhoeverIsDeniedIsToldAndSomebodyElseCanSignIn) {
  Visit& visit = identifies("eve@example.com");
  EXPECT_EQ(visit.name(), "stopped") << seen(visit);
  EXPECT_NE(visit.alert(), "");
  visit.presses("Start again");
  visit.types("Username", kGrace);
  visit.presses("Next");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

TEST_F(Steps, AnOrgThatConcealsWhoItKnowsLooksTheSameAndTakesNoCode) {
  policy().unknownUser = simulator::UnknownUser::concealed;
  Visit& visit = identifies("nobody@example.com");
  EXPECT_EQ(visit.name(), "ask") << seen(visit);
  visit.presses("Send me an email");
  visit.types("Enter code", "123456");
  visit.presses("Verify");
  EXPECT_EQ(visit.alert(), "That code is not right. Check it and try again.");
  EXPECT_EQ(world.org().mailbox().size(), 0U);
}

// --- several authenticators

TEST_F(Steps, EveryMethodOfAPersonIsOfferedAndEmailIsTheFirst) {
  Visit& visit = identifies(kHedy);
  const std::vector<std::string> methods = {"Email",    "Password",   "Phone", "Security Question",
                                            "Passkeys", "Okta Verify"};
  const std::vector<std::string> offered = visit.offered();
  const auto first = std::find(offered.begin(), offered.end(), visit.buttonThatBegins("Email"));
  ASSERT_GE(static_cast<std::size_t>(offered.end() - first), methods.size()) << seen(visit);
  for (std::size_t i = 0; i < methods.size(); ++i) {
    EXPECT_EQ(first[static_cast<std::ptrdiff_t>(i)].rfind(methods[i], 0), 0U) << methods[i];
  }
}

TEST_F(Steps, ASecurityQuestionIsShownAndAnswered) {
  Visit& visit = identifies(kHedy);
  visit.presses("Security Question");
  EXPECT_TRUE(visit.shows("What is the food you least liked as a child?")) << seen(visit);
  visit.types("Answer", "Liver");
  visit.presses("Continue");
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

TEST_F(Steps, APhoneGetsWhatItsOwnerChooses) {
  constexpr const char* kPhone = "+15550105309";
  Visit& visit = identifies(kHedy);
  visit.presses(visit.buttonThatBegins("Phone"));
  visit.presses("Continue");
  visit.presses("Continue");
  EXPECT_TRUE(visit.shows("Choose one first.")) << seen(visit);
  EXPECT_EQ(world.org().mailbox().size(), 0U) << "nobody is called who may want a text";
  visit.types("Choose one", "sms");
  visit.presses("Continue");
  EXPECT_EQ(world.org().mailbox().size(), 1U) << seen(visit);
  visit.typesTheCodeSentTo(kPhone);
  visit.presses("Continue");
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

// What only an app, a browser's dialog or an extension can do.
TEST_F(Steps, WhatIsBeyondThisPageSaysSoAndOffersTheOthers) {
  for (const char* method : {"Passkeys", "Okta Verify"}) {
    Visit& visit = identifies(kHedy);
    visit.presses(method);
    const bool isPush = visit.shows("Go on with Okta Verify. This page follows by itself.");
    EXPECT_TRUE(isPush || visit.shows("which this page cannot do")) << seen(visit);
    EXPECT_EQ(isPush, method == std::string("Okta Verify"));
    EXPECT_NE(visit.buttonThatBegins("Password"), "") << seen(visit);
    visit.presses(visit.buttonThatBegins("Email"));
    visit.typesTheCodeSentTo(kHedy);
    EXPECT_EQ(visit.leftFor(), kApp) << method << ": " << seen(visit);
    browser.storage().entries.clear();
  }
}

TEST_F(Steps, AProbeForOktaVerifyIsNoDeadEnd) {
  policy().probesOktaVerify = true;
  Visit& visit = browser.opens(kHome);
  EXPECT_TRUE(visit.shows("needs Okta Verify, which this page cannot do")) << seen(visit);
  visit.presses("Go on without Okta Verify");
  EXPECT_EQ(visit.name(), "username") << seen(visit);
  EXPECT_TRUE(Person(world, kGrace).signsIn(visit)) << seen(visit);
}

TEST_F(Steps, TwoFactorsAreAskedForOneAfterTheOther) {
  policy().factors = 2;
  Visit& visit = choosesPassword(kLinusPassword);
  EXPECT_EQ(visit.name(), "ask") << seen(visit);
  visit.presses("Send me an email");
  visit.typesTheCodeSentTo(kLinus);
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

// --- enrolment

TEST_F(Steps, EmailIsSetUpWhereItIsMissing) {
  Visit& visit = identifies(kAlan);
  visit.types("Password", kAlanPassword);
  visit.presses("Continue");
  EXPECT_TRUE(visit.shows("Choose what to set up")) << seen(visit);
  visit.presses("Email");
  EXPECT_EQ(visit.name(), "passcode") << seen(visit);
  visit.types("Enter code", "000000");
  visit.presses("Verify");
  EXPECT_EQ(visit.alert(), "That code is not right. Check it and try again.");
  visit.typesTheCodeSentTo(kAlan);
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

TEST_F(Steps, SettingUpCanBeLeftForLater) {
  Visit& visit = identifies(kAlan);
  visit.types("Password", kAlanPassword);
  visit.presses("Continue");
  visit.presses("Not now");
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

// --- identity providers

TEST_F(Steps, AnIdentityProviderIsAnAddressToGoTo) {
  policy().identityProviders = {{"0oaIdp", "Example Social", "GOOGLE"}};
  Visit& visit = browser.opens(kHome);
  EXPECT_TRUE(visit.offers("Continue with Example Social")) << seen(visit);
  visit.presses("Continue with Example Social");
  EXPECT_EQ(visit.leftFor().rfind("http://localhost:8081/sso/idps/0oaIdp?stateToken=", 0), 0U)
      << visit.leftFor();
}

// --- registration, unlock, recovery

TEST_F(Steps, AnAccountIsCreatedByTheFormThatTheOrgSends) {
  constexpr const char* kMary = "mary@example.com";
  Visit& visit = browser.opens(kHome);
  visit.presses("Create an account");
  visit.types("Last name", "Jackson");
  visit.types("Email", "mary");
  visit.presses("Continue");
  EXPECT_EQ(visit.valueOf("Last name"), "Jackson") << "what was typed stays";
  visit.types("First name", "Mary");
  visit.types("Email", kMary);
  visit.presses("Continue");
  EXPECT_TRUE(Person(world, kMary).signsIn(visit)) << seen(visit);
  visit.goesOn();
  EXPECT_TRUE(visit.shows("Mary Jackson")) << seen(visit);
}

TEST_F(Steps, AForgottenPasswordIsReplacedWithTheHelpOfEmail) {
  Visit& visit = identifies(kLinus);
  visit.presses("Password");
  visit.presses("Forgot your password?");
  visit.presses("Send me an email");
  visit.typesTheCodeSentTo(kLinus);
  EXPECT_TRUE(visit.shows("Choose a new password")) << seen(visit);
  visit.types("New password", "short");
  visit.presses("Continue");
  EXPECT_TRUE(visit.leftFor().empty());
  EXPECT_NE(visit.alert(), "") << seen(visit);
  visit.types("New password", "a much longer one");
  visit.presses("Continue");
  EXPECT_EQ(visit.leftFor(), kApp) << seen(visit);
}

// --- safe mode

TEST_F(Steps, AWaitingRoomIsWaitedInByThePageItself) {
  policy().safeMode.waits = {Seconds(2), Seconds(3)};
  Visit& visit = identifies(kGrace);
  EXPECT_TRUE(visit.shows("The service is busy")) << seen(visit);
  world.pass(Seconds(10));
  EXPECT_EQ(visit.name(), "passcode") << seen(visit);
}

TEST_F(Steps, AWaitingRoomThatStaysShutEndsWithASentenceAndAWayOn) {
  policy().safeMode.waits = {Seconds(2)};
  policy().safeMode.recovers = false;
  Visit& visit = identifies(kGrace);
  world.pass(Seconds(10));
  EXPECT_NE(visit.alert(), "") << seen(visit);
  EXPECT_FALSE(visit.offered().empty());
}

// --- ended elsewhere

TEST_F(Steps, ASignInThatWasStoppedOnTheOrgsPageSaysSo) {
  policy().app.emailVerificationUrl = "";
  Visit& visit = browser.waitsForTheMail(kGrace);
  browser.answersAtTheOrg(world.mailTo(kGrace), "false");
  world.pass(Seconds(10));
  EXPECT_EQ(visit.name(), "stopped") << seen(visit);
  EXPECT_NE(visit.alert().find("stopped"), std::string::npos) << seen(visit);
  visit.presses("Start again");
  EXPECT_EQ(visit.name(), "username");
}

}  // namespace
}  // namespace latchkey
