// A person whose page speaks German, from the first word to the last, and the org with it.
#include <gtest/gtest.h>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kApp;
using support::kGrace;
using support::kHome;
using support::Visit;
using support::World;

class Language : public testing::Test {
 protected:
  Visit& opensIn(const std::string& language) {
    browser_.language = language;
    return browser_.opens(kHome);
  }

  World world_;
  Browser browser_{world_};
};

TEST_F(Language, IsThatOfThePageInEveryStep) {
  Visit& visit = opensIn("de");
  EXPECT_TRUE(visit.shows("Anmelden"));
  visit.presses("Weiter");
  EXPECT_EQ(visit.alert(), "Geben Sie zuerst Ihren Benutzernamen ein.");
  visit.types("Benutzername", kGrace);
  visit.presses("Weiter");
  EXPECT_TRUE(visit.shows("Ihre E-Mail ist unterwegs"));
  visit.types("Code eingeben", "000000");
  visit.presses("Bestätigen");
  EXPECT_EQ(visit.alert(),
            "Dieser Code stimmt nicht. Prüfen Sie ihn, und versuchen Sie es noch einmal.");
  visit.types("Code eingeben", world_.mailTo(kGrace).code);
  visit.presses("Bestätigen");
  EXPECT_EQ(visit.leftFor(), kApp);
  visit.goesOn();
  EXPECT_TRUE(visit.shows("Angemeldet als"));
}

TEST_F(Language, IsThatInWhichTheOrgIsAsked) {
  Visit& visit = opensIn("de");
  visit.types("Benutzername", "hedy@example.com");
  visit.presses("Weiter");
  EXPECT_TRUE(visit.shows("Wie möchten Sie fortfahren?")) << visit.name();
  EXPECT_TRUE(visit.shows("Telefon")) << "the org's own word for a method";
  EXPECT_FALSE(visit.shows("Phone"));
}

TEST_F(Language, OfTheMailIsThatOfThePage) {
  Visit& visit = opensIn("de");
  visit.types("Benutzername", kGrace);
  visit.presses("Weiter");
  const std::string german = world_.mailTo(kGrace).subject;
  Browser another{world_};
  another.waitsForTheMail(kGrace);
  EXPECT_NE(german, world_.mailTo(kGrace).subject);
}

TEST_F(Language, IsEnglishWhereThereAreNoTextsOfIt) {
  Visit& visit = opensIn("tlh");
  EXPECT_TRUE(visit.shows("No password needed."));
}

}  // namespace
}  // namespace latchkey
