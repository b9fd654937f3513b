// Every answer that an org was recorded to give, as the screen that a person gets for it: nothing
// is lost on the way, and there is a way on.

#include "tests/screen/recorded_screens.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screen/texts.h"
#include "signin/phases.h"

namespace latchkey::screen {
namespace {

bool endsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// To be another person, or to see what was typed, is no way on.
bool isAWayOn(const DomNode& node) {
  const std::string id = attribute(node, "id");
  const bool stays = id == ids::kNotYou || endsWith(id, ids::kReveal);
  return (node.tag == "button" && !stays) || (node.tag == "a" && !attribute(node, "href").empty());
}

TEST_F(RecordedScreens, HaveAWayOn) {
  forEachRecording([](const Shown& shown) {
    if (std::holds_alternative<signin::Redeeming>(shown.phase)) return;
    int ways = 0;
    visit(shown.dom, [&](const DomNode& node) { ways += isAWayOn(node) ? 1 : 0; });
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
  if (isWholeSet()) EXPECT_GT(asked, 100U);
}

TEST_F(RecordedScreens, NameEveryButtonAndEveryChoice) {
  forEachRecording([](const Shown& shown) {
    visit(shown.dom, [](const DomNode& node) {
      const bool isNamed = node.tag == "button" || node.tag == "a" || node.tag == "option";
      if (isNamed) EXPECT_NE(node.text, "") << attribute(node, "id");
    });
  });
}

// --- every form of the document

bool isSame(const idx::Remediation& a, const idx::Remediation& b) {
  return a.name == b.name && a.href == b.href;
}

// The form that the screen is about, and the one that asks the org again.
std::vector<idx::Remediation> answeredBy(const signin::Phase& phase) {
  std::vector<idx::Remediation> forms;
  const auto take = [&](const std::optional<idx::Remediation>& form) {
    if (form) forms.push_back(*form);
  };
  if (const auto* it = std::get_if<signin::Identify>(&phase)) take(it->form);
  if (const auto* it = std::get_if<signin::AskForEmail>(&phase)) take(it->form);
  if (const auto* it = std::get_if<signin::AwaitPasscode>(&phase)) {
    take(it->form);
    take(it->poll);
    take(it->resend);
  }
  if (const auto* it = std::get_if<signin::OtherStep>(&phase)) {
    take(it->form);
    take(it->poll);
  }
  if (const auto* ways = signin::waysOf(phase)) {
    for (const signin::Way& way : *ways) forms.push_back(way.form);
  }
  return forms;
}

bool wantsAScript(const std::vector<idx::Field>& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const idx::Field& field) {
    const bool isUnseen = field.visibility == idx::Visibility::hidden && field.required &&
                          field.isMutable && field.value == idx::Scalar() &&
                          field.options.empty() && field.type != idx::FieldType::boolean;
    const bool isList = field.type == idx::FieldType::set && field.required;
    return (isUnseen && field.form.empty()) || isList || wantsAScript(field.form);
  });
}

// What a page cannot do: talk to an app or to the device, show a passkey dialog, follow a link that
// is not safe. A second poll asks the org the same as the first one.
bool isNothingForAPage(const idx::Remediation& form) {
  constexpr std::array<std::string_view, 5> kBeginnings = {
      "launch-", "device-challenge", "device-apple", "enroll-webauthn-", "challenge-webauthn"};
  const bool isOfADevice =
      std::any_of(kBeginnings.begin(), kBeginnings.end(),
                  [&](std::string_view each) { return form.name.substr(0, each.size()) == each; });
  const bool isUnsafe =
      !form.submittable && form.href.rfind("https://", 0) != 0 && form.href.rfind(kOrg, 0) != 0;
  return isOfADevice || isUnsafe || wantsAScript(form.fields) || endsWith(form.name, "poll") ||
         form.kind == idx::RemediationKind::cancel;
}

const idx::Field* listIn(const idx::Remediation& form) {
  const auto found =
      std::find_if(form.fields.begin(), form.fields.end(), [](const idx::Field& field) {
        return std::any_of(field.options.begin(), field.options.end(),
                           [](const idx::Option& option) { return !option.form.empty(); });
      });
  return found == form.fields.end() ? nullptr : &*found;
}

// Of an authenticator that can be chosen: what tells it from the others.
idx::Scalar idIn(const std::vector<idx::Field>& fields) {
  for (const idx::Field& field : fields) {
    if (field.name == "id" || field.name == "channel") return field.value;
  }
  return {};
}

bool isInUse(const idx::Response& document, const idx::Option& option) {
  const idx::Authenticator* current = document.current();
  if (current == nullptr || !option.authenticator) return false;
  const idx::Authenticator& about = document.authenticators[*option.authenticator];
  // One passkey is as good as another, and neither is for a page.
  const bool isPasskey = about.key == "webauthn" && current->key == about.key;
  return isPasskey || (!current->id.empty() && about.id == current->id);
}

void expectEveryChoice(const Shown& shown, const idx::Remediation& form, const idx::Field& list) {
  for (const idx::Option& option : list.options) {
    if (option.form.empty() || isInUse(shown.document, option)) continue;
    const auto* offered = signin::waysOf(shown.phase);
    const std::vector<signin::Way> ways = offered ? *offered : std::vector<signin::Way>();
    EXPECT_TRUE(std::any_of(ways.begin(), ways.end(),
                            [&](const signin::Way& way) {
                              const idx::Field* chosen = way.form.find(list.name);
                              return isSame(way.form, form) && chosen != nullptr &&
                                     idIn(chosen->form) == idIn(option.form) &&
                                     !texts::labelFor(texts::plainEnglish(), way).empty();
                            }))
        << form.name << ": " << option.label;
  }
}

TEST_F(RecordedScreens, OfferEveryFormOfTheDocument) {
  std::size_t offered = 0;
  forEachRecording([&](const Shown& shown) {
    if (std::holds_alternative<signin::Redeeming>(shown.phase)) return;
    const std::vector<idx::Remediation> answered = answeredBy(shown.phase);
    for (const idx::Remediation& form : shown.document.remediations) {
      const idx::Field* list = listIn(form);
      const bool isOffered =
          std::any_of(answered.begin(), answered.end(),
                      [&](const idx::Remediation& it) { return isSame(it, form); });
      if (list == nullptr && !isNothingForAPage(form)) EXPECT_TRUE(isOffered) << form.name;
      const bool isAsked = std::holds_alternative<signin::AskForEmail>(shown.phase);
      if (list != nullptr && !isAsked) expectEveryChoice(shown, form, *list);
      offered += isOffered ? 1 : 0;
    }
  });
  if (isWholeSet()) EXPECT_GT(offered, 200U);
}

TEST_F(RecordedScreens, OfferEveryLinkOfTheDocument) {
  forEachRecording([&](const Shown& shown) {
    const std::vector<idx::Remediation> answered = answeredBy(shown.phase);
    for (const idx::Link& link : shown.document.links) {
      EXPECT_TRUE(std::any_of(answered.begin(), answered.end(), [&](const idx::Remediation& it) {
        return it.href == link.href;
      })) << link.href;
    }
  });
}

// --- polls

TEST_F(RecordedScreens, AreTheSameAfterAPollThatBringsTheSame) {
  std::size_t polled = 0;
  forEachBody([&](const std::string& body, int status) {
    support::SignInDriver driver = driverAt(body, status);
    const idx::Remediation* poll = signin::pollOf(driver.signIn.phase());
    if (poll == nullptr) return;
    const std::string address = poll->href;
    const std::string before = toJsonMl(shownAt(driver).dom);
    // A tab that comes back asks at once.
    driver.happens(signin::VisibilityChanged{true});
    driver.happens(signin::VisibilityChanged{false});
    ASSERT_TRUE(driver.request(address));
    driver.answers(address, body, status);
    EXPECT_EQ(toJsonMl(shownAt(driver).dom), before);
    ++polled;
  });
  if (isWholeSet()) EXPECT_GT(polled, 20U);
}

}  // namespace
}  // namespace latchkey::screen
