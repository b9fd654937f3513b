// Every answer that an org was recorded to give, as the screen that a person gets for it: nothing
// is lost on the way, and there is a way on.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "screen/build_screen.h"
#include "screen/dom.h"
#include "screen/texts.h"
#include "tests/support/recorded_answers.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::screen {
namespace {

struct Shown {
  signin::Phase phase;
  idx::Response document;
  Screen screen;
  DomNode dom;
};

Shown shownFor(const std::string& body, int status) {
  support::SignInDriver driver;
  driver.opens();
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
  driver.answers("/idp/idx/introspect", body, status);
  Model model;
  model.phase = driver.signIn.phase();
  model.trouble = driver.signIn.trouble();
  model.busy = driver.signIn.isBusy();
  model.branding.productName = "Northwind";
  model.org = "https://id.example.test";
  Screen screen = buildScreen(model);
  DomNode dom = toDom(screen);
  return {model.phase, driver.signIn.document(), std::move(screen), std::move(dom)};
}

template <class See>
void visit(const DomNode& node, const See& see) {
  see(node);
  for (const DomNode& child : node.children) visit(child, see);
}

std::string attribute(const DomNode& node, const std::string& name) {
  for (const auto& [key, value] : node.attributes) {
    if (key == name) return value;
  }
  return "";
}

std::string textOf(const DomNode& dom) {
  std::string text;
  visit(dom, [&](const DomNode& node) { text += node.text + '\n'; });
  return text;
}

class RecordedScreens : public testing::Test {
 protected:
  void SetUp() override {
    if (!support::exists(folder_)) {
      GTEST_SKIP() << "no recorded answers here; set LATCHKEY_FIXTURES to their folder";
    }
  }

  template <class Check>
  void forEachRecording(Check check) {
    for (const std::string& file : support::filesIn(folder_)) {
      SCOPED_TRACE(file);
      check(shownFor(support::contentOf(folder_ / file), support::statusOf(file)));
    }
  }

 private:
  const std::filesystem::path folder_ = support::recordedAnswers("idx");
};

TEST_F(RecordedScreens, HaveAWayOn) {
  forEachRecording([](const Shown& shown) {
    if (std::holds_alternative<signin::Redeeming>(shown.phase)) return;
    int ways = 0;
    visit(shown.dom, [&](const DomNode& node) { ways += node.tag == "button" ? 1 : 0; });
    EXPECT_GT(ways, 0);
  });
}

TEST_F(RecordedScreens, AskForEveryFieldOfTheFormWithALabel) {
  std::size_t asked = 0;
  forEachRecording([&](const Shown& shown) {
    const auto* step = std::get_if<signin::OtherStep>(&shown.phase);
    if (step == nullptr || !step->form) return;
    for (const idx::VisibleField& visible : idx::visibleFields(*step->form)) {
      const std::string id = ids::kFormField + visible.path;
      int controls = 0;
      int labels = 0;
      visit(shown.dom, [&](const DomNode& node) {
        if (attribute(node, "id") == id) ++controls;
        if (attribute(node, "for") == id && !node.text.empty()) ++labels;
      });
      EXPECT_EQ(controls, 1) << id;
      EXPECT_EQ(labels, 1) << id;
      ++asked;
    }
  });
  EXPECT_GT(asked, 100U);
}

TEST_F(RecordedScreens, OfferEveryFormOfTheDocument) {
  forEachRecording([](const Shown& shown) {
    const auto* step = std::get_if<signin::OtherStep>(&shown.phase);
    if (step == nullptr) return;
    EXPECT_TRUE(step->form || step->poll || step->isBeyondUs || !step->ways.empty());
  });
}

TEST_F(RecordedScreens, SayWhatTheOrgSays) {
  std::size_t said = 0;
  forEachRecording([&](const Shown& shown) {
    const bool isShownAsItIs = std::holds_alternative<signin::OtherStep>(shown.phase) ||
                               std::holds_alternative<signin::Identify>(shown.phase) ||
                               std::holds_alternative<signin::Stopped>(shown.phase);
    if (!isShownAsItIs) return;
    const std::string text = textOf(shown.dom);
    for (const idx::Message& message : shown.document.messages) {
      if (message.key == "tooManyRequests" || message.key == "idx.session.expired") continue;
      EXPECT_NE(text.find(texts::sentenceFor(message)), std::string::npos) << message.key;
      ++said;
    }
  });
  EXPECT_GT(said, 50U);
}

}  // namespace
}  // namespace latchkey::screen
