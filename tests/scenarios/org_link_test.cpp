// A link of another mail of the org that leads here: said to be the org's, with a way there.

#include <gtest/gtest.h>

#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;

struct Way {
  const char* name;
  const char* address;
};
void PrintTo(const Way& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class OrgLink : public testing::TestWithParam<Way> {
 protected:
  World world;
  Browser browser{world};
};

TEST_P(OrgLink, SaysSoBeginsNothingAndCanBeLeftForASignIn) {
  Visit& visit = browser.opens(GetParam().address);
  EXPECT_EQ(visit.name(), "org-link");
  EXPECT_TRUE(visit.shows("Go on at your organization"));
  EXPECT_EQ(visit.requests.size(), 0U);
  ASSERT_EQ(visit.console.size(), 1U);
  EXPECT_NE(visit.console[0].find("what to change: Customizations"), std::string::npos);
  EXPECT_EQ(visit.console[0].find("SECRET"), std::string::npos);
  EXPECT_EQ(browser.keptAnywhere().find("SECRET"), std::string::npos);
  visit.presses("Sign in here instead");
  visit.types("Username", kAda);
  visit.presses("Next");
  EXPECT_EQ(visit.name(), "ask");
}

TEST_P(OrgLink, IsSaidToWhoIsSignedInToo) {
  browser.signsIn(kAda);
  Visit& visit = browser.opens(GetParam().address);
  EXPECT_EQ(visit.name(), "org-link");
  EXPECT_EQ(visit.leftFor(), "");
}

TEST_P(OrgLink, LeavesASignInThatWaitsAlone) {
  Visit& waiting = browser.waitsForTheMail(kAda);
  browser.opens(GetParam().address);
  waiting.typesTheCodeSentTo(kAda);
  EXPECT_EQ(waiting.leftFor(), kApp);
}

INSTANTIATE_TEST_SUITE_P(
    With, OrgLink,
    testing::Values(Way{"ATokenInThePath", "http://localhost:8080/signin/reset-password/SECRET"},
                    Way{"ATokenInTheQuery", "http://localhost:8080/?recoveryToken=SECRET"},
                    Way{"ATokenAtTheCallbackPage",
                        "http://localhost:8080/login/callback/?activation_token=SECRET&state=x"},
                    Way{"ATokenAtTheAppsPage", "http://localhost:8080/app/?recoveryToken=SECRET"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey
