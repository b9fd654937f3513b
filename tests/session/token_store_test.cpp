#include "session/token_store.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "tests/support/demo_client.h"
#include "tests/support/memory_storage.h"

namespace latchkey::session {
namespace {

const Instant kExpiry = fromUnix(Seconds(1'760'003'600));
const std::string kIssuer = "https://id.example.test/oauth2/default";

Tokens tokens() {
  Tokens tokens;
  tokens.accessToken = oauth::AccessToken("access");
  tokens.idToken = oauth::IdToken("id");
  tokens.tokenType = "Bearer";
  tokens.scopes = {"openid", "email"};
  tokens.accessExpiresAt = kExpiry;
  tokens.idExpiresAt = kExpiry + Seconds(60);
  tokens.claims = R"({"sub":"00u1","name":"Ada Lovelace","email":"ada@example.com"})";
  return tokens;
}

Tokens withRefreshToken() {
  Tokens with = tokens();
  with.refreshToken = oauth::RefreshToken("refresh");
  return with;
}

const std::string kStored =
    R"({"accessToken":{"accessToken":"access","expiresAt":1760003600,"tokenType":"Bearer",)"
    R"("scopes":["openid","email"],)"
    R"("authorizeUrl":"https://id.example.test/oauth2/default/v1/authorize",)"
    R"("userinfoUrl":"https://id.example.test/oauth2/default/v1/userinfo"},)"
    R"("idToken":{"idToken":"id",)"
    R"("claims":{"sub":"00u1","name":"Ada Lovelace","email":"ada@example.com"},)"
    R"("expiresAt":1760003660,"scopes":["openid","email"],)"
    R"("authorizeUrl":"https://id.example.test/oauth2/default/v1/authorize",)"
    R"("issuer":"https://id.example.test/oauth2/default","clientId":"0oaDemo"})";

class TokenStoreTest : public testing::Test {
 protected:
  std::string stored() { return storage_.read(Lifetime::browser, kTokenKey).value_or(""); }
  void put(const std::string& json) { storage_.write(Lifetime::browser, kTokenKey, json); }

  support::MemoryStorage storage_;
  oauth::Client client_ = support::demoClient();
  TokenStore store_{storage_, client_};
};

TEST_F(TokenStoreTest, WritesWhatOktaAuthJsWrites) {
  store_.save(tokens(), kIssuer);
  EXPECT_EQ(*storage_.read(Lifetime::browser, "okta-token-storage"), kStored + "}");
}

TEST_F(TokenStoreTest, WritesARefreshTokenBesideThem) {
  store_.save(withRefreshToken(), kIssuer);
  EXPECT_EQ(stored(), kStored +
                          R"(,"refreshToken":{"refreshToken":"refresh","expiresAt":1760003600,)"
                          R"("scopes":["openid","email"],)"
                          R"("tokenUrl":"https://id.example.test/oauth2/default/v1/token",)"
                          R"("authorizeUrl":"https://id.example.test/oauth2/default/v1/authorize",)"
                          R"("issuer":"https://id.example.test/oauth2/default"}})");
}

TEST_F(TokenStoreTest, NamesTheKeyOfBoundTokensAsOktaAuthJsDoes) {
  Tokens bound = withRefreshToken();
  bound.tokenType = "DPoP";
  bound.keyId = "key-1";
  store_.save(bound, kIssuer);
  const std::string text = stored();
  EXPECT_NE(text.find(R"(/userinfo","dpopPairId":"key-1"},"idToken")"), std::string::npos);
  EXPECT_NE(
      text.find(R"("issuer":"https://id.example.test/oauth2/default","dpopPairId":"key-1"}})"),
      std::string::npos);
  EXPECT_EQ(store_.load()->tokenType, "DPoP");
  EXPECT_EQ(store_.load()->keyId, "key-1");
}

TEST_F(TokenStoreTest, KeepsBoundTokensOnThePageWhereTheirKeyHasNoName) {
  store_.save(tokens(), kIssuer);
  Tokens bound = tokens();
  bound.tokenType = "DPoP";
  EXPECT_EQ(store_.save(bound, kIssuer), TokenStorage::memory);
  EXPECT_TRUE(storage_.entries.empty()) << "nor are the tokens before them";
  EXPECT_EQ(store_.load()->tokenType, "DPoP");
}

TEST_F(TokenStoreTest, NamesNoKeyWhereThereIsNone) {
  store_.save(tokens(), kIssuer);
  EXPECT_EQ(stored().find("dpopPairId"), std::string::npos);
  EXPECT_EQ(store_.load()->keyId, "");
}

TEST_F(TokenStoreTest, KeepsThemWhereItIsTold) {
  for (const TokenStorage where :
       {TokenStorage::memory, TokenStorage::session, TokenStorage::local}) {
    support::MemoryStorage storage;
    TokenStore store(storage, client_, where);
    store.save(tokens(), kIssuer);
    EXPECT_TRUE(store.load());
    EXPECT_EQ(storage.read(Lifetime::tab, kTokenKey).has_value(), where == TokenStorage::session);
    EXPECT_EQ(storage.read(Lifetime::browser, kTokenKey).has_value(), where == TokenStorage::local);
    store.clear();
    EXPECT_FALSE(store.load());
    EXPECT_TRUE(storage.entries.empty());
  }
}

struct PlaceRow {
  std::string name;
  TokenStorage chosen;
  std::vector<Lifetime> full;
  TokenStorage found;
};

class NearlyFullTest : public testing::TestWithParam<PlaceRow> {};

// There is room for small things: a transaction fits in, tokens do not.
TEST_P(NearlyFullTest, GivesThemToThePlaceThatLivesNextLongest) {
  const PlaceRow& row = GetParam();
  support::MemoryStorage browser;
  for (const Lifetime lifetime : row.full) browser.fill(lifetime, 100);
  ResilientStorage storage(browser);
  const oauth::Client client = support::demoClient();
  TokenStore store(storage, client, row.chosen);
  EXPECT_EQ(store.save(withRefreshToken(), kIssuer), row.found);
  ASSERT_TRUE(store.load());
  EXPECT_EQ(store.load()->refreshToken->reveal(), "refresh");
  EXPECT_EQ(browser.read(Lifetime::browser, kTokenKey).has_value(),
            row.found == TokenStorage::local);
  EXPECT_EQ(browser.read(Lifetime::tab, kTokenKey).has_value(), row.found == TokenStorage::session);
  ResilientStorage ofNextPage(browser);
  EXPECT_EQ(TokenStore(ofNextPage, client, row.chosen).load().has_value(),
            row.found != TokenStorage::memory);
  store.clear();
  EXPECT_FALSE(store.load());
  EXPECT_EQ(browser.entries.size(), row.full.size()) << "which are another page's";
}

INSTANTIATE_TEST_SUITE_P(
    Storage, NearlyFullTest,
    testing::Values(
        PlaceRow{"NotAtAll", TokenStorage::local, {}, TokenStorage::local},
        PlaceRow{"OfTheBrowser", TokenStorage::local, {Lifetime::browser}, TokenStorage::session},
        PlaceRow{"OfBoth",
                 TokenStorage::local,
                 {Lifetime::browser, Lifetime::tab},
                 TokenStorage::memory},
        PlaceRow{"OfTheTab", TokenStorage::session, {Lifetime::tab}, TokenStorage::memory},
        PlaceRow{"OfTheBrowserThatWasNotChosen",
                 TokenStorage::session,
                 {Lifetime::browser},
                 TokenStorage::session}),
    [](const auto& test) { return test.param.name; });

TEST_F(TokenStoreTest, LeavesNoOlderSetBehindWhereANewOneDoesNotFit) {
  put(R"({"billing":{"accessToken":"b"}})");
  ResilientStorage resilient(storage_);
  TokenStore store(resilient, client_);
  store.save(tokens(), kIssuer);
  storage_.fill(Lifetime::browser, 100);
  EXPECT_EQ(store.save(withRefreshToken(), kIssuer), TokenStorage::session);
  EXPECT_EQ(stored(), R"({"billing":{"accessToken":"b"}})") << "which is an app's own";
  EXPECT_TRUE(store.load()->refreshToken);
}

TEST_F(TokenStoreTest, GoesBackToTheChosenPlaceWhenThereIsRoomAgain) {
  storage_.fill(Lifetime::browser, 100);
  ResilientStorage resilient(storage_);
  TokenStore store(resilient, client_);
  EXPECT_EQ(store.save(tokens(), kIssuer), TokenStorage::session);
  storage_.makeRoom(Lifetime::browser);
  EXPECT_EQ(store.save(tokens(), kIssuer), TokenStorage::local);
  EXPECT_FALSE(storage_.read(Lifetime::tab, kTokenKey)) << "one set is enough";
}

// okta-auth-js would find the old ones first, and no sign-out would reach them.
TEST_F(TokenStoreTest, LeavesNothingInThePlaceThatWasChosenBefore) {
  const auto storeBefore = [this] {
    put(R"({"billing":{"accessToken":"b"}})");
    store_.save(withRefreshToken(), kIssuer);
  };
  for (const TokenStorage now : {TokenStorage::session, TokenStorage::memory}) {
    TokenStore changed(storage_, client_, now);
    storeBefore();
    EXPECT_FALSE(changed.load()) << "they were for longer than is wanted now";
    changed.save(tokens(), kIssuer);
    EXPECT_EQ(stored(), R"({"billing":{"accessToken":"b"}})");
    storeBefore();
    changed.clear();
    EXPECT_EQ(stored(), R"({"billing":{"accessToken":"b"}})");
  }
}

TEST_F(TokenStoreTest, LeavesAloneWhatAnotherAppKeepsInAnotherPlace) {
  const oauth::Client other = *oauth::Client::from(
      {kIssuer, "0oaOther", "https://app.example.test/login/callback/", {"openid"}});
  TokenStore(storage_, other).save(tokens(), kIssuer);
  TokenStore inTheTab(storage_, client_, TokenStorage::session);
  inTheTab.save(tokens(), kIssuer);
  inTheTab.clear();
  EXPECT_TRUE(TokenStore(storage_, other).load());
}

TEST_F(TokenStoreTest, GivesBackWhatItWasGiven) {
  store_.save(withRefreshToken(), kIssuer);
  const std::optional<Tokens> loaded = store_.load();
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(loaded->accessToken.reveal(), "access");
  EXPECT_EQ(loaded->idToken.reveal(), "id");
  ASSERT_TRUE(loaded->refreshToken.has_value());
  EXPECT_EQ(loaded->refreshToken->reveal(), "refresh");
  EXPECT_EQ(loaded->tokenType, "Bearer");
  EXPECT_EQ(loaded->scopes, (std::vector<std::string>{"openid", "email"}));
  EXPECT_EQ(loaded->accessExpiresAt, kExpiry);
  EXPECT_EQ(loaded->idExpiresAt, kExpiry + Seconds(60));
  EXPECT_EQ(loaded->claims, tokens().claims);
}

TEST_F(TokenStoreTest, ReplacesTheWholeSetSoThatNoOldRefreshTokenStays) {
  store_.save(withRefreshToken(), kIssuer);
  store_.save(tokens(), kIssuer);
  EXPECT_FALSE(store_.load()->refreshToken.has_value());
}

TEST_F(TokenStoreTest, ClearsItsTokensAndKeepsThoseAnAppStoredUnderOtherNames) {
  put(R"({"billing":{"accessToken":"b"}})");
  store_.save(withRefreshToken(), kIssuer);
  store_.clear();
  EXPECT_EQ(stored(), R"({"billing":{"accessToken":"b"}})");
}

TEST_F(TokenStoreTest, LeavesNothingBehindWhereThereWasNothingElse) {
  store_.save(tokens(), kIssuer);
  store_.clear();
  EXPECT_TRUE(storage_.entries.empty());
}

struct Owner {
  const char* name;
  const char* stored;
  bool isOurs;  // to be replaced
};
void PrintTo(const Owner& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class OwnerTest : public TokenStoreTest, public testing::WithParamInterface<Owner> {};

TEST_P(OwnerTest, IsWhoeverTheTokensNameAndIsNeverOverwritten) {
  put(GetParam().stored);
  EXPECT_EQ(store_.save(tokens(), kIssuer), TokenStorage::local);
  EXPECT_EQ(stored() == GetParam().stored, !GetParam().isOurs);
  ASSERT_TRUE(store_.load());
  EXPECT_EQ(store_.load()->accessToken.reveal(), "access");
  const auto own = storage_.read(Lifetime::browser, "okta-token-storage-0oaDemo");
  EXPECT_EQ(own.has_value(), !GetParam().isOurs);
  store_.clear();
  EXPECT_FALSE(store_.load());
  EXPECT_EQ(stored(), GetParam().isOurs ? "" : GetParam().stored);
}

// {"cid":"0oaOther"} and {"cid":"0oaDemo"}, as access tokens of Okta name their client.
INSTANTIATE_TEST_SUITE_P(
    Of, OwnerTest,
    testing::Values(
        Owner{"Nothing", "{}", true},
        Owner{"OurClient", R"({"idToken":{"clientId":"0oaDemo"}})", true},
        Owner{"AnotherClient", R"({"idToken":{"clientId":"0oaOther"}})", false},
        Owner{"AClientWithoutAName", R"({"idToken":{"idToken":"h.p.s"}})", false},
        Owner{"AnotherIssuer",
              R"({"idToken":{"clientId":"0oaDemo","issuer":"https://id.example.test/oauth2/x"}})",
              false},
        Owner{"AnIssuerThatNamesItselfInAnotherWay",
              R"({"idToken":{"clientId":"0oaDemo","issuer":"https://org.okta.test/oauth2/default",)"
              R"("authorizeUrl":"https://id.example.test/oauth2/default/v1/authorize"}})",
              true},
        Owner{"AnAccessTokenAloneOfAnotherClient",
              R"({"accessToken":{"accessToken":"e30.eyJjaWQiOiIwb2FPdGhlciJ9.s"}})", false},
        Owner{"AnAccessTokenAloneOfOurs",
              R"({"accessToken":{"accessToken":"e30.eyJjaWQiOiIwb2FEZW1vIn0.s"}})", true},
        Owner{
            "ARefreshTokenAloneOfAnotherIssuer",
            R"({"refreshToken":{"refreshToken":"r","issuer":"https://id.example.test/oauth2/x"}})",
            false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(TokenStoreTest, UsesTheKeyThatItIsGiven) {
  TokenStore store{storage_, client_, TokenStorage::local, "admin-tokens"};
  store.save(tokens(), kIssuer);
  EXPECT_EQ(storage_.read(Lifetime::browser, "admin-tokens"), kStored + "}");
  EXPECT_EQ(stored(), "");
  EXPECT_TRUE(store.load());
}

TEST_F(TokenStoreTest, KnowsWhenAnotherAppTookItsPlaceFromASignOut) {
  store_.save(tokens(), kIssuer);
  EXPECT_FALSE(store_.isOverwritten());
  put(R"({"idToken":{"clientId":"0oaOther"}})");
  EXPECT_TRUE(store_.isOverwritten());
  store_.save(tokens(), kIssuer);
  EXPECT_TRUE(store_.load());
  storage_.erase(Lifetime::browser, "okta-token-storage-0oaDemo");
  EXPECT_FALSE(store_.isOverwritten()) << "this is a sign-out";
}

TEST_F(TokenStoreTest, HasNothingForAnotherClient) {
  store_.save(tokens(), kIssuer);
  const oauth::Client other = *oauth::Client::from(
      {kIssuer, "0oaOther", "https://app.example.test/login/callback/", {"openid"}});
  EXPECT_FALSE(TokenStore(storage_, other).load().has_value());
}

TEST_F(TokenStoreTest, HasNothingOnceASignOutHasBegun) {
  store_.save(tokens(), kIssuer);
  put(replaceAll(stored(), R"("idToken":"id")", R"("idToken":"id","pendingRemove":true)"));
  EXPECT_FALSE(store_.load().has_value());
}

struct CorruptRow {
  std::string name;
  std::string from;  // replaced in what is stored
  std::string to;
};

class CorruptTokensTest : public testing::TestWithParam<CorruptRow> {};

TEST_P(CorruptTokensTest, AreAsGoodAsNone) {
  support::MemoryStorage storage;
  const oauth::Client client = support::demoClient();
  TokenStore store(storage, client);
  const std::string corrupt = replaceAll(kStored + "}", GetParam().from, GetParam().to);
  ASSERT_NE(corrupt, kStored + "}") << "the row changes nothing";
  storage.write(Lifetime::browser, kTokenKey, corrupt);
  EXPECT_FALSE(store.load().has_value());
}

INSTANTIATE_TEST_SUITE_P(
    Where, CorruptTokensTest,
    testing::Values(CorruptRow{"NotJson", kStored, "undefined"},
                    CorruptRow{"Array", kStored + "}", "[]"},
                    CorruptRow{"NoAccessToken", R"({"accessToken":{)", R"({"other":{)"},
                    CorruptRow{"AccessTokenIsANumber", R"("accessToken":"access")",
                               R"("accessToken":1)"},
                    CorruptRow{"IdTokenIsEmpty", R"("idToken":"id")", R"("idToken":"")"},
                    CorruptRow{"NoClaims", R"("claims":)", R"("claim":)"},
                    CorruptRow{"ExpiryIsText", "1760003600", R"("soon")"},
                    CorruptRow{"ExpiryIsNegative", "1760003660", "-1"},
                    CorruptRow{"ExpiryIsHuge", "1760003660", "9223372036854775807"}),
    [](const auto& test) { return test.param.name; });

struct NameRow {
  std::string name;
  std::string claims;
  std::string shown;
};

class DisplayNameTest : public testing::TestWithParam<NameRow> {};

TEST_P(DisplayNameTest, IsTheMostHumanClaimThereIs) {
  Tokens named = tokens();
  named.claims = GetParam().claims;
  EXPECT_EQ(displayName(named), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    Claims, DisplayNameTest,
    testing::Values(NameRow{"Name", R"({"sub":"1","name":"Ada","email":"a@b"})", "Ada"},
                    NameRow{"Username", R"({"sub":"1","preferred_username":"ada"})", "ada"},
                    NameRow{"Email", R"({"sub":"1","email":"a@b"})", "a@b"},
                    NameRow{"Subject", R"({"sub":"1"})", "1"},
                    NameRow{"EmptyName", R"({"sub":"1","name":""})", "1"},
                    NameRow{"NameIsANumber", R"({"sub":"1","name":7})", "1"},
                    NameRow{"NotJson", "{", ""}),
    [](const auto& test) { return test.param.name; });

TEST(EmailOfTest, IsTheEmailClaimOrNothing) {
  EXPECT_EQ(emailOf(tokens()), "ada@example.com");
  Tokens without = tokens();
  without.claims = R"({"sub":"1"})";
  EXPECT_EQ(emailOf(without), "");
}

struct PersonRow {
  std::string name;
  std::string claims;
  std::string username;
  bool isAnother;
};
void PrintTo(const PersonRow& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class AnotherPersonTest : public testing::TestWithParam<PersonRow> {};

TEST_P(AnotherPersonTest, IsToldByUsernameAndAddress) {
  Tokens named = tokens();
  named.claims = GetParam().claims;
  EXPECT_EQ(areOfAnother(named, GetParam().username), GetParam().isAnother);
}

const std::string kAda = R"({"sub":"1","preferred_username":"ada@example.com"})";

INSTANTIATE_TEST_SUITE_P(
    Claims, AnotherPersonTest,
    testing::Values(PersonRow{"TheSame", kAda, "ada@example.com", false},
                    PersonRow{"InOtherCapitals", kAda, "Ada@Example.com", false},
                    PersonRow{"WithoutTheDomain", kAda, "ada", false},
                    PersonRow{"AnotherName", kAda, "grace@example.com", true},
                    PersonRow{"AnotherDomain", kAda, "ada@example.org", true},
                    PersonRow{"AnotherNameWithoutTheDomain", kAda, "ad", true},
                    PersonRow{"ByTheAddress",
                              R"({"preferred_username":"al","email":"ada@example.com"})",
                              "ada@example.com", false},
                    PersonRow{"WithoutEither", R"({"sub":"1"})", "grace@example.com", false},
                    PersonRow{"WithoutAUsername", kAda, "", false}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace latchkey::session
