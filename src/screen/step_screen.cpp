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

using texts::Key;
using texts::Parameter;

using Messages = std::vector<idx::Message>;

bool isAmong(const Messages& messages, const idx::Message& message) {
  return std::any_of(messages.begin(), messages.end(), [&](const idx::Message& it) {
    return it.key == message.key && it.text == message.text;
  });
}

// What the org still has to say about a field: nothing once the next answer is under way.
std::string problemWith(const Model& model, const idx::Field& field) {
  Messages current = field.messages;
  std::erase_if(current, [&](const idx::Message& message) {
    return !isAmong(model.trouble.messages, message);
  });
  return texts::sentencesFor(*model.words, current);
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

std::string labelOf(const Model& model, const idx::Field& field) {
  if (!field.label.empty()) return field.label;
  return field.options.empty() ? field.name : model.say(Key::chooseOne);
}

Checkbox checkboxOf(const Model& model, const idx::VisibleField& visible) {
  const std::string id = ids::kFormField + visible.path;
  const auto tick = model.draft.ticks.find(id);
  const bool given = visible.field->value == idx::Scalar(true);
  return {ElementId(id), labelOf(model, *visible.field),
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

std::vector<Choice> choicesOf(const Model& model, const idx::Field& field, std::string& chosen) {
  std::vector<Choice> choices;
  if (!field.options.empty()) choices.push_back({"", model.say(Key::choose)});
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
                 .label = labelOf(model, field),
                 .autocomplete = purpose.autocomplete,
                 .inputMode = purpose.inputMode,
                 .required = visible.required,
                 .problem = problemWith(model, field)};
  if (!field.options.empty()) known.clear();
  text.choices = choicesOf(model, field, known);
  text.value = typed(model, id, known);
  if (field.secret) {
    const auto shown = model.draft.ticks.find(id + ids::kReveal);
    const bool isShown = shown != model.draft.ticks.end() && shown->second;
    text.masking = isShown ? Masking::revealed : Masking::masked;
    text.revealLabel = model.say(isShown ? Key::hide : Key::show);
    text.revealName =
        model.say(isShown ? Key::hideField : Key::showField, {{Parameter::field, text.label}});
  }
  if (model.trouble.field == visible.path) {
    const auto problem = unclear(model.trouble.advice);
    text.problem = problem ? model.say(*problem) : "";
  }
  const bool isMissing =
      model.trouble.advice == signin::Advice::fillIn && visible.required && text.value.empty();
  if (isMissing)
    text.problem = model.say(text.choices.empty() ? Key::fillInFirst : Key::chooseOneFirst);
  return text;
}

// Where some of the fields must be filled in, those that need not be say so.
void markOptional(Screen& screen, const Model& model) {
  const auto isRequired = [](const Element& element) {
    const auto* field = std::get_if<TextField>(&element);
    return field != nullptr && field->required;
  };
  if (std::none_of(screen.elements.begin(), screen.elements.end(), isRequired)) return;
  for (Element& element : screen.elements) {
    auto* field = std::get_if<TextField>(&element);
    if (field != nullptr && !field->required) {
      field->label = model.say(Key::fieldOptional, {{Parameter::field, field->label}});
    }
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

// What this page cannot do: the method that is known; before a person has said who they are, an app
// on this very device, or, with a form that asks who it is, a captcha.
std::string beyondUs(const Model& model, const signin::OtherStep& phase,
                     const std::string& method) {
  const auto beginsWith = [&](std::string_view begin) { return phase.name.rfind(begin, 0) == 0; };
  const bool isOnDevice = beginsWith("device-") || beginsWith("launch-");
  if (!method.empty() || isOnDevice) {
    return model.say(Key::beyondUsForAMethod,
                     {{Parameter::method, method.empty() ? "Okta Verify" : method}});
  }
  const bool asksWho = beginsWith("identify") || beginsWith("enroll-profile");
  return model.say(asksWho ? Key::beyondUsForACaptcha : Key::beyondUs);
}

// What has to be known to go on.
void addLead(Screen& screen, const Model& model, const signin::OtherStep& phase) {
  const std::string method = phase.about ? phase.about->displayName : "";
  if (phase.isBeyondUs) return addParagraph(screen, "lead", beyondUs(model, phase, method));
  if (phase.name == "poll") {
    addParagraph(screen, model, "lead", Key::nothingToDo);
  } else if (phase.name == "keep-me-signed-in") {
    addParagraph(screen, model, "lead", Key::askedLessOften);
  } else if (phase.name == "enroll-poll" && !phase.form) {
    addParagraph(screen, model, "lead", Key::setUpInApp);
  } else if (phase.poll && !phase.form) {
    addParagraph(screen, "lead",
                 method.empty() ? model.say(Key::goOnOnDevice)
                                : model.say(Key::goOnWith, {{Parameter::method, method}}));
  } else if (!phase.details.empty()) {
    addParagraph(screen, "lead",
                 phase.app.empty() ? model.say(Key::thisAppAsksFor)
                                   : model.say(Key::appAsksFor, {{Parameter::app, phase.app}}));
  }
  for (std::size_t i = 0; i < phase.details.size(); ++i) {
    addParagraph(screen, "detail-" + std::to_string(i), "\u2022 " + phase.details[i]);
  }
}

// What the form tells, and what is known of the authenticator.
void addFacts(Screen& screen, const Model& model, const signin::OtherStep& phase) {
  Facts facts{ElementId("facts"), {}};
  const auto tell = [&](const std::string& term, const std::string& value) {
    if (!value.empty()) facts.rows.emplace_back(term, value);
  };
  for (const idx::Fact& fact : phase.facts) {
    tell(fact.label.empty() ? fact.name : fact.label,
         fact.name == "browser" ? texts::readable(fact.value) : fact.value);
  }
  if (phase.about) {
    tell(model.say(Key::phone), phase.about->phone);
    tell(model.say(Key::question), phase.about->question);
    tell(model.say(Key::numberToChoose), phase.about->correctAnswer);
    tell(model.say(Key::keyForYourApp), phase.about->sharedSecret);
  }
  if (!facts.rows.empty()) add(screen, std::move(facts));
}

}  // namespace

Screen stepScreen(const Model& model, const signin::OtherStep& phase) {
  // What was typed for one method must not stand there for the next.
  const std::string about = phase.about ? '-' + phase.about->key : "";
  Screen screen =
      startScreen(model, "step-" + phase.name + about, texts::headingFor(*model.words, phase));
  std::vector<idx::VisibleField> fields;
  if (phase.form) fields = idx::visibleFields(*phase.form);
  addTroubleOfTheWhole(screen, model, fields);
  if (phase.name != "identify") addIdentity(screen, model);
  addLead(screen, model, phase);
  addFacts(screen, model, phase);
  for (const idx::VisibleField& visible : fields) {
    if (visible.field->type == idx::FieldType::boolean) {
      add(screen, checkboxOf(model, visible));
    } else {
      add(screen, textFieldOf(model, phase, visible));
    }
  }
  markOptional(screen, model);
  const bool isAnswered = !phase.ways.empty() && phase.ways[0].kind == signin::WayKind::answer;
  if (phase.form && !isAnswered) {
    addButton(screen, model, "continue", Key::continueStep, model.busy);
  }
  if (phase.poll && !phase.form) add(screen, Status{ElementId("waiting"), model.say(Key::waiting)});
  Row row;
  if (phase.isOpened) row.items.emplace_back(linkButton(model, ids::kBack, Key::back));
  if (phase.name != "identify" || !phase.form) {
    row.items.emplace_back(linkButton(model, ids::kStartOver, Key::backToSignIn));
  }
  if (phase.isBeyondUs && !model.hosted.empty()) {
    row.items.emplace_back(Link{ElementId("hosted"), model.say(Key::useOrgPage), model.hosted});
  }
  addWays(screen, model, phase.ways, phase.form ? Beside::aForm : Beside::nothing, std::move(row));
  focusOnTheForm(screen, model);
  return screen;
}

}  // namespace latchkey::screen
