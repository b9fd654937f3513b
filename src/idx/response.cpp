#include "idx/response.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>

namespace latchkey::idx {
namespace {

using See = std::function<void(const Message&)>;

void visit(const std::vector<Message>& messages, const See& see) {
  std::for_each(messages.begin(), messages.end(), see);
}

void visit(const std::vector<Field>& fields, const See& see) {
  for (const Field& field : fields) {
    visit(field.messages, see);
    visit(field.form, see);
    for (const Option& option : field.options) {
      visit(option.messages, see);
      visit(option.form, see);
    }
  }
}

void visitMessages(const Response& response, const See& see) {
  visit(response.messages, see);
  for (const Remediation& remediation : response.remediations) {
    visit(remediation.messages, see);
    visit(remediation.fields, see);
  }
}

bool isSame(const Message& a, const Message& b) { return a.key == b.key && a.text == b.text; }

// The name as it is comes first: names of self-registration may have dots in them.
const Field* findIn(const std::vector<Field>& fields, std::string_view path) {
  for (const Field& field : fields) {
    if (field.name == path) return &field;
  }
  for (const Field& field : fields) {
    const std::size_t length = field.name.size();
    if (length >= path.size() || path[length] != '.' || path.substr(0, length) != field.name) {
      continue;
    }
    if (const Field* found = findIn(field.form, path.substr(length + 1))) return found;
  }
  return nullptr;
}

// A required choice out of one is made by itself, an optional one is of no use; and a list of
// values is nothing that one control takes.
bool isToBeFilledIn(const Field& field) {
  return field.visibility == Visibility::shown && field.type != FieldType::object &&
         field.type != FieldType::set && field.options.size() != 1;
}

// Two fields of one path would be one member of the request: the first one is asked for.
bool isAmong(const std::vector<VisibleField>& fields, const std::string& path) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const VisibleField& each) { return each.path == path; });
}

void collectVisible(const std::vector<Field>& fields, const std::string& prefix, bool required,
                    std::vector<VisibleField>& into) {
  for (const Field& field : fields) {
    const std::string path = prefix.empty() ? field.name : prefix + '.' + field.name;
    const bool asked = field.required || field.secret || field.name == "identifier" || required;
    if (field.visibility == Visibility::shown && !field.form.empty()) {
      collectVisible(field.form, path, field.required, into);
    } else if (isToBeFilledIn(field) && !isAmong(into, path)) {
      into.push_back({path, &field, asked});
    }
  }
}

}  // namespace

std::vector<VisibleField> visibleFields(const Remediation& form) {
  std::vector<VisibleField> fields;
  collectVisible(form.fields, "", false, fields);
  return fields;
}

// Written out, since clang 14 cannot compile a defaulted comparison of types that hold each other.
bool operator==(const Field& a, const Field& b) {
  const auto members = [](const Field& it) {
    return std::tie(it.name, it.label, it.type, it.visibility, it.required, it.isMutable, it.secret,
                    it.value, it.format, it.minLength, it.maxLength, it.messages, it.form,
                    it.options);
  };
  return members(a) == members(b);
}

bool operator==(const Option& a, const Option& b) {
  const auto members = [](const Option& it) {
    return std::tie(it.label, it.value, it.form, it.messages, it.authenticator);
  };
  return members(a) == members(b);
}

std::string keyOf(const Option& option) {
  if (const auto* text = std::get_if<std::string>(&option.value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&option.value)) return std::to_string(*number);
  if (const auto* flag = std::get_if<bool>(&option.value)) return *flag ? "true" : "false";
  return option.label;
}

bool isRefusal(const std::vector<Message>& messages) {
  return std::any_of(messages.begin(), messages.end(),
                     [](const Message& message) { return message.severity == Severity::error; });
}

bool isSameForm(const Remediation& a, const Remediation& b) {
  return a.name == b.name && a.href == b.href;
}

const Field* Field::find(std::string_view child) const { return findIn(form, child); }

const Field* Remediation::find(std::string_view field) const { return findIn(fields, field); }

AuthenticatorKind Authenticator::kind() const {
  using Kind = AuthenticatorKind;
  constexpr std::array<std::pair<std::string_view, Kind>, 6> kKinds = {{
      {"okta_email", Kind::email},
      {"okta_password", Kind::password},
      {"webauthn", Kind::passkey},
      {"phone_number", Kind::phone},
      {"google_otp", Kind::googleAuthenticator},
      {"okta_verify", Kind::oktaVerify},
  }};
  if (type == "email") return Kind::email;
  for (const auto& [known, kind] : kKinds) {
    if (known == key) return kind;
  }
  return Kind::unknown;
}

const Remediation* Response::find(RemediationKind kind) const {
  const auto found = std::find_if(remediations.begin(), remediations.end(),
                                  [&](const Remediation& each) { return each.kind == kind; });
  return found == remediations.end() ? nullptr : &*found;
}

const Authenticator* Response::current() const {
  return currentAuthenticator && *currentAuthenticator < authenticators.size()
             ? &authenticators[*currentAuthenticator]
             : nullptr;
}

const Authenticator* Response::authenticatorOf(const Remediation& remediation) const {
  const std::optional<std::size_t>& index = remediation.authenticator;
  return index && *index < authenticators.size() ? &authenticators[*index] : current();
}

std::vector<Message> Response::messagesOf(const Remediation& form) const {
  std::vector<Message> all;
  const See see = [&](const Message& message) { all.push_back(message); };
  visit(messages, see);
  visit(form.messages, see);
  visit(form.fields, see);
  return all;
}

const Remediation* Response::sameAs(const Remediation& form) const {
  const auto isSame = [&](const Remediation& each) { return isSameForm(each, form); };
  const auto found = std::find_if(remediations.begin(), remediations.end(), isSame);
  if (found != remediations.end()) return &*found;
  const Authenticator* about = current();
  if (about == nullptr) return nullptr;
  for (const auto* action : {&about->resend, &about->poll, &about->recover}) {
    if (*action && isSame(**action)) return &**action;
  }
  return nullptr;
}

std::vector<Message> Response::allMessages() const {
  std::vector<Message> all;
  visitMessages(*this, [&](const Message& message) {
    const bool known = std::any_of(all.begin(), all.end(),
                                   [&](const Message& seen) { return isSame(seen, message); });
    if (!known) all.push_back(message);
  });
  return all;
}

bool Response::hasMessage(std::string_view key) const {
  bool found = false;
  visitMessages(*this, [&](const Message& message) { found = found || message.key == key; });
  return found;
}

}  // namespace latchkey::idx
