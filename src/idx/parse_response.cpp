#include "idx/parse_response.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/url.h"
#include "idx/failure.h"
#include "idx/parse_form.h"

namespace latchkey::idx {
namespace {

constexpr std::string_view kVersion = "1.0.0";
constexpr int kTooManyRequests = 429;
constexpr int kFirstServerError = 500;

bool isSuccess(int status) { return status >= 200 && status < 300; }

// The `value` of {"type": "object", "value": {...}}.
const Json* wrappedObject(const Json& node, std::string_view name) {
  const Json* wrapper = object(node, name);
  return wrapper == nullptr ? nullptr : object(*wrapper, "value");
}

const Json* wrappedArray(const Json& node, std::string_view name) {
  const Json* wrapper = object(node, name);
  return wrapper == nullptr ? nullptr : array(*wrapper, "value");
}

std::string textOf(const Json* node, std::string_view name) {
  return node == nullptr ? "" : text(*node, name).value_or("");
}

// A body says by its version that it is IDX; the oldest ones leave that out.
bool looksLikeIdx(const Json& root) {
  constexpr std::array<std::string_view, 4> kTelling = {"version", "stateHandle", "remediation",
                                                        "successWithInteractionCode"};
  return wrappedArray(root, "messages") != nullptr ||
         std::any_of(kTelling.begin(), kTelling.end(),
                     [&](std::string_view name) { return member(root, name) != nullptr; });
}

bool isOurVersion(const Json& root) {
  return member(root, "version") == nullptr || text(root, "version") == kVersion;
}

std::vector<std::string> methodsOf(const Json& ion) {
  std::vector<std::string> methods;
  const Json* list = array(ion, "methods");
  if (list == nullptr) return methods;
  for (const Json& method : *list) {
    if (std::optional<std::string> type = text(method, "type")) methods.push_back(*type);
  }
  return methods;
}

Authenticator parseAuthenticator(const Json& ion, const Relations& relations) {
  const Json* context = object(ion, "contextualData");
  Authenticator authenticator;
  authenticator.id = text(ion, "id").value_or("");
  authenticator.key = text(ion, "key").value_or("");
  authenticator.type = text(ion, "type").value_or("");
  authenticator.displayName = text(ion, "displayName").value_or("");
  authenticator.methods = methodsOf(ion);
  const Json* profile = object(ion, "profile");
  authenticator.email = {textOf(profile, "email"), textOf(profile, "secondaryEmail")};
  if (authenticator.email.empty()) authenticator.email.primary = textOf(context, "email");
  if (context != nullptr) authenticator.useEmailMagicLink = boolean(*context, "useEmailMagicLink");
  authenticator.otp = textOf(context, "otp");
  authenticator.phone = textOf(profile, "phoneNumber");
  if (context != nullptr) {
    authenticator.question = textOf(object(*context, "enrolledQuestion"), "question");
  }
  authenticator.sharedSecret = textOf(context, "sharedSecret");
  authenticator.correctAnswer = textOf(context, "correctAnswer");
  authenticator.resend = parseAction(ion, "resend", relations);
  authenticator.poll = parseAction(ion, "poll", relations);
  authenticator.recover = parseAction(ion, "recover", relations);
  return authenticator;
}

// All authenticators that the document mentions, current one first. An enrolment being challenged
// is more telling than the authenticator of the org that it is one of.
std::vector<const Json*> currentAuthenticators(const Json& root) {
  std::vector<const Json*> found;
  for (const std::string_view name : {"currentAuthenticatorEnrollment", "currentAuthenticator",
                                      "enrollmentAuthenticator", "recoveryAuthenticator"}) {
    if (const Json* ion = wrappedObject(root, name)) found.push_back(ion);
  }
  return found;
}

std::vector<const Json*> listedAuthenticators(const Json& root) {
  std::vector<const Json*> found;
  for (const std::string_view name : {"authenticatorEnrollments", "authenticators"}) {
    const Json* list = wrappedArray(root, name);
    if (list == nullptr) continue;
    for (const Json& ion : *list) {
      if (ion.is_object()) found.push_back(&ion);
    }
  }
  return found;
}

void readAuthenticators(const Json& root, Relations& relations, Response& response) {
  std::vector<const Json*> ions = currentAuthenticators(root);
  if (!ions.empty()) response.currentAuthenticator = 0;
  const std::vector<const Json*> listed = listedAuthenticators(root);
  ions.insert(ions.end(), listed.begin(), listed.end());
  // Forms inside authenticators may relate to others further down.
  for (std::size_t i = 0; i < ions.size(); ++i) relations.add(*ions[i], i);
  for (const Json* ion : ions) {
    response.authenticators.push_back(parseAuthenticator(*ion, relations));
  }
}

void readRemediations(const Json& root, const Relations& relations, Response& response) {
  const Json* list = wrappedArray(root, "remediation");
  if (list == nullptr) return;
  for (const Json& ion : *list) {
    std::optional<Remediation> remediation = parseRemediation(ion, relations);
    if (remediation) response.remediations.push_back(std::move(*remediation));
  }
}

// Beside the forms before the username is known, inside the authenticator afterwards.
std::optional<AppChallenge> appChallengeOf(const Json& root, const Relations& relations) {
  const Json* challenge = wrappedObject(root, "authenticatorChallenge");
  const Json* holder = challenge;
  if (holder == nullptr) {
    const std::vector<const Json*> current = currentAuthenticators(root);
    holder = current.empty() ? nullptr : current.front();
    const Json* context = holder == nullptr ? nullptr : object(*holder, "contextualData");
    challenge = context == nullptr ? nullptr : wrappedObject(*context, "challenge");
  }
  if (challenge == nullptr) return std::nullopt;
  return AppChallenge{textOf(challenge, "challengeMethod"),
                      parseAction(*holder, "cancel", relations)};
}

// The href of that form is not followed: the token endpoint is derived from our own issuer.
std::optional<oauth::InteractionCode> interactionCodeOf(const Json& root) {
  const Json* success = object(root, "successWithInteractionCode");
  const Json* fields = success == nullptr ? nullptr : array(*success, "value");
  if (fields == nullptr) return std::nullopt;
  for (const Json& field : *fields) {
    std::string code = text(field, "value").value_or("");
    if (text(field, "name") == "interaction_code" && !code.empty()) {
      return oauth::InteractionCode(std::move(code));
    }
  }
  return std::nullopt;
}

std::optional<User> userOf(const Json& root) {
  const Json* ion = wrappedObject(root, "user");
  if (ion == nullptr) return std::nullopt;
  return User{textOf(ion, "id"), textOf(ion, "identifier")};
}

std::optional<ClientInfo> clientOf(const Json& root) {
  const Json* ion = wrappedObject(root, "client");
  if (ion == nullptr) return std::nullopt;
  const Json* location = object(*ion, "location");
  return ClientInfo{textOf(ion, "browser"), textOf(ion, "os"), textOf(location, "city"),
                    textOf(location, "country")};
}

Response readDocument(const Json& root) {
  Response response;
  const std::string handle = text(root, "stateHandle").value_or("");
  if (!handle.empty()) response.stateHandle = StateHandle(handle);
  response.expiresAt = fromRfc3339(text(root, "expiresAt").value_or(""));
  response.intent = text(root, "intent").value_or("");
  response.appLabel = textOf(wrappedObject(root, "app"), "label");
  Relations relations(root);
  readAuthenticators(root, relations, response);
  readRemediations(root, relations, response);
  response.messages = parseMessages(root);
  response.user = userOf(root);
  response.client = clientOf(root);
  response.cancel = parseAction(root, "cancel", relations);
  response.appChallenge = appChallengeOf(root, relations);
  response.interactionCode = interactionCodeOf(root);
  return response;
}

void addLink(Link::Kind kind, std::string href, Response& response) {
  if (Url::parse(href)) response.links.push_back({kind, std::move(href)});
}

// The links of a document without forms count only where nothing else is to be done.
void readLinks(const Json& root, Response& response) {
  const Json* list = wrappedArray(root, "remediation");
  for (const Json& form : list == nullptr ? Json::array() : *list) {
    addLink(Link::Kind::customPasswordPage, text(form, "customExpiredPasswordURL").value_or(""),
            response);
  }
  if (!response.isTerminal() || response.hasMessage("idx.session.expired")) return;
  addLink(Link::Kind::success, textOf(object(root, "success"), "href"), response);
  addLink(Link::Kind::failure, textOf(object(root, "failure"), "href"), response);
  addLink(Link::Kind::deviceEnrollment,
          textOf(wrappedObject(root, "deviceEnrollment"), "enrollmentLink"), response);
}

// Okta says these with a document, too. Without any form in it that would look like the end of the
// sign-in, but the form that the person was in is still good: wait, then go on.
std::optional<ErrorCode> passingTrouble(const Response& response, int status) {
  if (response.isTooMany) return ErrorCode::rateLimited;
  const bool isDown = status >= kFirstServerError || response.hasMessage("E0000009") ||
                      response.hasMessage("errors.E0000009");
  return isDown ? std::optional(ErrorCode::serverFailed) : std::nullopt;
}

}  // namespace

Result<Response> parseResponse(const http::Response& response) {
  const Result<Json> root = parseJson(response.body);
  if (!root) return isSuccess(response.status) ? root.error() : errorOf(response);
  if (member(*root, "errorCode") != nullptr || !looksLikeIdx(*root)) return errorOf(response);
  if (!isOurVersion(*root)) return Error{ErrorCode::unsupportedVersion, "not IDX 1.0.0"};
  Response document = readDocument(*root);
  document.isTooMany = response.status == kTooManyRequests ||
                       document.hasMessage("tooManyRequests") || document.hasMessage("E0000047") ||
                       document.hasMessage("errors.E0000047");
  const auto trouble = passingTrouble(document, response.status);
  if (trouble && document.isTerminal()) {
    return Error{*trouble, "HTTP " + std::to_string(response.status)};
  }
  readLinks(*root, document);
  return document;
}

}  // namespace latchkey::idx
