#pragma once

#include <string>

#include "idx/request.h"
#include "screen/build_screen.h"
#include "signin/phase.h"

namespace latchkey::app {

// What a person typed and ticked, as the sign-in takes it. What was not touched has the value that
// the screen showed.

std::string typed(const screen::Draft& draft, const char* field, const std::string& shown);
bool ticked(const screen::Draft& draft, const std::string& checkbox, bool shown);

// Of all fields of a step's form, by their paths. `username` is the one of the sign-in, for a field
// that asks for it and holds nothing.
idx::Values typedValues(const screen::Draft& draft, const signin::OtherStep& step,
                        const std::string& username);

}  // namespace latchkey::app
