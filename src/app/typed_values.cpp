#include "app/typed_values.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "signin/typed_code.h"

namespace latchkey::app {
namespace {

namespace ids = screen::ids;

// Of a whole number that a person types.
constexpr std::size_t kMostDigits = 9;

idx::Scalar valueOf(const idx::Field& field, const std::string& typed) {
  if (!field.options.empty()) {
    const auto chosen =
        std::find_if(field.options.begin(), field.options.end(),
                     [&](const idx::Option& option) { return idx::keyOf(option) == typed; });
    return chosen == field.options.end() ? idx::Scalar() : chosen->value;
  }
  if (field.type != idx::FieldType::number) return typed;
  const std::optional<std::int64_t> number = wholeNumber(signin::readNumber(typed), kMostDigits);
  if (number) return *number;
  return typed;
}

}  // namespace

std::string typed(const screen::Draft& draft, const char* field, const std::string& shown) {
  const auto found = draft.texts.find(field);
  return found == draft.texts.end() ? shown : found->second;
}

bool ticked(const screen::Draft& draft, const std::string& checkbox, bool shown) {
  const auto found = draft.ticks.find(checkbox);
  return found == draft.ticks.end() ? shown : found->second;
}

idx::Values typedValues(const screen::Draft& draft, const signin::OtherStep& step,
                        const std::string& username) {
  idx::Values values;
  if (!step.form) return values;
  for (const idx::VisibleField& visible : idx::visibleFields(*step.form)) {
    const idx::Field& field = *visible.field;
    const std::string id = ids::kFormField + visible.path;
    if (field.type == idx::FieldType::boolean) {
      values[visible.path] = ticked(draft, id, field.value == idx::Scalar(true));
      continue;
    }
    const auto typed = draft.texts.find(id);
    if (typed == draft.texts.end()) {
      const bool isKnown = visible.path == "identifier" && field.value == idx::Scalar();
      values[visible.path] = isKnown ? idx::Scalar(username) : field.value;
    } else if (!typed->second.empty()) {
      values[visible.path] = valueOf(field, typed->second);
    }
  }
  return values;
}

}  // namespace latchkey::app
