#pragma once

#include <optional>
#include <string>

#include "idx/request.h"
#include "signin/phase.h"

namespace latchkey::signin {

// What a field of a form that is shown as the org describes it is for, by its path.
enum class FieldUse {
  other,
  code,      // of a mail, a phone or an app that makes them: how it looks is known
  passcode,  // of something else, which can be any text
  username,
  email,
  telephone
};
FieldUse useOf(const idx::VisibleField& field, const std::optional<idx::Authenticator>& about);

// Puts what was meant in place of what was typed. Where that is not clear: for which field, and
// why.
struct UnclearField {
  std::string path;
  Advice advice = Advice::none;
};
std::optional<UnclearField> readFields(const OtherStep& step, idx::Values& values);

}  // namespace latchkey::signin
