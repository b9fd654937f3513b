#include "simulator/schema_writer.h"

#include <iterator>
#include <utility>

#include "simulator/text_rule.h"

namespace latchkey::simulator {
namespace {

Json textSchema(TextRule rule) {
  Json schema = {{"type", "string"}};
  if (!pattern(rule).empty()) setMember(schema, "pattern", pattern(rule));
  return schema;
}

Json integerSchema(Range range) {
  Json schema = {{"type", "integer"}, {"minimum", range.least}};
  if (range.most != std::numeric_limits<std::int64_t>::max()) {
    setMember(schema, "maximum", range.most);
  }
  return schema;
}

Json listOfNames(Choices choices) {
  Json names = Json::array();
  for (const std::string_view choice : choices) names.push_back(choice);
  return names;
}

template <class Value>
Json listOf(Json items, const std::vector<Value>& values) {
  Json schema = {{"type", "array"}, {"items", std::move(items)}};
  Json usual = Json::array();
  for (const Value& value : values) usual.push_back(value);
  if (!usual.empty()) setMember(schema, "default", std::move(usual));
  return schema;
}

}  // namespace

SchemaWriter::SchemaWriter() : scopes_(1) {
  put({"$schema", "The address of this schema, for editors."}, textSchema(TextRule::any));
}

Json SchemaWriter::schema(std::string_view title, std::string_view about) const {
  Json whole = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"title", title},
                {"description", about}};
  whole.update(objectSchema(scopes_.front()));
  return whole;
}

Json SchemaWriter::objectSchema(const Scope& scope) {
  Json schema = {{"type", "object"}};
  if (!scope.required.empty()) setMember(schema, "required", scope.required);
  setMember(schema, "properties", scope.properties);
  setMember(schema, "additionalProperties", false);
  return schema;
}

void SchemaWriter::put(const Member& member, const Json& schema) {
  Scope& scope = scopes_.back();
  Json described = {{"description", member.about}};
  described.update(schema);
  setMember(scope.properties, member.name, std::move(described));
  if (member.presence == Member::Presence::required) scope.required.push_back(member.name);
}

void SchemaWriter::text(const Member& member, std::string& value, TextRule rule) {
  Json schema = textSchema(rule);
  if (!value.empty()) setMember(schema, "default", value);
  put(member, schema);
}

void SchemaWriter::texts(const Member& member, std::vector<std::string>& values, TextRule rule) {
  put(member, listOf(textSchema(rule), values));
}

void SchemaWriter::flag(const Member& member, bool& value) {
  put(member, {{"type", "boolean"}, {"default", value}});
}

void SchemaWriter::integer(const Member& member, std::int64_t& value, Range range) {
  Json schema = integerSchema(range);
  setMember(schema, "default", value);
  put(member, schema);
}

void SchemaWriter::integers(const Member& member, std::vector<std::int64_t>& values, Range range) {
  put(member, listOf(integerSchema(range), values));
}

void SchemaWriter::choice(const Member& member, std::size_t& value, Choices choices) {
  put(member, {{"enum", listOfNames(choices)}, {"default", std::data(choices)[value]}});
}

void SchemaWriter::someOf(const Member& member, std::vector<std::size_t>& values, Choices choices) {
  std::vector<std::string_view> usual;
  usual.reserve(values.size());
  for (const std::size_t value : values) usual.push_back(std::data(choices)[value]);
  put(member, listOf({{"enum", listOfNames(choices)}}, usual));
}

void SchemaWriter::open(const Member& member) {
  scopes_.push_back({std::string(member.name), std::string(member.about)});
}

bool SchemaWriter::beginObject(const Member& member, bool) {
  if (member.presence == Member::Presence::required) scopes_.back().required.push_back(member.name);
  open(member);
  return true;
}

void SchemaWriter::endObject() {
  const Scope scope = std::move(scopes_.back());
  scopes_.pop_back();
  put({scope.name, scope.about}, objectSchema(scope));
}

// One element stands for all.
std::optional<std::size_t> SchemaWriter::beginList(const Member& member, std::size_t) {
  beginObject(member, true);
  return 1;
}

void SchemaWriter::beginElement(std::size_t) {}

void SchemaWriter::endElement() {}

void SchemaWriter::endList() {
  const Scope scope = std::move(scopes_.back());
  scopes_.pop_back();
  put({scope.name, scope.about}, {{"type", "array"}, {"items", objectSchema(scope)}});
}

}  // namespace latchkey::simulator
