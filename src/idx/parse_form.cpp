#include "idx/parse_form.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "idx/relates_to.h"

namespace latchkey::idx {
namespace {

constexpr std::int64_t kMaxLengthHint = 1'000'000;
// A poll interval beyond this is not one.
constexpr std::int64_t kMaxRefreshMs = 3'600'000;

// The `value` array inside {"form": {"value": [...]}}: as `form`, or inside `value`.
const Json* formOf(const Json& ion) {
  for (const Json* holder : {&ion, object(ion, "value")}) {
    const Json* form = holder == nullptr ? nullptr : object(*holder, "form");
    const Json* fields = form == nullptr ? nullptr : array(*form, "value");
    if (fields != nullptr) return fields;
  }
  return nullptr;
}

FieldType typeOf(const Json& ion) {
  const std::string type = text(ion, "type").value_or("");
  if (type == "boolean") return FieldType::boolean;
  if (type == "number" || type == "integer") return FieldType::number;
  if (type == "set" || type == "array") return FieldType::set;
  if (type == "object" || formOf(ion) != nullptr) return FieldType::object;
  return FieldType::string;
}

// Okta leaves `visible` out of fixed fields such as an authenticator's `id`, and `mutable` out of
// some state handles; neither is anything for a person to see.
Visibility visibilityOf(const Json& ion, const Field& field) {
  const bool fixed = !field.isMutable && !std::holds_alternative<std::monostate>(field.value);
  const bool shown = boolean(ion, "visible").value_or(true);
  const bool handle = field.name == "stateHandle";
  return shown && !fixed && !handle ? Visibility::shown : Visibility::hidden;
}

std::optional<int> lengthHint(const Json& ion, std::string_view name) {
  const std::optional<std::int64_t> length = integer(ion, name);
  if (!length || *length < 0 || *length > kMaxLengthHint) return std::nullopt;
  return static_cast<int>(*length);
}

std::vector<Field> parseFields(const Json& ions, const Relations& relations);
std::vector<Option> parseOptions(const Json& ions, const Relations& relations);

Option parseOption(const Json& ion, const Relations& relations) {
  Option option;
  option.label = text(ion, "label").value_or("");
  option.value = parseScalar(ion, "value");
  if (const Json* fields = formOf(ion)) option.form = parseFields(*fields, relations);
  option.messages = parseMessages(ion);
  option.authenticator = relations.authenticatorOf(ion);
  return option;
}

// Self-registration hides the choices of a list one level deeper, in an option that is called
// "display" and only says how to draw them: {"value": {"type": "object", "value": {"options"}}}.
const Json* choicesInside(const Json& option) {
  const Json* wrapper = object(option, "value");
  return wrapper == nullptr || object(*wrapper, "value") == nullptr
             ? nullptr
             : array(*object(*wrapper, "value"), "options");
}

bool isDrawingHint(const Json& option) {
  const Json* wrapper = object(option, "value");
  return wrapper != nullptr && object(*wrapper, "value") != nullptr && formOf(option) == nullptr;
}

std::vector<Option> parseOptions(const Json& ions, const Relations& relations) {
  std::vector<Option> options;
  for (const Json& ion : ions) {
    if (isDrawingHint(ion)) {
      const Json* choices = choicesInside(ion);
      std::vector<Option> inside =
          choices == nullptr ? std::vector<Option>() : parseOptions(*choices, relations);
      std::move(inside.begin(), inside.end(), std::back_inserter(options));
    } else if (ion.is_object()) {
      options.push_back(parseOption(ion, relations));
    }
  }
  return options;
}

Field parseField(const Json& ion, const Relations& relations) {
  Field field;
  field.name = text(ion, "name").value_or("");
  field.label = text(ion, "label").value_or("");
  field.type = typeOf(ion);
  field.required = boolean(ion, "required").value_or(false);
  field.value = parseScalar(ion, "value");
  // Some recorded state handles are not marked as immutable, but they must never be changed.
  field.isMutable = boolean(ion, "mutable").value_or(true) && field.name != "stateHandle";
  field.visibility = visibilityOf(ion, field);
  field.secret = boolean(ion, "secret").value_or(false);
  field.format = text(ion, "format").value_or("");
  field.minLength = lengthHint(ion, "minLength");
  field.maxLength = lengthHint(ion, "maxLength");
  field.messages = parseMessages(ion);
  if (const Json* fields = formOf(ion)) field.form = parseFields(*fields, relations);
  if (const Json* options = array(ion, "options"))
    field.options = parseOptions(*options, relations);
  return field;
}

std::vector<Field> parseFields(const Json& ions, const Relations& relations) {
  std::vector<Field> fields;
  for (const Json& ion : ions) {
    Field field = parseField(ion, relations);
    if (!field.name.empty()) fields.push_back(std::move(field));
  }
  return fields;
}

Severity severityFrom(std::string_view name) {
  if (name == "ERROR") return Severity::error;
  if (name == "WARNING") return Severity::warning;
  return Severity::info;
}

// It becomes a request header, so it must look like a media type and cannot smuggle anything in.
bool isMediaType(std::string_view text) {
  constexpr std::string_view kPunctuation = "/+.-;= _*";
  return text.size() < 128 && text.find('/') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return isLetter(c) || isDigit(c) || kPunctuation.find(c) != std::string_view::npos;
         });
}

