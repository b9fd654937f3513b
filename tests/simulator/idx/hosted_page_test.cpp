// The org's own sign-in page, where /v1/authorize leads to.

#include "simulator/idx/hosted_page.h"

#include "tests/simulator/redirects.h"

namespace latchkey::simulator::redirects {
namespace {

using HostedPage = Authorize;

TEST_F(HostedPage, SignsInByTheMailedCodeAndGoesBackToTheApp) {
  const auto first = ask(usual());
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(header(first, "Content-Security-Policy"), "frame-ancestors 'none'");
  const auto second = press(first, {{"identifier", "ada@example.com"}});
  EXPECT_NE(second.body.find("Send me an email"), std::string::npos) << second.body;
  const auto third = press(second, {});
  const auto wrong = press(third, {{"passcode", "nonsense"}});
  EXPECT_NE(wrong.body.find("Invalid code. Try again."), std::string::npos);
  const auto last = press(wrong, {{"passcode", grace_.mailTo("ada@example.com").code}});
  const Json tokens = grace_.tokens(grant(in(saidByQuery(last), "code")));
  EXPECT_EQ(text(claimsOf(text(tokens, "id_token").value_or("")), "email"), "ada@example.com");
  takeSession(last);
  EXPECT_FALSE(freshCode().empty()) << "the org knows the browser from then on";
}

TEST_F(HostedPage, IsThereForPromptLoginHoweverFreshTheSessionIs) {
  signInToTheOrg();
  EXPECT_EQ(ask(usual()).status, 302);
  EXPECT_EQ(ask(with(usual(), "prompt", "login")).status, 200);
}

TEST_F(HostedPage, NamesTheUnknownAndFillsInTheHint) {
  const auto first = ask(with(usual(), "login_hint", "\"><b>x"));
  EXPECT_NE(first.body.find("value=\"&quot;&gt;&lt;b&gt;x\""), std::string::npos);
  const auto again = press(first, {{"identifier", "nobody@example.com"}});
  EXPECT_NE(again.body.find("There is no account with the Username nobody@example.com."),
            std::string::npos);
}

TEST_F(HostedPage, SpeaksThePersonsLanguage) {
  grace_.acceptLanguage = "ja";
  const auto page = ask(usual());
  EXPECT_NE(page.body.find("<html lang=\"ja\">"), std::string::npos);
  EXPECT_NE(page.body.find("ユーザー名"), std::string::npos);
}

TEST_F(HostedPage, GoesOnWhereALinkWasFollowed) {
  grace_.org.policy().app.emailVerificationUrl.clear();
  grace_.org.policy().linkLanding = LinkLanding::finish;
  const auto waiting = press(ask(usual()), {{"identifier", "grace@example.com"}});
  const std::string link = grace_.mailTo("grace@example.com").link;
  EXPECT_EQ(press(waiting, {}).status, 200);
  grace_.get(link.substr(std::string("http://localhost:8081").size()));
  EXPECT_FALSE(in(saidByQuery(press(waiting, {})), "code").empty());
}

TEST_F(HostedPage, IsOverWithTheSignInAndForAMadeUpToken) {
  const auto first = ask(usual());
  grace_.clock.advance(Seconds{7200});
  EXPECT_EQ(press(first, {{"identifier", "ada@example.com"}}).status, 400);
  EXPECT_EQ(grace_.postForm("/login/step", {{"stateToken", "02guess"}}).status, 400);
  EXPECT_EQ(grace_.get("/login/token/redirect?stateToken=02guess").status, 400);
}

// What a widget in place of the org's page does: its state token is that of the page.
TEST_F(HostedPage, IsAnIdxSignInWhoseSuccessIsARedirect) {
  const auto first = ask(usual());
  const std::size_t at = first.body.find("02", first.body.find("name=\"stateToken\""));
  const std::string token = first.body.substr(at, first.body.find('"', at) - at);
  const auto begun = grace_.postJson("/idp/idx/introspect", {{"stateToken", token}});
  EXPECT_EQ(forms(parsed(begun.body)).substr(0, 8), "identify");
  grace_.stateHandle = token;
  grace_.identify("grace@example.com");
  const Json end = grace_.answer(grace_.mailTo("grace@example.com").code);
  EXPECT_EQ(textAt(end, "success.name"), "success-redirect");
  EXPECT_EQ(member(end, "successWithInteractionCode"), nullptr);
  const std::string href = textAt(end, "success.href");
  const auto back = grace_.get(href.substr(std::string("http://localhost:8081").size()));
  grace_.tokens(grant(in(saidByQuery(back), "code")));
  EXPECT_EQ(grace_.status, 200);
}

}  // namespace
}  // namespace latchkey::simulator::redirects
