// Each setting of an administrator, and each behaviour of Okta that is not verified: every knob of
// the simulated org in its other positions. People sign in all the same, by code after a wrong one
// and by link.

#include <gtest/gtest.h>

#include <array>

#include "tests/support/person.h"

namespace latchkey {
namespace {

using simulator::Authenticator;
using simulator::Policy;
using support::Browser;
using support::kAda;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Person;
using support::Visit;
using support::World;

struct Knob {
  const char* name;
  void (*turn)(Policy& policy);
  bool hasLink = true;  // that finishes in our page
};
void PrintTo(const Knob& knob, std::ostream* out) { *out << knob.name; }  // NOLINT: gtest's name

// A person who sets this password up if the org asks for one.
Person somebody(World& world, const char* username) {
  return {world, username, "a password of one's own"};
}

class EveryPolicy : public testing::TestWithParam<Knob> {};

TEST_P(EveryPolicy, LetsPeopleInByCode) {
  for (const char* username : {kAda, kGrace, "linus@example.com", "hedy@example.com"}) {
    World world;
    GetParam().turn(world.org().policy());
    Browser browser{world};
    Person person = somebody(world, username);
    EXPECT_TRUE(person.signsIn(browser.opens(kHome))) << username;
  }
}

TEST_P(EveryPolicy, KeepsTheFormAfterAWrongCode) {
  World world;
  GetParam().turn(world.org().policy());
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kGrace);
  if (visit.name() != "passcode") return;  // something else is asked first
  visit.types("Enter code", "1a2b3c");
  visit.presses("Verify");
  EXPECT_EQ(visit.name(), "passcode");
  // Where codes are longer, the page itself knows.
  EXPECT_THAT(visit.alert(),
              testing::AnyOf("That code is not right. Check it and try again.",
                             "That is too short to be the code. Check it and try again."));
  world.pass(Seconds(20));
  EXPECT_TRUE(somebody(world, kGrace).signsIn(visit)) << visit.name() << visit.alert();
}

TEST_P(EveryPolicy, LetsPeopleInByLink) {
  if (!GetParam().hasLink) return;
  World world;
  GetParam().turn(world.org().policy());
  Browser browser{world};
  Visit& waiting = browser.waitsForTheMail(kGrace);
  if (waiting.name() != "passcode") return;
  Visit& landed = browser.follows(world.mailTo(kGrace));
  EXPECT_TRUE(somebody(world, kGrace).signsIn(landed)) << landed.name() << landed.alert();
  world.pass(Seconds(30));
  EXPECT_EQ(waiting.leftFor(), kApp) << waiting.name() << waiting.alert();
}

std::vector<Knob> knobs() {
  return {
      {"AsDelivered", [](Policy&) {}},
      {"CodesOfLetters",
       [](Policy& it) {
         it.code.length = 10;
         it.code.alphabet = simulator::CodeAlphabet::alphanumeric;
       }},
      {"CodesOfEightDigits", [](Policy& it) { it.code.length = 8; }},
      {"WrongCodesAreBadRequests", [](Policy& it) { it.code.wrongCodeStatus = 400; }},
      {"WrongCodesAreForbidden", [](Policy& it) { it.code.wrongCodeStatus = 403; }},
      {"WrongCodesAreSuccesses", [](Policy& it) { it.code.wrongCodeStatus = 200; }},
      {"NoMagicLink", [](Policy& it) { it.magicLink = simulator::MagicLink::off; }, false},
      {"LinksStraightToThePage", [](Policy& it) { it.magicLink = simulator::MagicLink::direct; }},
      {"ConcealedUsers", [](Policy& it) { it.unknownUser = simulator::UnknownUser::concealed; }},
      {"LateAnswersAreTransferred",
       [](Policy& it) { it.lateAnswer = simulator::LateAnswer::transferred; }},
      {"AnswersInPlainJson", [](Policy& it) { it.idxMediaType = simulator::IdxMediaType::json; }},
      {"PollsOfManySpeeds",
       [](Policy& it) {
         it.pollRefresh = {Milliseconds(1'000), Milliseconds(6'202), Seconds(2)};
       }},
      {"NoKeepMeSignedIn", [](Policy& it) { it.offersRememberMe = false; }},
      {"KeepMeSignedInByDefault", [](Policy& it) { it.remembersByDefault = true; }},
      {"AsksToKeepSignedIn", [](Policy& it) { it.asksToKeepSignedIn = true; }},
      {"AsksForConsent", [](Policy& it) { it.app.asksConsent = true; }},
      {"AsksForBoth",
       [](Policy& it) {
         it.asksToKeepSignedIn = true;
         it.app.asksConsent = true;
       }},
      {"OffersOktaVerify", [](Policy& it) { it.offersOktaVerify = true; }},
      {"ProbesForOktaVerify", [](Policy& it) { it.probesOktaVerify = true; }},
      {"OffersProviders",
       [](Policy& it) {
         it.identityProviders = {{"0oaIdp", "Example Social", "GOOGLE"},
                                 {"0oaSaml", "Example Works", "SAML2"}};
       }},
      {"NoSelfService",
       [](Policy& it) {
         it.selfService = {false, false, false};
       }},
      {"WantsAPasswordSetUp", [](Policy& it) { it.toEnroll = {Authenticator::password}; }},
      {"AWaitingRoom",
       [](Policy& it) {
         it.safeMode.waits = {Seconds(2), Seconds(3)};
       },
       false},
      {"RotatesStateHandles", [](Policy& it) { it.rotatesStateHandle = true; }},
      {"OktasOwnLimits",
       [](Policy& it) {
         it.limits = {10, 20, 60};
       }},
      {"AMailAMinute",
       [](Policy& it) {
         it.mailLimit = {1, Seconds(60)};
       }},
      {"SpeaksGerman", [](Policy& it) { it.language = simulator::Language::german; }},
      {"SpeaksJapanese", [](Policy& it) { it.language = simulator::Language::japanese; }},
      {"NothingIsCached", [](Policy& it) { it.cacheLifetime = Seconds(0); }},
      {"StepsOfAMinute", [](Policy& it) { it.lifetimes.step = Seconds(60); }},
      {"NoLoginHint", [](Policy& it) { it.honoursLoginHint = false; }},
  };
}

INSTANTIATE_TEST_SUITE_P(With, EveryPolicy, testing::ValuesIn(knobs()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey
