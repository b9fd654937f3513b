#include "tests/support/recorded_answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "idx/parse_response.h"
#include "idx/relates_to.h"
#include "idx/request.h"

// Holds for every answer that an org was ever recorded to give, whatever it is about.
namespace latchkey::idx {
namespace {

constexpr std::size_t kFewestFiles = 200;

struct Recording {
  std::string file;
  std::string body;
  Result<Response> parsed;
};

std::vector<Recording> recordings() {
  const std::filesystem::path folder = support::recordedAnswers("idx");
  std::vector<Recording> all;
  for (const std::string& file : support::filesIn(folder)) {
    std::string body = support::contentOf(folder / file);
    Result<Response> parsed = parseResponse({support::statusOf(file), {}, body});
    all.push_back(Recording{file, std::move(body), std::move(parsed)});
  }
  return all;
}

class RecordedAnswersTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!support::exists(support::recordedAnswers("idx"))) {
      GTEST_SKIP() << "no recorded answers here; set LATCHKEY_FIXTURES to their folder";
    }
    ASSERT_GE(recordings_.size(), kFewestFiles);
  }

  const std::vector<Recording> recordings_ = recordings();
};

struct NotADocument {
  std::string file;
  ErrorCode code;
};

// The only recorded answers that are no documents, or none that ends anything.
const std::array kNotDocuments = {
    NotADocument{"error-400-unauthorized-client.json", ErrorCode::clientRejected},
    NotADocument{"error-403-proxy-block.json", ErrorCode::blockedByNetwork},
    NotADocument{"error-429-too-many-request-operation-ratelimit.json", ErrorCode::rateLimited},
    NotADocument{"error-500-internal-server-error.json", ErrorCode::serverFailed},
    NotADocument{"error-internal-server-error.json", ErrorCode::serverFailed},
    NotADocument{"error-feature-not-enabled.json", ErrorCode::accessDenied},
    NotADocument{"error-empty-response.json", ErrorCode::malformedResponse},
};

TEST_F(RecordedAnswersTest, AreDocumentsOrTellWhyNot) {
  for (const Recording& recording : recordings_) {
    SCOPED_TRACE(recording.file);
    const auto* expected =
        std::find_if(kNotDocuments.begin(), kNotDocuments.end(),
                     [&](const NotADocument& each) { return each.file == recording.file; });
    if (expected == kNotDocuments.end()) {
      EXPECT_TRUE(recording.parsed.has_value()) << name(recording.parsed.error().code);
    } else if (recording.parsed) {
      ADD_FAILURE() << "taken for a document";
    } else {
      EXPECT_EQ(name(recording.parsed.error().code), name(expected->code));
    }
  }
}

std::vector<std::string> namesInOrder(const Json& root) {
  std::vector<std::string> names;
  const Json* wrapper = object(root, "remediation");
  const Json* list = wrapper == nullptr ? nullptr : array(*wrapper, "value");
  if (list == nullptr) return names;
  for (const Json& ion : *list) names.push_back(text(ion, "name").value_or(""));
  return names;
}

TEST_F(RecordedAnswersTest, KeepEveryFormInTheOrgsOrderUnderItsOwnName) {
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    std::vector<std::string> names;
    for (const Remediation& each : recording.parsed->remediations) {
      names.push_back(each.name);
      EXPECT_TRUE(each.kind == KnownRemediation::unknown || name(each.kind) == each.name);
      EXPECT_EQ(each.href.rfind("http", 0), 0U) << each.href;
    }
    EXPECT_EQ(names, namesInOrder(*parseJson(recording.body)));
  }
}

template <class See>
void visitFields(const std::vector<Field>& fields, const See& see) {
  for (const Field& field : fields) {
    see(field);
    visitFields(field.form, see);
    for (const Option& option : field.options) visitFields(option.form, see);
  }
}

TEST_F(RecordedAnswersTest, NameAndTypeEveryFieldThatAPersonMaySee) {
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    for (const Remediation& remediation : recording.parsed->remediations) {
      visitFields(remediation.fields, [](const Field& field) {
        EXPECT_FALSE(field.name.empty());
        if (field.visibility == Visibility::hidden) return;
        EXPECT_NE(field.name, "stateHandle");
        EXPECT_TRUE(field.isMutable || std::holds_alternative<std::monostate>(field.value))
            << field.name << " is fixed and must not be asked for";
        EXPECT_TRUE(field.form.empty() || field.type == FieldType::object) << field.name;
      });
    }
  }
}

