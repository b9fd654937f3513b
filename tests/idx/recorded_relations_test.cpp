#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "idx/relates_to.h"
#include "tests/idx/recordings.h"

// Which authenticator each recorded form and choice is about.
namespace latchkey::idx {
namespace {

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

class Relationships {
 public:
  Relationships(const Response& response, const Json& root) : response_(response), root_(root) {}

  void compare(const std::optional<std::size_t>& index, const Json& node) {
    const std::string expected = whoIsRecorded(root_, node);
    if (expected.empty()) return;
    EXPECT_EQ(whoIs(response_, index), expected);
    ++seen_;
  }
  std::size_t seen() const { return seen_; }

 private:
  const Response& response_;
  const Json& root_;
  std::size_t seen_ = 0;
};

TEST_F(RecordedAnswersTest, TellOfEveryFormAndChoiceWhichAuthenticatorItIsAbout) {
  std::size_t related = 0;
  for (const Recording& recording : recordings_) {
    if (!recording.parsed) continue;
    SCOPED_TRACE(recording.file);
    const Json root = *parseJson(recording.body);
    Relationships relationships(*recording.parsed, root);
    eachForm(recording, root, [&](const Remediation& form, const Json& json) {
      relationships.compare(form.authenticator, json);
      eachField(form.fields, listIn(&json, "value"), [&](const Field& field, const Json& of) {
        together(field.options, keptOptions(listIn(&of, "options")),
                 [&](const Option& option, const Json& choice) {
                   relationships.compare(option.authenticator, choice);
                 });
      });
    });
    related += relationships.seen();
  }
  if (isWholeSet()) EXPECT_GT(related, 300U);
}

}  // namespace
}  // namespace latchkey::idx
