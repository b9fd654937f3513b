#include "simulator/idx/profile.h"

#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "simulator/idx/authenticators.h"
#include "simulator/idx/captcha.h"
#include "simulator/idx/progress.h"
#include "simulator/idx/reply.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kPersonIdLength = 17;

// How a field looks goes into an option called "display": so it was recorded.
Json displayed(Json how) {
  Json options = Json::array();
  Json value = {{"type", "object"}};
  setMember(value, "value", std::move(how));
  options.push_back(option("display", std::move(value)));
  return options;
}

Json choicesOf(const ProfileField& field) {
  Json choices = Json::array();
  for (const std::string& choice : field.choices) choices.push_back(option(choice, choice));
  return {{"inputType", "select"}, {"options", std::move(choices)}};
}

Json fieldOf(const StepPage& page, const ProfileField& field) {
  const bool tick = field.kind == ProfileField::Kind::boolean;
  Json json = {{"name", field.name},
               {"type", tick ? "boolean" : "string"},
               {"label", page.label(field.label)},
               {"required", field.required}};
  if (field.maxLength > 0) setMember(json, "maxLength", field.maxLength);
  if (field.minLength > 0) setMember(json, "minLength", field.minLength);
  if (tick) setMember(json, "options", displayed({{"inputType", "checkbox"}}));
  if (field.kind == ProfileField::Kind::choice) {
    setMember(json, "options", displayed(choicesOf(field)));
  }
  return json;
}

bool isEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find_first_of(" \t<>") == std::string_view::npos &&
         text.find('@', at + 1) == std::string_view::npos;
}

std::optional<Message> complaintOfText(const OrgState& state, const ProfileField& field,
                                       const std::string& value) {
  if (value.empty()) {
    if (field.required) return messages::fieldRequired(field.label);
    return std::nullopt;
  }
  const bool tooLong = field.maxLength > 0 && value.size() > field.maxLength;
  if (tooLong || value.size() < field.minLength) return messages::wrongLength(field.label);
  if (field.kind == ProfileField::Kind::choice) {
    for (const std::string& choice : field.choices) {
      if (choice == value) return std::nullopt;
    }
    return messages::wrongLength(field.label);
  }
  if (field.name != "email") return std::nullopt;
  if (!isEmail(value)) return messages::invalidEmail();
  const Person* known = state.policy.personByLogin(value);
  const bool proven = known != nullptr && !authenticatorsOf(known).empty();
  return proven ? std::optional(messages::emailExists()) : std::nullopt;
}

std::optional<Message> complaint(const OrgState& state, const ProfileField& field,
                                 const Json& profile) {
  if (field.kind == ProfileField::Kind::boolean) {
    const bool missing = field.required && !boolean(profile, field.name);
    return missing ? std::optional(messages::fieldRequired(field.label)) : std::nullopt;
  }
  const std::string value(trimmed(text(profile, field.name).value_or("")));
  return complaintOfText(state, field, value);
}

Person newPerson(OrgState& state, const Json& profile) {
  Person person;
  person.email = std::string(trimmed(text(profile, "email").value_or("")));
  person.login = person.email;
  const Person* known = state.policy.personByLogin(person.login);
  person.id = known != nullptr ? known->id : "00u" + randomHandle(state.random, kPersonIdLength);
  person.firstName = text(profile, "firstName").value_or("");
  person.lastName = text(profile, "lastName").value_or("");
  person.hasEmail = false;
  return person;
}

// Whoever began before and never proved the address begins anew.
void keep(OrgState& state, const Person& person) {
  if (state.policy.personById(person.id) == nullptr) return state.addPerson(person);
  state.changePerson(person.id, [&person](Person& known) { known = person; });
}

}  // namespace

Json profileForms(const StepPage& page) {
  Json fields = Json::array();
  for (const ProfileField& field : page.policy.profileFields) {
    fields.push_back(fieldOf(page, field));
  }
  addMessages(fields, page.remarks, page.transaction.language);
  IonForm asked = page.form("enroll-profile", "enroll/new");
  Json profile = {{"name", "userProfile"}};
  setMember(profile, "form", ionFields(std::move(fields)));
  asked.add(std::move(profile));
  addCaptchaField(asked, page);
  Json forms = Json::array();
  forms.push_back(asked.json());
  forms.push_back(page.form("select-identify", "identify/select").json());
  return forms;
}

http::Response beginRegistration(Call& call) {
  const Step step = call.transaction.step;
  if (step != Step::identify && step != Step::identifyToRecover) return outOfStep(call);
  if (!call.state.policy.selfService.registration) {
    return currentWith(call, messages::registrationClosed(), 400);
  }
  call.transaction.purpose = Purpose::registration;
  call.transaction.step = Step::enrollProfile;
  extend(call);
  return current(call);
}

http::Response registerPerson(Call& call) {
  Transaction& transaction = call.transaction;
  if (transaction.step != Step::enrollProfile) return outOfStep(call);
  const Json* profile = object(call.body, "userProfile");
  if (profile == nullptr) return badRequest(call);
  if (auto refusal = captchaRefusal(call)) return *std::move(refusal);
  Remarks remarks;
  for (const ProfileField& field : call.state.policy.profileFields) {
    if (auto message = complaint(call.state, field, *profile)) {
      remarks.atFields.push_back({field.name, *std::move(message)});
    }
  }
  if (!remarks.atFields.empty()) return current(call, remarks, 400);
  Person person = newPerson(call.state, *profile);
  if (!isEmail(person.email)) return badRequest(call);
  transaction.personId = person.id;
  transaction.identifier = person.login;
  transaction.authenticator = Authenticator::email;
  keep(call.state, person);
  return sendCode(call, Step::enroll);
}

}  // namespace latchkey::simulator
