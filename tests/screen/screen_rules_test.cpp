// What holds on every screen, whatever it shows: the accessibility specification of Latchkey.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

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

Nodes controls(const DomNode& dom) {
  return where(dom, [](const DomNode& node) {
    return (node.tag == "input" || node.tag == "select") && !has(node, "hidden");
  });
}

Nodes with(const DomNode& dom, std::string_view name, std::string_view value) {
  return where(dom, [=](const DomNode& node) { return attribute(node, name) == value; });
}

// A screen with all that a rule may look at.
struct Shown {
  const Model& model;
  Screen screen = buildScreen(model);
  DomNode dom = toDom(screen);
};

using Rule = std::function<void(const Shown&)>;

void hold(const std::vector<ScreenModel>& rows, const Rule& rule) {
  for (const ScreenModel& row : rows) {
    SCOPED_TRACE("screen " + row.name);
    rule(Shown{row.model});
  }
}

void onEveryScreen(const Rule& rule) { hold(screenModels(), rule); }
void onEveryHostileScreen(const Rule& rule) { hold(hostileScreenModels(), rule); }

TEST(ScreenRules, IdsAreUniqueAndOneWord) {
  onEveryScreen([](const Shown& shown) {
    std::set<std::string> seen;
    for (const DomNode* node : where(shown.dom, [](const DomNode& it) { return has(it, "id"); })) {
      const std::string id = attribute(*node, "id");
      EXPECT_FALSE(id.empty()) << node->tag;
      EXPECT_EQ(id.find(' '), std::string::npos) << id;
      EXPECT_TRUE(seen.insert(id).second) << id;
    }
  });
}

TEST(ScreenRules, ThereIsOneHeadingAndItNamesTheForm) {
  onEveryScreen([](const Shown& shown) {
    const Nodes headings = tagged(shown.dom, "h1");
    ASSERT_EQ(headings.size(), 1U);
    EXPECT_NE(textOf(*headings[0]), "");
    EXPECT_EQ(attribute(shown.dom, "aria-labelledby"), attribute(*headings[0], "id"));
    EXPECT_EQ(shown.screen.title, textOf(*headings[0]) + " \u2013 Northwind");
  });
}

TEST(ScreenRules, EveryFieldHasALabel) {
  onEveryScreen([](const Shown& shown) {
    for (const DomNode* input : controls(shown.dom)) {
      const Nodes labels = with(shown.dom, "for", attribute(*input, "id"));
      ASSERT_EQ(labels.size(), 1U) << attribute(*input, "id");
      EXPECT_EQ(labels[0]->tag, "label");
      EXPECT_NE(textOf(*labels[0]), "");
    }
  });
}

TEST(ScreenRules, EveryFieldSaysWhatMayFillItIn) {
  onEveryScreen([](const Shown& shown) {
    for (const DomNode* input : controls(shown.dom)) {
      if (attribute(*input, "type") == "checkbox") continue;
      EXPECT_NE(attribute(*input, "autocomplete"), "") << attribute(*input, "id");
      EXPECT_NE(attribute(*input, "name"), "") << attribute(*input, "id");
    }
  });
}

TEST(ScreenRules, NoTwoButtonsOrLinksHaveOneName) {
  onEveryScreen([](const Shown& shown) {
    std::set<std::string> seen;
    for (const std::string_view tag : {"button", "a"}) {
      for (const DomNode* node : tagged(shown.dom, tag)) {
        EXPECT_TRUE(seen.insert(textOf(*node)).second) << textOf(*node);
      }
    }
  });
}

TEST(ScreenRules, AProblemIsTiedToItsFieldAndIsAnAlert) {
  onEveryScreen([](const Shown& shown) {
    for (const Element& element : shown.screen.elements) {
      const auto* field = std::get_if<TextField>(&element);
      if (field == nullptr) continue;
      const Nodes inputs = with(shown.dom, "id", field->id.str());
      ASSERT_EQ(inputs.size(), 1U);
      EXPECT_EQ(has(*inputs[0], "aria-invalid"), !field->problem.empty());
      EXPECT_EQ(has(*inputs[0], "aria-describedby"), !field->problem.empty());
      if (field->problem.empty()) continue;
      const Nodes problems = with(shown.dom, "id", attribute(*inputs[0], "aria-describedby"));
      ASSERT_EQ(problems.size(), 1U);
      EXPECT_EQ(attribute(*problems[0], "role"), "alert");
      EXPECT_EQ(textOf(*problems[0]), field->problem);
    }
  });
}

