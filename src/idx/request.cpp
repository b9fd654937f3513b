#include "idx/request.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/url.h"
#include "http/answer.h"
#include "http/form_body.h"
#include "idx/failure.h"

namespace latchkey::idx {
namespace {

constexpr std::string_view kIonMediaType = "application/ion+json; okta-version=1.0.0";
constexpr std::string_view kJsonMediaType = "application/json; okta-version=1.0.0";

http::Request post(std::string url, std::string_view accept, std::string_view contentType,
                   std::string body) {
  http::Request request;
  request.method = http::Method::post;
  request.url = std::move(url);
  request.headers = {{"Accept", std::string(accept)}, {"Content-Type", std::string(contentType)}};
  request.body = std::move(body);
  request.credentials = http::Credentials::include;
  return request;
}

bool isEmpty(const Scalar& value) { return std::holds_alternative<std::monostate>(value); }

// A request body while it is put together: a value, or members.
struct Node {
  std::string name;
  Scalar value;
  std::vector<Node> members;

  Node& child(std::string_view member) {
    for (Node& each : members) {
      if (each.name == member) return each;
    }
    members.push_back(Node{std::string(member), {}, {}});
    return members.back();
  }
  void set(Scalar scalar) {
    value = std::move(scalar);
    members.clear();
  }
};

// A required choice out of one is no choice: `methodType` of the only way to be reached.
Scalar onlyOption(const Field& field) {
  return field.required && field.options.size() == 1 ? field.options.front().value : Scalar{};
}

// Makes a place for every field, too, so that a body has the order of its form.
void putDefaults(const std::vector<Field>& fields, Node& into) {
  for (const Field& field : fields) {
    Node& node = into.child(field.name);
    if (!field.form.empty()) {
      putDefaults(field.form, node);
    } else if (field.isMutable) {
      node.set(isEmpty(field.value) ? onlyOption(field) : field.value);
    }
  }
}

void putFixed(const std::vector<Field>& fields, Node& into) {
  for (const Field& field : fields) {
    if (!field.form.empty()) {
      putFixed(field.form, into.child(field.name));
    } else if (!field.isMutable) {
      into.child(field.name).set(isEmpty(field.value) ? Scalar{std::string()} : field.value);
    }
  }
}

// The field of `fields` that `path` leads into: the one with the longest name, because names of
// self-registration may have dots in them.
const Field* fieldAlong(const std::vector<Field>& fields, std::string_view path) {
  const Field* best = nullptr;
  for (const Field& field : fields) {
    const std::size_t length = field.name.size();
    const bool fits =
        path.substr(0, length) == field.name && (length == path.size() || path[length] == '.');
    if (fits && (best == nullptr || length > best->name.size())) best = &field;
  }
  return best;
}

void putValue(const std::vector<Field>& fields, std::string_view path, const Scalar& value,
              Node& into) {
  static const std::vector<Field> kNoFields;
  const Field* field = fieldAlong(fields, path);
  const std::size_t length = field == nullptr ? path.find('.') : field->name.size();
  Node& node = into.child(path.substr(0, length));
  if (length >= path.size()) {
    node.set(value);
  } else {
    putValue(field == nullptr ? kNoFields : field->form, path.substr(length + 1), value, node);
  }
}

Json toJson(const Scalar& value) {
  if (const auto* words = std::get_if<std::string>(&value)) return *words;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  return nullptr;
}

// What was never filled in is left out, objects that stay empty for it included.
Json toJson(const Node& node) {
  Json json = Json::object();
  for (const Node& each : node.members) {
    Json value = each.members.empty() ? toJson(each.value) : toJson(each);
    if (!value.is_null() && !(value.is_object() && value.empty())) {
      setMember(json, each.name, std::move(value));
    }
  }
  return json;
}

std::string bodyOf(const Remediation& remediation, const Values& values) {
  Node body;
  putDefaults(remediation.fields, body);
  for (const auto& [path, value] : values) {
    if (!isEmpty(value)) putValue(remediation.fields, path, value, body);
  }
  putFixed(remediation.fields, body);
  return writeJson(toJson(body));
}

// The page is denied access here, and not a person: no username has been sent yet.
Error refusalOf(const http::Response& response) {
  Error error = errorOf(response);
  if (error.code == ErrorCode::accessDenied) error.code = ErrorCode::policyDenied;
  return error;
}

void chooseFixed(const std::vector<Field>& form, const std::string& path, Values& values) {
  for (const Field& field : form) {
    const std::string fieldPath = path + '.' + field.name;
    if (!field.form.empty()) {
      chooseFixed(field.form, fieldPath, values);
      continue;
    }
    Scalar value = isEmpty(field.value) ? onlyOption(field) : field.value;
    if (!isEmpty(value)) values.insert_or_assign(fieldPath, std::move(value));
  }
}

}  // namespace

http::Request interactRequest(const oauth::Client& client, const oauth::CodeChallenge& challenge,
                              const oauth::State& state, const jose::Nonce& nonce) {
  QueryPairs form = {{"client_id", client.clientId()},
                     {"scope", client.scope()},
                     {"redirect_uri", client.redirectUri()},
                     {"code_challenge", challenge.str()},
                     {"code_challenge_method", "S256"},
                     {"state", state.str()},
                     {"nonce", nonce.str()}};
  if (client.maxAge()) form.emplace_back("max_age", std::to_string(client.maxAge()->count()));
  if (!client.acrValues().empty()) form.emplace_back("acr_values", join(client.acrValues(), " "));
  return post(client.endpoint("interact"), "application/json", http::kFormContentType,
              http::toFormBody(form));
}

Result<InteractionHandle> parseInteractAnswer(const http::Response& response) {
  const Result<Json> json = http::readJsonAnswer(response);
  if (!json && (response.status < 200 || response.status > 299)) return refusalOf(response);
  if (!json) return json.error();
  std::string handle = text(*json, "interaction_handle").value_or("");
  // Gateways have been seen to turn a 400 into a 200.
  if (handle.empty()) return refusalOf(response);
  return InteractionHandle(std::move(handle));
}

http::Request introspectRequest(const oauth::Client& client, const InteractionHandle& handle) {
  Json body = Json::object();
  setMember(body, "interactionHandle", handle.reveal());
  return post(client.org() + "/idp/idx/introspect", kIonMediaType, kIonMediaType, writeJson(body));
}

Result<Values> choose(const Remediation& remediation, std::string_view fieldName, std::size_t index,
                      Values values) {
  const Field* field = remediation.find(fieldName);
  if (field == nullptr || index >= field->options.size()) {
    return Error{ErrorCode::malformedInput, remediation.name + " offers no such choice"};
  }
  const Option& option = field->options[index];
  const std::string path(fieldName);
  if (!isEmpty(option.value)) values.insert_or_assign(path, option.value);
  chooseFixed(option.form, path, values);
  return values;
}

Remediation withHandleOf(Remediation form, const Remediation& newer) {
  const Field* handle = newer.find("stateHandle");
  for (Field& field : form.fields) {
    if (handle != nullptr && field.name == "stateHandle") field.value = handle->value;
  }
  return form;
}

http::Request submitRequest(const Remediation& remediation, const Values& values) {
  const std::string_view accept =
      remediation.accepts.empty() ? kJsonMediaType : std::string_view(remediation.accepts);
  http::Request request =
      post(remediation.href, accept, "application/json", bodyOf(remediation, values));
  request.method = remediation.method;
  // fetch() refuses a GET with a body; Okta has no such form, but names it where one navigates.
  if (request.method == http::Method::get) request.body.clear();
  return request;
}

bool leadsToOrg(const http::Request& request, const oauth::Client& client) {
  const std::optional<Url> there = Url::parse(request.url);
  return there && there->origin() == Url::parse(client.org())->origin();
}

}  // namespace latchkey::idx
