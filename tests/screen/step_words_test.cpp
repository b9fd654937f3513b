// What a step is called, and what its buttons say: our words by the name on the wire, else the
// org's.

#include <gtest/gtest.h>

#include <string>

#include "screen/texts.h"

namespace latchkey::screen::texts {
namespace {

using signin::WayKind;

struct LabelRow {
  std::string name;
  WayKind kind;
  std::string form;
  std::string label;  // the org's
  std::string detail;
  std::string says;
};

class LabelFor : public testing::TestWithParam<LabelRow> {};

TEST_P(LabelFor, TellsWhatHappensThen) {
  const LabelRow& row = GetParam();
  signin::Way way;
  way.kind = row.kind;
  way.form.name = row.form;
  way.label = row.label;
  way.detail = row.detail;
  EXPECT_EQ(labelFor(way), row.says);
}

INSTANTIATE_TEST_SUITE_P(
    Way, LabelFor,
    testing::Values(LabelRow{"WithoutTheAppThatIsAsked", WayKind::action, "cancel-polling",
                             "Okta Verify", "", "Go on without Okta Verify"},
                    LabelRow{"WithoutAnAppOfAnotherName", WayKind::action, "cancel-polling", "NFC",
                             "", "Go on without NFC"},
                    LabelRow{"WithoutAnAppThatHasNoName", WayKind::action, "cancel-transaction", "",
                             "", "Go on without Okta Verify"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace latchkey::screen::texts
