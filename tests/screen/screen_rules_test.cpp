// What holds on every screen, whatever it shows: the accessibility specification of Latchkey.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "screen/build_screen.h"
#include "screen/dom.h"
#include "tests/support/screen_models.h"

namespace latchkey::screen {
namespace {

using support::hostileScreenModels;
using support::ScreenModel;
using support::screenModels;

std::string attribute(const DomNode& node, std::string_view name) {
  for (const auto& [key, value] : node.attributes) {
    if (key == name) return value;
  }
  return "";
}

bool has(const DomNode& node, std::string_view name) {
  return std::any_of(node.attributes.begin(), node.attributes.end(),
                     [&](const auto& it) { return it.first == name; });
}

std::string textOf(const DomNode& node) {
  std::string text = node.text;
  for (const DomNode& child : node.children) text += textOf(child);
  return text;
}

using Nodes = std::vector<const DomNode*>;
using Question = std::function<bool(const DomNode&)>;

void collect(const DomNode& node, const Question& wanted, Nodes& into) {
  if (wanted(node)) into.push_back(&node);
  for (const DomNode& child : node.children) collect(child, wanted, into);
}

Nodes where(const DomNode& dom, const Question& wanted) {
  Nodes found;
  collect(dom, wanted, found);
  return found;
}

Nodes tagged(const DomNode& dom, std::string_view tag) {
  return where(dom, [tag](const DomNode& node) { return node.tag == tag; });
}

Nodes with(const DomNode& dom, std::string_view name, std::string_view value) {
  return where(dom, [=](const DomNode& node) { return attribute(node, name) == value; });
}

std::string rowName(const testing::TestParamInfo<ScreenModel>& test) {
  return replaceAll(test.param.name, "-", "_");
}

class ScreenRules : public testing::TestWithParam<ScreenModel> {
 protected:
  const Screen screen = buildScreen(GetParam().model);
  const DomNode dom = toDom(screen);
};

TEST_P(ScreenRules, IdsAreUniqueAndOneWord) {
  std::set<std::string> seen;
  for (const DomNode* node : where(dom, [](const DomNode& it) { return has(it, "id"); })) {
    const std::string id = attribute(*node, "id");
    EXPECT_FALSE(id.empty()) << node->tag;
    EXPECT_EQ(id.find(' '), std::string::npos) << id;
    EXPECT_TRUE(seen.insert(id).second) << id;
  }
}

TEST_P(ScreenRules, ThereIsOneHeadingAndItNamesTheForm) {
  const Nodes headings = tagged(dom, "h1");
  ASSERT_EQ(headings.size(), 1U);
  EXPECT_NE(textOf(*headings[0]), "");
  EXPECT_EQ(attribute(dom, "aria-labelledby"), attribute(*headings[0], "id"));
  EXPECT_EQ(screen.title, textOf(*headings[0]) + " \u2013 Northwind");
}

TEST_P(ScreenRules, EveryFieldHasALabel) {
  for (const DomNode* input : tagged(dom, "input")) {
    const Nodes labels = with(dom, "for", attribute(*input, "id"));
    ASSERT_EQ(labels.size(), 1U) << attribute(*input, "id");
    EXPECT_EQ(labels[0]->tag, "label");
    EXPECT_NE(textOf(*labels[0]), "");
  }
}

TEST_P(ScreenRules, EveryFieldSaysWhatMayFillItIn) {
  for (const DomNode* input : tagged(dom, "input")) {
    if (attribute(*input, "type") == "checkbox") continue;
    EXPECT_NE(attribute(*input, "autocomplete"), "") << attribute(*input, "id");
    EXPECT_NE(attribute(*input, "name"), "") << attribute(*input, "id");
  }
}

TEST_P(ScreenRules, AProblemIsTiedToItsFieldAndIsAnAlert) {
  for (const Element& element : screen.elements) {
    const auto* field = std::get_if<TextField>(&element);
    if (field == nullptr) continue;
    const Nodes inputs = with(dom, "id", field->id.str());
    ASSERT_EQ(inputs.size(), 1U);
    EXPECT_EQ(has(*inputs[0], "aria-invalid"), !field->problem.empty());
    EXPECT_EQ(has(*inputs[0], "aria-describedby"), !field->problem.empty());
    if (field->problem.empty()) continue;
    const Nodes problems = with(dom, "id", attribute(*inputs[0], "aria-describedby"));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(attribute(*problems[0], "role"), "alert");
    EXPECT_EQ(textOf(*problems[0]), field->problem);
  }
}

TEST_P(ScreenRules, TroubleIsAnnouncedOnce) {
  const signin::Trouble& trouble = GetParam().model.trouble;
  const bool bad = trouble.error || trouble.advice == signin::Advice::passcodeRefused ||
                   trouble.advice == signin::Advice::enterUsername ||
                   trouble.advice == signin::Advice::enterPasscode ||
                   trouble.advice == signin::Advice::tooManyAttempts;
  const Nodes alerts = with(dom, "role", "alert");
  EXPECT_LE(alerts.size(), 1U);
  if (bad) {
    ASSERT_EQ(alerts.size(), 1U);
    EXPECT_NE(textOf(*alerts[0]), "");
  }
}

TEST_P(ScreenRules, FocusGoesToSomethingThatCanTakeIt) {
  EXPECT_NE(screen.focusKey, "");
  if (!screen.focus) return;
  const Nodes focused = with(dom, "id", screen.focus->str());
  ASSERT_EQ(focused.size(), 1U);
  EXPECT_EQ(focused[0]->tag, "input");
}

TEST_P(ScreenRules, OneButtonAtMostIsThePrimaryOne) {
  const std::size_t submits = with(dom, "type", "submit").size();
  EXPECT_LE(submits, 1U);
  if (!tagged(dom, "input").empty()) {
    EXPECT_EQ(submits, 1U) << "or Enter does nothing";
  }
}

TEST_P(ScreenRules, EveryButtonAndLinkHasANameAndAnId) {
  const Nodes actions =
      where(dom, [](const DomNode& it) { return it.tag == "button" || it.tag == "a"; });
  for (const DomNode* action : actions) {
    EXPECT_NE(textOf(*action), "") << attribute(*action, "id");
    EXPECT_NE(attribute(*action, "id"), "") << textOf(*action);
  }
}

TEST_P(ScreenRules, ThereIsAWayOn) {
  const Model& model = GetParam().model;
  const bool passing = model.busy && (std::holds_alternative<signin::Arriving>(model.phase) ||
                                      std::holds_alternative<signin::Redeeming>(model.phase) ||
                                      std::holds_alternative<signin::Leaving>(model.phase));
  const auto* account = std::get_if<signin::SignedIn>(&model.phase);
  if (passing || (account != nullptr && account->leaving)) return;
  const Nodes ways = where(dom, [](const DomNode& it) {
    return (it.tag == "button" && !has(it, "aria-disabled")) || it.tag == "a";
  });
  EXPECT_FALSE(ways.empty());
}

TEST_P(ScreenRules, ABusyFormSaysSo) {
  EXPECT_EQ(attribute(dom, "aria-busy"), GetParam().model.busy ? "true" : "");
}

TEST_P(ScreenRules, NothingSecretIsShown) {
  EXPECT_EQ(toPatch(screen).find(support::kPlanted), std::string::npos);
}

TEST_P(ScreenRules, NobodyIsShoutedAt) {
  EXPECT_EQ(textOf(dom).find('!'), std::string::npos);
  EXPECT_EQ(screen.announcement.find('!'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Model, ScreenRules, testing::ValuesIn(screenModels()), rowName);

// --- texts of strangers

class HostileScreens : public testing::TestWithParam<ScreenModel> {};

TEST_P(HostileScreens, HoldNoElementThatAStrangerWrote) {
  const Screen screen = buildScreen(GetParam().model);
  const DomNode dom = toDom(screen);
  EXPECT_TRUE(tagged(dom, "script").empty());
  EXPECT_TRUE(where(dom, [](const DomNode& it) { return has(it, "onerror"); }).empty());
  for (const DomNode* image : tagged(dom, "img")) {
    EXPECT_EQ(attribute(*image, "src"), GetParam().model.branding.logo);
  }
}

TEST_P(HostileScreens, StayTextWhenWrittenAsHtml) {
  const std::string html = toHtml(toDom(buildScreen(GetParam().model)));
  EXPECT_EQ(html.find("<script"), std::string::npos) << html;
  EXPECT_EQ(html.find("<img src=x"), std::string::npos) << html;
  EXPECT_EQ(html.find("\"'>"), std::string::npos) << "a quote must not end an attribute: " << html;
}

INSTANTIATE_TEST_SUITE_P(Model, HostileScreens, testing::ValuesIn(hostileScreenModels()), rowName);

}  // namespace
}  // namespace latchkey::screen
