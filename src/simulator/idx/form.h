#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/json_reader.h"
#include "base/time.h"

namespace latchkey::simulator {

// The Ion idioms that IDX documents are made of.
Json ionArray(Json list);      // {"type":"array","value":[...]}
Json ionObject(Json object);   // {"type":"object","value":{...}}
Json ionFields(Json fields);   // {"value":[...]}
Json nestedForm(Json fields);  // {"form":{"value":[...]}}

// A list of remediations with a single one.
Json onlyForm(Json form);

// An immutable value that goes back as it came.
Json fixedField(std::string_view name, std::string_view value, bool required = true);
Json option(std::string_view label, Json value);

// A remediation or an action: a form that is sent to `href`, always with the state handle.
class IonForm {
 public:
  IonForm(std::string_view name, std::string href, std::string stateHandle);

  void add(Json field) { fields_.push_back(std::move(field)); }
  void relateTo(std::string path) { relatesTo_ = std::move(path); }
  void refreshEvery(Milliseconds interval) { refresh_ = interval; }
  // A member that few forms have, before the fields.
  void set(std::string_view name, Json value) { setMember(extra_, name, std::move(value)); }

  Json json() const;

 private:
  std::string name_;
  std::string href_;
  std::string stateHandle_;
  std::string relatesTo_;
  std::optional<Milliseconds> refresh_;
  Json extra_ = Json::object();
  Json fields_ = Json::array();
};

}  // namespace latchkey::simulator
