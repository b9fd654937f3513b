#include "simulator/idx/step_page.h"

#include <utility>

#include "simulator/idx/wording.h"

namespace latchkey::simulator {

IonForm StepPage::form(std::string_view name, std::string_view path) const {
  return IonForm(name, policy.origin + "/idp/idx/" + std::string(path), transaction.stateHandle);
}

std::string StepPage::label(std::string_view english) const {
  return worded(transaction.language, english);
}

Json StepPage::credentials(Json fields) const {
  addMessages(fields, remarks, transaction.language);
  return {{"name", "credentials"},
          {"type", "object"},
          {"form", ionFields(std::move(fields))},
          {"required", true}};
}

}  // namespace latchkey::simulator
