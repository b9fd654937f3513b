#include "signin/steps.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "idx/parse_response.h"
#include "signin/transitions.h"
#include "tests/support/idx_documents.h"

namespace latchkey::signin {
namespace {

constexpr const char* kOrg = "https://id.example.test";

idx::Response parsed(const std::string& document) {
  return *idx::parseResponse(http::Response{200, {}, document});
}

TEST(IdentifyStep, TakesTheOrgsChoiceForKeepMeSignedIn) {
  for (const bool ticked : {false, true}) {
    const idx::Response document = parsed(
        replaceAll(support::identifyDocument(), R"("type":"boolean")",
                   std::string(R"("type":"boolean","value":)") + (ticked ? "true" : "false")));
    EXPECT_EQ(identifyStep(document, *usernameFormOf(document), kOrg).keepSignedIn, ticked);
  }
}

TEST(AskForEmailStep, ChoosesTheMail) {
  const idx::Response document = parsed(support::verificationDataDocument());
  const AskForEmail step = askForEmailStep(document, kOrg);
  EXPECT_EQ(step.form.name, "authenticator-verification-data");
  EXPECT_EQ(std::get<std::string>(step.values.at("authenticator.methodType")), "email");
}

TEST(AwaitPasscodeStep, HasWhatTheAuthenticatorOffers) {
  const idx::Response document = parsed(support::challengeDocument());
  const AwaitPasscode step = awaitPasscodeStep(document, *emailChallengeOf(document), kOrg);
  EXPECT_TRUE(step.poll);
  EXPECT_TRUE(step.resend);
  EXPECT_EQ(step.ways.size(), 1U);
}

struct Offer {
  const char* name;
  const char* contextualData;
  MagicLink link;
};

class AwaitPasscodeLink : public testing::TestWithParam<Offer> {};

TEST_P(AwaitPasscodeLink, IsOfferedUnlessTheOrgSaysThatItIsNot) {
  const idx::Response document = parsed(replaceAll(
      support::challengeDocument(), R"({"useEmailMagicLink":true})", GetParam().contextualData));
  EXPECT_EQ(awaitPasscodeStep(document, *emailChallengeOf(document), kOrg).magicLink,
            GetParam().link);
}

INSTANTIATE_TEST_SUITE_P(
    Steps, AwaitPasscodeLink,
    testing::Values(Offer{"Offered", R"({"useEmailMagicLink":true})", MagicLink::offered},
                    Offer{"NotOffered", R"({"useEmailMagicLink":false})", MagicLink::absent},
                    Offer{"NotSaid", "{}", MagicLink::offered}),
    [](const auto& test) { return std::string(test.param.name); });

struct Pair {
  const char* name;
  std::string earlier;
  std::string later;
  bool same;
};

class SameStep : public testing::TestWithParam<Pair> {};

TEST_P(SameStep, AsksForTheSameAgain) {
  EXPECT_EQ(isSameStep(parsed(GetParam().earlier), parsed(GetParam().later)), GetParam().same);
}

INSTANTIATE_TEST_SUITE_P(
    Steps, SameStep,
    testing::Values(
        Pair{"Unchanged", support::challengeDocument(), support::challengeDocument(), true},
        Pair{"WithAMessage", support::challengeDocument(), support::wrongCodeDocument(), true},
        Pair{"WithANewerHandle", support::challengeDocument(),
             replaceAll(support::challengeDocument(), "02Kx", "02New"), true},
        Pair{"AnotherForm", support::challengeDocument(), support::selectDocument(), false},
        Pair{"AnotherAuthenticator", support::challengeDocument(), support::passwordDocument(),
             false},
        Pair{"TheEnd", support::challengeDocument(), support::successDocument(), false},
        Pair{"OnlyAMessage", support::challengeDocument(),
             support::messageOnlyDocument("Over.", "idx.session.expired", "ERROR"), false},
        Pair{"AfterTheEnd", support::successDocument(), support::successDocument(), false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(RenewForms, LeavesWhatAPersonSees) {
  const idx::Response earlier = parsed(support::challengeDocument());
  AwaitPasscode step = awaitPasscodeStep(earlier, *emailChallengeOf(earlier), kOrg);
  step.mailAge = MailAge::old;
  step.mailsSent = 3;
  const idx::Response later =
      parsed(replaceAll(support::challengeDocument(), R"("refresh":4000)", R"("refresh":9000)"));
  renewForms(step, later, kOrg);
  EXPECT_EQ(step.poll->refresh, Milliseconds(9'000));
  EXPECT_EQ(step.mailAge, MailAge::old);
  EXPECT_EQ(step.mailsSent, 3);
}

}  // namespace
}  // namespace latchkey::signin
