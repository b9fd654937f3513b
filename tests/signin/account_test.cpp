// The session, event by event, where a scenario against the org would hide what a test is about:
// who holds the lock, what comes too late, what is stored when.
#include "signin/account.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/demo_client.h"
#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

namespace latchkey::signin {
namespace {

using support::IdTokenBuilder;
using support::SigningKey;

constexpr const char* kDiscovery = R"({"issuer":"https://id.example.test/oauth2/default",
    "jwks_uri":"https://id.example.test/keys","code_challenge_methods_supported":["S256"]})";

const SigningKey& orgKey() {
  static const SigningKey key = SigningKey::rsa("org-key");
  return key;
}

IdTokenBuilder idToken() {
  IdTokenBuilder token;
  return token.claim("aud", "0oaDemo").without("nonce").without("at_hash");
}

class AccountTest : public testing::Test {
 protected:
  session::Tokens tokens(const std::string& name) const {
    session::Tokens tokens;
    tokens.accessToken = oauth::AccessToken("access-" + name);
    tokens.idToken = oauth::IdToken("h.p.s");
    tokens.refreshToken = oauth::RefreshToken("refresh-" + name);
    tokens.tokenType = "Bearer";
    tokens.accessExpiresAt = fromUnix(support::kNow + Seconds(3600));
    tokens.idExpiresAt = tokens.accessExpiresAt;
    tokens.claims = idToken().claim("name", "Ada Lovelace").payload();
    return tokens;
  }

  void happens(Event::What what) {
    latest = account.step({now, std::move(what)});
    all.insert(all.end(), latest.begin(), latest.end());
  }
  void opens(std::optional<session::Tokens> stored) {
    Opened opened;
    opened.tokens = std::move(stored);
    happens(std::move(opened));
  }
  // To a minute before the end, where the lock is asked for.
  void comesDue() {
    opens(tokens("1"));
    now += Seconds(3541);
    happens(TimerFired{last<StartTimer>()->ticket});
  }

  template <class T>
  const T* last() const {
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
      if (const T* effect = std::get_if<T>(&*it)) return effect;
    }
    return nullptr;
  }
  template <class T>
  std::size_t count() const {
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const Effect& it) { return std::holds_alternative<T>(it); }));
  }
  template <class T>
  bool wants() const {
    return std::any_of(latest.begin(), latest.end(),
                       [](const Effect& it) { return std::holds_alternative<T>(it); });
  }

  void getsTheLock(const std::string& storedBy = "1") {
    happens(LockTaken{last<TakeLock>()->ticket, tokens(storedBy), false});
  }
  void answers(const std::string& body, int status = 200) {
    happens(Answered{last<Send>()->ticket, http::Response{status, {}, body}});
  }
  // From the lock to the request that spends the refresh token.
  void asksForTokens() {
    comesDue();
    getsTheLock();
    answers(kDiscovery);
    answers(support::jwkSetOf({orgKey().jwk()}));
    ASSERT_NE(last<Send>()->request.body.find("refresh_token=refresh-1"), std::string::npos);
  }
  std::string newTokens() const {
    const std::string id = idToken()
                               .claim("iat", support::kNow + Seconds(3541))
                               .claim("exp", support::kNow + Seconds(7141))
                               .signedWith(orgKey());
    return R"({"token_type":"Bearer","expires_in":3600,"access_token":"access-2",)"
           R"("refresh_token":"refresh-2","id_token":")" +
           id + "\"}";
  }
  void computes() {
    happens(Digested{last<Digest>()->ticket, support::sha256Of(last<Digest>()->data)});
    const CheckSignature* check = last<CheckSignature>();
    happens(SignatureChecked{
        check->ticket,
        support::verifySignature(check->token.algorithm, check->key, check->token.signingInput,
                                 check->token.signature)});
  }

  const SignedIn* page() const { return std::get_if<SignedIn>(&account.phase()); }

  Account account{support::demoClient(),
                  {"https://app.example.test/", "https://app.example.test/app/"}};
  Instant now = fromUnix(support::kNow);
  std::vector<Effect> latest;
  std::vector<Effect> all;
};

TEST_F(AccountTest, SpendsNothingBeforeItHasTheLock) {
  comesDue();
  EXPECT_EQ(count<Send>(), 0U);
  getsTheLock();
  EXPECT_EQ(count<Send>(), 1U);
}

TEST_F(AccountTest, ReplacesTheWholeSetAtOnceAndOnlyThenGivesTheLockBack) {
  asksForTokens();
  answers(newTokens());
  EXPECT_FALSE(wants<SaveTokens>()) << "not verified yet";
  EXPECT_EQ(count<ReleaseLock>(), 0U);
  computes();
  ASSERT_EQ(count<SaveTokens>(), 1U);
  EXPECT_EQ(last<SaveTokens>()->tokens.accessToken.reveal(), "access-2");
  EXPECT_EQ(last<SaveTokens>()->tokens.refreshToken->reveal(), "refresh-2");
  EXPECT_EQ(last<SaveTokens>()->inPlaceOf->reveal(), "access-1");
  EXPECT_EQ(count<ReleaseLock>(), 1U);
  ASSERT_NE(page(), nullptr);
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-2");
}

