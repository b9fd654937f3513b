#include "shell/prerender/look.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "shell/prerender/files.h"
#include "tests/support/golden.h"

namespace latchkey::prerender {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string styleSheet() { return *readFile(LATCHKEY_TESTS_DIR "/../shell/style.css"); }

std::set<std::string> namesIn(const std::string& css, const std::string& pattern) {
  const std::regex name(pattern);
  std::set<std::string> names;
  for (std::sregex_iterator it(css.begin(), css.end(), name), end; it != end; ++it) {
    names.insert((*it)[1]);
  }
  return names;
}

std::set<std::string> used(const std::string& css) { return namesIn(css, R"(var\(--([\w-]+)\))"); }

// One declaration on each line, as a reviewer reads it.
std::string readable(const std::string& css) {
  std::string text;
  for (const char c : css) {
    text += c;
    if (c == '{' || c == ';') text += '\n';
    if (c == '}') text += "\n\n";
  }
  return text;
}

TEST(Look, OfEachSchemeIsWhatReviewersRead) {
  EXPECT_TRUE(support::equalsGolden(readable(schemeVariables(gui::latchkeyTheme())), "look.css"));
}

TEST(Look, ThatIsTheSameEverywhereIsWhatReviewersRead) {
  std::string text;
  for (const auto& [name, value] : constantsOf(gui::latchkeyTheme()))
    text += name + ": " + value + '\n';
  EXPECT_TRUE(support::equalsGolden(text, "look.txt"));
}

// shell/canvas.js and shell/dom.js set these while the page runs.
const std::set<std::string> kOfThePainting = {"page-height", "at-x",    "at-y",   "at-w",
                                              "at-h",        "at-size", "at-line"};

TEST(Look, KnowsEachNameOfTheStyleSheet) {
  const std::string css = withLook(styleSheet(), gui::latchkeyTheme());
  const std::set<std::string> variables = namesIn(css, R"(--([\w-]+):)");
  for (const std::string& name : used(css)) {
    EXPECT_TRUE(variables.count(name) + kOfThePainting.count(name) == 1) << name;
  }
}

TEST(Look, HasNothingThatTheStyleSheetDoesNotUse) {
  const std::set<std::string> names = used(styleSheet());
  // Every style of text is written out whole, though the style sheet lets some of it be inherited.
  const std::set<std::string> inherited = {"body-weight",     "strong-size",      "strong-line",
                                           "label-size",      "label-line",       "footer-line",
                                           "code-field-line", "code-field-weight"};
  for (const auto& [name, value] : constantsOf(gui::latchkeyTheme())) {
    EXPECT_EQ(names.count(name) + inherited.count(name), 1U) << name;
  }
  for (const std::string& name : namesIn(schemeVariables(gui::latchkeyTheme()), R"(--([\w-]+):)")) {
    EXPECT_EQ(names.count(name), 1U) << name;
  }
}

TEST(Look, OfABrandReachesVariablesConstantsAndDrawings) {
  gui::Theme theme = gui::latchkeyTheme();
  theme.palettes[0][0].brand = gui::rgb(0x00695c);
  theme.radii.card = 4;
  const std::string css =
      withLook("#card{border-radius:var(--card-radius);color:var(--brand)}", theme);
  EXPECT_THAT(css, StartsWith(":root{--"));
  EXPECT_THAT(css, HasSubstr("--brand:#00695c"));
  EXPECT_THAT(css, HasSubstr("#card{border-radius:.25rem;color:var(--brand)}"));
  EXPECT_EQ(withColors("fill:@brand@;stroke:@dark-brand@", theme), "fill:#00695c;stroke:#8b95ff");
}

TEST(Look, SaysNothingTwice) {
  gui::Theme theme = gui::latchkeyTheme();
  for (auto& scheme : theme.palettes) scheme = {theme.palettes[0][0], theme.palettes[0][0]};
  EXPECT_THAT(schemeVariables(theme), Not(HasSubstr("@media")));
}

TEST(Look, DrawingsAreFilledIn) {
  for (const char* name : {"mark.svg", "mail.svg", "done.svg"}) {
    const std::string drawing = *readFile(std::string(LATCHKEY_TESTS_DIR "/../shell/") + name);
    const std::string filledIn = withColors(drawing, gui::latchkeyTheme());
    EXPECT_THAT(namesIn(drawing, "(#[0-9a-fA-F]{3,8})"), IsEmpty()) << name;
    EXPECT_THAT(namesIn(filledIn, "(@[\\w-]+@)"), IsEmpty()) << name;
  }
}

}  // namespace
}  // namespace latchkey::prerender
