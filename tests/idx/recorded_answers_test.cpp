#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "idx/request.h"
#include "tests/idx/recordings.h"

// Holds for every recorded answer of an org, also for recordings that are added later.
namespace latchkey::idx {
namespace {

bool isOneOf(const std::string& word, const std::set<std::string>& words) {
  return words.contains(word);
}

// One of these members makes a body an IDX document; an error of the classic API is not one.
bool isDocument(const Json& root) {
  if (!root.is_object() || member(root, "errorCode") != nullptr) return false;
  const Json* messages = object(root, "messages");
  return (messages != nullptr && array(*messages, "value") != nullptr) ||
         member(root, "version") != nullptr || member(root, "stateHandle") != nullptr ||
         member(root, "remediation") != nullptr ||
         member(root, "successWithInteractionCode") != nullptr;
}

bool isOurVersion(const Json& root) {
  return member(root, "version") == nullptr || text(root, "version") == "1.0.0";
}

std::set<std::string> keysOf(const Json& root) {
  std::set<std::string> keys;
  for (const Json& message : listIn(object(root, "messages"), "value")) {
    if (const Json* i18n = object(message, "i18n")) keys.insert(text(*i18n, "key").value_or(""));
  }
  return keys;
}

bool saysOneOf(const Json& root, const std::set<std::string>& wanted) {
  const std::set<std::string> keys = keysOf(root);
  return std::any_of(keys.begin(), keys.end(),
                     [&](const std::string& key) { return isOneOf(key, wanted); });
}

// Trouble that passes, told without any form, does not end what the person was in.
std::optional<ErrorCode> passingTroubleIn(const Json& root, int status) {
  const Json* success = object(root, "successWithInteractionCode");
  if (!keptForms(root).empty() || !listIn(success, "value").empty()) return std::nullopt;
  if (status == 429 || saysOneOf(root, {"tooManyRequests", "E0000047", "errors.E0000047"})) {
    return ErrorCode::rateLimited;
  }
  const bool isDown = status >= 500 || saysOneOf(root, {"E0000009", "errors.E0000009"});
  return isDown ? std::optional(ErrorCode::serverFailed) : std::nullopt;
}

// What RFC 6749 and the classic API call a refusal.
ErrorCode refusalIn(const Json& root, int status) {
  const std::string classic = text(root, "errorCode").value_or("");
  if (classic == "E0000047") return ErrorCode::rateLimited;
  if (isOneOf(classic, {"E0000006", "E0000015"})) return ErrorCode::accessDenied;
  if (isOneOf(classic, {"E0000009", "E0000010"}) || status >= 500) return ErrorCode::serverFailed;
  if (status == 429) return ErrorCode::rateLimited;
  const std::string error = text(root, "error").value_or("");
  if (!classic.empty() || error.empty()) return ErrorCode::malformedResponse;
  if (error == "access_denied") return ErrorCode::accessDenied;
  if (error == "invalid_grant") return ErrorCode::invalidGrant;
  if (isOneOf(error, {"invalid_client", "unauthorized_client", "invalid_scope"})) {
    return ErrorCode::clientRejected;
  }
  const bool isOfAFirewall = status == 403 && !text(root, "error_description");
  return isOfAFirewall ? ErrorCode::blockedByNetwork : ErrorCode::oauthRefused;
}

// 403 in words that Okta does not use is a firewall's.
ErrorCode codeFor(const Recording& recording) {
  const Result<Json> root = parseJson(recording.body);
  if (root && isDocument(*root)) {
    if (!isOurVersion(*root)) return ErrorCode::unsupportedVersion;
    return passingTroubleIn(*root, recording.status).value_or(ErrorCode::unsupportedVersion);
  }
  const bool isRefusal =
      root && (member(*root, "error") != nullptr || member(*root, "errorCode") != nullptr);
  if (isRefusal || recording.status >= 500 || recording.status == 429) {
    return refusalIn(root ? *root : Json(), recording.status);
  }
  return recording.status == 403 ? ErrorCode::blockedByNetwork : ErrorCode::malformedResponse;
}

TEST_F(RecordedAnswersTest, AreDocumentsOrTellWhyNot) {
  for (const Recording& recording : recordings_) {
    SCOPED_TRACE(recording.file);
    const Result<Json> root = parseJson(recording.body);
    const bool isAnswer = root && isDocument(*root) && isOurVersion(*root) &&
                          !passingTroubleIn(*root, recording.status);
    ASSERT_EQ(recording.parsed.has_value(), isAnswer);
    if (!isAnswer) {
      EXPECT_EQ(name(recording.parsed.error().code), name(codeFor(recording)));
    }
  }
}

struct NotADocument {
  std::string_view file;
  ErrorCode code;
};

constexpr std::array kNotDocuments = {
    NotADocument{"error-400-unauthorized-client.json", ErrorCode::clientRejected},
    NotADocument{"error-403-proxy-block.json", ErrorCode::blockedByNetwork},
    NotADocument{"error-429-too-many-request-operation-ratelimit.json", ErrorCode::rateLimited},
    NotADocument{"error-500-internal-server-error.json", ErrorCode::serverFailed},
    NotADocument{"error-internal-server-error.json", ErrorCode::serverFailed},
    NotADocument{"error-feature-not-enabled.json", ErrorCode::accessDenied},
    NotADocument{"error-empty-response.json", ErrorCode::blockedByNetwork},
};

TEST_F(RecordedAnswersTest, ThatAreNoDocumentsTellWhatTheirRowsSay) {
  for (const Recording& recording : recordings_) {
    const auto* row = std::find_if(kNotDocuments.begin(), kNotDocuments.end(),
                                   [&](const auto& each) { return each.file == recording.file; });
    if (row == kNotDocuments.end()) continue;
    ASSERT_FALSE(recording.parsed.has_value()) << row->file;
    EXPECT_EQ(name(recording.parsed.error().code), name(row->code)) << row->file;
  }
}

TEST_F(RecordedAnswersTest, KeepEveryFormInTheOrgsOrderUnderItsOwnName) {
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    const Json root = *parseJson(recording.body);
    eachForm(recording, root, [](const Remediation& form, const Json& json) {
      EXPECT_EQ(form.name, text(json, "name"));
      EXPECT_EQ(form.href, text(json, "href"));
      EXPECT_TRUE(form.kind == RemediationKind::unknown || name(form.kind) == form.name);
      EXPECT_EQ(form.submittable, member(json, "rel") != nullptr) << form.name;
    });
  }
}

FieldType typeOf(const Json& json) {
  static const std::map<std::string, FieldType> kTypes = {
      {"boolean", FieldType::boolean}, {"number", FieldType::number},
      {"integer", FieldType::number},  {"set", FieldType::set},
      {"array", FieldType::set},       {"object", FieldType::object}};
  const auto known = kTypes.find(text(json, "type").value_or(""));
  if (known != kTypes.end()) return known->second;
  return fieldsInside(json).empty() ? FieldType::string : FieldType::object;
}

void expectAsItWas(const Field& field, const Json& json) {
  EXPECT_EQ(field.name, text(json, "name"));
  EXPECT_EQ(field.label, text(json, "label").value_or("")) << field.name;
  EXPECT_EQ(field.type, typeOf(json)) << field.name;
  EXPECT_EQ(field.required, boolean(json, "required").value_or(false)) << field.name;
  EXPECT_EQ(field.secret, boolean(json, "secret").value_or(false)) << field.name;
  if (field.visibility == Visibility::hidden) return;
  EXPECT_NE(field.name, "stateHandle");
  EXPECT_TRUE(boolean(json, "visible").value_or(true)) << field.name;
  EXPECT_TRUE(field.isMutable || std::holds_alternative<std::monostate>(field.value))
      << field.name << " is fixed and must not be asked for";
}

TEST_F(RecordedAnswersTest, NameAndTypeEveryFieldAsTheOrgDoes) {
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    const Json root = *parseJson(recording.body);
    eachForm(recording, root, [](const Remediation& form, const Json& json) {
      eachField(form.fields, listIn(&json, "value"), expectAsItWas);
    });
  }
}

