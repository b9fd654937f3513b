#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/time.h"

namespace latchkey::simulator {

// The Ion idioms that IDX documents are made of.
Json ionArray(Json list);      // {"type":"array","value":[...]}
Json ionObject(Json object);   // {"type":"object","value":{...}}
Json ionFields(Json fields);   // {"value":[...]}
Json nestedForm(Json fields);  // {"form":{"value":[...]}}

// A remediation or an action: a form that is sent to `href`, always with the state handle.
class IonForm {
 public:
  IonForm(std::string_view name, std::string href, std::string stateHandle);

  void add(Json field) { fields_.push_back(std::move(field)); }
  void relateTo(std::string path) { relatesTo_ = std::move(path); }
  void refreshEvery(Milliseconds interval) { refresh_ = interval; }

  Json json() const;

 private:
  std::string name_;
  std::string href_;
  std::string stateHandle_;
  std::string relatesTo_;
  std::optional<Milliseconds> refresh_;
  Json fields_ = Json::array();
};

}  // namespace latchkey::simulator
