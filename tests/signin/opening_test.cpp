#include "signin/opening.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/demo_client.h"

namespace latchkey::signin {
namespace {

const Instant kNow = fromUnix(Seconds(1'900'000'000));

Bytes counted(std::size_t count) {
  Bytes bytes;
  for (std::size_t i = 0; i < count; ++i) bytes.push_back(static_cast<std::uint8_t>(i));
  return bytes;
}

TEST(Opening, DrawsATransactionOfThreeIndependentSecrets) {
  Opening opening;
  opening.expect("ada@example.test");
  opening.setUsername("eve");
  const oauth::Client client = support::demoClient().withMaxAge(Seconds(300));
  const auto drawn = opening.draw(counted(Opening::kEntropyBytes), client, kNow);
  ASSERT_TRUE(drawn);
  EXPECT_FALSE(drawn->verifier.reveal().empty());
  EXPECT_EQ(drawn->verifier.reveal().find(drawn->state.str()), std::string::npos);
  EXPECT_EQ(drawn->verifier.reveal().find(drawn->nonce.str()), std::string::npos);
  EXPECT_NE(drawn->state.str(), drawn->nonce.str());
  EXPECT_TRUE(drawn->challenge.str().empty()) << "it is a digest, and comes later";
  EXPECT_EQ(drawn->username, "eve");
  EXPECT_EQ(drawn->createdAt, kNow);
  EXPECT_EQ(drawn->maxAge, Seconds(300));
  EXPECT_EQ(drawn->loginHint, "ada@example.test");
}

TEST(Opening, DrawsNothingFromTooFewRandomNumbers) {
  const Opening opening;
  for (const std::size_t count : {std::size_t{0}, Opening::kEntropyBytes - 1}) {
    EXPECT_FALSE(opening.draw(counted(count), support::demoClient(), kNow)) << count;
  }
}

TEST(Opening, OfALinkHandsItsCodeOutOnce) {
  Opening opening;
  opening.begin(Opening::Link{oauth::Otp("482913")});
  EXPECT_TRUE(opening.isByLink());
  EXPECT_TRUE(opening.isOfKept());
  EXPECT_EQ(opening.confirm()->reveal(), "482913");
  EXPECT_FALSE(opening.isByLink());
  EXPECT_FALSE(opening.isOfKept());
  EXPECT_FALSE(opening.confirm());
}

TEST(Opening, OfWhatTheBrowserKeptHasNoCode) {
  Opening opening;
  opening.begin(Opening::Kept{});
  EXPECT_TRUE(opening.isOfKept());
  EXPECT_FALSE(opening.confirm());
  EXPECT_FALSE(opening.isOfKept());
}

// --- what the browser kept, against what is asked now

struct Fit {
  const char* name;
  std::optional<Seconds> kept;  // the age of the proof that was asked for
  std::optional<Seconds> asked;
  const char* begunFor;  // the name that was expected
  const char* username;
  const char* expected;
  bool fits;
};

class OpeningFit : public testing::TestWithParam<Fit> {};

TEST_P(OpeningFit, IsByTheProofAndThePerson) {
  const Fit& row = GetParam();
  Opening opening;
  opening.expect(row.expected);
  session::Transaction kept;
  kept.maxAge = row.kept;
  kept.loginHint = row.begunFor;
  kept.username = row.username;
  oauth::Client client = support::demoClient();
  if (row.asked) client = client.withMaxAge(*row.asked);
  EXPECT_EQ(!opening.doesNotFit(kept, client), row.fits);
}

INSTANTIATE_TEST_SUITE_P(
    Opening, OpeningFit,
    testing::Values(Fit{"NothingIsAsked", {}, {}, "", "ada", "", true},
                    Fit{"AFresherProofWasAsked", Seconds(60), Seconds(300), "", "ada", "", true},
                    Fit{"TheSameProof", Seconds(300), Seconds(300), "", "ada", "", true},
                    Fit{"AnOlderProof", Seconds(600), Seconds(300), "", "ada", "", false},
                    Fit{"AnyProof", {}, Seconds(300), "", "ada", "", false},
                    Fit{"TheSamePerson", {}, {}, "", "Ada", "ada", true},
                    Fit{"ThePersonChoseAnotherName", {}, {}, "ada", "eve", "ada", true},
                    Fit{"AnotherPerson", {}, {}, "", "eve", "ada", false},
                    Fit{"AnotherPersonWasExpected", {}, {}, "eve", "eve", "ada", false}),
    [](const auto& test) { return std::string(test.param.name); });

// --- by itself, once

TEST(Opening, BeginsAnewByItselfOnce) {
  Opening opening;
  EXPECT_TRUE(opening.mayRestart());
  opening.noteRestart();
  EXPECT_FALSE(opening.mayRestart());
  opening.allowRestart();
  EXPECT_TRUE(opening.mayRestart());
}

TEST(Opening, DoesNotCountWhatTheBrowserKept) {
  Opening opening;
  opening.begin(Opening::Kept{});
  opening.noteRestart();
  opening.begin(Opening::Fresh{});
  EXPECT_TRUE(opening.mayRestart());
}

}  // namespace
}  // namespace latchkey::signin
