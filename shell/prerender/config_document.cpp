#include "shell/prerender/config_document.h"

#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "flow/config_members.h"

namespace latchkey::prerender {
namespace {

using flow::Choice;
using flow::ConfigDraft;
using flow::ConfigMember;
using flow::Form;

constexpr std::string_view kScopeToken = R"(^[!#-\[\]-~]+$)";

// As ECMA 262 reads it. These let through what only a reader of whole URLs can refuse.
std::string_view patternOf(Form form) {
  switch (form) {
    case Form::any:
      return "";
    case Form::name:
      return "\\S";
    case Form::httpUrl:
      return R"(^\s*[hH][tT][tT][pP][sS]?://[^\s/])";
    case Form::urlOrNone:
      return R"(^\s*([hH][tT][tT][pP][sS]?://[^\s/]|$))";
    case Form::httpsOrNone:
      return R"(^([hH][tT][tT][pP][sS]://[^\s/]|[hH][tT][tT][pP]://(localhost|127\.0\.0\.1|\[::1\])([:/?#]|$)|\s*$))";
    case Form::ownPage:
      return R"(^(/|[hH][tT][tT][pP][sS]?://[^\s/]))";
    case Form::pathOrUrl:
      return R"(^(/|[hH][tT][tT][pP][sS]?://[^\s/]|$))";
    case Form::link:
      return R"(^(/|[hH][tT][tT][pP][sS]?://[^\s/]|[mM][aA][iI][lL][tT][oO]:\S+$|[tT][eE][lL]:\S+$|$))";
    case Form::words:
    case Form::scopes:
      return kScopeToken;
  }
  return "";
}

Json listOf(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& each : texts) list.push_back(each);
  return list;
}

// The type of a field as JSON Schema says it, with what counts where there is no such member.
class TypeOf {
 public:
  explicit TypeOf(Form form) : form_(form) {}

  Json operator()(std::string ConfigDraft::*field) const {
    Json type = {{"type", "string"}};
    if (!patternOf(form_).empty()) setMember(type, "pattern", patternOf(form_));
    setMember(type, "default", usual_.*field);
    return type;
  }
  Json operator()(bool ConfigDraft::*field) const {
    return {{"type", "boolean"}, {"default", usual_.*field}};
  }
  Json operator()(std::optional<Seconds> ConfigDraft::*) const {
    return {{"type", "integer"}, {"minimum", 0}};
  }
  Json operator()(std::vector<std::string> ConfigDraft::*field) const {
    Json items = {{"type", "string"}};
    if (!patternOf(form_).empty()) setMember(items, "pattern", patternOf(form_));
    Json type = {{"type", "array"}, {"items", std::move(items)}};
    if (form_ == Form::scopes) setMember(type, "contains", {{"const", "openid"}});
    setMember(type, "default", listOf(usual_.*field));
    return type;
  }
  Json operator()(const Choice& choice) const {
    Json words = Json::array();
    for (const std::string_view word : choice.words) words.push_back(word);
    return {{"enum", std::move(words)}, {"default", choice.words.first[choice.get(usual_)]}};
  }

 private:
  Form form_;
  ConfigDraft usual_;
};

Json schemaOf(const ConfigMember& member) {
  Json schema = {{"description", member.about}};
  Json type = std::visit(TypeOf(member.form), member.field);
  // Where words say what counts, the field itself begins with nothing.
  if (!member.usual.empty()) type.erase("default");
  schema.update(type);
  return schema;
}

Json objectOf(Json properties) {
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

std::string usualOf(const ConfigMember& member) {
  if (!member.usual.empty()) return std::string(member.usual);
  const Json type = std::visit(TypeOf(member.form), member.field);
  const Json* usual = latchkey::member(type, "default");
  const std::optional<std::string> word = asText(*usual);
  return '`' + (word ? *word : replaceAll(writeJson(*usual), ",", ", ")) + '`';
}

}  // namespace

std::string configSchema() {
  Json properties = Json::object();
  Json required = Json::array();
  for (const ConfigMember& each : flow::kConfigMembers) {
    const std::size_t dot = each.name.find('.');
    if (each.isRequired()) required.push_back(each.name);
    if (dot == std::string_view::npos) {
      setMember(properties, each.name, schemaOf(each));
      continue;
    }
    const std::string_view group = each.name.substr(0, dot);
    const Json* before = object(properties, group);
    const Json* known = before == nullptr ? nullptr : object(*before, "properties");
    Json inner = known == nullptr ? Json::object() : *known;
    setMember(inner, each.name.substr(dot + 1), schemaOf(each));
    setMember(properties, group, objectOf(std::move(inner)));
  }
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "Latchkey's configuration"},
                 {"required", std::move(required)}};
  schema.update(objectOf(std::move(properties)));
  return writeJson(schema, 2) + '\n';
}

std::string configTable() {
  std::string table = "| member | | what it is |\n|---|---|---|\n";
  for (const ConfigMember& each : flow::kConfigMembers) {
    table += "| `" + std::string(each.name) + "` | " + usualOf(each) + " | " +
             std::string(each.about) + " |\n";
  }
  return table;
}

}  // namespace latchkey::prerender
