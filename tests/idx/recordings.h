#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/url.h"
#include "idx/parse_response.h"
#include "tests/support/recorded_answers.h"

// Every recorded answer, as it is and as what it was parsed into, and which part became which.
namespace latchkey::idx {

struct Recording {
  std::string file;
  int status = 200;
  std::string body;
  Result<Response> parsed;
};

class RecordedAnswersTest : public testing::Test {
 protected:
  void SetUp() override {
    if (recordings_.empty()) {
      GTEST_SKIP() << "no recorded answers here; set LATCHKEY_FIXTURES to their folder";
    }
    if (support::isDefaultFolder()) ASSERT_GE(recordings_.size(), support::kWholeSet);
  }

  bool isWholeSet() const { return recordings_.size() >= support::kWholeSet; }

  const std::vector<Recording> recordings_ = [] {
    const std::filesystem::path folder = support::recordedAnswers("idx");
    std::vector<Recording> all;
    for (const std::string& file : support::filesIn(folder)) {
      const int status = support::statusOf(file);
      std::string body = support::contentOf(folder / file);
      Result<Response> parsed = parseResponse({status, {}, body});
      all.push_back({file, status, std::move(body), std::move(parsed)});
    }
    return all;
  }();
};

inline const Json& listIn(const Json* wrapper, std::string_view name) {
  static const Json kNone = Json::array();
  const Json* list = wrapper == nullptr ? nullptr : array(*wrapper, name);
  return list == nullptr ? kNone : *list;
}

// The fields of an object: {"form": {"value": [...]}}, as such or inside its `value`.
inline const Json& fieldsInside(const Json& field) {
  for (const Json* holder : {&field, object(field, "value")}) {
    const Json* form = holder == nullptr ? nullptr : object(*holder, "form");
    if (form != nullptr && array(*form, "value") != nullptr) return listIn(form, "value");
  }
  return listIn(nullptr, "");
}

// What has no name cannot be sent, and what has no address cannot be sent anywhere: such forms and
// fields are left out on purpose, and nothing after them may be taken for them.
inline std::vector<const Json*> keptForms(const Json& root) {
  std::vector<const Json*> kept;
  for (const Json& form : listIn(object(root, "remediation"), "value")) {
    const bool isNamed = !text(form, "name").value_or("").empty();
    if (isNamed && Url::parse(text(form, "href").value_or(""))) kept.push_back(&form);
  }
  return kept;
}

inline std::vector<const Json*> keptFields(const Json& fields) {
  std::vector<const Json*> kept;
  for (const Json& field : fields) {
    if (!text(field, "name").value_or("").empty()) kept.push_back(&field);
  }
  return kept;
}

// An option that only says how to draw the choices stands for those inside of it.
inline std::vector<const Json*> keptOptions(const Json& options) {
  std::vector<const Json*> kept;
  for (const Json& option : options) {
    if (!option.is_object()) continue;
    const Json* wrapper = object(option, "value");
    const Json* hint = wrapper == nullptr ? nullptr : object(*wrapper, "value");
    if (hint == nullptr || !fieldsInside(option).empty()) {
      kept.push_back(&option);
      continue;
    }
    const std::vector<const Json*> inside = keptOptions(listIn(hint, "options"));
    kept.insert(kept.end(), inside.begin(), inside.end());
  }
  return kept;
}

// Calls see(part, json) with each part and what it was parsed from.
template <class Part, class See>
void together(const std::vector<Part>& parts, const std::vector<const Json*>& jsons,
              const See& see) {
  ASSERT_EQ(parts.size(), jsons.size());
  for (std::size_t i = 0; i < parts.size(); ++i) see(parts[i], *jsons[i]);
}

template <class See>
void eachForm(const Recording& recording, const Json& root, const See& see) {
  const std::vector<const Json*> kept = keptForms(root);
  std::vector<Remediation> forms = recording.parsed->remediations;
  // Pages elsewhere that stand beside the forms come after them, as links.
  while (forms.size() > kept.size() && !forms.back().submittable) {
    EXPECT_NE(recording.body.find(forms.back().href), std::string::npos) << forms.back().name;
    forms.pop_back();
  }
  together(forms, kept, see);
}

// Of a form, nested ones and those of its choices included.
template <class See>
void eachField(const std::vector<Field>& fields, const Json& jsons, const See& see) {
  together(fields, keptFields(jsons), [&](const Field& field, const Json& json) {
    see(field, json);
    eachField(field.form, fieldsInside(json), see);
    together(field.options, keptOptions(listIn(&json, "options")),
             [&](const Option& option, const Json& choice) {
               eachField(option.form, fieldsInside(choice), see);
             });
  });
}

}  // namespace latchkey::idx
