// What people type and paste, and that no try of theirs is spent on what the page can know.

#include <gtest/gtest.h>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Visit;
using support::World;

constexpr const char* kAnswer = "POST /idp/idx/challenge/answer";
constexpr const char* kIdentify = "POST /idp/idx/identify";

class Typing : public testing::Test {
 protected:
  Visit& verifies(Visit& visit, const std::string& code) {
    visit.types("Enter code", code);
    visit.presses("Verify");
    return visit;
  }
  Visit& says(Visit& visit, const std::string& username) {
    visit.types("Username", username);
    visit.presses("Next");
    return visit;
  }
  // The code that is sure to be another one.
  std::string wrongCode() const {
    return world.mailTo(kGrace).code == "271828" ? "314159" : "271828";
  }

  World world;
  Browser browser{world};
};

std::string inArabic(const std::string& code) {
  std::string text;
  for (const char digit : code) {
    text += '\xD9';
    text += static_cast<char>(0xA0 + (digit - '0'));
  }
  return text;
}

// --- codes

struct Pasted {
  const char* name;
  std::string (*text)(const std::string& code);
};
void PrintTo(const Pasted& pasted, std::ostream* out) { *out << pasted.name; }  // NOLINT

class PastedCode : public Typing, public testing::WithParamInterface<Pasted> {};

TEST_P(PastedCode, SignsIn) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  verifies(visit, GetParam().text(world.mailTo(kGrace).code));
  EXPECT_EQ(visit.leftFor(), kApp) << visit.alert();
  EXPECT_EQ(visit.sent(kAnswer), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    AsItMayBe, PastedCode,
    testing::Values(
        Pasted{"InArabicDigits", [](const std::string& code) { return inArabic(code); }},
        Pasted{"WithAMark", [](const std::string& code) { return "\u200F" + code; }},
        Pasted{"InASentence", [](const std::string& code) { return "Your code is " + code + "."; }},
        Pasted{"WithAPrefix", [](const std::string& code) { return "G-" + code; }},
        Pasted{"InParts",
               [](const std::string& code) {
                 return "code: " + code.substr(0, 3) + '-' + code.substr(3);
               }},
        Pasted{"WithAYearAndATelephone",
               [](const std::string& code) {
                 return "Northwind 2026: " + code + " (help: +1 800 555 0199)";
               }}),
    [](const auto& info) { return info.param.name; });

TEST_F(Typing, ACodeOfLettersIsTakenOutOfASentence) {
  world.org().policy().code = {.length = 10, .alphabet = simulator::CodeAlphabet::alphanumeric};
  Visit& visit = browser.waitsForTheMail(kGrace);
  verifies(visit, "Your verification code is " + world.mailTo(kGrace).code + '.');
  EXPECT_EQ(visit.leftFor(), kApp) << visit.alert();
}

struct Unsendable {
  const char* name;
  std::string text;
  const char* told;
};
void PrintTo(const Unsendable& it, std::ostream* out) { *out << it.name; }  // NOLINT

class UnsendableCode : public Typing, public testing::WithParamInterface<Unsendable> {};

TEST_P(UnsendableCode, CostsNoTryAndStaysInTheField) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  verifies(visit, GetParam().text);
  EXPECT_EQ(visit.alert(), GetParam().told);
  EXPECT_EQ(visit.valueOf("Enter code"), GetParam().text);
  EXPECT_EQ(visit.sent(kAnswer), 0U);
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
}

INSTANTIATE_TEST_SUITE_P(
    AsItMayBe, UnsendableCode,
    testing::Values(
        Unsendable{"Empty", "\u00A0", "Type the code from the email first."},
        Unsendable{"TooShort", "3", "That is too short to be the code. Check it and try again."},
        Unsendable{"TooLong", std::string(40, '3'),
                   "That is too long to be the code. Type only the code."},
        Unsendable{"ASentenceWithout", "See the email of 2026",
                   "We found no code in that. Type only the code."},
        Unsendable{"Two", "271828 or 314159",
                   "There is more than one number in that which could be the code. Type only the "
                   "code."}),
    [](const auto& info) { return info.param.name; });

TEST_F(Typing, FiveOfTheTenCharactersThatTheFormTakesAreNotSent) {
  world.org().policy().code = {.length = 10, .alphabet = simulator::CodeAlphabet::alphanumeric};
  Visit& visit = browser.waitsForTheMail(kGrace);
  verifies(visit, "A1B2C");
  EXPECT_EQ(visit.alert(), "That is too short to be the code. Check it and try again.");
  verifies(visit, "A1B2C3D4E5F6");
  EXPECT_EQ(visit.alert(), "That is too long to be the code. Type only the code.");
  EXPECT_EQ(visit.sent(kAnswer), 0U);
}

// --- the same once more

