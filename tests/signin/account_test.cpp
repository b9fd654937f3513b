// The session, from tokens to its end; how it is renewed is in renewal_test.cpp, and how the org is
// told of a sign-out in sign_out_test.cpp.
#include "signin/account.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

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
