#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "idx/parse_response.h"
#include "tests/support/recorded_answers.h"

// What each recorded answer must become, a line each, in tests/golden/idx/recorded-answers.txt:
//   file | the authenticator it is about | its forms and their visible fields | actions | messages
// A field is path:type, "!" for required, "*" for masked, with its options in brackets. The table
// was drawn from the recordings by other means than this parser.
namespace latchkey::idx {
namespace {

using Lines = std::vector<std::string>;

std::string orDash(const std::string& text) { return text.empty() ? "-" : text; }

std::string keyAt(const Response& response, std::optional<std::size_t> index) {
  return index ? response.authenticators[*index].key : "";
}

std::string every(const Remediation& form) {
  return form.refresh ? " every " + std::to_string(form.refresh->count()) : "";
}

std::string describe(const Response& response, const Field& field, const std::string& path) {
  const std::map<FieldType, std::string> types = {{FieldType::string, "string"},
                                                  {FieldType::boolean, "boolean"},
                                                  {FieldType::number, "number"},
                                                  {FieldType::object, "object"},
                                                  {FieldType::set, "set"}};
  std::string line = path + ':' + types.at(field.type);
  if (field.required) line += '!';
  if (field.secret) line += '*';
  Lines options;
  for (const Option& option : field.options) {
    const std::string key = keyAt(response, option.authenticator);
    options.push_back(key.empty() ? option.label : key);
  }
  return options.empty() ? line : line + '[' + join(options, ", ") + ']';
}

void describe(const Response& response, const std::vector<Field>& fields, const std::string& path,
              Lines& lines) {
  for (const Field& field : fields) {
    if (field.visibility == Visibility::hidden) continue;
    if (field.form.empty()) {
      lines.push_back(describe(response, field, path + field.name));
    } else {
      describe(response, field.form, path + field.name + '.', lines);
    }
  }
}

std::string describe(const Response& response, const Remediation& form) {
  std::string line = form.name;
  const std::string key = keyAt(response, form.authenticator);
  if (!key.empty()) line += " <" + key + '>';
  if (!form.submittable) line += " link";
  line += every(form);
  Lines fields;
  describe(response, form.fields, "", fields);
  return fields.empty() ? line : line + " {" + join(fields, ", ") + '}';
}

std::string formsOf(const Response& response) {
  const std::map<Link::Kind, std::string> links = {
      {Link::Kind::success, "success-redirect link"},
      {Link::Kind::failure, "failure-redirect link"},
      {Link::Kind::deviceEnrollment, "device-enrollment link"},
      {Link::Kind::customPasswordPage, "custom-password-page link"}};
  Lines forms;
  for (const Remediation& form : response.remediations) forms.push_back(describe(response, form));
  for (const Link& link : response.links) forms.push_back(links.at(link.kind));
  if (response.interactionCode) forms.emplace_back("interaction code");
  return forms.empty() ? "the end" : join(forms, "; ");
}

std::string actionsOf(const Response& response) {
  Lines actions;
  if (response.cancel) actions.emplace_back("cancel");
  if (const Authenticator* about = response.current()) {
    if (about->resend) actions.push_back("resend" + every(*about->resend));
    if (about->poll) actions.push_back("poll" + every(*about->poll));
    if (about->recover) actions.push_back("recover" + every(*about->recover));
  }
  return orDash(join(actions, ", "));
}

std::string messagesOf(const Response& response) {
  const std::map<Severity, std::string> severities = {
      {Severity::info, "info "}, {Severity::warning, "warning "}, {Severity::error, "error "}};
  Lines messages;
  for (const Message& message : response.allMessages()) {
    messages.push_back(severities.at(message.severity) + message.key);
  }
  return orDash(join(messages, ", "));
}

std::string rowOf(const std::string& file, const Result<Response>& parsed) {
  const std::string stem = file.substr(0, file.size() - std::string(".json").size());
  if (!parsed) return stem + " | no document: " + std::string(name(parsed.error().code));
  const Authenticator* about = parsed->current();
  return join(Lines{stem, orDash(about == nullptr ? "" : about->key), formsOf(*parsed),
                    actionsOf(*parsed), messagesOf(*parsed)},
              " | ");
}

TEST(RecordedTable, EveryRecordingBecomesWhatItsRowSays) {
  const std::filesystem::path folder = support::recordedAnswers("idx");
  if (!support::exists(folder)) {
    GTEST_SKIP() << "no recorded answers here; set LATCHKEY_FIXTURES to their folder";
  }
  const std::string table =
      support::contentOf(LATCHKEY_TESTS_DIR "/golden/idx/recorded-answers.txt");
  std::map<std::string, std::string> rows;
  for (const std::string_view row : split(table, '\n')) {
    rows[std::string(row.substr(0, row.find(' ')))] = std::string(row);
  }
  EXPECT_GE(rows.size(), support::kWholeSet);
  std::size_t checked = 0;
  for (const std::string& file : support::filesIn(folder)) {
    const auto row = rows.find(file.substr(0, file.size() - 5));
    if (row == rows.end()) continue;  // a new one: the invariants hold for it
    const int status = support::statusOf(file);
    const std::string body = support::contentOf(folder / file);
    EXPECT_EQ(rowOf(file, parseResponse({status, {}, body})), row->second);
    ++checked;
  }
  if (support::isDefaultFolder()) EXPECT_GE(checked, support::kWholeSet);
  if (checked == 0) GTEST_SKIP() << "none of the files that have a row is here";
}

}  // namespace
}  // namespace latchkey::idx