TEST_F(Typing, ARefusedCodeIsNotSentAgain) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  verifies(visit, wrongCode());
  const std::string told = visit.alert();
  EXPECT_EQ(told, "That code is not right. Check it and try again.");
  for (int i = 0; i < 6; ++i) {
    const std::string before = visit.screen().focusKey;
    visit.presses("Verify");
    EXPECT_EQ(visit.alert(), told);
    EXPECT_NE(visit.screen().focusKey, before) << "it is told again";
  }
  verifies(visit, wrongCode().substr(0, 3) + ' ' + inArabic(wrongCode().substr(3)));
  EXPECT_EQ(visit.alert(), told) << "nor is it when it is written in another way";
  EXPECT_EQ(visit.sent(kAnswer), 1U);
  world.pass(Seconds(10));
  visit.presses("Verify");
  EXPECT_EQ(visit.sent(kAnswer), 1U) << "nor after a few polls";
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(Typing, NoneOfSeveralRefusedCodesIsSentAgain) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  verifies(visit, "111111");
  verifies(visit, "222222");
  verifies(visit, "111111");
  EXPECT_EQ(visit.sent(kAnswer), 2U);
  EXPECT_NE(visit.alert(), "");
}

TEST_F(Typing, ACodeThatWasRefusedMayBeTheOneOfTheNextMail) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  verifies(visit, wrongCode());
  world.pass(Seconds(31));
  visit.presses("Send again");
  verifies(visit, wrongCode());
  EXPECT_EQ(visit.sent(kAnswer), 2U);
}

TEST_F(Typing, NothingIsSentBeforeTheCountdownIsOver) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  for (int i = 0; i < 6; ++i) verifies(visit, std::to_string(100'000 + i));
  ASSERT_TRUE(visit.shows("You can try again in"));
  const std::size_t sent = visit.requests.size();
  for (int i = 0; i < 4; ++i) visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.requests.size(), sent);
  EXPECT_TRUE(visit.shows("You can try again in")) << "and it counts on";
  world.pass(std::chrono::minutes(5));
  EXPECT_FALSE(visit.shows("You can try again in"));
  visit.presses("Send again");
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp) << visit.alert();
}

// --- old mails

TEST_F(Typing, AMailIsSaidToBeOldAfterFiveMinutes) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  world.pass(std::chrono::minutes(4));
  EXPECT_TRUE(visit.shows("Your email is on its way"));
  EXPECT_FALSE(visit.shows("This email may be too old by now."));
  world.pass(std::chrono::minutes(2));
  EXPECT_FALSE(visit.shows("Your email is on its way"));
  EXPECT_TRUE(visit.shows("This email may be too old by now."));
  verifies(visit, world.mailTo(kGrace).code);
  EXPECT_EQ(visit.alert(),
            "That code is not right, or it is too old. Check it, or choose \u201CSend again\u201D "
            "to get a new one.");
  visit.presses("Send again");
  EXPECT_FALSE(visit.shows("This email may be too old by now."));
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(Typing, AMailIsAsOldAfterAReload) {
  Visit& visit = browser.waitsForTheMail(kGrace);
  world.pass(std::chrono::minutes(4));
  visit.reloads();
  EXPECT_FALSE(visit.shows("This email may be too old by now."));
  world.pass(std::chrono::minutes(1));
  EXPECT_TRUE(visit.shows("This email may be too old by now."));
  visit.reloads();
  EXPECT_TRUE(visit.shows("This email may be too old by now."));
}

// --- a tab that was closed, and another tab

TEST_F(Typing, TheCodeOfAClosedTabIsOfUseInANewOne) {
  browser.closes(browser.waitsForTheMail(kGrace));
  Visit& visit = browser.opens(kHome);
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.sent("POST /idp/idx/introspect"), 1U)
      << "of its own; the other one is left alone";
  const std::string goOn = visit.buttonThatBegins("Go on");
  EXPECT_EQ(goOn, "Go on with the email for g\u2022\u2022\u2022e@example.com");
  visit.presses(goOn);
  EXPECT_EQ(visit.name(), "passcode");
  EXPECT_EQ(world.org().mailbox().size(), 1U) << "without another mail";
  visit.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(Typing, AClosedTabDoesNotKeepAnybodyFromBeginningAnew) {
  browser.closes(browser.waitsForTheMail(kGrace));
  Visit& visit = browser.opens(kHome);
  says(visit, kAda);
  EXPECT_EQ(visit.name(), "ask");
  visit.presses("Send me an email");
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp);
}

TEST_F(Typing, NothingIsOfferedOfASignInThatIsOver) {
  Visit& given = browser.waitsForTheMail(kGrace);
  given.presses("Back to sign in");
  browser.closes(given);
  EXPECT_EQ(browser.opens(kHome).buttonThatBegins("Go on"), "");
  browser.closes(browser.waitsForTheMail(kGrace));
  world.pass(std::chrono::minutes(31));
  EXPECT_EQ(browser.opens(kHome).buttonThatBegins("Go on"), "");
}