TEST_F(AccountTest, ReadsWhatTheWinnerOfTheLockStored) {
  comesDue();
  session::Tokens renewed = tokens("2");
  renewed.accessExpiresAt = now + Seconds(3600);
  renewed.idExpiresAt = renewed.accessExpiresAt;
  happens(LockTaken{last<TakeLock>()->ticket, renewed, false});
  EXPECT_EQ(count<Send>(), 0U) << "the refresh token is spent already";
  EXPECT_TRUE(wants<ReleaseLock>());
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-2");
}

TEST_F(AccountTest, StopsWaitingForTheLockWhenAnotherTabsTokensAppear) {
  comesDue();
  session::Tokens renewed = tokens("2");
  renewed.accessExpiresAt = now + Seconds(3600);
  renewed.idExpiresAt = renewed.accessExpiresAt;
  happens(TokensAppeared{renewed});
  EXPECT_TRUE(wants<ReleaseLock>());
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-2");
  happens(LockTaken{last<TakeLock>()->ticket, renewed, false});
  EXPECT_EQ(count<Send>(), 0U) << "the end of patience comes too late";
}

// A browser without locks lets two tabs spend one token, and the org takes the first.
TEST_F(AccountTest, LooksIntoTheStorageOnceMoreBeforeItBelievesThatAllIsOver) {
  asksForTokens();
  answers(R"({"error":"invalid_grant"})", 400);
  EXPECT_FALSE(page()->ended);
  session::Tokens renewed = tokens("2");
  renewed.accessExpiresAt = now + Seconds(3600);
  renewed.idExpiresAt = renewed.accessExpiresAt;
  happens(LockTaken{last<TakeLock>()->ticket, renewed, false});
  EXPECT_FALSE(page()->ended);
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-2");
}

TEST_F(AccountTest, EndsWhereTheOrgSaysSoAndTheStorageTellsNothingNew) {
  asksForTokens();
  answers(R"({"error":"invalid_grant"})", 400);
  getsTheLock();
  EXPECT_TRUE(page()->ended);
  EXPECT_EQ(account.trouble().advice, Advice::sessionEnded);
  EXPECT_EQ(count<ForgetTokens>(), 1U);
  EXPECT_EQ(count<TakeLock>(), count<ReleaseLock>()) << "no lock stays behind";
}

TEST_F(AccountTest, DropsNewTokensThatComeAfterTheSignOut) {
  asksForTokens();
  const Ticket late = last<Send>()->ticket;
  happens(SignOut{});
  EXPECT_TRUE(wants<ForgetTokens>());
  EXPECT_TRUE(wants<ReleaseLock>());
  happens(Answered{late, http::Response{200, {}, newTokens()}});
  EXPECT_EQ(count<SaveTokens>(), 0U);
}

TEST_F(AccountTest, GivesTheLockBackWhileItWaitsForTheNetwork) {
  asksForTokens();
  happens(Answered{last<Send>()->ticket, Error{ErrorCode::networkUnreachable, "lost"}});
  EXPECT_TRUE(wants<ReleaseLock>());
  ASSERT_TRUE(wants<StartTimer>());
  EXPECT_EQ(last<StartTimer>()->delay, Seconds(5));
  EXPECT_FALSE(account.trouble().error) << "the old tokens still count";
  happens(ConnectivityChanged{true});
  EXPECT_TRUE(wants<TakeLock>()) << "at once";
}

TEST_F(AccountTest, WaitsLongerWithEachFailure) {
  asksForTokens();
  std::vector<Milliseconds> waits;
  for (int i = 0; i < 9; ++i) {
    happens(Answered{last<Send>()->ticket, http::Response{503, {}, ""}});
    waits.push_back(last<StartTimer>()->delay);
    now += waits.back();
    happens(TimerFired{last<StartTimer>()->ticket});
    getsTheLock();
  }
  EXPECT_TRUE(std::is_sorted(waits.begin(), waits.end()));
  EXPECT_EQ(waits[1], Seconds(10));
  EXPECT_EQ(waits.back(), Seconds(320)) << "and no longer than that";
}

TEST_F(AccountTest, RenewsAtOnceWhenATabWakesAfterTheTimersSlept) {
  opens(tokens("1"));
  now += std::chrono::hours(8);
  happens(VisibilityChanged{false});
  EXPECT_TRUE(wants<TakeLock>());
}

TEST_F(AccountTest, HasNothingToDoWhenATabWakesEarly) {
  opens(tokens("1"));
  happens(VisibilityChanged{false});
  EXPECT_TRUE(latest.empty());
}

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

TEST_F(AccountTest, WithoutTokensLeadsToTheSignIn) {
  opens(std::nullopt);
  ASSERT_NE(last<Navigate>(), nullptr);
  EXPECT_EQ(last<Navigate>()->url, "https://app.example.test/");
}

}  // namespace
}  // namespace latchkey::signin
