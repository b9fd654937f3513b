// A sign-out, from the person who wants it to an org that has confirmed it, or has not.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "signin/account.h"
#include "tests/support/account_driver.h"

namespace latchkey::signin {
namespace {

class SigningOut : public testing::Test, protected support::AccountDriver {
 protected:
  void isToldToEnd(SignOutScope scope) {
    account = Account{support::demoClient(),
                      {"https://app.example.test/", "https://app.example.test/app/", scope,
                       "https://www.example.test/bye"}};
  }
  // What went out last is answered; a retry is sent first.
  void isAnswered(const Result<http::Response>& answer) {
    if (wants<StartTimer>() && !wants<Send>()) {
      happens(TimerFired{last<StartTimer>()->ticket});
    }
    happens(Answered{last<Send>()->ticket, answer});
  }
  const std::string& sent() const { return last<Send>()->request.body; }
};

http::Response status(int status, const std::string& body = "") { return {status, {}, body}; }

TEST_F(SigningOut, RevokesTheRefreshTokenFirstAndAlone) {
  opens(tokens("1"));
  happens(SignOut{});
  EXPECT_EQ(count<Send>(), 1U);
  EXPECT_NE(sent().find("token=refresh-1&token_type_hint=refresh_token"), std::string::npos);
  isAnswered(status(200));
  EXPECT_NE(sent().find("token=access-1&token_type_hint=access_token"), std::string::npos);
}

TEST_F(SigningOut, EndsTheOrgsSessionByARequestAndLeavesForThePageOfTheConfiguration) {
  isToldToEnd(SignOutScope::org);
  opens(tokens("1"));
  happens(SignOut{});
  isAnswered(status(200));
  isAnswered(status(200));
  EXPECT_EQ(last<Send>()->request.method, http::Method::del);
  EXPECT_EQ(last<Send>()->request.url, "https://id.example.test/api/v1/sessions/me");
  EXPECT_EQ(last<Send>()->request.credentials, http::Credentials::include);
  isAnswered(status(204));
  EXPECT_EQ(last<Navigate>()->url, "https://www.example.test/bye");
  EXPECT_EQ(last<Navigate>()->form, "");
}

TEST_F(SigningOut, AsksTheOrgsOwnPageWhereTheRequestDoesNotEndItsSession) {
  const std::vector<std::optional<Result<http::Response>>> answers = {
      Result<http::Response>(status(404)), Result<http::Response>(status(200, "<html>")),
      Result<http::Response>(Error{ErrorCode::networkUnreachable, "CORS"}), std::nullopt};
  for (const auto& answer : answers) {
    isToldToEnd(SignOutScope::org);
    opens(tokens("1"));
    happens(SignOut{});
    isAnswered(status(200));
    isAnswered(status(200));
    if (answer) isAnswered(*answer);
    if (!answer) happens(TimerFired{last<StartTimer>()->ticket});
    EXPECT_EQ(last<Navigate>()->url, "https://id.example.test/oauth2/default/v1/logout")
        << "nothing of the ID token gets into a history";
    EXPECT_EQ(last<Navigate>()->form,
              "id_token_hint=h.p.s&post_logout_redirect_uri=https%3A%2F%2Fwww.example.test%2Fbye");
  }
}

struct Sites {
  const char* name;
  const char* page;
  bool areOne;
};
void PrintTo(const Sites& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class SessionThatIsOver : public SigningOut, public testing::WithParamInterface<Sites> {};

// Of another site's page the browser may keep the org's cookies back, so that there seems to be
// none.
TEST_P(SessionThatIsOver, IsBelievedOfOneSiteOnly) {
  account = Account{support::demoClient(), {GetParam().page, GetParam().page}};
  opens(tokens("1"));
  happens(SignOut{});
  isAnswered(status(200));
  isAnswered(status(200));
  isAnswered(status(404, R"({"errorCode":"E0000007","errorSummary":"Not found"})"));
  EXPECT_EQ(last<Navigate>()->form.empty(), GetParam().areOne);
}

INSTANTIATE_TEST_SUITE_P(
    At, SessionThatIsOver,
    testing::Values(Sites{"TheSameHost", "https://id.example.test/", true},
                    Sites{"AnotherPortOfIt", "https://id.example.test:8443/", true},
                    Sites{"TheDomainAbove", "https://example.test/", true},
                    Sites{"ADomainBelow", "https://app.id.example.test/", true},
                    Sites{"ANeighbour", "https://app.example.test/", false},
                    Sites{"AnotherDomain", "https://www.example.org/", false},
                    Sites{"AnEndInCommon", "https://xid.example.test/", false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(SigningOut, ThatWasNotConfirmedCanBeTriedAgainWithTheSameTokens) {
  isToldToEnd(SignOutScope::tokens);
  opens(tokens("1"));
  happens(SignOut{});
  isAnswered(status(503));
  isAnswered(status(503));
  ASSERT_TRUE(page()->isUnconfirmed);
  EXPECT_EQ(count<Navigate>(), 0U);
  happens(TokensAppeared{tokens("2")});
  happens(TryAgain{});
  EXPECT_NE(sent().find("token=refresh-1"), std::string::npos);
  isAnswered(status(200));
  isAnswered(status(200));
  EXPECT_EQ(last<Navigate>()->url, "https://www.example.test/bye");
  EXPECT_EQ(count<ForgetTokens>(), 1U) << "what is stored since is not ours";
}

TEST_F(SigningOut, ThatWasNotConfirmedCanGoOnAtTheOrg) {
  isToldToEnd(SignOutScope::org);
  opens(tokens("1"));
  happens(SignOut{});
  isAnswered(status(503));
  isAnswered(status(503));
  ASSERT_TRUE(page()->canEndAtOrg);
  happens(SignOutAtOrg{});
  EXPECT_EQ(last<Navigate>()->url, "https://id.example.test/oauth2/default/v1/logout");
}

struct Told {
  const char* name;
  // One after the other; nothing: no answer until it is too late.
  std::vector<std::optional<Result<http::Response>>> answers;
  bool isConfirmed;
};
void PrintTo(const Told& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class SignOutTest : public SigningOut,
                    public testing::WithParamInterface<std::tuple<SignOutScope, Told>> {};

TEST_P(SignOutTest, IsConfirmedByTheOrgOrSaidNotToBe) {
  const auto& [scope, told] = GetParam();
  isToldToEnd(scope);
  opens(tokens("1"));
  happens(SignOut{});
  EXPECT_TRUE(std::holds_alternative<ForgetTokens>(latest.front())) << "whatever comes";
  const Ticket tooLate = last<StartTimer>()->ticket;
  EXPECT_EQ(last<StartTimer>()->delay, Seconds(2));
  for (const auto& answer : told.answers) {
    if (answer) isAnswered(*answer);
    if (!answer) happens(TimerFired{tooLate});
  }
  const bool isUnconfirmed = page() != nullptr && page()->isUnconfirmed;
  EXPECT_EQ(isUnconfirmed, !told.isConfirmed);
  EXPECT_EQ(account.trouble().advice, told.isConfirmed ? Advice::none : Advice::signedOutHere);
  if (!told.isConfirmed) EXPECT_EQ(count<Navigate>(), 0U);
}

const Result<http::Response> kDone = http::Response{200, {}, ""};
const Result<http::Response> kOffline = Error{ErrorCode::networkUnreachable, "offline"};

INSTANTIATE_TEST_SUITE_P(
    Of, SignOutTest,
    testing::Combine(
        testing::Values(SignOutScope::tokens, SignOutScope::org),
        testing::Values(
            Told{"TokensThatWereRevoked", {kDone, kDone}, true},
            Told{"TokensByAnOrgThatSaysSoInJson", {kDone, status(200, "{}")}, true},
            Told{"TokensByAnOrgThatWasBusyOnce", {status(429), kDone, kDone}, true},
            Told{"TokensByANetworkThatWasAwayOnce", {kDone, kOffline, kDone}, true},
            Told{"TokensByAnOrgInTrouble", {status(503), status(503)}, false},
            Told{"TheAccessTokenOnlyInTrouble", {kDone, status(500), status(502)}, false},
            Told{"TokensByABusyOrg", {status(429), status(429)}, false},
            Told{"TokensByAnOrgThatRefuses", {status(401), status(401)}, false},
            Told{"TokensByAFirewall", {status(403), status(403)}, false},
            Told{"TokensByACaptivePortal",
                 {status(200, "<html>Hello"), status(200, " <!DOCTYPE html>")},
                 false},
            Told{"TokensByAGatewayThatHidesTheError",
                 {status(200, R"({"error":"invalid_client"})"),
                  status(200, R"({"error":"invalid_client"})")},
                 false},
            Told{"TokensByARedirect", {status(302), status(302)}, false},
            Told{"TokensByAnOrgThatDoesNotAnswer", {std::nullopt}, false},
            Told{"TheAccessTokenByAnOrgThatDoesNotAnswer", {kDone, std::nullopt}, false},
            Told{"TokensWithoutANetwork", {kOffline, kOffline}, false})),
    [](const auto& test) {
      const bool isOrg = std::get<SignOutScope>(test.param) == SignOutScope::org;
      return std::string(isOrg ? "TheOrgAnd" : "Only") + std::get<Told>(test.param).name;
    });

// --- without a sign-out

TEST_F(SigningOut, IsNotDoneForAPersonWhoUsesAnotherAccountAndTheTokensStay) {
  opens(tokens("1"));
  happens(StartOver{});
  EXPECT_EQ(count<ForgetTokens>(), 0U);
  EXPECT_EQ(last<Navigate>()->url, "https://app.example.test/?prompt=login");
}

TEST_F(SigningOut, KeepsNoNameForTheNextPersonAndAnEndDoes) {
  session::Tokens named = tokens("1");
  named.claims = idToken().claim("preferred_username", "ada@example.com").payload();
  opens(named);
  happens(TokensGone{});
  happens(StartOver{});
  EXPECT_EQ(std::get_if<Leaving>(&account.phase())->wishes.loginHint, "");

  named.refreshToken.reset();
  opens(named);
  now += Seconds(3600);
  happens(TimerFired{last<StartTimer>()->ticket});
  happens(StartOver{});
  EXPECT_EQ(std::get_if<Leaving>(&account.phase())->wishes.loginHint, "ada@example.com");
}

}  // namespace
}  // namespace latchkey::signin
