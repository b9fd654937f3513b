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
  EXPECT_EQ(labelFor(plainEnglish(), way), row.says);
}

INSTANTIATE_TEST_SUITE_P(
    Way, LabelFor,
    testing::Values(
        LabelRow{"WithoutTheAppThatIsAsked", WayKind::action, "cancel-polling", "Okta Verify", "",
                 "Go on without Okta Verify"},
        LabelRow{"WithoutAnAppOfAnotherName", WayKind::action, "cancel-polling", "NFC", "",
                 "Go on without NFC"},
        LabelRow{"WithoutAnAppThatHasNoName", WayKind::action, "cancel-transaction", "", "",
                 "Go on without Okta Verify"},
        LabelRow{"AMethod", WayKind::method, "select-authenticator-authenticate", "Phone",
                 "+1 XXX-4601", "Phone: +1 XXX-4601"},
        LabelRow{"AMethodThatNobodyNames", WayKind::method, "select-it", "", "", "Another way"},
        LabelRow{"AForgottenPassword", WayKind::action, "recover", "", "", "Forgot your password?"},
        LabelRow{"SomethingElseForgotten", WayKind::action, "recover", "PIN", "", "Reset PIN"},
        LabelRow{"AProvider", WayKind::provider, "redirect-idp", "Google", "",
                 "Continue with Google"},
        LabelRow{"AProviderThatNobodyNames", WayKind::provider, "redirect-idp", "", "",
                 "Continue with another account"},
        LabelRow{"AProofOfIdentity", WayKind::provider, "redirect-idverify", "Persona", "",
                 "Verify your identity"},
        LabelRow{"TheAppsPage", WayKind::provider, "success-redirect", "", "", "Continue"},
        LabelRow{"AnErrorPage", WayKind::provider, "failure-redirect", "", "", "Leave this page"}),
    [](const auto& test) { return test.param.name; });

TEST(HeadingFor, APasswordThatExpiresIsNotSetUp) {
  signin::OtherStep step;
  step.about = idx::Authenticator();
  step.about->displayName = "Password";
  step.name = "reenroll-authenticator-warning";
  EXPECT_EQ(headingFor(plainEnglish(), step), "Your password expires soon");
  step.name = "reenroll-custom-password-expiry";
  EXPECT_EQ(headingFor(plainEnglish(), step), "Your password has expired");
}

}  // namespace
}  // namespace latchkey::screen::texts
