#include "session/transaction_store.h"

#include <gtest/gtest.h>

#include <string>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "tests/support/demo_client.h"
#include "tests/support/memory_storage.h"

namespace latchkey::session {
namespace {

using std::chrono::minutes;

const Instant kNow = *fromRfc3339("2026-03-01T12:00:00.000Z");

Transaction transactionOf(const std::string& state) {
  Transaction transaction;
  transaction.state = oauth::State(state);
  transaction.nonce = jose::Nonce("nonce-" + state);
  transaction.verifier = oauth::CodeVerifier("verifier-" + state);
  transaction.challenge = oauth::CodeChallenge("challenge-" + state);
  transaction.handle = oauth::InteractionHandle("handle-" + state);
  transaction.username = "ada@example.com";
  transaction.createdAt = kNow;
  return transaction;
}

class TransactionStoreTest : public testing::Test {
 protected:
  std::string stored(Lifetime lifetime, std::string_view key) {
    return storage_.read(lifetime, key).value_or("");
  }
  void putShared(const std::string& json) {
    storage_.write(Lifetime::browser, kSharedTransactionKey, json);
  }

  support::MemoryStorage storage_;
  oauth::Client client_ = support::demoClient();
  TransactionStore store_{storage_, client_};
};

TEST_F(TransactionStoreTest, GivesBackWhatItWasGiven) {
  store_.save(transactionOf("s1"), kNow);
  const std::optional<Transaction> loaded = store_.load(kNow);
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(loaded->state.str(), "s1");
  EXPECT_EQ(loaded->nonce.str(), "nonce-s1");
  EXPECT_EQ(loaded->verifier.reveal(), "verifier-s1");
  EXPECT_EQ(loaded->challenge.str(), "challenge-s1");
  EXPECT_EQ(loaded->handle.reveal(), "handle-s1");
  EXPECT_EQ(loaded->username, "ada@example.com");
  EXPECT_EQ(loaded->createdAt, kNow);
}

TEST_F(TransactionStoreTest, KeepsWhenTheMailWasSentWhereOneWas) {
  store_.save(transactionOf("s1"), kNow);
  EXPECT_FALSE(store_.load(kNow)->mailSentAt);
  Transaction mailed = transactionOf("s1");
  mailed.mailSentAt = kNow + Seconds(5);
  store_.save(mailed, kNow);
  EXPECT_EQ(store_.load(kNow)->mailSentAt, kNow + Seconds(5));
}

TEST_F(TransactionStoreTest, WritesTheMetaOfOktaAuthJs) {
  store_.save(transactionOf("s1"), kNow);
  const std::string meta =
      R"({"issuer":"https://id.example.test/oauth2/default","urls":{)"
      R"("issuer":"https://id.example.test/oauth2/default",)"
      R"("authorizeUrl":"https://id.example.test/oauth2/default/v1/authorize",)"
      R"("userinfoUrl":"https://id.example.test/oauth2/default/v1/userinfo",)"
      R"("tokenUrl":"https://id.example.test/oauth2/default/v1/token",)"
      R"("revokeUrl":"https://id.example.test/oauth2/default/v1/revoke",)"
      R"("logoutUrl":"https://id.example.test/oauth2/default/v1/logout"},)"
      R"("clientId":"0oaDemo","redirectUri":"https://app.example.test/login/callback/",)"
      R"("responseType":"code","scopes":["openid","profile","email"],"state":"s1",)"
      R"("nonce":"nonce-s1","ignoreSignature":false,"codeVerifier":"verifier-s1",)"
      R"("codeChallenge":"challenge-s1","codeChallengeMethod":"S256",)"
      R"("interactionHandle":"handle-s1","flow":"default","withCredentials":true,)"
      R"("createdAt":1772366400000,"username":"ada@example.com"})";
  EXPECT_EQ(stored(Lifetime::tab, "okta-transaction-storage"), meta);
  EXPECT_EQ(stored(Lifetime::browser, "okta-shared-transaction-storage"),
            R"({"s1":{"dateCreated":1772366400000,"transaction":)" + meta + "}}");
}

TEST_F(TransactionStoreTest, IsFoundByItsStateInTheTabThatAMagicLinkOpens) {
  store_.save(transactionOf("s1"), kNow);
  storage_.closeTab();
  EXPECT_FALSE(store_.load(kNow).has_value());
  const auto found = store_.loadByState(oauth::State("s1"), kNow + minutes(30));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->handle.reveal(), "handle-s1");
}

TEST_F(TransactionStoreTest, IsNotFoundByTheStateOfAnotherOne) {
  store_.save(transactionOf("s1"), kNow);
  EXPECT_FALSE(store_.loadByState(oauth::State("s2"), kNow).has_value());
  EXPECT_FALSE(store_.loadByState(oauth::State(""), kNow).has_value());
}

TEST_F(TransactionStoreTest, IsSharedForHalfAnHourOnly) {
  store_.save(transactionOf("s1"), kNow);
  storage_.closeTab();
  const Instant tooLate = kNow + minutes(30) + Milliseconds(1);
  EXPECT_FALSE(store_.loadByState(oauth::State("s1"), tooLate).has_value());
}

TEST_F(TransactionStoreTest, FallsBackToTheTabsOwnWhereTheSharedOneIsGone) {
  store_.save(transactionOf("s1"), kNow);
  storage_.erase(Lifetime::browser, kSharedTransactionKey);
  EXPECT_TRUE(store_.loadByState(oauth::State("s1"), kNow).has_value());
}

TEST_F(TransactionStoreTest, KeepsTheOneBeforeForTheOlderMailButReplacesTheTabs) {
  store_.save(transactionOf("s1"), kNow);
  store_.save(transactionOf("s2"), kNow + minutes(1));
  EXPECT_EQ(store_.load(kNow)->state.str(), "s2");
  EXPECT_TRUE(store_.loadByState(oauth::State("s1"), kNow).has_value());
  EXPECT_TRUE(store_.loadByState(oauth::State("s2"), kNow).has_value());
}

TEST_F(TransactionStoreTest, ForgetsBothCopiesAndLeavesAMarkBehindThatTellsNothing) {
  store_.save(transactionOf("s1"), kNow);
  store_.forget(oauth::State("s1"), kNow);
  ASSERT_EQ(storage_.entries.size(), 1U);
  const std::string marks = stored(Lifetime::browser, kOverKey);
  EXPECT_EQ(marks.size(), 18U);
  EXPECT_EQ(marks.find_first_not_of("0123456789abcdef "), std::string::npos) << marks;
}

TEST_F(TransactionStoreTest, KnowsAgainWhatIsOver) {
  store_.save(transactionOf("s1"), kNow);
  EXPECT_FALSE(store_.isOver(oauth::State("s1"), kNow)) << "not yet";
  EXPECT_TRUE(store_.isOver(oauth::State("s1"), kNow + minutes(31))) << "too old";
  EXPECT_FALSE(store_.isOver(oauth::State("s2"), kNow)) << "never begun here";
  store_.forget(oauth::State("s1"), kNow);
  EXPECT_TRUE(store_.isOver(oauth::State("s1"), kNow));
}

struct Remains {
  const char* name;
  const char* state;
  bool isOver = true;
};
void PrintTo(const Remains& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class WhatIsLeftOfAState : public TransactionStoreTest,
                           public testing::WithParamInterface<Remains> {};

TEST_P(WhatIsLeftOfAState, IsKnownAgainByItsBeginningOrItsEnd) {
  store_.save(transactionOf("aB3dE6gH9kL2nO5q"), kNow);
  store_.forget(oauth::State("aB3dE6gH9kL2nO5q"), kNow);
  EXPECT_EQ(store_.isOver(oauth::State(GetParam().state), kNow), GetParam().isOver);
}

INSTANTIATE_TEST_SUITE_P(
    By, WhatIsLeftOfAState,
    testing::Values(Remains{"AllOfIt", "aB3dE6gH9kL2nO5q"}, Remains{"TheFirstHalf", "aB3dE6gH"},
                    Remains{"FourCharacters", "aB3d"}, Remains{"TheEnd", "kL2nO5q"},
                    Remains{"WithAGap", "aB3dE6nO5q"}, Remains{"OtherCapitals", "Ab3DE6gH9kL2"},
                    Remains{"WithMoreBehindIt", "aB3dE6gH9kL2nO5qSentFromHere"},
                    Remains{"TheMiddle", "E6gH9kL2", false},
                    Remains{"TheEndAtTheBeginning", "nO5qxxxxxxx", false},
                    Remains{"AnotherState", "zB3dE6gH9kL2nO5z", false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(TransactionStoreTest, KeepsAFewMarksAndEachOnce) {
  for (int i = 0; i < 3; ++i) store_.forget(oauth::State("s1"), kNow);
  EXPECT_EQ(stored(Lifetime::browser, kOverKey).size(), 18U);
  for (int i = 0; i < 20; ++i) store_.forget(oauth::State("t" + std::to_string(i)), kNow);
  EXPECT_EQ(stored(Lifetime::browser, kOverKey).size(), 18 * kMostMarks);
  EXPECT_FALSE(store_.isOver(oauth::State("s1"), kNow));
  EXPECT_TRUE(store_.isOver(oauth::State("t12"), kNow));
}

TEST_F(TransactionStoreTest, ForgetsNothingOfAnotherState) {
  store_.save(transactionOf("s1"), kNow);
  const auto before = storage_.entries;
  store_.forget(oauth::State("s2"), kNow);
  storage_.erase(Lifetime::browser, kOverKey);
  EXPECT_EQ(storage_.entries, before);
}

TEST_F(TransactionStoreTest, ForgetsItsOwnInATabWithoutACopyOfIt) {
  store_.save(transactionOf("s1"), kNow);
  storage_.closeTab();
  store_.forget(oauth::State("s1"), kNow);
  storage_.erase(Lifetime::browser, kOverKey);
  EXPECT_TRUE(storage_.entries.empty()) << "a verifier must not outlive its sign-in";
}

TEST_F(TransactionStoreTest, KeepsEntriesOfOthersAndDropsThosePastTheirLife) {
  const Instant old = kNow - minutes(31);
  putShared(R"({"fresh":{"dateCreated":)" + std::to_string(kNow.time_since_epoch().count()) +
            R"(,"transaction":{"clientId":"other"}},"old":{"dateCreated":)" +
            std::to_string(old.time_since_epoch().count()) +
            R"(,"transaction":{}},"odd":{"x":[1]}})");
  store_.save(transactionOf("s1"), kNow);
  store_.forget(oauth::State("s1"), kNow);
  const Json left = *parseJson(stored(Lifetime::browser, kSharedTransactionKey));
  EXPECT_NE(object(left, "fresh"), nullptr);
  EXPECT_NE(object(left, "odd"), nullptr);
  EXPECT_EQ(left.size(), 2U);
}

TEST_F(TransactionStoreTest, PrunesWhatIsPastItsLifeAndKnowsThatItIsOver) {
  store_.save(transactionOf("s1"), kNow);
  store_.save(transactionOf("s2"), kNow + minutes(10));
  store_.prune(kNow + minutes(30));
  EXPECT_TRUE(store_.loadShared(oauth::State("s1"), kNow)) << "not yet";
  store_.prune(kNow + minutes(31));
  EXPECT_FALSE(store_.loadShared(oauth::State("s1"), kNow));
  EXPECT_TRUE(store_.isOver(oauth::State("s1"), kNow));
  EXPECT_TRUE(store_.loadShared(oauth::State("s2"), kNow));
  EXPECT_FALSE(store_.isOver(oauth::State("s2"), kNow));
  EXPECT_TRUE(store_.load(kNow)) << "of this tab, and the org says when that one ends";
}

TEST_F(TransactionStoreTest, WorksInMemoryWhereStorageIsBlocked) {
  storage_.mood = support::MemoryStorage::Mood::blocked;
  ResilientStorage resilient(storage_);
  TransactionStore store(resilient, client_);
  store.save(transactionOf("s1"), kNow);
  EXPECT_TRUE(store.load(kNow).has_value());
}

struct ForeignRow {
  std::string name;
  oauth::ClientOptions other;
};

class ForeignTransactionTest : public testing::TestWithParam<ForeignRow> {};

TEST_P(ForeignTransactionTest, IsAsGoodAsNone) {
  support::MemoryStorage storage;
  const oauth::Client other = *oauth::Client::from(GetParam().other);
  TransactionStore(storage, other).save(transactionOf("s1"), kNow);
  const oauth::Client ours = support::demoClient();
  TransactionStore store(storage, ours);
  EXPECT_FALSE(store.load(kNow).has_value());
  EXPECT_FALSE(store.loadByState(oauth::State("s1"), kNow).has_value());
}

const char* const kIssuer = "https://id.example.test/oauth2/default";
const char* const kRedirectUri = "https://app.example.test/login/callback/";

INSTANTIATE_TEST_SUITE_P(
    Of, ForeignTransactionTest,
    testing::Values(
        ForeignRow{"AnotherIssuer",
                   {"https://id.example.test/oauth2/other", "0oaDemo", kRedirectUri, {"openid"}}},
        ForeignRow{"AnotherClient", {kIssuer, "0oaOther", kRedirectUri, {"openid"}}},
        ForeignRow{"AnotherRedirectUri",
                   {kIssuer, "0oaDemo", "https://app.example.test/other/", {"openid"}}}),
    [](const auto& test) { return test.param.name; });

struct CorruptRow {
  std::string name;
  std::string content;
};

class CorruptTransactionTest : public testing::TestWithParam<CorruptRow> {};

TEST_P(CorruptTransactionTest, IsAsGoodAsNoneAndNoObstacle) {
  support::MemoryStorage storage;
  const oauth::Client client = support::demoClient();
  TransactionStore store(storage, client);
  storage.write(Lifetime::tab, kTransactionKey, GetParam().content);
  storage.write(Lifetime::browser, kSharedTransactionKey, GetParam().content);
  const auto before = storage.entries;
  EXPECT_FALSE(store.load(kNow).has_value());
  EXPECT_FALSE(store.loadByState(oauth::State("s1"), kNow).has_value());
  EXPECT_EQ(storage.entries, before) << "reading changes nothing";
  store.save(transactionOf("s1"), kNow);
  EXPECT_TRUE(store.load(kNow).has_value());
  storage.closeTab();
  EXPECT_TRUE(store.loadByState(oauth::State("s1"), kNow).has_value());
}

INSTANTIATE_TEST_SUITE_P(
    Content, CorruptTransactionTest,
    testing::Values(CorruptRow{"Empty", ""}, CorruptRow{"NotJson", "undefined"},
                    CorruptRow{"CutShort", R"({"issuer":"https://id.exam)"},
                    CorruptRow{"Null", "null"}, CorruptRow{"Array", "[1]"},
                    CorruptRow{"WrongTypes", R"({"issuer":1,"clientId":[],"s1":7})"},
                    CorruptRow{"EntryIsText", R"({"s1":"x"})"},
                    CorruptRow{"MetaIsAList", R"({"s1":{"dateCreated":1,"transaction":[]}})"},
                    CorruptRow{"HugeTime",
                               R"({"s1":{"dateCreated":9223372036854775807,"transaction":{}}})"}),
    [](const auto& test) { return test.param.name; });

TEST_F(TransactionStoreTest, NeedsEverySecretOfTheTransaction) {
  for (const char* name : {"state", "nonce", "codeVerifier", "interactionHandle"}) {
    store_.save(transactionOf("s1"), kNow);
    Json meta = *parseJson(stored(Lifetime::tab, kTransactionKey));
    setMember(meta, name, "");
    storage_.write(Lifetime::tab, kTransactionKey, writeJson(meta));
    EXPECT_FALSE(store_.load(kNow).has_value()) << name;
  }
}

// --- states of links that were changed on their way

struct Strange {
  std::string name;
  std::string state;
  Likeness likeness;
};
void PrintTo(const Strange& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class Resembling : public TransactionStoreTest, public testing::WithParamInterface<Strange> {};

TEST_P(Resembling, IsCertainOnlyWithMoreInCommonThanCanBeGuessed) {
  store_.save(transactionOf("Zk3_9-QxYw0aB7cDeFgH"), kNow);
  store_.save(transactionOf("another-one-that-waits"), kNow);
  const Resemblance found = store_.resembling(oauth::State(GetParam().state), kNow);
  EXPECT_EQ(found.likeness, GetParam().likeness);
  if (found.likeness == Likeness::none) return;
  EXPECT_EQ(found.transaction->state.str(), "Zk3_9-QxYw0aB7cDeFgH");
}

INSTANTIATE_TEST_SUITE_P(
    State, Resembling,
    testing::Values(Strange{"CutOffLate", "Zk3_9-QxYw0aB7cD", Likeness::certain},
                    Strange{"Lengthened", "Zk3_9-QxYw0aB7cDeFgHSentfrom", Likeness::certain},
                    Strange{"InOtherCapitals", "zK3_9-qXyW0Ab7CdEfGh", Likeness::certain},
                    Strange{"CutOffEarlier", "Zk3_9-QxYw0aB7c", Likeness::some},
                    Strange{"CutOffAfterOne", "Z", Likeness::some},
                    Strange{"WithAGap", "Zk3_9-QxYw0aB7cDgH", Likeness::some},
                    Strange{"WithoutItsBeginning", "QxYw0aB7cDeFgH", Likeness::some},
                    Strange{"WithThreeInCommon", "Zk3-of-elsewhere", Likeness::none},
                    Strange{"OfElsewhere", "elsewhere", Likeness::none}),
    [](const auto& test) { return test.param.name; });

TEST_F(TransactionStoreTest, FindsTheNewestOfThoseThatWaitInThisBrowser) {
  Transaction older = transactionOf("s1");
  older.createdAt = kNow - minutes(5);
  store_.save(transactionOf("s2"), kNow);
  store_.save(older, kNow);
  storage_.erase(Lifetime::tab, kTransactionKey);
  EXPECT_EQ(store_.loadNewest(kNow)->state.str(), "s2");
  EXPECT_FALSE(store_.loadNewest(kNow + minutes(31)));
}

}  // namespace
}  // namespace latchkey::session
