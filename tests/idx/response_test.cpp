// The typed document: what tells one form or one option from another.
#include "idx/response.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace latchkey::idx {
namespace {

struct KeyRow {
  const char* name;
  Option option;
  const char* key;
};

class OptionKey : public testing::TestWithParam<KeyRow> {};

TEST_P(OptionKey, IsItsValueElseItsLabel) { EXPECT_EQ(keyOf(GetParam().option), GetParam().key); }

INSTANTIATE_TEST_SUITE_P(
    Options, OptionKey,
    testing::Values(KeyRow{"Text", {"SMS", std::string("sms"), {}, {}, {}}, "sms"},
                    KeyRow{"Number", {"Two", std::int64_t{2}, {}, {}, {}}, "2"},
                    KeyRow{"True", {"Yes", true, {}, {}, {}}, "true"},
                    KeyRow{"False", {"No", false, {}, {}, {}}, "false"},
                    KeyRow{"WithoutAValue", {"Other", {}, {}, {}, {}}, "Other"}),
    [](const auto& row) { return row.param.name; });

Remediation selectForm() {
  Remediation form;
  form.kind = RemediationKind::selectAuthenticatorAuthenticate;
  form.name = "select-authenticator-authenticate";
  form.href = "https://id.example.test/idp/idx/challenge";
  Field list;
  list.name = "authenticator";
  Field id;
  id.name = "id";
  id.value = std::string("autEmail");
  list.options = {{"Email", {}, {id}, {}, 0}};
  form.fields = {list};
  return form;
}

TEST(Remediation, EqualsItsCopy) {
  const Remediation form = selectForm();
  const Remediation copy = form;
  EXPECT_EQ(form, copy);
}

struct DifferenceRow {
  const char* name;
  std::function<void(Remediation&)> change;
};

class DifferentRemediation : public testing::TestWithParam<DifferenceRow> {};

TEST_P(DifferentRemediation, IsNotEqual) {
  const Remediation form = selectForm();
  Remediation other = form;
  GetParam().change(other);
  EXPECT_NE(form, other);
}

INSTANTIATE_TEST_SUITE_P(
    Differences, DifferentRemediation,
    testing::Values(
        DifferenceRow{"Name", [](Remediation& it) { it.name = "select-authenticator-enroll"; }},
        DifferenceRow{"Address", [](Remediation& it) { it.href += "/2"; }},
        DifferenceRow{"Authenticator", [](Remediation& it) { it.authenticator = 1; }},
        DifferenceRow{"FieldName", [](Remediation& it) { it.fields[0].name = "channel"; }},
        DifferenceRow{"FieldCount", [](Remediation& it) { it.fields.emplace_back(); }},
        DifferenceRow{"OptionLabel",
                      [](Remediation& it) { it.fields[0].options[0].label = "Mail"; }},
        DifferenceRow{"ValueInsideOfAnOption",
                      [](Remediation& it) {
                        it.fields[0].options[0].form[0].value = std::string("autPassword");
                      }}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::idx
