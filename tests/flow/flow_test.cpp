// The sign-in and the signed-in session run through the ports, without a screen. Whole visits are
// in tests/scenarios.
#include "flow/flow.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "flow/config_file.h"
#include "session/original_uri.h"
#include "session/token_store.h"
#include "tests/support/fake_ports.h"

namespace latchkey::flow {
namespace {

using Addresses = std::vector<std::string>;

const std::string kSignInPage = "https://www.example.test/";
const std::string kAccountPage = "https://www.example.test/app/";

class FlowTest : public testing::Test {
 protected:
  void signIn() {
    session::Tokens tokens;
    tokens.accessToken = oauth::AccessToken("an-access-token");
    tokens.idToken = oauth::IdToken("h.p.s");
    tokens.tokenType = "Bearer";
    tokens.scopes = {"openid"};
    tokens.accessExpiresAt = ports_.clock.now() + std::chrono::hours(1);
    tokens.idExpiresAt = tokens.accessExpiresAt;
    tokens.claims = R"({"sub":"00u1","name":"Ada Lovelace"})";
    session::TokenStore(ports_.storage, config_.client).save(tokens, config_.client.issuer());
  }

  template <class Phase>
  const Phase* phase() const {
    return std::get_if<Phase>(&flow_.phase());
  }

  support::FakePorts ports_;
  Config config_ = *parseConfig(R"({"issuer":"https://id.example.test/oauth2/default",
      "clientId":"0oa1client","redirectUri":"https://www.example.test/login/callback/"})");
  Flow flow_{config_, ports_.all()};
};

TEST_F(FlowTest, OfTheAccountPageShowsWhoIsSignedIn) {
  signIn();
  flow_.open({.url = kAccountPage, .role = Role::account});
  EXPECT_NE(phase<signin::SignedIn>(), nullptr);
  EXPECT_EQ(ports_.navigator.visited, Addresses());
}

TEST_F(FlowTest, OfTheSignInPageLeavesForTheAppWhereAPersonIsSignedIn) {
  signIn();
  flow_.open({.url = kSignInPage, .role = Role::signIn});
  EXPECT_EQ(ports_.navigator.visited, Addresses{kAccountPage});
}

TEST_F(FlowTest, GoesByTheRoleOfThePageAndNotByItsAddress) {
  signIn();
  flow_.open({.url = kSignInPage, .role = Role::account});
  EXPECT_NE(phase<signin::SignedIn>(), nullptr);
}

TEST_F(FlowTest, OfTheAccountPageLeavesForTheSignInPageAndKeepsTheAddressToComeBackTo) {
  flow_.open({.url = kAccountPage + "orders?id=7", .role = Role::account});
  EXPECT_EQ(ports_.navigator.visited, Addresses{kSignInPage});
  session::ResilientStorage storage(ports_.storage);
  EXPECT_EQ(session::originalUri(storage, oauth::State()), kAccountPage + "orders?id=7");
}

TEST_F(FlowTest, StaysWhereTheAppSendsPeopleBackAgainAndAgain) {
  signIn();
  for (std::size_t visit = 0; visit <= 3; ++visit) {
    Flow flow(config_, ports_.all());
    flow.open({.url = kSignInPage});
    EXPECT_EQ(std::holds_alternative<signin::SignedIn>(flow.phase()), visit == 3) << visit;
  }
  EXPECT_EQ(ports_.navigator.visited, Addresses(3, kAccountPage));
}

TEST_F(FlowTest, TellsWhenThePageIsStillThereLongAfterItBeganToLeave) {
  signIn();
  flow_.open({.url = kSignInPage});
  int changes = 0;
  flow_.onChange([&changes] { ++changes; });
  ports_.timers.runDue();
  EXPECT_FALSE(flow_.isLeavingLong());
  ports_.clock.advance(Milliseconds(5'000));
  ports_.timers.runDue();
  EXPECT_TRUE(flow_.isLeavingLong());
  EXPECT_EQ(changes, 1);
  flow_.leaveAgain();
  EXPECT_EQ(ports_.navigator.visited, Addresses(2, kAccountPage));
}

TEST_F(FlowTest, FollowsATabThatSignedInUnlessAPersonIsTyping) {
  flow_.open({.url = kSignInPage});
  signIn();
  flow_.hear(true);
  EXPECT_EQ(ports_.navigator.visited, Addresses());
  flow_.hear(false);
  EXPECT_EQ(ports_.navigator.visited, Addresses{kAccountPage});
}

TEST_F(FlowTest, KeepsTheAddressOfALinkOfAnotherBrowser) {
  const std::string link = kSignInPage + "login/callback/?otp=482913&state=of-another-browser";
  flow_.open({.url = link});
  EXPECT_NE(phase<signin::LinkElsewhere>(), nullptr);
  EXPECT_EQ(flow_.link(), link);
}

}  // namespace
}  // namespace latchkey::flow
