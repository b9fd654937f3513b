#pragma once

#include <string>
#include <vector>

#include "idx/parse_response.h"
#include "signin/ways.h"
#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::support {

// What the tests of a document's ways have in common.

inline constexpr const char* kPasswordField =
    R"({"name":"credentials","type":"object","required":true,"form":{"value":[)"
    R"({"name":"passcode","label":"Password","secret":true}]}})";
inline constexpr const char* kPasskeyField =
    R"({"name":"credentials","type":"object","required":true,"form":{"value":[)"
    R"({"name":"clientData","required":true,"visible":false}]}})";

inline signin::OtherStep stepIn(const std::string& body) {
  return signin::stepOf(*idx::parseResponse({200, {}, body}), "https://id.example.test");
}

inline std::vector<std::string> labels(const std::vector<signin::Way>& ways) {
  std::vector<std::string> all;
  for (const signin::Way& way : ways) all.push_back(way.label + '/' + way.form.name);
  return all;
}

inline std::string bodyOf(const SignInDriver& driver, const char* path) {
  const auto sent = driver.request(path);
  return sent ? sent->request.body : "nothing was sent";
}

}  // namespace latchkey::support
