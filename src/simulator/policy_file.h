#pragma once

#include <string>
#include <string_view>

#include "base/json_places.h"
#include "base/json_reader.h"
#include "base/result.h"
#include "simulator/fields.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

// Policy and people in one JSON file, for people to write: policy.schema.json says what may stand
// in it, policy.example.json is the demo's.

// What is not in the file: where the org and the page are. "{org}" and "{site}" stand for them at
// the beginning of any address in it.
struct Origins {
  std::string org = "http://localhost:8081";
  std::string site = "http://localhost:8080";
};

// Errors: malformedConfig, with a sentence for the terminal that begins with the place:
// `policy.json:12:5: "lifetimes.code" must be a number of seconds from 1 to 86400.`
Result<Policy> readPolicy(std::string_view text, std::string_view fileName, const Origins& origins);

// What a policy with these settings looks like as a file.
Json writePolicy(const Policy& policy);

Json writePerson(const Person& person);

// The JSON Schema of such files, made from what readPolicy() reads.
Json policySchema();

// "policy.json:12:5: ..."
Error fileRefusal(std::string_view fileName, TextPlace place, std::string_view sentence);
// Of a text that parseJsonStrictly() refused: where and why.
Error notJson(std::string_view text, std::string_view fileName, const Error& error);

void describe(Fields& fields, Policy& policy);
void describe(Fields& fields, Person& person);
void describe(Fields& fields, App& app);

}  // namespace latchkey::simulator