// The texts below any `messages` member, however deep. What has neither a text nor a key says
// nothing.
void collectTexts(const Json& json, std::set<std::string>& texts) {
  for (const Json& message : listIn(object(json, "messages"), "value")) {
    const Json* i18n = object(message, "i18n");
    const std::string key = i18n == nullptr ? "" : text(*i18n, "key").value_or("");
    const std::string words = text(message, "message").value_or("");
    if (!key.empty() || !words.empty()) texts.insert(words);
  }
  if (!json.is_structured()) return;
  for (const Json& child : json) collectTexts(child, texts);
}

// Of the page and of its forms: a form that cannot be sent takes its own with it.
std::set<std::string> textsIn(const Json& root) {
  Json page = Json::object();
  if (const Json* messages = member(root, "messages")) setMember(page, "messages", *messages);
  std::set<std::string> texts;
  collectTexts(page, texts);
  for (const Json* form : keptForms(root)) collectTexts(*form, texts);
  return texts;
}

TEST_F(RecordedAnswersTest, KeepEveryMessageOnEveryLevel) {
  std::size_t messagesSeen = 0;
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    std::set<std::string> kept;
    for (const Message& message : recording.parsed->allMessages()) kept.insert(message.text);
    EXPECT_EQ(kept, textsIn(*parseJson(recording.body)));
    messagesSeen += kept.size();
  }
  if (isWholeSet()) EXPECT_GT(messagesSeen, 100U);
}

TEST_F(RecordedAnswersTest, LetNobodyPutInAnotherStateHandle) {
  const std::string foreign = "somebody else's";
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    for (const Remediation& form : recording.parsed->remediations) {
      const http::Request request = submitRequest(form, {{"stateHandle", foreign}});
      const Field* handle = form.find("stateHandle");
      if (form.method == http::Method::get) {
        EXPECT_EQ(request.body, "") << form.name << " is navigated to";
      } else if (handle != nullptr) {
        const Result<Json> body = parseJson(request.body);
        ASSERT_TRUE(body.has_value()) << form.name;
        EXPECT_EQ(request.body.find(foreign), std::string::npos) << form.name;
        const std::string* given = std::get_if<std::string>(&handle->value);
        if (given != nullptr) EXPECT_EQ(text(*body, "stateHandle"), *given) << form.name;
      }
    }
  }
}

}  // namespace
}  // namespace latchkey::idx
