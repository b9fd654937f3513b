#include "signin/refused_codes.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey::signin {
namespace {

constexpr std::array<std::string_view, 2> kCodes = {"credentials.passcode", "credentials.totp"};

const std::string* codeIn(const idx::Values& values) {
  for (const std::string_view path : kCodes) {
    const auto found = values.find(std::string(path));
    if (found != values.end()) return std::get_if<std::string>(&found->second);
  }
  return nullptr;
}

bool refusesCode(const idx::Remediation& form) {
  return std::any_of(kCodes.begin(), kCodes.end(), [&](std::string_view path) {
    const idx::Field* field = form.find(path);
    return field != nullptr && !field->secret && idx::isRefusal(field->messages);
  });
}

}  // namespace

const Trouble* RefusedCodes::refusalOf(const idx::Remediation& form,
                                       const idx::Values& values) const {
  const std::string* code = codeIn(values);
  if (!refused_ || code == nullptr || !isSameForm(refused_->form, form)) return nullptr;
  const std::vector<std::string>& codes = refused_->codes;
  return std::find(codes.begin(), codes.end(), *code) == codes.end() ? nullptr : &refused_->told;
}

void RefusedCodes::note(const idx::Values& values, const idx::Remediation* form,
                        const Trouble& told) {
  const std::string* code = codeIn(values);
  if (code == nullptr || form == nullptr || !refusesCode(*form)) return forget();
  if (!refused_) refused_ = Refused{*form, {}, {}};
  refused_->codes.push_back(*code);
  refused_->told = told;
  // The next time it is a person who sends it.
  if (told.advice == Advice::linkRefused) refused_->told.advice = Advice::passcodeRefused;
}

}  // namespace latchkey::signin
