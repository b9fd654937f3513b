#include "simulator/idx/security_question.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"

namespace latchkey::simulator {
namespace {

struct Known {
  std::string_view key;  // Okta's
  std::string_view question;
};

constexpr std::array kKnown = {
    Known{"disliked_food", "Which food did you not like as a child?"},
    Known{"favorite_toy", "Which toy did you like best?"},
    Known{"favorite_vacation_location", "Where was your best holiday?"},
};

constexpr std::string_view kOwn = "custom";
constexpr std::size_t kShortestAnswer = 4;
constexpr std::size_t kLongest = 256;

Json answerField(const StepPage& page) {
  return {
      {"name", "answer"}, {"label", page.label("Answer")}, {"required", true}, {"secret", true}};
}

Json knownFields(const StepPage& page) {
  Json choices = Json::array();
  for (const Known& known : kKnown) {
    choices.push_back(option(page.label(known.question), known.key));
  }
  Json fields = Json::array();
  fields.push_back({{"name", "questionKey"},
                    {"type", "string"},
                    {"label", page.label("Choose a question")},
                    {"required", true},
                    {"options", std::move(choices)}});
  fields.push_back(answerField(page));
  return fields;
}

Json ownFields(const StepPage& page) {
  Json fields = Json::array();
  fields.push_back(fixedField("questionKey", kOwn));
  fields.push_back(
      {{"name", "question"}, {"label", page.label("Write a question")}, {"required", true}});
  fields.push_back(answerField(page));
  return fields;
}

Json way(const StepPage& page, std::string_view label, Json fields) {
  addMessages(fields, page.remarks, page.transaction.language);
  return option(page.label(label), nestedForm(std::move(fields)));
}

// Nothing: there is no such question.
std::optional<SecurityQuestion> questionIn(const Json& credentials) {
  const std::string key = text(credentials, "questionKey").value_or("");
  const std::string own(trimmed(text(credentials, "question").value_or("")));
  if (key == kOwn && !own.empty() && own.size() <= kLongest) return SecurityQuestion{key, own, ""};
  for (const Known& known : kKnown) {
    if (known.key == key) return SecurityQuestion{key, std::string(known.question), ""};
  }
  return std::nullopt;
}

}  // namespace

Json questionToEnroll(const StepPage& page) {
  Json ways = Json::array();
  ways.push_back(way(page, "Choose a question", knownFields(page)));
  ways.push_back(way(page, "Write a question", ownFields(page)));
  return {{"name", "credentials"},
          {"type", "object"},
          {"required", true},
          {"options", std::move(ways)}};
}

Json questionsToChoose(const StepPage& page) {
  Json keys = Json::array();
  Json questions = Json::array();
  for (const Known& known : kKnown) {
    keys.push_back(known.key);
    questions.push_back({{"question", page.label(known.question)}, {"questionKey", known.key}});
  }
  return {{"questionKeys", std::move(keys)}, {"questions", std::move(questions)}};
}

http::Response enrollQuestion(Call& call) {
  const Json* credentials = object(call.body, "credentials");
  auto question = credentials == nullptr ? std::nullopt : questionIn(*credentials);
  if (!question) return badRequest(call);
  question->answer = std::string(trimmed(text(*credentials, "answer").value_or("")));
  if (question->answer.size() > kLongest) return badRequest(call);
  if (question->answer.size() < kShortestAnswer) {
    return currentAt(call, "answer", messages::answerTooShort(kShortestAnswer), 400);
  }
  call.state.changePerson(call.transaction.personId,
                          [&question](Person& person) { person.question = *question; });
  return goOn(call);
}

}  // namespace latchkey::simulator