std::optional<Milliseconds> refreshOf(const Json& ion) {
  const std::optional<std::int64_t> refresh = integer(ion, "refresh");
  if (!refresh || *refresh <= 0 || *refresh > kMaxRefreshMs) return std::nullopt;
  return Milliseconds(*refresh);
}

// `links` of a message: [{"url", "label"?}].
std::vector<MessageLink> linksOf(const Json& ion) {
  std::vector<MessageLink> links;
  const Json* list = array(ion, "links");
  if (list == nullptr) return links;
  for (const Json& link : *list) {
    std::string url = text(link, "url").value_or("");
    if (Url::parse(url)) links.push_back({std::move(url), text(link, "label").value_or("")});
  }
  return links;
}

// {"label": "View your email address.", "value": "email"}
std::vector<std::string> scopesOf(const Json& ion) {
  std::vector<std::string> scopes;
  const Json* list = array(ion, "scopes");
  if (list == nullptr) return scopes;
  for (const Json& each : *list) {
    std::optional<std::string> words = text(each, "label");
    if (!words) words = text(each, "value");
    if (words) scopes.push_back(*std::move(words));
  }
  return scopes;
}

// {"name": "browser", "label": "Browser", "value": "FIREFOX"}
std::vector<Fact> requestInfoOf(const Json& ion) {
  std::vector<Fact> facts;
  const Json* list = array(ion, "requestInfo");
  if (list == nullptr) return facts;
  for (const Json& each : *list) {
    Fact fact{text(each, "name").value_or(""), text(each, "label").value_or(""),
              text(each, "value").value_or("")};
    if (!fact.value.empty()) facts.push_back(std::move(fact));
  }
  return facts;
}

std::string idpNameOf(const Json& ion) {
  const Json* idp = object(ion, "idp");
  return idp == nullptr ? "" : text(*idp, "name").value_or("");
}

http::Method methodOf(const Json& ion) {
  const std::optional<std::string> method = text(ion, "method");
  return method ? http::methodFrom(*method) : http::Method::post;
}

}  // namespace

std::optional<std::size_t> Relations::authenticatorOf(const Json& node) const {
  const Json* target = relatedTo(root_, node);
  if (target == nullptr) return std::nullopt;
  // "$.currentAuthenticator" names the wrapper, "$.authenticators.value[0]" the thing itself.
  for (const Json* candidate : {target, object(*target, "value")}) {
    const auto found = indexes_.find(candidate);
    if (found != indexes_.end()) return found->second;
  }
  return std::nullopt;
}

std::vector<Message> parseMessages(const Json& node) {
  const Json* wrapper = object(node, "messages");
  const Json* list = wrapper == nullptr ? nullptr : array(*wrapper, "value");
  std::vector<Message> messages;
  if (list == nullptr) return messages;
  for (const Json& ion : *list) {
    Message message;
    message.severity = severityFrom(text(ion, "class").value_or(""));
    if (const Json* i18n = object(ion, "i18n")) message.key = text(*i18n, "key").value_or("");
    message.text = text(ion, "message").value_or("");
    message.links = linksOf(ion);
    if (!message.key.empty() || !message.text.empty()) messages.push_back(std::move(message));
  }
  return messages;
}

Scalar parseScalar(const Json& node, std::string_view name) {
  const Json* value = member(node, name);
  if (value == nullptr) return {};
  if (std::optional<std::string> words = asText(*value)) return std::move(*words);
  if (const std::optional<bool> flag = asBoolean(*value)) return *flag;
  if (const std::optional<std::int64_t> number = asInteger(*value)) return *number;
  return {};
}

std::optional<Remediation> parseRemediation(const Json& ion, const Relations& relations,
                                            std::string_view fallbackName) {
  std::string name = text(ion, "name").value_or(std::string(fallbackName));
  std::string href = text(ion, "href").value_or("");
  if (name.empty() || !Url::parse(href)) return std::nullopt;

  Remediation remediation;
  remediation.kind = kindFrom(name);
  remediation.name = std::move(name);
  remediation.method = methodOf(ion);
  remediation.href = std::move(href);
  const std::string accepts = text(ion, "accepts").value_or("");
  if (isMediaType(accepts)) remediation.accepts = accepts;
  remediation.label = text(ion, "label").value_or("");
  remediation.submittable = member(ion, "rel") != nullptr;
  remediation.refresh = refreshOf(ion);
  if (const Json* fields = array(ion, "value"))
    remediation.fields = parseFields(*fields, relations);
  remediation.messages = parseMessages(ion);
  remediation.authenticator = relations.authenticatorOf(ion);
  remediation.idpName = idpNameOf(ion);
  remediation.scopes = scopesOf(ion);
  remediation.requestInfo = requestInfoOf(ion);
  return remediation;
}

std::optional<Remediation> parseAction(const Json& node, std::string_view name,
                                       const Relations& relations) {
  const Json* ion = object(node, name);
  return ion == nullptr ? std::nullopt : parseRemediation(*ion, relations, name);
}

}  // namespace latchkey::idx
