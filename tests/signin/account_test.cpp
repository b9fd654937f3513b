// The session, from tokens to its end; how it is renewed is in renewal_test.cpp.
#include "signin/account.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/account_driver.h"

namespace latchkey::signin {
namespace {

class AccountTest : public testing::Test, protected support::AccountDriver {};

TEST_F(AccountTest, WithoutARefreshTokenEndsWithItsTokens) {
  session::Tokens plain = tokens("1");
  plain.refreshToken.reset();
  opens(plain);
  EXPECT_EQ(last<StartTimer>()->delay, Seconds(3600));
  now += Seconds(3600);
  happens(TimerFired{last<StartTimer>()->ticket});
  EXPECT_TRUE(page()->ended);
  EXPECT_EQ(count<Send>(), 0U);
  EXPECT_TRUE(wants<ForgetTokens>());
}

// --- who it is

TEST_F(AccountTest, AsksTheOrgForANameWhereTheIdTokenHasNone) {
  session::Tokens thin = tokens("1");
  thin.claims = idToken().payload();
  opens(thin);
  ASSERT_EQ(count<Send>(), 1U);
  const http::Request& request = last<Send>()->request;
  EXPECT_EQ(request.url, "https://id.example.test/oauth2/default/v1/userinfo");
  EXPECT_EQ(http::header(request.headers, "Authorization"), "Bearer access-1");
  answers(R"({"sub":"00u1ada","name":"Ada Lovelace"})");
  EXPECT_EQ(session::displayName(page()->tokens), "Ada Lovelace");
}

TEST_F(AccountTest, DoesNotBelieveUserinfoAboutSomebodyElse) {
  session::Tokens thin = tokens("1");
  thin.claims = idToken().payload();
  opens(thin);
  for (const char* answer : {R"({"sub":"00u1eve","name":"Eve"})", R"({"name":"Eve"})", "[]"}) {
    answers(answer);
    EXPECT_EQ(session::displayName(page()->tokens), "00u1ada") << answer;
    opens(thin);
  }
}

TEST_F(AccountTest, DropsWhatWasSaidOfTokensThatHaveBeenReplacedSince) {
  session::Tokens thin = tokens("1");
  thin.claims = idToken().payload();
  opens(thin);
  const Ticket late = last<Send>()->ticket;
  session::Tokens unreadable = tokens("2");
  unreadable.claims = R"({"sub":7})";
  happens(TokensAppeared{unreadable});
  happens(Answered{late, http::Response{200, {}, R"({"sub":"00u1ada","name":"Ada Lovelace"})"}});
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-2");
  EXPECT_EQ(page()->tokens.claims, unreadable.claims);
}

TEST_F(AccountTest, HasNoTimersOfTokensThatHaveBeenReplacedSince) {
  opens(tokens("1"));
  const Ticket renewal = last<StartTimer>()->ticket;
  session::Tokens next = tokens("2");
  next.refreshToken.reset();
  happens(TokensAppeared{next});
  const Ticket end = last<StartTimer>()->ticket;
  happens(TimerFired{renewal});
  EXPECT_FALSE(wants<TakeLock>()) << "there is nothing to renew with";
  happens(TokensAppeared{tokens("3")});
  now += Seconds(3600);
  happens(TimerFired{end});
  EXPECT_FALSE(wants<ForgetTokens>()) << "these can be renewed";
}

TEST_F(AccountTest, AsksNobodyWhereTheNameIsKnown) {
  opens(tokens("1"));
  EXPECT_EQ(count<Send>(), 0U);
}

// --- the way out

TEST_F(AccountTest, LeavesForTheOrgAfterTwoSecondsThoughItDoesNotAnswer) {
  opens(tokens("1"));
  happens(SignOut{});
  EXPECT_TRUE(page()->leaving);
  EXPECT_EQ(last<StartTimer>()->delay, Seconds(2));
  happens(TimerFired{last<StartTimer>()->ticket});
  ASSERT_NE(last<Navigate>(), nullptr);
  EXPECT_NE(last<Navigate>()->url.find("/v1/logout?id_token_hint=h.p.s"), std::string::npos);
}

TEST_F(AccountTest, ForgetsTheTokensBeforeAnythingElseOfASignOut) {
  opens(tokens("1"));
  happens(SignOut{});
  ASSERT_FALSE(latest.empty());
  EXPECT_TRUE(std::holds_alternative<ForgetTokens>(latest.front()));
}

TEST_F(AccountTest, IsToldOfASignOutInAnotherTab) {
  opens(tokens("1"));
  happens(TokensGone{});
  EXPECT_TRUE(page()->ended);
  EXPECT_EQ(account.trouble().advice, Advice::signedOutElsewhere);
  EXPECT_EQ(count<ForgetTokens>(), 0U) << "they are gone, and new ones would be another's";
}

TEST_F(AccountTest, ComesBackWhereThePersonSignsInAgainInAnotherTab) {
  opens(tokens("1"));
  happens(TokensGone{});
  happens(TokensAppeared{tokens("2")});
  EXPECT_FALSE(page()->ended);
  EXPECT_EQ(account.trouble().advice, Advice::none);
}

TEST_F(AccountTest, LeavesAloneWhatIsStoredAfterItsEnd) {
  opens(tokens("1"));
  happens(TokensGone{});
  happens(SignOut{});
  EXPECT_EQ(count<ForgetTokens>(), 0U);
}

TEST_F(AccountTest, CanTellTheOrgLaterThatNobodyCouldTellBefore) {
  opens(tokens("1"));
  happens(SignOut{});
  for (int i = 0; i < 2; ++i) {
    const Ticket ticket =
        std::get_if<Send>(&all[all.size() - 3 + static_cast<std::size_t>(i)])->ticket;
    happens(Answered{ticket, Error{ErrorCode::networkUnreachable, "offline"}});
    if (!latest.empty()) break;
  }
  EXPECT_TRUE(page()->ended);
  EXPECT_EQ(account.trouble().advice, Advice::signedOutHere);
  EXPECT_EQ(count<Navigate>(), 0U);
  happens(SignOut{});
  EXPECT_EQ(count<Send>(), 4U);
}

struct Untold {
  const char* name;
  std::optional<Result<http::Response>> answer;  // to the second request; none: within 2 s
  SignOutScope scope;
  Advice advice;
};
void PrintTo(const Untold& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class SignOutTest : public AccountTest, public testing::WithParamInterface<Untold> {};

TEST_P(SignOutTest, SaysSoWhereTheOrgHasNotRevokedTheTokens) {
  account =
      Account{support::demoClient(),
              {"https://app.example.test/", "https://app.example.test/app/", GetParam().scope}};
  opens(tokens("1"));
  happens(SignOut{});
  std::vector<Ticket> asked;
  for (const Effect& effect : latest) {
    if (const Send* it = std::get_if<Send>(&effect)) asked.push_back(it->ticket);
  }
  ASSERT_EQ(asked.size(), 2U);
  happens(Answered{asked[0], http::Response{200, {}, ""}});
  if (GetParam().answer) {
    happens(Answered{asked[1], *GetParam().answer});
  } else {
    happens(TimerFired{last<StartTimer>()->ticket});
  }
  EXPECT_EQ(account.trouble().advice, GetParam().advice);
  EXPECT_EQ(count<Navigate>(), GetParam().advice == Advice::none ? 1U : 0U);
  EXPECT_EQ(page() != nullptr && page()->ended, GetParam().advice != Advice::none);
}

http::Response status(int status) { return {status, {}, ""}; }

INSTANTIATE_TEST_SUITE_P(
    Of, SignOutTest,
    testing::Values(
        Untold{"TokensThatWereRevoked", status(200), SignOutScope::tokens, Advice::none},
        Untold{"TokensByAnOrgInTrouble", status(503), SignOutScope::tokens, Advice::signedOutHere},
        Untold{"TokensByABusyOrg", status(429), SignOutScope::tokens, Advice::signedOutHere},
        Untold{"TokensByAnOrgThatRefuses", status(401), SignOutScope::tokens,
               Advice::signedOutHere},
        Untold{"TokensByAnOrgThatDoesNotAnswer", std::nullopt, SignOutScope::tokens,
               Advice::signedOutHere},
        Untold{"TokensWithoutANetwork", Error{ErrorCode::networkUnreachable, "offline"},
               SignOutScope::tokens, Advice::signedOutHere},
        // The org's own page comes next, and ends what the tokens came from.
        Untold{"TheSessionAtAnOrgInTrouble", status(503), SignOutScope::org, Advice::none},
        Untold{"TheSessionWithoutANetwork", Error{ErrorCode::networkUnreachable, "offline"},
               SignOutScope::org, Advice::signedOutHere}),
    [](const auto& test) { return std::string(test.param.name); });

// --- the way in

TEST_F(AccountTest, LeavesNoDeadTokensBehindThatNobodyCanRenew) {
  session::Tokens dead = tokens("1");
  dead.refreshToken.reset();
  dead.accessExpiresAt = now;
  opens(dead);
  ASSERT_EQ(latest.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<ForgetTokens>(latest[0]));
  EXPECT_TRUE(std::holds_alternative<Navigate>(latest[1]));
}

TEST_F(AccountTest, WithoutTokensLeadsToTheSignIn) {
  opens(std::nullopt);
  ASSERT_NE(last<Navigate>(), nullptr);
  EXPECT_EQ(last<Navigate>()->url, "https://app.example.test/");
}

}  // namespace
}  // namespace latchkey::signin
