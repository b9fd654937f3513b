#include "tests/support/person.h"

#include <algorithm>
#include <utility>

namespace latchkey::support {
namespace {

constexpr int kPatience = 60;
constexpr Seconds kThinking{5};
constexpr Seconds kWaiting{20};
// As often as a person believes that the same button may work the next time.
constexpr std::size_t kRepetitions = 3;

// A person who wants to sign in does not press these.
bool isBesideThePoint(const std::string& label) {
  return label == "Copy code" || label == "Copy link" || label == "Sign out" || label == "Not you?";
}

}  // namespace

std::string Person::answerTo(const screen::TextField& field) const {
  if (field.autocomplete == screen::Autocomplete::oneTimeCode) {
    return world_.mailTo(username_).code;
  }
  if (field.masking != screen::Masking::none) return password_;
  if (field.autocomplete == screen::Autocomplete::username) return username_;
  const bool isCode = field.name.find("passcode") != std::string::npos;
  return isCode ? world_.mailTo(username_).code : "Something";
}

void Person::fillIn(Visit& visit) {
  std::vector<std::pair<std::string, std::string>> answers;
  for (const screen::Element& element : visit.screen().elements) {
    if (const auto* field = std::get_if<screen::TextField>(&element)) {
      answers.emplace_back(field->label, answerTo(*field));
    }
  }
  for (const auto& [label, answer] : answers) visit.types(label, answer);
}

std::vector<std::string> Person::promising(const Visit& visit) const {
  std::vector<std::string> labels = visit.offered();
  std::erase_if(labels, isBesideThePoint);
  return labels;
}

void Person::act(Visit& visit) {
  // Who is told when to try again waits for it.
  if (visit.shows("You can try again in")) return world_.pass(kWaiting);
  fillIn(visit);
  const std::vector<std::string> labels = promising(visit);
  if (!labels.empty()) {
    const std::size_t times = answered_[visit.name()]++;
    visit.presses(labels[times / kRepetitions % labels.size()]);
  }
  if (visit.leftFor().empty()) world_.pass(kThinking);
}

void Person::actAtRandom(Visit& visit, std::mt19937& random) {
  if (random() % 4 != 0) fillIn(visit);
  const std::vector<std::string> labels = visit.offered();
  if (!labels.empty()) visit.presses(labels[random() % labels.size()]);
}

bool Person::signsIn(Visit& visit) {
  answered_.clear();
  for (int i = 0; i < kPatience && visit.leftFor() != kApp; ++i) {
    // Some ways lead to another page of ours first.
    if (!visit.leftFor().empty()) visit.goesOn();
    act(visit);
  }
  return visit.leftFor() == kApp;
}

}  // namespace latchkey::support
