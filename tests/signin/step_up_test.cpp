#include "signin/step_up.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/demo_client.h"
#include "tests/support/sign_in_driver.h"
#include "tests/support/tokens.h"

namespace latchkey::signin {
namespace {

using support::IdTokenBuilder;

const Instant kNow = fromUnix(support::kNow);

oauth::Client asking(std::optional<Seconds> maxAge, std::vector<std::string> acrValues) {
  const oauth::Client demo = support::demoClient();
  return *oauth::Client::from({demo.issuer(), demo.clientId(), demo.redirectUri(), demo.scopes(),
                               false, maxAge, std::move(acrValues)});
}

struct Proof {
  const char* name;
  std::optional<Seconds> maxAge;
  std::vector<std::string> acrValues;
  std::optional<Seconds> ago;  // auth_time
  const char* acr;             // nullptr: the claim is missing
  bool isEnough;
  Seconds clockError{0};  // how far this device's clock is ahead of the org's
};
void PrintTo(const Proof& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class StepUp : public testing::TestWithParam<Proof> {};

TEST_P(StepUp, LooksAtWhatTheIdTokenSaysOfTheProof) {
  const Proof& row = GetParam();
  IdTokenBuilder builder;
  builder.claim("exp", support::kNow + Seconds(1800));
  builder.without("auth_time").without("acr");
  if (row.ago) builder.claim("auth_time", support::kNow - *row.ago);
  if (row.acr != nullptr) builder.claim("acr", row.acr);
  session::Tokens tokens;
  tokens.claims = builder.payload();
  tokens.idExpiresAt = kNow + Seconds(1800) + row.clockError;
  EXPECT_EQ(meetsStepUp(tokens, asking(row.maxAge, row.acrValues), kNow + row.clockError),
            row.isEnough);
}

INSTANTIATE_TEST_SUITE_P(
    Of, StepUp,
    testing::Values(
        Proof{"NoDemand", std::nullopt, {}, std::nullopt, nullptr, true},
        Proof{"AFreshProof", Seconds(60), {}, Seconds(5), nullptr, true},
        Proof{"AProofOnTheLastSecond", Seconds(60), {}, Seconds(60), nullptr, true},
        Proof{"AProofThatIsTooOld", Seconds(60), {}, Seconds(62), nullptr, false},
        Proof{"AProofOfHalfAnHourAgo", Seconds(60), {}, Seconds(1800), nullptr, false},
        Proof{"AnyProofWhereItHasToBeGivenNow", Seconds(0), {}, Seconds(5), nullptr, false},
        Proof{"NoTimeOfProof", Seconds(60), {}, std::nullopt, nullptr, false},
        Proof{"AContextAskedFor", std::nullopt, {"a", "b"}, std::nullopt, "b", true},
        Proof{"AnotherContext", std::nullopt, {"a", "b"}, std::nullopt, "c", false},
        Proof{"NoContext", std::nullopt, {"a"}, std::nullopt, nullptr, false},
        Proof{"ARightContextAndAnOldProof", Seconds(60), {"a"}, Seconds(90), "a", false},
        Proof{"AFreshProofOfAnotherContext", Seconds(60), {"a"}, Seconds(5), "c", false},
        Proof{"AnOldProofByAClockThatIsAhead",
              Seconds(60),
              {},
              Seconds(90),
              nullptr,
              false,
              Seconds(7200)},
        Proof{"AnOldProofByAClockThatIsBehind",
              Seconds(60),
              {},
              Seconds(90),
              nullptr,
              false,
              Seconds(-7200)},
        Proof{"AFreshProofByAClockThatIsAhead",
              Seconds(60),
              {},
              Seconds(30),
              nullptr,
              true,
              Seconds(7200)}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(StepUpOf, ClaimsThatCannotBeReadIsNotMet) {
  for (const char* claims : {"", "[]", R"({"auth_time":"now"})", R"({"auth_time":-1})"}) {
    session::Tokens tokens;
    tokens.claims = claims;
    EXPECT_FALSE(meetsStepUp(tokens, asking(Seconds(60), {}), kNow)) << claims;
    EXPECT_TRUE(meetsStepUp(tokens, support::demoClient(), kNow)) << claims;
  }
}

TEST(FreshSignIn, IsAskedForAtTheOrgToo) {
  support::SignInDriver driver;
  Opened opened;
  opened.wishes.freshSignIn = true;
  driver.happens(opened);
  const auto draw = driver.last<DrawRandom>();
  driver.happens(RandomDrawn{draw->ticket, Bytes(draw->count, 7)});
  driver.happens(Digested{driver.last<Digest>()->ticket, Bytes(32, 1)});
  ASSERT_TRUE(driver.request("/interact"));
  EXPECT_NE(driver.request("/interact")->request.body.find("max_age=0"), std::string::npos);
}

TEST(FreshSignIn, IsNotTheOneThatBeganBeforeItWasWanted) {
  for (const bool wasWanted : {false, true}) {
    support::SignInDriver driver;
    Opened opened;
    opened.wishes.freshSignIn = true;
    opened.transaction.emplace();
    opened.transaction->state = oauth::State("before");
    if (wasWanted) opened.transaction->maxAge = Seconds(0);
    driver.happens(opened);
    EXPECT_EQ(driver.last<ForgetTransaction>().has_value(), !wasWanted);
    EXPECT_EQ(driver.request("/introspect").has_value(), wasWanted) << "a reload goes on";
  }
}

}  // namespace
}  // namespace latchkey::signin