TEST_F(Typing, ASignInThatEndedMeanwhileBeginsAnew) {
  browser.closes(browser.waitsForTheMail(kGrace));
  Visit& visit = browser.opens(kHome);
  world.pass(std::chrono::minutes(25));  // the org keeps it for ten
  visit.presses(visit.buttonThatBegins("Go on"));
  EXPECT_EQ(visit.name(), "username");
  EXPECT_EQ(visit.valueOf("Username"), kGrace);
}

TEST_F(Typing, TheCodeOfAnotherTabsNewerMailIsSaidToBeThat) {
  Visit& older = browser.waitsForTheMail(kGrace);
  world.pass(Seconds(5));
  browser.waitsForTheMail(kGrace);
  older.typesTheCodeSentTo(kGrace);
  EXPECT_EQ(older.alert(),
            "That code is not right here. A newer email was asked for in another tab: use its code "
            "there.");
}

// --- usernames

struct Name {
  const char* name;
  const char* text;
};
void PrintTo(const Name& it, std::ostream* out) { *out << it.name; }  // NOLINT

class PastedUsername : public Typing, public testing::WithParamInterface<Name> {};

TEST_P(PastedUsername, IsKnown) {
  Visit& visit = browser.opens(kHome);
  says(visit, GetParam().text);
  EXPECT_EQ(visit.name(), "passcode") << visit.alert();
  EXPECT_TRUE(visit.shows(kGrace));
}

INSTANTIATE_TEST_SUITE_P(
    AsItMayBe, PastedUsername,
    testing::Values(Name{"WithAMark", "\u200Fgrace@example.com"},
                    Name{"WithANoBreakSpace", "grace@example.com\u00A0"},
                    Name{"WithAZeroWidthSpace", "\u200Bgrace@example.com"},
                    Name{"InWideLetters",
                         "\uFF47\uFF52\uFF41\uFF43\uFF45\uFF20\uFF45\uFF58\uFF41\uFF4D\uFF50\uFF4C"
                         "\uFF45\uFF0E\uFF43\uFF4F\uFF4D"},
                    Name{"WithAName", "Grace Hopper <grace@example.com>"},
                    Name{"AsALink", "mailto:grace@example.com?subject=Hello"}),
    [](const auto& info) { return info.param.name; });

TEST_F(Typing, WhatIsTypedStaysInTheFieldAsItIs) {
  Visit& visit = browser.opens(kHome);
  says(visit, "Nobody <nobody@example.com>");
  EXPECT_NE(visit.alert(), "");
  EXPECT_EQ(visit.valueOf("Username"), "Nobody <nobody@example.com>");
}

class UnsendableUsername : public Typing, public testing::WithParamInterface<Unsendable> {};

TEST_P(UnsendableUsername, IsToldSoAndStaysInTheField) {
  Visit& visit = browser.opens(kHome);
  says(visit, GetParam().text);
  EXPECT_EQ(visit.alert(), GetParam().told);
  EXPECT_EQ(visit.valueOf("Username"), GetParam().text);
  EXPECT_EQ(visit.sent(kIdentify), 0U);
  says(visit, kGrace);
  EXPECT_EQ(visit.name(), "passcode");
}

INSTANTIATE_TEST_SUITE_P(
    AsItMayBe, UnsendableUsername,
    testing::Values(Unsendable{"TooLong", std::string(5'000, 'a'),
                               "That is too long for a username. Check it and try again."},
                    Unsendable{"Two", "ada@example.com, grace@example.com",
                               "There is more than one address in that. Type only yours."},
                    Unsendable{"WithWords", "grace hopper@example.com",
                               "Type only your username, without any other words."},
                    Unsendable{"OnlyMarks", "\u200E\u00A0", "Type your username first."}),
    [](const auto& info) { return info.param.name; });

TEST_F(Typing, AMistypedUsernameCanBeMendedAfterTheWaitingPage) {
  world.org().policy().unknownUser = simulator::UnknownUser::concealed;
  for (const char* wayBack : {"Back to sign in", "Not you?"}) {
    Browser fresh{world};
    Visit& visit = fresh.opens(kHome);
    says(visit, "gracee@example.com");
    visit.presses("Send me an email");
    ASSERT_EQ(visit.name(), "passcode");
    visit.presses(wayBack);
    EXPECT_EQ(visit.name(), "username");
    EXPECT_EQ(visit.valueOf("Username"), "gracee@example.com") << wayBack;
    says(visit, kGrace);
    visit.typesTheCodeSentTo(kGrace);
    EXPECT_EQ(visit.leftFor(), kApp);
  }
}

}  // namespace
}  // namespace latchkey
