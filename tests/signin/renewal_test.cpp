// New tokens for the old refresh token: who holds the lock, what comes too late, what is stored
// when.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/account_driver.h"

namespace latchkey::signin {
namespace {

// Where the org is asked for its keys when what the browser has kept of them is of no use.
constexpr const char* kFreshKeys = "https://id.example.test/oauth2/default/v1/keys?since=";

// Of an org that has changed its key since.
const support::SigningKey& nextKey() {
  static const support::SigningKey key = support::SigningKey::rsa("next-key");
  return key;
}

class RenewalTest : public testing::Test, protected support::AccountDriver {};

TEST_F(RenewalTest, SpendsNothingBeforeItHasTheLock) {
  comesDue();
  EXPECT_EQ(count<Send>(), 0U);
  getsTheLock();
  EXPECT_EQ(count<Send>(), 1U);
}

TEST_F(RenewalTest, ReplacesTheWholeSetAtOnceAndOnlyThenGivesTheLockBack) {
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

TEST_F(RenewalTest, ReadsWhatTheWinnerOfTheLockStored) {
  comesDue();
  session::Tokens renewed = tokens("2");
  renewed.accessExpiresAt = now + Seconds(3600);
  renewed.idExpiresAt = renewed.accessExpiresAt;
  happens(LockTaken{last<TakeLock>()->ticket, renewed, false});
  EXPECT_EQ(count<Send>(), 0U) << "the refresh token is spent already";
  EXPECT_TRUE(wants<ReleaseLock>());
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-2");
}

TEST_F(RenewalTest, StopsWaitingForTheLockWhenAnotherTabsTokensAppear) {
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
TEST_F(RenewalTest, LooksIntoTheStorageOnceMoreBeforeItBelievesThatAllIsOver) {
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

TEST_F(RenewalTest, EndsWhereTheOrgSaysSoAndTheStorageTellsNothingNew) {
  asksForTokens();
  answers(R"({"error":"invalid_grant"})", 400);
  getsTheLock();
  EXPECT_TRUE(page()->ended);
  EXPECT_EQ(account.trouble().advice, Advice::sessionEnded);
  EXPECT_EQ(count<ForgetTokens>(), 1U);
  EXPECT_EQ(count<TakeLock>(), count<ReleaseLock>()) << "no lock stays behind";
}

TEST_F(RenewalTest, SaysSoWhereTheNewSetIsNotKeptForTheNextPage) {
  asksForTokens();
  answers(newTokens());
  computes();
  happens(TokensSaved{last<SaveTokens>()->tokens, Persistence::persistent});
  EXPECT_EQ(account.trouble().advice, Advice::none);
  happens(TokensSaved{last<SaveTokens>()->tokens, Persistence::refused});
  EXPECT_EQ(account.trouble().advice, Advice::storageBlocked);
  EXPECT_FALSE(page()->ended);
  happens(TokensSaved{last<SaveTokens>()->tokens, Persistence::persistent});
  EXPECT_EQ(account.trouble().advice, Advice::none) << "there is room again";
}

TEST_F(RenewalTest, DropsNewTokensThatComeAfterTheSignOut) {
  asksForTokens();
  const Ticket late = last<Send>()->ticket;
  happens(SignOut{});
  EXPECT_TRUE(wants<ForgetTokens>());
  EXPECT_TRUE(wants<ReleaseLock>());
  happens(Answered{late, http::Response{200, {}, newTokens()}});
  EXPECT_EQ(count<SaveTokens>(), 0U);
}

TEST_F(RenewalTest, GivesTheLockBackWhileItWaitsForTheNetwork) {
  asksForTokens();
  happens(Answered{last<Send>()->ticket, Error{ErrorCode::networkUnreachable, "lost"}});
  EXPECT_TRUE(wants<ReleaseLock>());
  ASSERT_TRUE(wants<StartTimer>());
  EXPECT_EQ(last<StartTimer>()->delay, Seconds(5));
  EXPECT_FALSE(account.trouble().error) << "the old tokens still count";
  happens(ConnectivityChanged{true});
  EXPECT_TRUE(wants<TakeLock>()) << "at once";
}

TEST_F(RenewalTest, WaitsLongerWithEachFailure) {
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

TEST_F(RenewalTest, RenewsAtOnceWhenATabWakesAfterTheTimersSlept) {
  opens(tokens("1"));
  now += std::chrono::hours(8);
  happens(VisibilityChanged{false});
  EXPECT_TRUE(wants<TakeLock>());
}

TEST_F(RenewalTest, HasNothingToDoWhenATabWakesEarly) {
  opens(tokens("1"));
  happens(VisibilityChanged{false});
  EXPECT_TRUE(latest.empty());
}

TEST_F(RenewalTest, StoresNoTokensWhoseSignatureNobodyCouldCheck) {
  asksForTokens();
  answers(newTokens());
  happens(Digested{last<Digest>()->ticket, support::sha256Of(last<Digest>()->data)});
  happens(SignatureChecked{last<CheckSignature>()->ticket,
                           Error{ErrorCode::cryptoUnavailable, "no WebCrypto"}});
  EXPECT_EQ(count<SaveTokens>(), 0U);
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-1");
  EXPECT_EQ(count<ReleaseLock>(), 1U);
}

TEST_F(RenewalTest, StoresNoTokensOfWhichNobodyCouldMakeADigest) {
  asksForTokens();
  answers(newTokens());
  const CheckSignature check = *last<CheckSignature>();
  happens(Digested{last<Digest>()->ticket, Error{ErrorCode::cryptoUnavailable, "no WebCrypto"}});
  happens(SignatureChecked{check.ticket, true});
  EXPECT_EQ(count<SaveTokens>(), 0U);
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-1");
  EXPECT_EQ(count<ReleaseLock>(), 1U);
}

// --- keys

TEST_F(RenewalTest, DoesNotTakeTheBrowsersWordForTheKeysOfATokenThatNamesAnother) {
  asksForTokens();
  answers(newTokens(nextKey()));
  EXPECT_EQ(last<Send>()->request.url.find(kFreshKeys), 0U) << last<Send>()->request.url;
  answers(support::jwkSetOf({orgKey().jwk(), nextKey().jwk()}));
  computes();
  EXPECT_EQ(count<SaveTokens>(), 1U);
  EXPECT_EQ(page()->tokens.accessToken.reveal(), "access-2");
}

TEST_F(RenewalTest, KeepsTheLockAndTheTokensInHandUntilTheKeysCanBeHad) {
  const std::vector<Result<http::Response>> failures = {
      Error{ErrorCode::networkUnreachable, "lost"}, http::Response{503, {}, ""},
      http::Response{200, {}, "<html>"}};
  asksForTokens();
  answers(newTokens(nextKey()));
  const std::size_t spent = count<Send>();
  for (const Result<http::Response>& failure : failures) {
    happens(Answered{last<Send>()->ticket, failure});
    EXPECT_FALSE(wants<ReleaseLock>());
    ASSERT_TRUE(wants<StartTimer>());
    now += last<StartTimer>()->delay;
    happens(TimerFired{last<StartTimer>()->ticket});
    EXPECT_EQ(last<Send>()->request.url.find(kFreshKeys), 0U) << last<Send>()->request.url;
  }
  EXPECT_EQ(count<Send>(), spent + failures.size()) << "nothing but the keys is asked for again";
  answers(support::jwkSetOf({nextKey().jwk()}));
  computes();
  EXPECT_EQ(count<SaveTokens>(), 1U);
  EXPECT_EQ(page()->tokens.refreshToken->reveal(), "refresh-2");
  EXPECT_EQ(count<TakeLock>(), 1U);
  EXPECT_EQ(count<ReleaseLock>(), 1U);
}

TEST_F(RenewalTest, KeepsTheIdTokenWhereTheOrgSendsNoOther) {
  asksForTokens();
  answers(R"({"token_type":"Bearer","expires_in":3600,"access_token":"access-2",)"
          R"("refresh_token":"refresh-2"})");
  ASSERT_EQ(count<SaveTokens>(), 1U);
  const session::Tokens& saved = last<SaveTokens>()->tokens;
  EXPECT_EQ(saved.accessToken.reveal(), "access-2");
  EXPECT_EQ(saved.refreshToken->reveal(), "refresh-2");
  EXPECT_EQ(saved.idToken.reveal(), "h.p.s");
  EXPECT_EQ(session::displayName(saved), "Ada Lovelace");
  EXPECT_TRUE(session::areAlive(saved, now + Seconds(3599)));
  EXPECT_FALSE(page()->ended);
  EXPECT_EQ(account.trouble().advice, Advice::none) << "no clock is wrong";
  EXPECT_GT(last<StartTimer>()->delay, Seconds(3000)) << "it is not renewed again at once";
}

TEST_F(RenewalTest, SpendsNoRefreshTokenTwiceAfterAnAnswerThatCannotBeTaken) {
  for (const char* answer :
       {R"({"token_type":"MAC","expires_in":3600,"access_token":"a","refresh_token":"refresh-2"})",
        R"({"token_type":"Bearer","access_token":"a","refresh_token":"refresh-2"})",
        R"({"token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-2"})",
        R"({"token_type":"Bearer","expires_in":3600,"access_token":"a","id_token":7,
            "refresh_token":"refresh-2"})"}) {
    account = Account{support::demoClient(),
                      {"https://app.example.test/", "https://app.example.test/app/"}};
    asksForTokens();
    const std::size_t spent = count<Send>();
    answers(answer);
    EXPECT_EQ(count<Send>(), spent + 1) << answer;
    EXPECT_EQ(last<Send>()->request.url, "https://id.example.test/oauth2/default/v1/revoke");
    EXPECT_NE(last<Send>()->request.body.find("token=refresh-2"), std::string::npos) << answer;
    getsTheLock();
    EXPECT_TRUE(page()->ended) << answer;
    EXPECT_EQ(account.trouble().advice, Advice::sessionEnded);
    now = fromUnix(support::kNow);
  }
}

TEST_F(RenewalTest, RevokesWhatItGotAndMustNotUse) {
  asksForTokens();
  answers(newTokens(nextKey()));
  answers(support::jwkSetOf({orgKey().jwk()}));
  EXPECT_NE(last<Send>()->request.body.find("token=refresh-2"), std::string::npos)
      << "signed by a key that the org does not have";
}

TEST_F(RenewalTest, RevokesWhatComesAfterASignOutInAnotherTab) {
  opens(tokens("1"));
  happens(TokensGone{});
  happens(TokensDropped{tokens("2")});
  EXPECT_NE(last<Send>()->request.body.find("token=refresh-2"), std::string::npos);
}

TEST_F(RenewalTest, AsksAnewForMetadataAndKeysThatCouldNotBeRead) {
  comesDue();
  getsTheLock();
  for (const std::string& readable : {std::string(kDiscovery), std::string()}) {
    const std::string kept = last<Send>()->request.url;
    EXPECT_EQ(kept.find("since="), std::string::npos) << "what the browser has kept may do";
    answers("<html>");
    now += last<StartTimer>()->delay;
    happens(TimerFired{last<StartTimer>()->ticket});
    getsTheLock();
    EXPECT_EQ(last<Send>()->request.url.find(kept), 0U);
    EXPECT_NE(last<Send>()->request.url.find("?since="), std::string::npos) << kept;
    if (!readable.empty()) answers(readable);
  }
}

// --- a server that is another than the configured one

constexpr const char* kForeign = R"({"issuer":"https://id.example.test/oauth2/other",
    "jwks_uri":"https://id.example.test/oauth2/other/v1/keys","code_challenge_methods_supported":["S256"]})";

TEST_F(RenewalTest, LooksPastTheBrowsersCacheBeforeItBelievesThatTheServerIsAnother) {
  comesDue();
  getsTheLock();
  answers(kForeign);
  EXPECT_NE(last<Send>()->request.url.find("?since="), std::string::npos);
  EXPECT_FALSE(wants<TellWhy>());
  answers(kDiscovery);
  answers(support::jwkSetOf({orgKey().jwk()}));
  EXPECT_NE(last<Send>()->request.body.find("refresh_token=refresh-1"), std::string::npos);
}

TEST_F(RenewalTest, OfAnotherServerSpendsNothingAndLeavesTheSessionUntilItsTokensEnd) {
  comesDue();
  getsTheLock();
  answers(kForeign);
  answers(kForeign);
  ASSERT_TRUE(wants<TellWhy>());
  EXPECT_EQ(last<TellWhy>()->diagnosis.error.code, ErrorCode::metadataRefused);
  EXPECT_NE(last<TellWhy>()->diagnosis.remedy.find("tokenIssuer"), std::string::npos);
  EXPECT_FALSE(page()->ended);
  EXPECT_EQ(count<ForgetTokens>(), 0U);
  EXPECT_EQ(count<Send>(), 2U) << "neither refreshed nor revoked";
  EXPECT_EQ(count<TakeLock>(), count<ReleaseLock>());
  EXPECT_EQ(last<StartTimer>()->delay, Seconds(59)) << "to their end";

  now += Seconds(59);
  happens(TimerFired{last<StartTimer>()->ticket});
  getsTheLock();
  answers(kForeign);
  EXPECT_TRUE(page()->ended);
  EXPECT_EQ(account.trouble().advice, Advice::none) << "it has run out, and was not ended";
  EXPECT_EQ(count<ForgetTokens>(), 1U);
  EXPECT_NE(last<Send>()->request.body.find("token=refresh-1"), std::string::npos) << "revoked";
  EXPECT_EQ(count<TellWhy>(), 1U) << "once";
}

TEST_F(RenewalTest, OfAnotherServerSucceedsWhereThatIsMendedInTime) {
  comesDue();
  getsTheLock();
  answers(kForeign);
  answers(kForeign);
  now += Seconds(59);
  happens(TimerFired{last<StartTimer>()->ticket});
  getsTheLock();
  answers(kDiscovery);
  answers(support::jwkSetOf({orgKey().jwk()}));
  answers(newTokens());
  computes();
  EXPECT_EQ(count<SaveTokens>(), 1U);
}

// --- a busy org

struct Busy {
  const char* name;
  http::Headers headers;
  Milliseconds wait;
};
void PrintTo(const Busy& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class BusyOrg : public testing::TestWithParam<Busy>, protected support::AccountDriver {};

TEST_P(BusyOrg, IsAskedAgainWhenItSaysSo) {
  asksForTokens();
  happens(Answered{last<Send>()->ticket, http::Response{429, GetParam().headers, ""}});
  EXPECT_EQ(last<StartTimer>()->delay, GetParam().wait);
  EXPECT_FALSE(page()->ended);
  EXPECT_EQ(count<TakeLock>(), count<ReleaseLock>());
}

std::string epoch(Seconds later) { return std::to_string((support::kNow + later).count()); }

INSTANTIATE_TEST_SUITE_P(
    By, BusyOrg,
    testing::Values(
        Busy{"AReset", {{"X-Rate-Limit-Reset", epoch(Seconds(3541 + 30))}}, Seconds(30)},
        Busy{"AWait", {{"Retry-After", "7"}}, Seconds(7)},
        Busy{"AResetLongAgo", {{"X-Rate-Limit-Reset", epoch(Seconds(0))}}, Seconds(1)},
        Busy{"AResetFarAway", {{"X-Rate-Limit-Reset", epoch(Seconds(9'000))}}, Seconds(120)},
        Busy{"NoHeader", {}, Seconds(5)}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey::signin
