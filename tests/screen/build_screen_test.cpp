#include "screen/build_screen.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "screen/dom.h"
#include "tests/support/golden.h"
#include "tests/support/screen_models.h"

namespace latchkey::screen {
namespace {

using support::ScreenModel;
using support::screenModels;

std::string goldenOf(const ScreenModel& row) { return "screen/" + row.name + ".json"; }

// --- every screen as it is, with its title, focus and announcement: what shell/dom.js is handed

class EveryScreen : public testing::TestWithParam<ScreenModel> {};

TEST_P(EveryScreen, IsTheOneThatWasReviewed) {
  const std::string patch = toPatch(buildScreen(GetParam().model)) + '\n';
  EXPECT_TRUE(support::equalsGolden(patch, goldenOf(GetParam())));
}

INSTANTIATE_TEST_SUITE_P(Model, EveryScreen, testing::ValuesIn(screenModels()),
                         [](const auto& test) { return replaceAll(test.param.name, "-", "_"); });

TEST(Golden, HasNoScreenThatIsNotBuiltAnyMore) {
  std::set<std::string> known;
  for (const ScreenModel& row : screenModels()) {
    EXPECT_TRUE(known.insert(row.name + ".json").second) << "two models have one name";
  }
  std::error_code failed;
  const std::filesystem::path folder = LATCHKEY_TESTS_DIR "/golden/screen";
  for (auto it = std::filesystem::directory_iterator(folder, failed);
       !failed && it != std::filesystem::directory_iterator(); it.increment(failed)) {
    EXPECT_EQ(known.count(it->path().filename().string()), 1U) << it->path().filename();
  }
  EXPECT_FALSE(failed) << failed.message();
}

TEST(Golden, ADifferenceShowsWhatChangedAndItsNeighbours) {
  EXPECT_EQ(support::differenceOf("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nE\nf\ng\n"),
            "  c\n  d\n- e\n+ E\n  f\n+ g\n  \n");
  EXPECT_EQ(support::differenceOf("a\nb\n", "a\nb\n"), "");
}

// --- what changes with the model

const Model& modelNamed(const std::string& name) {
  const auto found = std::find_if(screenModels().begin(), screenModels().end(),
                                  [&](const ScreenModel& row) { return row.name == name; });
  return found->model;
}

template <class T>
std::vector<T> all(const Screen& screen) {
  std::vector<T> found;
  for (const Element& element : screen.elements) {
    if (const T* it = std::get_if<T>(&element)) found.push_back(*it);
  }
  return found;
}

TEST(UsernameScreen, KeepsWhatWasTypedThroughEveryProblem) {
  for (const char* name : {"username-unknown", "username-offline", "username-timed-out",
                           "username-server-failed", "username-rate-limited"}) {
    const auto fields = all<TextField>(buildScreen(modelNamed(name)));
    ASSERT_EQ(fields.size(), 1U) << name;
    EXPECT_EQ(fields[0].value, "ada@example.com") << name;
  }
}

TEST(UsernameScreen, OffersWhatIsKnownUntilSomethingElseIsTyped) {
  signin::Identify phase;
  phase.username = "ada@example.com";
  Model model = modelNamed("username");
  model.phase = phase;
  EXPECT_EQ(all<TextField>(buildScreen(model))[0].value, "ada@example.com");
  model.draft.texts["username"] = "";
  EXPECT_EQ(all<TextField>(buildScreen(model))[0].value, "") << "emptied is typed, too";
}

TEST(UsernameScreen, BringsTheFocusBackWithEachNewProblem) {
  Model model = modelNamed("username-empty");
  const std::string first = buildScreen(model).focusKey;
  EXPECT_EQ(buildScreen(model).focusKey, first) << "not again for the same one";
  model.problems = 2;
  EXPECT_NE(buildScreen(model).focusKey, first);
}

TEST(PasscodeScreen, OffersAnotherMailOnlyWhenThereIsAWayToSendIt) {
  const auto offersIt = [](const Model& model) {
    return toPatch(buildScreen(model)).find("Send again") != std::string::npos;
  };
  Model model = modelNamed("passcode-resend-offered");
  EXPECT_TRUE(offersIt(model));
  std::get<signin::AwaitPasscode>(model.phase).resend.reset();
  EXPECT_FALSE(offersIt(model));
}

TEST(PasscodeScreen, TellsWhyACodeIsRefusedWhereItIsNotThatItIsWrong) {
  const auto problemWith = [](const std::string& key, const std::string& text) {
    Model model = modelNamed("passcode-wrong");
    model.trouble.messages = {{idx::Severity::error, key, text}};
    for (const Element& element : buildScreen(model).elements) {
      if (const auto* field = std::get_if<TextField>(&element)) return field->problem;
    }
    return std::string();
  };
  EXPECT_EQ(problemWith("api.authn.error.PASSCODE_INVALID", "Invalid code. Try again."),
            "That code is not right. Check it and try again.");
  EXPECT_EQ(problemWith("authfactor.challenge.suspended_factor", "This factor is suspended."),
            "This factor is suspended.");
}

TEST(PasscodeScreen, SpeaksOfTheLinkOnlyWhereThereIsOne) {
  const std::string patch = toPatch(buildScreen(modelNamed("passcode-without-a-link")));
  EXPECT_EQ(patch.find("link"), patch.find("\"link\"") + 1) << "but for the look of a button";
  EXPECT_TRUE(all<Status>(buildScreen(modelNamed("passcode-without-a-link"))).empty());
  EXPECT_FALSE(all<Status>(buildScreen(modelNamed("passcode"))).empty());
}

TEST(FormScreen, HasTheFieldsInTheOrderOfTheOrg) {
  const auto fields = all<TextField>(buildScreen(modelNamed("form-password")));
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].label, "Username") << "although \"credentials\" comes first in the alphabet";
  EXPECT_EQ(fields[1].label, "Password");
  EXPECT_EQ(fields[1].masking, Masking::masked);
}

TEST(FormScreen, TellsAProblemBesideItsFieldAndNotTwice) {
  const Screen screen = buildScreen(modelNamed("form-with-a-problem-beside-its-field"));
  EXPECT_EQ(all<TextField>(screen)[0].problem, "Type your username first.");
  EXPECT_TRUE(all<Notice>(screen).empty());
}

TEST(FormScreen, DropsTheProblemWhileTheNextAnswerIsUnderWay) {
  Model model = modelNamed("form-with-a-problem-beside-its-field");
  model.trouble = {};
  model.busy = true;
  EXPECT_EQ(all<TextField>(buildScreen(model))[0].problem, "");
}

TEST(FormScreen, OffersTheOrgsOwnValueButNeverThatOfASecret) {
  Model model = modelNamed("form-password");
  auto& fields = std::get<signin::OtherStep>(model.phase).form->fields;
  fields[0].value = std::string("ada@example.com");
  fields[1].form[0].value = std::string("hunter2");
  const auto shown = all<TextField>(buildScreen(model));
  EXPECT_EQ(shown[0].value, "ada@example.com");
  EXPECT_EQ(shown[1].value, "");
}

TEST(VisibleFields, ArePathsWithoutWhatIsHidden) {
  const auto& form = std::get<signin::OtherStep>(modelNamed("form-password").phase).form;
  std::vector<std::string> paths;
  for (const idx::VisibleField& visible : idx::visibleFields(*form)) paths.push_back(visible.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"identifier", "credentials.passcode", "rememberMe"}));
}

}  // namespace
}  // namespace latchkey::screen
