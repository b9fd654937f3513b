#pragma once

#include <string>
#include <variant>

#include "screen/screen.h"

namespace latchkey::screen {

// What a person does on a screen, by the ids that the screen gave out. Comes from the DOM only.

struct Edit {
  ElementId field;
  std::string text;
};

struct Toggle {
  ElementId checkbox;
  bool checked = false;
};

// The form was submitted: the primary button, Enter, the keyboard's own button, an extension.
struct Submit {};

struct Press {
  ElementId button;
};

using Action = std::variant<Edit, Toggle, Submit, Press>;

}  // namespace latchkey::screen
