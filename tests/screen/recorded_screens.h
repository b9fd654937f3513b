#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "screen/build_screen.h"
#include "screen/dom.h"
#include "tests/support/recorded_answers.h"
#include "tests/support/sign_in_driver.h"

// Every answer that an org was recorded to give, as the screen that a person gets for it.
namespace latchkey::screen {

// Links in the recordings start with this origin.
inline constexpr const char* kOrg = "http://localhost:3000";

struct Shown {
  signin::Phase phase;
  idx::Response document;
  Screen screen;
  DomNode dom;
};

inline oauth::Client clientOfTheRecordings() {
  return *oauth::Client::from({std::string(kOrg) + "/oauth2/default",
                               "0oaDemo",
                               "http://localhost:3000/login/callback/",
                               {"openid"}});
}

inline support::SignInDriver driverAt(const std::string& body, int status) {
  support::SignInDriver driver(clientOfTheRecordings());
  driver.opens();
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
  driver.answers("/idp/idx/introspect", body, status);
  return driver;
}

inline Shown shownAt(const support::SignInDriver& driver) {
  Model model;
  model.phase = driver.signIn.phase();
  model.trouble = driver.signIn.trouble();
  model.busy = driver.signIn.isBusy();
  model.branding.productName = "Northwind";
  model.hosted = std::string(kOrg) + "/";
  Screen screen = buildScreen(model);
  DomNode dom = toDom(screen);
  return {model.phase, driver.signIn.document(), std::move(screen), std::move(dom)};
}

inline Shown shownFor(const std::string& body, int status) {
  return shownAt(driverAt(body, status));
}

template <class See>
void visit(const DomNode& node, const See& see) {
  see(node);
  for (const DomNode& child : node.children) visit(child, see);
}

inline std::string attribute(const DomNode& node, const std::string& name) {
  for (const auto& [key, value] : node.attributes) {
    if (key == name) return value;
  }
  return "";
}

inline std::string textOf(const DomNode& dom) {
  std::string text;
  visit(dom, [&](const DomNode& node) { text += node.text + '\n'; });
  return text;
}

class RecordedScreens : public testing::Test {
 protected:
  void SetUp() override {
    if (files_.empty()) {
      GTEST_SKIP() << "no recorded answers here; set LATCHKEY_FIXTURES to their folder";
    }
  }

  bool isWholeSet() const { return files_.size() >= support::kWholeSet; }

  template <class Check>
  void forEachBody(Check check) {
    for (const std::string& file : files_) {
      SCOPED_TRACE(file);
      check(support::contentOf(folder_ / file), support::statusOf(file));
    }
  }

  template <class Check>
  void forEachRecording(Check check) {
    forEachBody([&](const std::string& body, int status) { check(shownFor(body, status)); });
  }

 private:
  const std::filesystem::path folder_ = support::recordedAnswers("idx");
  const std::vector<std::string> files_ = support::filesIn(folder_);
};

}  // namespace latchkey::screen
