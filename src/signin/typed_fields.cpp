#include "signin/typed_fields.h"

#include <string_view>

#include "signin/typed_code.h"
#include "signin/typed_username.h"

namespace latchkey::signin {
namespace {

bool endsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool makesPlainCodes(const idx::Authenticator& authenticator) {
  switch (authenticator.kind()) {
    case idx::AuthenticatorKind::email:
    case idx::AuthenticatorKind::phone:
    case idx::AuthenticatorKind::googleAuthenticator:
    case idx::AuthenticatorKind::oktaVerify:
      return true;
    default:
      return false;
  }
}

Reading read(const idx::VisibleField& field, FieldUse use, const std::string& typed) {
  switch (use) {
    case FieldUse::code:
      return readCode(typed, shapeOf(field.field));
    case FieldUse::username:
    case FieldUse::email:
      return readUsername(typed);
    case FieldUse::telephone:
      return readNumber(typed);
    default:
      return typed;
  }
}

}  // namespace

FieldUse useOf(const idx::VisibleField& field, const std::optional<idx::Authenticator>& about) {
  const std::string& path = field.path;
  if (field.field->secret) return FieldUse::other;
  if (path == "identifier") return FieldUse::username;
  if (endsWith(path, "hone") || endsWith(path, "honeNumber")) return FieldUse::telephone;
  if (endsWith(path, "mail")) return FieldUse::email;
  if (!endsWith(path, "totp") && !endsWith(path, "passcode")) return FieldUse::other;
  return about && makesPlainCodes(*about) ? FieldUse::code : FieldUse::passcode;
}

std::optional<UnclearField> readFields(const OtherStep& step, idx::Values& values) {
  if (!step.form) return std::nullopt;
  for (const idx::VisibleField& field : idx::visibleFields(*step.form)) {
    const auto given = values.find(field.path);
    const auto* typed = given == values.end() ? nullptr : std::get_if<std::string>(&given->second);
    // A choice is taken as the org wrote it.
    if (typed == nullptr || typed->empty() || !field.field->options.empty()) continue;
    const Reading reading = read(field, useOf(field, step.about), *typed);
    if (const auto* advice = std::get_if<Advice>(&reading))
      return UnclearField{field.path, *advice};
    given->second = std::get<std::string>(reading);
  }
  return std::nullopt;
}

}  // namespace latchkey::signin
