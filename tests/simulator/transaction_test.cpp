#include "simulator/transaction.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "simulator/attempt_limiter.h"
#include "simulator/random_text.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

const Instant kNow = fromUnix(Seconds{1'900'000'000});

Transaction made(const std::string& name, Instant expiresAt = kNow + Seconds{600}) {
  Transaction transaction;
  transaction.interactionHandle = name + "-interaction";
  transaction.stateHandle = name + "-state";
  transaction.expiresAt = expiresAt;
  return transaction;
}

TEST(TransactionStore, FindsByEachSecret) {
  TransactionStore store;
  Transaction& ada = store.add(made("ada"));
  Transaction& grace = store.add(made("grace"));
  store.rememberLink(grace, "link");
  store.rememberCode(ada, "code");
  EXPECT_EQ(store.byInteractionHandle("ada-interaction"), &ada);
  EXPECT_EQ(store.byStateHandle("grace-state"), &grace);
  EXPECT_EQ(store.byLinkToken("link"), &grace);
  EXPECT_EQ(store.byInteractionCode("code"), &ada);
  EXPECT_EQ(store.byStateHandle("ada-interaction"), nullptr);
  EXPECT_EQ(store.byLinkToken(""), nullptr);
}

TEST(TransactionStore, ForgetsWhatIsOverFirstWhenThereAreTooMany) {
  TransactionStore store(10);
  for (char name = 'a'; name < 'l'; ++name) {
    store.add(made(std::string(1, name), kNow + Seconds{name == 'c' ? 1 : 600}));
  }
  store.byStateHandle("k-state")->step = Step::exchanged;
  store.prune(kNow);
  // A tenth of room is made besides.
  EXPECT_EQ(store.size(), 9U);
  EXPECT_EQ(store.byStateHandle("k-state"), nullptr);
  EXPECT_EQ(store.byStateHandle("c-state"), nullptr);
  EXPECT_NE(store.byStateHandle("a-state"), nullptr);
}

TEST(TransactionStore, StaysAsLargeAsItMay) {
  TransactionStore store(10);
  for (int i = 0; i < 1'000; ++i) {
    Transaction& added = store.add(made(std::to_string(i), kNow + Seconds{i}));
    store.rememberLink(added, "link" + std::to_string(i));
    store.prune(kNow);
    EXPECT_LE(store.size(), 10U);
  }
  EXPECT_EQ(store.byLinkToken("link0"), nullptr);
}

TEST(TransactionStore, FindsOlderLinksTooSoThatTheyCanBeCalledStale) {
  TransactionStore store;
  Transaction& ada = store.add(made("ada"));
  store.rememberLink(ada, "older");
  store.rememberLink(ada, "newer");
  EXPECT_EQ(store.byLinkToken("older"), &ada);
}

TEST(TransactionStore, ForgetsAStateHandleThatWasReplaced) {
  TransactionStore store;
  Transaction& ada = store.add(made("ada"));
  store.renameStateHandle(ada, "new");
  EXPECT_EQ(store.byStateHandle("ada-state"), nullptr);
  EXPECT_EQ(store.byStateHandle("new"), &ada);
}

TEST(TransactionStore, ExpiresAllAtOnceAndLengthensNone) {
  TransactionStore store;
  Transaction& ada = store.add(made("ada"));
  Transaction& grace = store.add(made("grace", kNow - Seconds{5}));
  store.expireAll(kNow);
  EXPECT_EQ(ada.expiresAt, kNow);
  EXPECT_EQ(grace.expiresAt, kNow - Seconds{5});
}

TEST(TransactionStore, ForgetsWhatExpiredLongAgoWithAllItsNames) {
  TransactionStore store;
  store.rememberLink(store.add(made("old", kNow - Seconds{3601})), "link");
  store.add(made("recent", kNow - Seconds{3599}));
  store.prune(kNow);
  EXPECT_EQ(store.size(), 1U);
  EXPECT_EQ(store.byStateHandle("old-state"), nullptr);
  EXPECT_EQ(store.byLinkToken("link"), nullptr);
  EXPECT_NE(store.byStateHandle("recent-state"), nullptr);
}

TEST(AttemptLimiter, CountsInASlidingWindow) {
  AttemptLimiter limiter;
  constexpr Seconds kWindow{10};
  limiter.count("ada", kNow);
  limiter.count("ada", kNow + Seconds{6});
  EXPECT_TRUE(limiter.exhausted("ada", 2, kWindow, kNow + Seconds{9}));
  EXPECT_EQ(limiter.freeAgainAt("ada", kWindow, kNow + Seconds{9}), kNow + Seconds{10});
  EXPECT_FALSE(limiter.exhausted("ada", 2, kWindow, kNow + Seconds{10}));
  EXPECT_TRUE(limiter.exhausted("ada", 1, kWindow, kNow + Seconds{15}));
  EXPECT_FALSE(limiter.exhausted("ada", 1, kWindow, kNow + Seconds{16}));
}

TEST(AttemptLimiter, KeepsKeysApartAndForgives) {
  AttemptLimiter limiter;
  limiter.count("ada", kNow);
  EXPECT_FALSE(limiter.exhausted("grace", 1, Seconds{10}, kNow));
  EXPECT_TRUE(limiter.exhausted("ada", 1, Seconds{10}, kNow));
  limiter.forgive("ada");
  EXPECT_FALSE(limiter.exhausted("ada", 1, Seconds{10}, kNow));
}

TEST(RandomCode, IsOfTheLengthAndAlphabetOfThePolicy) {
  CountingRandom random;
  CodePolicy policy;
  for (int i = 0; i < 100; ++i) {
    const std::string code = randomCode(random, policy);
    EXPECT_EQ(code.size(), 6U);
    EXPECT_EQ(code.find_first_not_of("0123456789"), std::string::npos);
  }
  policy.alphabet = CodeAlphabet::alphanumeric;
  policy.length = 10;
  EXPECT_EQ(randomCode(random, policy).find_first_of("01OIL"), std::string::npos);
}

// Every byte once: 250 of 256 values make digits, so each digit comes exactly 25 times.
class EveryByte : public Random {
 public:
  Bytes draw(std::size_t count) override {
    Bytes bytes(count);
    for (std::uint8_t& byte : bytes) byte = next_++;
    return bytes;
  }

 private:
  std::uint8_t next_ = 0;
};

TEST(RandomText, FavoursNoCharacter) {
  EveryByte random;
  const std::string text = randomText(random, 250, "0123456789");
  for (const char digit : std::string("0123456789")) {
    EXPECT_EQ(std::count(text.begin(), text.end(), digit), 25) << digit;
  }
}

}  // namespace
}  // namespace latchkey::simulator
