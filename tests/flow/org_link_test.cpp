#include "flow/org_link.h"

#include <gtest/gtest.h>

#include <string>

#include "flow/config_file.h"

namespace latchkey::flow {
namespace {

Config configOf(const std::string& more = "") {
  return *parseConfig(R"({"issuer": "https://id.example.com/oauth2/default", "clientId": "0oa1",
    "redirectUri": "https://www.example.com/login/callback/")" +
                      more + "}");
}

struct Address {
  const char* name;
  const char* behindTheOrigin;
  const char* leadsTo;  // empty: it is no such link
  const char* more = "";
};
void PrintTo(const Address& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class OrgLinkTest : public testing::TestWithParam<Address> {};

TEST_P(OrgLinkTest, LeadsToTheOrg) {
  const auto link = orgLinkIn("https://www.example.com" + std::string(GetParam().behindTheOrigin),
                              configOf(GetParam().more));
  ASSERT_EQ(link.has_value(), *GetParam().leadsTo != 0);
  if (!link) return;
  EXPECT_EQ(link->address, "https://id.example.com" + std::string(GetParam().leadsTo));
  EXPECT_EQ(link->kind.find("SECRET"), std::string::npos) << "it is told in the console";
}

INSTANTIATE_TEST_SUITE_P(
    OfItsOwnPage, OrgLinkTest,
    testing::Values(
        Address{"Welcome", "/welcome/SECRET", "/welcome/SECRET"},
        Address{"Activation", "/activate/SECRET", "/activate/SECRET"},
        Address{"ResetOfAPassword", "/signin/reset-password/SECRET",
                "/signin/reset-password/SECRET"},
        Address{"ResetOfAPasswordOfAnIdentityEngine", "/reset_password/SECRET?fromURI=x",
                "/reset_password/SECRET?fromURI=x"},
        Address{"Verification", "/signin/verify/okta/email/SECRET",
                "/signin/verify/okta/email/SECRET"},
        Address{"Recovery", "/signin/recovery/SECRET", "/signin/recovery/SECRET"},
        Address{"Unlock", "/signin/unlock/SECRET", "/signin/unlock/SECRET"},
        Address{"Token", "/tokens/SECRET/verify", "/tokens/SECRET/verify"},
        Address{"MagicLink", "/email/verify/0oa1?token=SECRET", "/email/verify/0oa1?token=SECRET"},
        Address{"State", "/signin/refresh-auth-state/SECRET", "/signin/refresh-auth-state/SECRET"}),
    [](const auto& test) { return std::string(test.param.name); });

// Which page of the org takes it is not known.
INSTANTIATE_TEST_SUITE_P(
    OfATemplate, OrgLinkTest,
    testing::Values(Address{"Activation", "/?activation_token=SECRET", "/"},
                    Address{"ActivationInOneWord", "/?activationToken=SECRET", "/"},
                    Address{"Recovery", "/?recovery_token=SECRET", "/"},
                    Address{"RecoveryInOneWord", "/?recoveryToken=SECRET", "/"},
                    Address{"InCapitals", "/?RECOVERYTOKEN=SECRET", "/"},
                    Address{"Unlock", "/?unlock_token=SECRET", "/"},
                    Address{"StateToken", "/?stateToken=SECRET", "/"},
                    Address{"AtTheCallbackPage", "/login/callback/?recoveryToken=SECRET", "/"},
                    Address{"AtTheDefaultPage", "/app/?recoveryToken=SECRET", "/"},
                    Address{"WithAState", "/?activation_token=SECRET&state=x", "/"},
                    Address{"EscapedOnceTooOften", "/?x=1&amp;recoveryToken=SECRET", "/"},
                    Address{"InTheFragment", "/#recoveryToken=SECRET", "/"},
                    Address{"InTheFragmentsQuery", "/#/login?recoveryToken=SECRET", "/"},
                    Address{"OfAnOrgWithASignInOfItsOwn", "/?recoveryToken=SECRET", "/apps",
                            R"(, "hostedSignIn": "https://id.example.com/apps")"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    OfNone, OrgLinkTest,
    testing::Values(Address{"TheHomePage", "/", ""},
                    Address{"ASignInLink", "/login/callback/?otp=123456&state=abc", ""},
                    Address{"ASignInLinkWithAnotherToken",
                            "/login/callback/?otp=123456&state=abc&stateToken=x", ""},
                    Address{"AnEmptyToken", "/?recoveryToken=", ""},
                    Address{"AnotherToken", "/?csrf_token=x&tokens=7", ""},
                    Address{"TheFolderOfThePages", "/welcome/", ""},
                    Address{"ADeepPageOfTheApp", "/app/signin/verify/7", ""},
                    Address{"OurCallbackPage", "/signin/verify/callback/?x=1", "",
                            R"(, "signInPage": "/signin/verify/callback/")"},
                    Address{"OurDefaultPage", "/welcome/home/", "",
                            R"(, "defaultPage": "/welcome/home/")"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey::flow
