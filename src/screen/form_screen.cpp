#include "screen/form_screen.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "screen/parts.h"
#include "screen/texts.h"

namespace latchkey::screen {
namespace {

void collectVisible(const std::vector<idx::Field>& fields, const std::string& prefix,
                    std::vector<VisibleField>& into) {
  for (const idx::Field& field : fields) {
    if (field.visibility == idx::Visibility::hidden) continue;
    const std::string path = prefix.empty() ? field.name : prefix + '.' + field.name;
    if (!field.form.empty()) {
      collectVisible(field.form, path, into);
    } else if (field.type != idx::FieldType::object) {
      into.push_back({path, &field});
    }
  }
}

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
void addTroubleOfTheWhole(Screen& screen, Model model, const std::vector<VisibleField>& fields) {
  std::erase_if(model.trouble.messages, [&](const idx::Message& message) {
    return std::any_of(fields.begin(), fields.end(), [&](const VisibleField& it) {
      return it.field->type != idx::FieldType::boolean && isAmong(it.field->messages, message);
    });
  });
  addTrouble(screen, model);
}

std::string labelOf(const idx::Field& field) {
  return field.label.empty() ? field.name : field.label;
}

Checkbox checkboxOf(const Model& model, const VisibleField& visible) {
  const std::string id = ids::kFormField + visible.path;
  const auto tick = model.draft.ticks.find(id);
  const bool given = visible.field->value == idx::Scalar(true);
  return {ElementId(id), labelOf(*visible.field),
          tick == model.draft.ticks.end() ? given : tick->second};
}

// What a password manager may fill in.
Autocomplete purposeOf(const VisibleField& visible) {
  if (visible.field->secret) return Autocomplete::currentPassword;
  return visible.path == "identifier" ? Autocomplete::username : Autocomplete::off;
}

TextField textFieldOf(const Model& model, const VisibleField& visible) {
  const idx::Field& field = *visible.field;
  const std::string id = ids::kFormField + visible.path;
  const auto* given = field.secret ? nullptr : std::get_if<std::string>(&field.value);
  return {.id = ElementId(id),
          .name = visible.path,
          .label = labelOf(field),
          .value = typed(model, id, given == nullptr ? "" : *given),
          .autocomplete = purposeOf(visible),
          .masked = field.secret,
          .problem = problemWith(field, model.trouble.messages)};
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

}  // namespace

std::vector<VisibleField> visibleFields(const idx::Remediation& form) {
  std::vector<VisibleField> fields;
  collectVisible(form.fields, "", fields);
  return fields;
}

Screen formScreen(const Model& model, const signin::OtherStep& phase) {
  const std::string title = phase.form.label.empty() ? "One more step" : phase.form.label;
  Screen screen = startScreen(model, "step-" + phase.form.name, title);
  const std::vector<VisibleField> fields = visibleFields(phase.form);
  addTroubleOfTheWhole(screen, model, fields);
  addIdentity(screen, model);
  for (const VisibleField& visible : fields) {
    if (visible.field->type == idx::FieldType::boolean) {
      add(screen, checkboxOf(model, visible));
    } else {
      add(screen, textFieldOf(model, visible));
    }
  }
  add(screen, Button{.id = ElementId("continue"), .label = "Continue", .busy = model.busy});
  addStartOver(screen, "Back to sign in");
  focusOnTheForm(screen, model);
  return screen;
}

}  // namespace latchkey::screen
