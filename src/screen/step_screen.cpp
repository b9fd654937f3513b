#include "screen/step_screen.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "screen/parts.h"
#include "screen/texts.h"
#include "signin/typed_code.h"
#include "signin/typed_fields.h"

namespace latchkey::screen {
namespace {

using Messages = std::vector<idx::Message>;

bool isAmong(const Messages& messages, const idx::Message& message) {
  return std::any_of(messages.begin(), messages.end(), [&](const idx::Message& it) {
    return it.key == message.key && it.text == message.text;
  });
}

// What the org still has to say about a field: nothing once the next answer is under way.
std::string problemWith(const idx::Field& field, const Messages& told) {
  Messages current = field.messages;
  std::erase_if(current, [&](const idx::Message& message) { return !isAmong(told, message); });
  return texts::sentencesFor(current);
}

// What stands beside a field is not told a second time above the form.
void addTroubleOfTheWhole(Screen& screen, Model model,
                          const std::vector<idx::VisibleField>& fields) {
  std::erase_if(model.trouble.messages, [&](const idx::Message& message) {
    return std::any_of(fields.begin(), fields.end(), [&](const idx::VisibleField& it) {
      return it.field->type != idx::FieldType::boolean && isAmong(it.field->messages, message);
    });
  });
  addTrouble(screen, model);
}

std::string labelOf(const idx::Field& field) {
  if (!field.label.empty()) return field.label;
  return field.options.empty() ? field.name : "Choose one";
}

Checkbox checkboxOf(const Model& model, const idx::VisibleField& visible) {
  const std::string id = ids::kFormField + visible.path;
  const auto tick = model.draft.ticks.find(id);
  const bool given = visible.field->value == idx::Scalar(true);
  return {ElementId(id), labelOf(*visible.field),
          tick == model.draft.ticks.end() ? given : tick->second};
}

bool endsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// What a password manager or the phone may fill in, and the keyboard for it.
struct Purpose {
  Autocomplete autocomplete = Autocomplete::off;
  InputMode inputMode = InputMode::text;
};

Purpose purposeOf(const signin::OtherStep& phase, const idx::VisibleField& visible) {
  if (visible.field->secret) {
    if (!endsWith(visible.path, "passcode")) return {};
    const bool isNew = phase.name != "identify" && phase.name != "challenge-authenticator";
    return {isNew ? Autocomplete::newPassword : Autocomplete::currentPassword};
  }
  const signin::FieldUse use = signin::useOf(visible, phase.about);
  if (use == signin::FieldUse::username) return {Autocomplete::username, InputMode::email};
  if (visible.field->type == idx::FieldType::number) return {{}, InputMode::numeric};
  switch (use) {
    case signin::FieldUse::telephone:
      return {Autocomplete::tel, InputMode::tel};
    case signin::FieldUse::email:
      return {Autocomplete::email, InputMode::email};
    case signin::FieldUse::code:
      return {Autocomplete::oneTimeCode,
              signin::shapeOf(visible.field).hasLetters ? InputMode::text : InputMode::numeric};
    case signin::FieldUse::passcode:
      return {Autocomplete::oneTimeCode, InputMode::text};
    default:
      return {};
  }
}

std::vector<Choice> choicesOf(const idx::Field& field, std::string& chosen) {
  std::vector<Choice> choices;
  if (!field.options.empty()) choices.push_back({"", "Choose\u2026"});
  for (const idx::Option& option : field.options) {
    // One that says nothing cannot be chosen.
    const auto* words = std::get_if<std::string>(&option.value);
    const std::string label = option.label.empty() && words != nullptr ? *words : option.label;
    if (!label.empty()) choices.push_back({idx::keyOf(option), label});
    if (option.value == field.value && chosen.empty()) chosen = idx::keyOf(option);
  }
  return choices;
}

TextField textFieldOf(const Model& model, const signin::OtherStep& phase,
                      const idx::VisibleField& visible) {
  const idx::Field& field = *visible.field;
  const std::string id = ids::kFormField + visible.path;
  const auto* given = field.secret ? nullptr : std::get_if<std::string>(&field.value);
  const auto* number = field.secret ? nullptr : std::get_if<std::int64_t>(&field.value);
  const Purpose purpose = purposeOf(phase, visible);
  std::string known = given == nullptr ? "" : *given;
  if (number != nullptr) known = std::to_string(*number);
  if (known.empty() && visible.path == "identifier") known = model.username;
  TextField text{.id = ElementId(id),
                 .name = visible.path,
                 .label = labelOf(field),
                 .autocomplete = purpose.autocomplete,
                 .inputMode = purpose.inputMode,
                 .required = visible.required,
                 .problem = problemWith(field, model.trouble.messages)};
  if (!field.options.empty()) known.clear();
  text.choices = choicesOf(field, known);
  text.value = typed(model, id, known);
  if (field.secret) {
    const auto shown = model.draft.ticks.find(id + ids::kReveal);
    const bool isShown = shown != model.draft.ticks.end() && shown->second;
    text.masking = isShown ? Masking::revealed : Masking::masked;
    text.revealLabel = isShown ? "Hide" : "Show";
  }
  if (model.trouble.field == visible.path) text.problem = unclear(model.trouble.advice);
  const bool isMissing =
      model.trouble.advice == signin::Advice::fillIn && visible.required && text.value.empty();
  if (isMissing) text.problem = text.choices.empty() ? "Fill this in first." : "Choose one first.";
  return text;
}

// Where some of the fields must be filled in, those that need not be say so.
void markOptional(Screen& screen) {
  const auto isRequired = [](const Element& element) {
    const auto* field = std::get_if<TextField>(&element);
    return field != nullptr && field->required;
  };
  if (std::none_of(screen.elements.begin(), screen.elements.end(), isRequired)) return;
  for (Element& element : screen.elements) {
    auto* field = std::get_if<TextField>(&element);
    if (field != nullptr && !field->required) field->label += " (optional)";
  }
}

// Into the first field that has a problem, else into the first one.
void focusOnTheForm(Screen& screen, const Model& model) {
  const TextField* chosen = nullptr;
  for (const Element& element : screen.elements) {
    const auto* field = std::get_if<TextField>(&element);
    if (field == nullptr) continue;
    const bool better = chosen == nullptr || (chosen->problem.empty() && !field->problem.empty());
    if (better) chosen = field;
  }
  if (chosen != nullptr) focusOn(screen, model, chosen->id.str());
}

// Before anybody has said who they are: an app on this very device, or, with a form that asks who
// it is, a captcha.
std::string whatIsNeeded(const signin::OtherStep& phase) {
  const auto beginsWith = [&](std::string_view begin) { return phase.name.rfind(begin, 0) == 0; };
  if (beginsWith("device-") || beginsWith("launch-")) return "Okta Verify";
  const bool asksWho = beginsWith("identify") || beginsWith("enroll-profile");
  return asksWho ? "a check that you are a person" : "something";
}

// What has to be known to go on.
void addLead(Screen& screen, const signin::OtherStep& phase) {
  const std::string method = phase.about ? phase.about->displayName : "";
  if (phase.isBeyondUs) {
    const std::string what = method.empty() ? whatIsNeeded(phase) : method;
    addParagraph(screen, "lead",
                 "The next step needs " + what +
                     ", which this page cannot do. Choose another way if there "
                     "is one, start again, or sign in at your organization.");
    return;
  }
  if (phase.name == "poll") {
    addParagraph(screen, "lead", "There is nothing to do. We try again by ourselves.");
  } else if (phase.name == "keep-me-signed-in") {
    addParagraph(screen, "lead", "You will be asked less often in this browser.");
  } else if (phase.name == "enroll-poll" && !phase.form) {
    addParagraph(
        screen, "lead",
        "Set it up in the app, or with the link that was sent to you; this page follows by "
        "itself. A code to scan cannot be shown here: choose another way instead.");
  } else if (phase.poll && !phase.form) {
    addParagraph(screen, "lead",
                 "Go on with " + (method.empty() ? "your device" : method) +
                     ". This page follows by itself.");
  } else if (!phase.details.empty()) {
    addParagraph(screen, "lead", (phase.app.empty() ? "This app" : phase.app) + " asks for:");
  }
  for (std::size_t i = 0; i < phase.details.size(); ++i) {
    addParagraph(screen, "detail-" + std::to_string(i), "\u2022 " + phase.details[i]);
  }
}

// What the form tells, and what is known of the authenticator.
void addFacts(Screen& screen, const signin::OtherStep& phase) {
  Facts facts{ElementId("facts"), {}};
  const auto tell = [&](const std::string& term, const std::string& value) {
    if (!value.empty()) facts.rows.emplace_back(term, value);
  };
  for (const idx::Fact& fact : phase.facts) {
    tell(fact.label.empty() ? fact.name : fact.label,
         fact.name == "browser" ? texts::readable(fact.value) : fact.value);
  }
  if (phase.about) {
    tell("Phone", phase.about->phone);
    tell("Question", phase.about->question);
    tell("Number to choose", phase.about->correctAnswer);
    tell("Key for your app", phase.about->sharedSecret);
  }
  if (!facts.rows.empty()) add(screen, std::move(facts));
}

}  // namespace

Screen stepScreen(const Model& model, const signin::OtherStep& phase) {
  // What was typed for one method must not stand there for the next.
  const std::string about = phase.about ? '-' + phase.about->key : "";
  Screen screen = startScreen(model, "step-" + phase.name + about, texts::headingFor(phase));
  std::vector<idx::VisibleField> fields;
  if (phase.form) fields = idx::visibleFields(*phase.form);
  addTroubleOfTheWhole(screen, model, fields);
  if (phase.name != "identify") addIdentity(screen, model);
  addLead(screen, phase);
  addFacts(screen, phase);
  for (const idx::VisibleField& visible : fields) {
    if (visible.field->type == idx::FieldType::boolean) {
      add(screen, checkboxOf(model, visible));
    } else {
      add(screen, textFieldOf(model, phase, visible));
    }
  }
  markOptional(screen);
  const bool isAnswered = !phase.ways.empty() && phase.ways[0].kind == signin::WayKind::answer;
  if (phase.form && !isAnswered) {
    addButton(screen, "continue", "Continue", model.busy);
  }
  if (phase.poll && !phase.form) add(screen, Status{ElementId("waiting"), "Waiting\u2026"});
  Row row;
  if (phase.isOpened) row.items.emplace_back(linkButton(ids::kBack, "Back"));
  if (phase.name != "identify" || !phase.form) {
    row.items.emplace_back(linkButton(ids::kStartOver, "Back to sign in"));
  }
  if (phase.isBeyondUs && !model.org.empty()) {
    row.items.emplace_back(
        Link{ElementId("hosted"), "Use your organization\u2019s page", model.org + '/'});
  }
  addWays(screen, model, phase.ways, phase.form ? Beside::aForm : Beside::nothing, std::move(row));
  focusOnTheForm(screen, model);
  return screen;
}

}  // namespace latchkey::screen
