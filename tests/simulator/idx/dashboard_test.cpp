// The org's own pages, where people come without an app that has sent them.

#include "simulator/idx/dashboard.h"

#include "tests/simulator/redirects.h"

namespace latchkey::simulator::redirects {
namespace {

using Dashboard = Authorize;

constexpr const char* kApplications = "http://localhost:8081/app/UserHome";

TEST_F(Dashboard, IsWhereTheHomeOfTheOrgLeads) {
  const auto home = grace_.get("/");
  EXPECT_EQ(home.status, 302);
  EXPECT_EQ(header(home, "Location"), kApplications);
}

TEST_F(Dashboard, AsksWhoItIsAndThenLeadsToTheApp) {
  const auto first = grace_.get("/app/UserHome");
  EXPECT_EQ(first.status, 200);
  const auto second = press(first, {{"identifier", "grace@example.com"}});
  const auto last = press(second, {{"passcode", grace_.mailTo("grace@example.com").code}});
  EXPECT_EQ(last.status, 302);
  const std::string back = header(last, "Location");
  EXPECT_EQ(back.find("http://localhost:8081/enduser/callback?code="), 0U) << back;
  takeSession(last);
  EXPECT_EQ(header(grace_.get("/enduser/callback?code=x"), "Location"), kApplications);
  const auto shown = grace_.send(http::Method::get, "/app/UserHome", {{"Cookie", session_}}, "");
  EXPECT_NE(shown.body.find("You are signed in as Grace Hopper."), std::string::npos) << shown.body;
  EXPECT_NE(shown.body.find("<a href=\"http://localhost:8080/\">Latchkey demo</a>"),
            std::string::npos);
}

TEST_F(Dashboard, GivesACodeThatNoAppCanRedeem) {
  const auto waiting = press(grace_.get("/app/UserHome"), {{"identifier", "grace@example.com"}});
  const auto last = press(waiting, {{"passcode", grace_.mailTo("grace@example.com").code}});
  const std::string back = header(last, "Location");
  const std::string code = back.substr(back.find('=') + 1);
  grace_.tokens(grant(code));
  EXPECT_EQ(grace_.status, 400);
}

TEST_F(Dashboard, IsOnlyLookedAt) {
  for (const char* path : {"/", "/app/UserHome"}) {
    EXPECT_EQ(grace_.postForm(path, {}).status, 405) << path;
  }
}

}  // namespace
}  // namespace latchkey::simulator::redirects