TEST(ScreenRules, TroubleIsAnnouncedOnce) {
  onEveryScreen([](const Shown& shown) {
    const signin::Trouble& trouble = shown.model.trouble;
    // Where a person has done nothing yet, a busy service is news and no alert.
    const bool isNews = trouble.advice == signin::Advice::serviceBusy;
    const bool bad = (trouble.error && !isNews) ||
                     trouble.advice == signin::Advice::passcodeRefused ||
                     trouble.advice == signin::Advice::enterUsername ||
                     trouble.advice == signin::Advice::enterPasscode ||
                     trouble.advice == signin::Advice::tooManyAttempts;
    const Nodes alerts = with(shown.dom, "role", "alert");
    // Each field that was left out says so itself.
    if (trouble.advice != signin::Advice::fillIn) EXPECT_LE(alerts.size(), 1U);
    if (bad) {
      ASSERT_EQ(alerts.size(), 1U);
      EXPECT_NE(textOf(*alerts[0]), "");
    }
  });
}

TEST(ScreenRules, FocusGoesToSomethingThatCanTakeIt) {
  onEveryScreen([](const Shown& shown) {
    EXPECT_NE(shown.screen.focusKey, "");
    if (!shown.screen.focus) return;
    const Nodes focused = with(shown.dom, "id", shown.screen.focus->str());
    ASSERT_EQ(focused.size(), 1U);
    EXPECT_TRUE(focused[0]->tag == "input" || focused[0]->tag == "select");
  });
}

TEST(ScreenRules, OneButtonAtMostIsThePrimaryOne) {
  onEveryScreen([](const Shown& shown) {
    const std::size_t submits = with(shown.dom, "type", "submit").size();
    EXPECT_LE(submits, 1U);
    if (!controls(shown.dom).empty()) {
      EXPECT_EQ(submits, 1U) << "or Enter does nothing";
    }
  });
}

TEST(ScreenRules, EveryButtonAndLinkHasANameAndAnId) {
  onEveryScreen([](const Shown& shown) {
    const Nodes actions =
        where(shown.dom, [](const DomNode& it) { return it.tag == "button" || it.tag == "a"; });
    for (const DomNode* action : actions) {
      EXPECT_NE(textOf(*action), "") << attribute(*action, "id");
      EXPECT_NE(attribute(*action, "id"), "") << textOf(*action);
    }
  });
}

TEST(ScreenRules, ThereIsAWayOn) {
  onEveryScreen([](const Shown& shown) {
    const Model& model = shown.model;
    const bool passing = model.busy && (std::holds_alternative<signin::Arriving>(model.phase) ||
                                        std::holds_alternative<signin::Redeeming>(model.phase) ||
                                        std::holds_alternative<signin::Leaving>(model.phase) ||
                                        std::holds_alternative<signin::Identify>(model.phase));
    const auto* account = std::get_if<signin::SignedIn>(&model.phase);
    if (passing || (account != nullptr && account->leaving)) return;
    const Nodes ways = where(shown.dom, [](const DomNode& it) {
      return (it.tag == "button" && !has(it, "aria-disabled")) || it.tag == "a";
    });
    EXPECT_FALSE(ways.empty());
  });
}

TEST(ScreenRules, ABusyFormSaysSo) {
  onEveryScreen([](const Shown& shown) {
    EXPECT_EQ(attribute(shown.dom, "aria-busy"), shown.model.busy ? "true" : "");
  });
}

TEST(ScreenRules, NothingSecretIsShown) {
  onEveryScreen([](const Shown& shown) {
    EXPECT_EQ(toPatch(shown.screen).find(support::kPlanted), std::string::npos);
  });
}

TEST(ScreenRules, NobodyIsShoutedAt) {
  onEveryScreen([](const Shown& shown) {
    EXPECT_EQ(textOf(shown.dom).find('!'), std::string::npos);
    EXPECT_EQ(shown.screen.announcement.find('!'), std::string::npos);
  });
}

// --- texts of strangers

TEST(HostileScreens, HoldNoElementThatAStrangerWrote) {
  onEveryHostileScreen([](const Shown& shown) {
    EXPECT_TRUE(tagged(shown.dom, "script").empty());
    EXPECT_TRUE(where(shown.dom, [](const DomNode& it) { return has(it, "onerror"); }).empty());
    for (const DomNode* image : tagged(shown.dom, "img")) {
      EXPECT_EQ(attribute(*image, "src"), shown.model.branding.logo);
    }
  });
}

TEST(HostileScreens, StayTextWhenWrittenAsHtml) {
  onEveryHostileScreen([](const Shown& shown) {
    const std::string html = toHtml(shown.dom);
    EXPECT_EQ(html.find("<script"), std::string::npos) << html;
    EXPECT_EQ(html.find("<img src=x"), std::string::npos) << html;
    EXPECT_EQ(html.find("\"'>"), std::string::npos)
        << "a quote must not end an attribute: " << html;
  });
}

}  // namespace
}  // namespace latchkey::screen
