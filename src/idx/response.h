#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/tagged.h"
#include "base/time.h"
#include "http/message.h"
#include "idx/remediation_kind.h"
#include "oauth/token.h"

namespace latchkey::idx {

// An IDX document (ION, application/ion+json; okta-version=1.0.0) as types. There is no public
// reference; the recorded answers of the org are the specification. Nothing after the parser sees
// JSON. A wrong passcode, a locked account, an expired link are such documents, whatever the HTTP
// status is.

using oauth::InteractionHandle;
using StateHandle = Secret<struct StateHandleTag>;

enum class Severity { info, warning, error };

// Where a message says more: http(s) only. The label may be empty.
struct MessageLink {
  std::string url;
  std::string label;

  friend bool operator==(const MessageLink&, const MessageLink&) = default;
};

struct Message {
  Severity severity = Severity::info;
  std::string key;   // i18n.key; may be empty
  std::string text;  // the org's words in the person's language; may hold HTML, which is text to us
  std::vector<MessageLink> links = {};

  friend bool operator==(const Message&, const Message&) = default;
};

enum class FieldType { string, boolean, number, object, set };
enum class Visibility { shown, hidden };

struct Option;
struct Authenticator;

// One value of a form. A `scalar` is text, number or boolean as it stood on the wire.
using Scalar = std::variant<std::monostate, std::string, bool, std::int64_t>;

struct Field {
  std::string name;  // the key to send, one level
  std::string label;
  FieldType type = FieldType::string;
  Visibility visibility = Visibility::shown;
  bool required = false;
  bool isMutable = true;  // else `value` is sent unchanged and cannot be overridden
  bool secret = false;    // to be masked
  Scalar value;
  std::string format;  // "alphanumeric", ...
  std::optional<int> minLength;
  std::optional<int> maxLength;
  std::vector<Message> messages;
  std::vector<Field> form;      // fields of a nested object: credentials -> passcode
  std::vector<Option> options;  // to choose one of

  const Field* find(std::string_view child) const;

  friend bool operator==(const Field& a, const Field& b);
};

struct Option {
  std::string label;
  Scalar value;
  std::vector<Field> form;  // where the value is an object
  std::vector<Message> messages;
  std::optional<std::size_t> authenticator;  // index into Response::authenticators (relatesTo)

  friend bool operator==(const Option& a, const Option& b);
};

// What tells `option` from the others of its field, as text: its value, else its label. Its place
// in the list would not do, since a newer document may list the options in another order.
std::string keyOf(const Option& option);

// Does the org refuse what was answered?
bool isRefusal(const std::vector<Message>& messages);

// Where the org sends a mail, masked by it: "a***e@example.com". Either may be empty; as a rule the
// second one is.
struct MailAddress {
  std::string primary;
  std::string secondary;

  bool empty() const { return primary.empty(); }
};

// What a form tells the person who answers it: {"Browser", "FIREFOX"}.
struct Fact {
  std::string name;   // on the wire: "browser"
  std::string label;  // may be empty
  std::string value;

  friend bool operator==(const Fact&, const Fact&) = default;
};

// A form the org offers: a remediation, or an action beside them (cancel, resend, poll).
struct Remediation {
  RemediationKind kind;
  std::string name;  // as on the wire; the kind of an unknown one is `unknown`, its name is here
  http::Method method = http::Method::post;
  std::string href;     // absolute, followed as it is
  std::string accepts;  // media type of the request body
  std::string label;
  bool submittable = true;              // without `rel` it is a link to navigate to (redirect-idp)
  std::optional<Milliseconds> refresh;  // poll again after that
  std::vector<Field> fields;
  std::vector<Message> messages;             // of the form as a whole; rare
  std::optional<std::size_t> authenticator;  // index into Response::authenticators (relatesTo)
  std::string idpName;                       // redirect-idp: "Google"
  std::vector<std::string> scopes;           // that a consent is about, in words
  std::vector<Fact> requestInfo;             // where the sign-in began that a consent is about

  // By name or by path: "identifier", "credentials.passcode".
  const Field* find(std::string_view field) const;

