// What the org was recorded to say, on the screen that a person gets for it.

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "screen/texts.h"
#include "tests/screen/recorded_screens.h"

namespace latchkey::screen {
namespace {

// Said in words of our own for the whole situation, or by starting again.
bool isSaidOtherwise(const idx::Message& message) {
  return message.key == "tooManyRequests" || message.key == "idx.session.expired" ||
         message.key == "idx.enter.otp.in.original.tab" ||
         message.key == "idx.transferred.to.new.tab" || message.key == "idx.return.to.original.tab";
}

// Of the form that is shown; what is said about another one is said once that is chosen.
const idx::Remediation* formOn(const signin::Phase& phase) {
  if (const auto* it = std::get_if<signin::Identify>(&phase))
    return it->form ? &*it->form : nullptr;
  if (const auto* it = std::get_if<signin::AskForEmail>(&phase)) return &it->form;
  if (const auto* it = std::get_if<signin::AwaitPasscode>(&phase)) return &it->form;
  const auto* step = std::get_if<signin::OtherStep>(&phase);
  return step != nullptr && step->form ? &*step->form : nullptr;
}

void collect(const std::vector<idx::Field>& fields, std::vector<idx::Message>& into) {
  for (const idx::Field& field : fields) {
    into.insert(into.end(), field.messages.begin(), field.messages.end());
    collect(field.form, into);
  }
}

TEST_F(RecordedScreens, SayWhatTheOrgSays) {
  std::size_t said = 0;
  forEachRecording([&](const Shown& shown) {
    std::vector<idx::Message> messages = shown.document.messages;
    if (const idx::Remediation* form = formOn(shown.phase)) {
      messages.insert(messages.end(), form->messages.begin(), form->messages.end());
      collect(form->fields, messages);
    }
    const std::string text = textOf(shown.dom);
    for (const idx::Message& message : messages) {
      if (isSaidOtherwise(message)) continue;
      EXPECT_NE(text.find(texts::sentenceFor(texts::plainEnglish(), message)), std::string::npos)
          << message.key;
      ++said;
    }
  });
  if (isWholeSet()) EXPECT_GT(said, 70U);
}

}  // namespace
}  // namespace latchkey::screen
