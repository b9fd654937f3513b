#include "session/storage.h"

#include <gtest/gtest.h>

#include "tests/support/memory_storage.h"

namespace latchkey::session {
namespace {

using Mood = support::MemoryStorage::Mood;

class ResilientStorageTest : public testing::Test {
 protected:
  support::MemoryStorage browser_;
  ResilientStorage storage_{browser_};
};

TEST_F(ResilientStorageTest, LeavesEverythingToABrowserThatWorks) {
  EXPECT_TRUE(storage_.write(Lifetime::tab, "key", "value"));
  EXPECT_EQ(browser_.read(Lifetime::tab, "key"), "value");
  EXPECT_EQ(storage_.read(Lifetime::tab, "key"), "value");
  EXPECT_EQ(storage_.read(Lifetime::browser, "key"), std::nullopt);
  storage_.erase(Lifetime::tab, "key");
  EXPECT_EQ(browser_.read(Lifetime::tab, "key"), std::nullopt);
}

TEST_F(ResilientStorageTest, KeepsInMemoryWhatTheBrowserRefuses) {
  browser_.mood = Mood::blocked;
  EXPECT_FALSE(storage_.write(Lifetime::browser, "key", "value"));
  EXPECT_EQ(storage_.read(Lifetime::browser, "key"), "value");
  EXPECT_EQ(storage_.read(Lifetime::tab, "key"), std::nullopt);
  storage_.erase(Lifetime::browser, "key");
  EXPECT_EQ(storage_.read(Lifetime::browser, "key"), std::nullopt);
}

TEST_F(ResilientStorageTest, LetsNoOldValueSurviveInAStorageThatBecameFull) {
  storage_.write(Lifetime::browser, "key", "old");
  browser_.mood = Mood::full;
  storage_.write(Lifetime::browser, "key", "new");
  EXPECT_EQ(storage_.read(Lifetime::browser, "key"), "new");
  EXPECT_EQ(browser_.read(Lifetime::browser, "key"), std::nullopt);
}

TEST_F(ResilientStorageTest, GoesBackToTheBrowserWhenItWorksAgain) {
  browser_.mood = Mood::full;
  storage_.write(Lifetime::browser, "key", "in memory");
  browser_.mood = Mood::works;
  storage_.write(Lifetime::browser, "key", "in the browser");
  browser_.entries.clear();
  EXPECT_EQ(storage_.read(Lifetime::browser, "key"), std::nullopt) << "nothing is left behind";
}

}  // namespace
}  // namespace latchkey::session
