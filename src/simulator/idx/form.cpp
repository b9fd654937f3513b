#include "simulator/idx/form.h"

namespace latchkey::simulator {

Json ionArray(Json list) { return {{"type", "array"}, {"value", std::move(list)}}; }

Json ionObject(Json object) { return {{"type", "object"}, {"value", std::move(object)}}; }

Json ionFields(Json fields) {
  Json form = Json::object();
  setMember(form, "value", std::move(fields));
  return form;
}

Json nestedForm(Json fields) {
  Json value = Json::object();
  setMember(value, "form", ionFields(std::move(fields)));
  return value;
}

Json onlyForm(Json form) {
  Json forms = Json::array();
  forms.push_back(std::move(form));
  return forms;
}

Json fixedField(std::string_view name, std::string_view value, bool required) {
  return {{"name", name}, {"required", required}, {"value", value}, {"mutable", false}};
}

Json option(std::string_view label, Json value) {
  return {{"label", label}, {"value", std::move(value)}};
}

IonForm::IonForm(std::string_view name, std::string href, std::string stateHandle)
    : name_(name), href_(std::move(href)), stateHandle_(std::move(stateHandle)) {}

Json IonForm::json() const {
  Json form = {{"rel", Json::array({"create-form"})}, {"name", name_}};
  if (!relatesTo_.empty()) setMember(form, "relatesTo", Json::array({relatesTo_}));
  setMember(form, "href", href_);
  setMember(form, "method", "POST");
  setMember(form, "produces", "application/ion+json; okta-version=1.0.0");
  if (refresh_) setMember(form, "refresh", refresh_->count());
  form.update(extra_);
  Json fields = fields_;
  fields.push_back({{"name", "stateHandle"},
                    {"required", true},
                    {"value", stateHandle_},
                    {"visible", false},
                    {"mutable", false}});
  setMember(form, "value", std::move(fields));
  setMember(form, "accepts", "application/json; okta-version=1.0.0");
  return form;
}

}  // namespace latchkey::simulator
