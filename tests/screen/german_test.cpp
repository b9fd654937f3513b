// Every screen in German: nothing of it is English but what the org, the mail or the person said.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "screen/build_screen.h"
#include "screen/dom.h"
#include "screen/texts/languages.h"
#include "tests/support/golden.h"
#include "tests/support/screen_models.h"

namespace latchkey::screen {
namespace {

using support::ScreenModel;
using support::screenModels;

const texts::Words& german() {
  static const texts::PlainLocale kLocale;
  static const texts::Words kWords(
      std::find_if(texts::languages().begin(), texts::languages().end(),
                   [](const texts::Language& language) { return language.tag == "de"; })
          ->lines,
      kLocale);
  return kWords;
}

Screen inGerman(Model model) {
  model.words = &german();
  return buildScreen(model);
}

void collect(const DomNode& node, std::vector<std::string>& into) {
  into.push_back(node.text);
  for (const auto& [name, value] : node.attributes) {
    if (name == "aria-label") into.push_back(value);
  }
  for (const DomNode& child : node.children) collect(child, into);
}

std::vector<std::string> textsOf(const Screen& screen) {
  std::vector<std::string> all = {screen.title, screen.announcement};
  collect(toDom(screen), all);
  return all;
}

// Of the person, the mail and the configuration; and times, which the browser writes.
const std::set<std::string> kSaidByOthers = {"04:33",
                                             "4 8 2 9 1 3",
                                             "482 913",
                                             "Ada Lovelace",
                                             "Canada",
                                             "Firefox, Mac OS X",
                                             "Northwind",
                                             "Toronto, Canada",
                                             "Tue 03:33",
                                             "ada@example.com",
                                             "a\u2022\u2022\u2022a@example.com",
                                             "iOS",
                                             "l\u2022\u2022\u2022e@example.org"};
// Of the org, on the screens of its own steps and of its last words.
const std::set<std::string> kSaidByTheOrg = {
    "0",
    "1",
    "46",
    "Age",
    "Allow",
    "Allow Access",
    "Answer",
    "Application",
    "Ask for access",
    "Browser",
    "Canada",
    "Demo App",
    "Deny",
    "Don't Allow",
    "Email: a\u2022\u2022\u2022a@example.com",
    "Firefox",
    "Keep me signed in",
    "Method",
    "Name for this phone (optional)",
    "Password",
    "Phone number",
    "Phone: +1 XXX-XXX-4601",
    "SMS",
    "Security Key or Biometric Authenticator",
    "To finish signing in, check your email.",
    "Toronto",
    "Unable to login to \"Demo\" at this time. Call 555-0100.",
    "Username",
    "View your email address.",
    "View your phone number.",
    "Voice call",
    "What is the food you least liked as a child?",
    "You do not have permission.",
    "place",
    "\u2022 View your internet search history.",
    "\u2022 View your mobile phone data plan.",
    "\u2022 View your profile information."};

bool isSaidByOthers(const Screen& screen, const std::string& text) {
  const bool isOrgs = screen.name.rfind("step-", 0) == 0 || screen.name == "stopped";
  return kSaidByOthers.count(text) > 0 || (isOrgs && kSaidByTheOrg.count(text) > 0);
}

TEST(German, IsTheSameScreenInOtherWords) {
  for (const ScreenModel& row : screenModels()) {
    EXPECT_EQ(textsOf(buildScreen(row.model)).size(), textsOf(inGerman(row.model)).size())
        << row.name;
  }
}

TEST(German, LeavesNothingInEnglish) {
  for (const ScreenModel& row : screenModels()) {
    const Screen screen = inGerman(row.model);
    const std::vector<std::string> english = textsOf(buildScreen(row.model));
    const std::vector<std::string> theirs = textsOf(screen);
    for (std::size_t i = 0; i < std::min(english.size(), theirs.size()); ++i) {
      if (english[i].empty() || english[i] != theirs[i]) continue;
      EXPECT_TRUE(isSaidByOthers(screen, english[i])) << row.name << ": " << english[i];
    }
  }
}

TEST(German, HasNoTextThatIsEmptyWhereTheEnglishOneIsNot) {
  for (const ScreenModel& row : screenModels()) {
    const std::vector<std::string> english = textsOf(buildScreen(row.model));
    const std::vector<std::string> theirs = textsOf(inGerman(row.model));
    for (std::size_t i = 0; i < std::min(english.size(), theirs.size()); ++i) {
      EXPECT_EQ(english[i].empty(), theirs[i].empty()) << row.name << ": " << english[i];
    }
  }
}

class GermanScreen : public testing::TestWithParam<const char*> {};

TEST_P(GermanScreen, IsTheOneThatWasReviewed) {
  const std::string name = GetParam();
  const auto row = std::find_if(screenModels().begin(), screenModels().end(),
                                [&](const ScreenModel& it) { return it.name == name; });
  ASSERT_NE(row, screenModels().end());
  EXPECT_TRUE(
      support::equalsGolden(toPatch(inGerman(row->model)) + '\n', "screen-de/" + name + ".json"));
}

INSTANTIATE_TEST_SUITE_P(Of, GermanScreen,
                         testing::Values("username", "username-with-links",
                                         "ask-with-two-addresses", "passcode",
                                         "passcode-rate-limited", "passcode-old-and-wrong",
                                         "password-shown", "account", "elsewhere-code"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace latchkey::screen