// The texts below any `messages` member, however deep.
void collectTexts(const Json& json, std::set<std::string>& texts) {
  if (const Json* wrapper = object(json, "messages")) {
    const Json* list = array(*wrapper, "value");
    for (const Json& message : list == nullptr ? Json::array() : *list) {
      texts.insert(text(message, "message").value_or(""));
    }
  }
  if (!json.is_structured()) return;
  for (const Json& child : json) collectTexts(child, texts);
}

TEST_F(RecordedAnswersTest, KeepEveryMessageOnEveryLevel) {
  std::size_t messagesSeen = 0;
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    std::set<std::string> expected;
    collectTexts(*parseJson(recording.body), expected);
    std::set<std::string> kept;
    for (const Message& message : recording.parsed->allMessages()) kept.insert(message.text);
    EXPECT_EQ(kept, expected);
    messagesSeen += kept.size();
  }
  EXPECT_GT(messagesSeen, 100U);
}

// What stands at `index` of the authenticators, by the two members that tell it from others.
std::string whoIs(const Response& response, std::optional<std::size_t> index) {
  if (!index) return "nobody";
  const Authenticator& authenticator = response.authenticators[*index];
  return authenticator.key + " " + authenticator.id;
}

// The same, straight from the recording; empty where `node` does not relate to an authenticator.
std::string whoIsRecorded(const Json& root, const Json& node) {
  const Json* target = relatedTo(root, node);
  if (target != nullptr && object(*target, "value") != nullptr) target = object(*target, "value");
  if (target == nullptr || !text(*target, "key")) return "";
  return *text(*target, "key") + " " + text(*target, "id").value_or("");
}

const Json& listIn(const Json* wrapper, std::string_view name) {
  static const Json kNone = Json::array();
  const Json* list = wrapper == nullptr ? nullptr : array(*wrapper, name);
  return list == nullptr ? kNone : *list;
}

// Counts the options that were found to be about somebody.
std::size_t compareOptions(const Response& response, const Field& field, const Json& root,
                           const Json& ion) {
  std::size_t related = 0;
  auto option = field.options.begin();
  for (const Json& each : listIn(&ion, "options")) {
    if (option == field.options.end()) break;
    const std::string expected = whoIsRecorded(root, each);
    if (!expected.empty()) {
      EXPECT_EQ(whoIs(response, option->authenticator), expected) << option->label;
      ++related;
    }
    ++option;
  }
  return related;
}

TEST_F(RecordedAnswersTest, TellOfEveryFormAndChoiceWhichAuthenticatorItIsAbout) {
  std::size_t related = 0;
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    const Json root = *parseJson(recording.body);
    auto remediation = recording.parsed->remediations.begin();
    for (const Json& ion : listIn(object(root, "remediation"), "value")) {
      const std::string expected = whoIsRecorded(root, ion);
      if (!expected.empty()) {
        EXPECT_EQ(whoIs(*recording.parsed, remediation->authenticator), expected);
      }
      for (const Json& field : listIn(&ion, "value")) {
        const Field* parsed = remediation->find(text(field, "name").value_or(""));
        ASSERT_NE(parsed, nullptr);
        related += compareOptions(*recording.parsed, *parsed, root, field);
      }
      ++remediation;
    }
  }
  EXPECT_GT(related, 300U);
}

TEST_F(RecordedAnswersTest, LetNobodyPutInAnotherStateHandle) {
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    for (const Remediation& remediation : recording.parsed->remediations) {
      const Field* handle = remediation.find("stateHandle");
      if (!remediation.submittable || handle == nullptr) continue;
      const http::Request request =
          submitRequest(remediation, {{"stateHandle", std::string("somebody else's")}});
      const Result<Json> body = parseJson(request.body);
      ASSERT_TRUE(body.has_value()) << remediation.name;
      const std::string* sent = std::get_if<std::string>(&handle->value);
      EXPECT_EQ(text(*body, "stateHandle"), sent == nullptr ? "" : *sent) << remediation.name;
    }
  }
}

}  // namespace
}  // namespace latchkey::idx