  friend bool operator==(const Remediation&, const Remediation&) = default;
};

// By name and address: the state handle is another one in each document.
bool isSameForm(const Remediation& a, const Remediation& b);

// A field that a person fills in, with its path: "credentials.passcode".
struct VisibleField {
  std::string path;
  const Field* field = nullptr;
  // Says so itself, or the object that it is in; a secret and a username always are.
  bool required = false;
};

// In the order of the org, which is the order for a reader. A field with a single option is left
// out, and each path is there once. Points into the form.
std::vector<VisibleField> visibleFields(const Remediation& form);

// The authenticators that the program treats in a way of their own. Every other one is `unknown`
// and keeps its key.
enum class AuthenticatorKind {
  email,
  password,
  passkey,  // "webauthn"
  phone,
  googleAuthenticator,
  oktaVerify,
  unknown,
};

// An authenticator of the org or a person's enrolment of it; all that the document mentions are in
// Response::authenticators, in the order: current, enrolments, org's list.
struct Authenticator {
  std::string id;
  std::string key;   // as on the wire: "okta_email", "okta_password", ...
  std::string type;  // as on the wire: "email", ...
  std::string displayName;
  std::vector<std::string> methods;
  MailAddress email;
  std::string phone;                      // masked by the org: "+1 XXX-XXX-4601"; may be empty
  std::string question;                   // of a security question
  std::string sharedSecret;               // to be put into an app that makes codes
  std::string correctAnswer;              // the number to choose on the phone
  std::optional<bool> useEmailMagicLink;  // contextualData
  std::string otp;                        // contextualData of a landing page: the code to show
  std::optional<Remediation> resend;
  std::optional<Remediation> poll;
  std::optional<Remediation> recover;

  // By `key`; an authenticator of the type "email" is `email` under any key.
  AuthenticatorKind kind() const;
};

// A page elsewhere on which the person goes on. It is not a remediation: nothing is submitted.
struct Link {
  enum class Kind {
    success,             // the app's page after a sign-in that ended without a code
    failure,             // the app's page after a refusal
    deviceEnrollment,    // where this device is set up
    customPasswordPage,  // where a password is changed that another system keeps
  };
  Kind kind = Kind::success;
  std::string href;  // absolute

  friend bool operator==(const Link&, const Link&) = default;
};

// A question that only an app on this device can answer: FastPass, an NFC key.
struct AppChallenge {
  std::string method;                 // how that app is started: "LOOPBACK", "CUSTOM_URI", ...
  std::optional<Remediation> cancel;  // to go on without it
};

struct User {
  std::string id;
  std::string identifier;
};

// Where the sign-in began, told on a page that a link opened elsewhere.
struct ClientInfo {
  std::string browser;
  std::string os;
  std::string city;
  std::string country;
};

struct Response {
  std::optional<StateHandle> stateHandle;
  std::optional<Instant> expiresAt;
  std::string intent;
  std::string appLabel;
  std::vector<Remediation> remediations;  // in the org's order of preference
  std::vector<Link> links;
  std::vector<Message> messages;  // of the page; a form's and a field's own are with them
  std::vector<Authenticator> authenticators;
  std::optional<std::size_t> currentAuthenticator;  // index: the one being challenged or enrolled
  std::optional<User> user;
  std::optional<ClientInfo> client;
  std::optional<Remediation> cancel;
  std::optional<AppChallenge> appChallenge;  // before the username, or of the current authenticator
  std::optional<oauth::InteractionCode> interactionCode;  // success; wins over everything else
  bool isTooMany = false;  // the org wants to be left alone for a while, by status or by message

  const Remediation* find(RemediationKind kind) const;
  const Authenticator* current() const;
  // Of `remediation`, else the current one.
  const Authenticator* authenticatorOf(const Remediation& remediation) const;
  // What the org has to say about this form: the page's messages, the form's and its fields'.
  std::vector<Message> messagesOf(const Remediation& form) const;
  // The same form or action as `form` of an earlier document, by name and address; nullptr for
  // none.
  const Remediation* sameAs(const Remediation& form) const;
  // The page's, then those of every form, field and option, in document order, none of them twice.
  std::vector<Message> allMessages() const;
  // On any of these levels.
  bool hasMessage(std::string_view key) const;
  // There is nothing to answer, no page to go on to and no code: the messages are the end of it.
  bool isTerminal() const { return remediations.empty() && links.empty() && !interactionCode; }
};

}  // namespace latchkey::idx
