#include "simulator/policy_file.h"

#include <algorithm>
#include <utility>

#include "base/json_places.h"
#include "base/text.h"
#include "simulator/field_reader.h"
#include "simulator/field_writer.h"
#include "simulator/schema_writer.h"

namespace latchkey::simulator {
Error fileRefusal(std::string_view fileName, TextPlace place, std::string_view sentence) {
  return {ErrorCode::malformedConfig, std::string(fileName) + ":" + std::to_string(place.line) +
                                          ":" + std::to_string(place.column) + ": " +
                                          std::string(sentence)};
}

Error notJson(std::string_view text, std::string_view fileName, const Error& error) {
  const JsonPlaces places(text);
  if (const auto mistake = places.mistake()) {
    return fileRefusal(fileName, *mistake, "This is not JSON from here on.");
  }
  if (const auto& twice = places.duplicate()) {
    return fileRefusal(fileName, places.of(*twice), "This name is there twice.");
  }
  return fileRefusal(fileName, {}, "The file cannot be read: " + error.detail + ".");
}

namespace {

bool isTaken(const std::vector<Person>& people, std::size_t index,
             bool (*alike)(const Person&, const Person&)) {
  const auto end = people.begin() + static_cast<std::ptrdiff_t>(index);
  return std::any_of(people.begin(), end,
                     [&](const Person& other) { return alike(other, people[index]); });
}

// The rules that hold between members.
void checkPeople(FieldReader& reader, const std::vector<Person>& people) {
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string at = "/people/" + std::to_string(i);
    if (isTaken(people, i, [](auto& a, auto& b) { return a.id == b.id; })) {
      reader.complain(at + "/id", "Two people have the id \"" + people[i].id + "\".");
    }
    if (people[i].id.rfind("00u", 0) != 0) {
      reader.complain(at + "/id", "The id of a person must begin with \"00u\".");
    }
    if (isTaken(people, i, [](auto& a, auto& b) { return equalsIgnoringCase(a.login, b.login); })) {
      reader.complain(at + "/login", "Two people have the login \"" + people[i].login + "\".");
    }
  }
}

void checkTogether(FieldReader& reader, const Policy& policy) {
  checkPeople(reader, policy.people);
  if (policy.pollRefresh.empty()) {
    reader.complain("/pollRefresh", "\"pollRefresh\" must hold a number at least.");
  }
  if (policy.app.redirectUris.empty()) {
    reader.complain("/app/redirectUris", "\"app.redirectUris\" must hold an address at least.");
  }
  const auto& scopes = policy.scopes;
  if (std::find(scopes.begin(), scopes.end(), "openid") == scopes.end()) {
    reader.complain("/scopes", "\"scopes\" must hold \"openid\".");
  }
  const auto& asked = policy.profileFields;
  if (std::none_of(asked.begin(), asked.end(), [](auto& field) { return field.name == "email"; })) {
    reader.complain("/profileFields", "\"profileFields\" must hold one with the name \"email\".");
  }
  if (policy.magicLink == MagicLink::direct && policy.app.emailVerificationUrl.empty()) {
    reader.complain("/magicLink",
                    "\"magicLink\" can be \"direct\" only with an \"app.emailVerificationUrl\".");
  }
}

// As much of checkTogether() as JSON Schema can say: not that no two people are alike.
Json schemaOfTogether() {
  const Json some = {{"minItems", 1}};
  const Json email = {{"properties", {{"name", {{"const", "email"}}}}},
                      {"required", Json::array({"name"})}};
  const Json person = {{"properties", {{"id", {{"pattern", "^00u"}}}}}};
  const Json direct = {{"properties", {{"magicLink", {{"const", "direct"}}}}},
                       {"required", Json::array({"magicLink"})}};
  const Json landing = {
      {"properties", {{"app", {{"required", Json::array({"emailVerificationUrl"})}}}}}};
  Json rules = Json::array();
  rules.push_back({{"properties",
                    {{"app", {{"properties", {{"redirectUris", some}}}}},
                     {"people", {{"items", person}}},
                     {"pollRefresh", some},
                     {"scopes", {{"contains", {{"const", "openid"}}}}},
                     {"profileFields", {{"contains", email}}}}}});
  rules.push_back({{"if", direct}, {"then", landing}});
  return rules;
}

}  // namespace

Result<Policy> readPolicy(std::string_view text, std::string_view fileName,
                          const Origins& origins) {
  const Result<Json> document = parseJsonStrictly(text);
  if (!document) return notJson(text, fileName, document.error());
  Policy policy;
  policy.origin = origins.org;
  FieldReader reader(*document, {{"{org}", origins.org}, {"{site}", origins.site}});
  describe(reader, policy);
  auto mistake = reader.finish();
  if (!mistake) {
    checkTogether(reader, policy);
    mistake = reader.finish();
  }
  if (mistake)
    return fileRefusal(fileName, JsonPlaces(text).of(mistake->pointer), mistake->sentence);
  return policy;
}

Json writePolicy(const Policy& policy) {
  Policy copy = policy;
  FieldWriter writer;
  describe(writer, copy);
  return writer.document();
}

Json writePerson(const Person& person) {
  Person copy = person;
  FieldWriter writer;
  describe(writer, copy);
  return writer.document();
}

Json policySchema() {
  Policy usual;
  SchemaWriter writer;
  describe(writer, usual);
  Json schema =
      writer.schema("The policy of a simulated Okta org",
                    "What an administrator sets, who has an account, and how the org behaves "
                    "where nobody outside Okta knows. {org} and {site} stand for the origins of "
                    "the org and of the page, which the command line sets.");
  setMember(schema, "allOf", schemaOfTogether());
  return schema;
}

}  // namespace latchkey::simulator
