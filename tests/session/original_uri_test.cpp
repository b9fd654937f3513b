#include "session/original_uri.h"

#include <gtest/gtest.h>

#include "session/transaction_store.h"
#include "tests/support/demo_client.h"
#include "tests/support/memory_storage.h"

namespace latchkey::session {
namespace {

const Instant kNow = *fromRfc3339("2026-03-01T12:00:00.000Z");
const oauth::State kState("s1");

class OriginalUriTest : public testing::Test {
 protected:
  static Transaction transaction() {
    Transaction transaction;
    transaction.state = kState;
    transaction.createdAt = kNow;
    return transaction;
  }
  // As okta-auth-js's setOriginalUri() writes it, without and with a state.
  void appWantsToGoTo(const std::string& uri) {
    storage_.write(Lifetime::tab, "referrerPath", uri);
  }
  void putShared(const std::string& json) {
    storage_.write(Lifetime::browser, "okta-original-uri-storage", json);
  }
  std::string shared() { return storage_.read(Lifetime::browser, kOriginalUriKey).value_or(""); }

  support::MemoryStorage storage_;
  oauth::Client client_ = support::demoClient();
  TransactionStore transactions_{storage_, client_};
};

TEST_F(OriginalUriTest, IsWhatTheAppWroteForThisTab) {
  EXPECT_EQ(originalUri(storage_, kState), std::nullopt);
  appWantsToGoTo("/app/orders/7");
  EXPECT_EQ(originalUri(storage_, kState), "/app/orders/7");
  forgetOriginalUri(storage_);
  EXPECT_EQ(originalUri(storage_, kState), std::nullopt);
}

TEST_F(OriginalUriTest, IsRatherThatOfTheSignInThanThatOfTheTab) {
  appWantsToGoTo("/app/");
  putShared(R"({"s1":"/app/orders/7","s2":"/app/orders/8"})");
  EXPECT_EQ(originalUri(storage_, kState), "/app/orders/7");
  EXPECT_EQ(originalUri(storage_, oauth::State("s3")), "/app/");
}

TEST_F(OriginalUriTest, IsThatOfTheTabWhereWhatIsSharedIsCorrupt) {
  appWantsToGoTo("/app/");
  for (const char* corrupt : {"undefined", "[]", R"({"s1":7})", R"({"s1":{"uri":"/"}})"}) {
    putShared(corrupt);
    EXPECT_EQ(originalUri(storage_, kState), "/app/") << corrupt;
  }
}

TEST_F(OriginalUriTest, IsSharedWithTheTabThatAMagicLinkOpensForAsLongAsTheSignInIsUnderWay) {
  putShared(R"({"s2":"/app/orders/8"})");
  appWantsToGoTo("/app/orders/7");
  transactions_.save(transaction(), kNow);
  EXPECT_EQ(shared(), R"({"s2":"/app/orders/8","s1":"/app/orders/7"})");
  storage_.closeTab();
  EXPECT_EQ(originalUri(storage_, kState), "/app/orders/7");
  transactions_.forget(kState, kNow);
  EXPECT_EQ(shared(), R"({"s2":"/app/orders/8"})") << "which is another sign-in's";
}

TEST_F(OriginalUriTest, IsNotSharedForLongerThanTheSignInItself) {
  appWantsToGoTo("/app/orders/7");
  transactions_.save(transaction(), kNow);
  transactions_.prune(kNow + std::chrono::minutes(31));
  EXPECT_EQ(shared(), "");
}

TEST_F(OriginalUriTest, IsNothingToShareWhereTheAppSaidNothing) {
  transactions_.save(transaction(), kNow);
  EXPECT_EQ(shared(), "");
}

}  // namespace
}  // namespace latchkey::session
