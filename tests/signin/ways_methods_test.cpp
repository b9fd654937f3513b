// The other methods that a document offers, and the actions beside them.

#include <gtest/gtest.h>

#include "tests/support/way_parts.h"

namespace latchkey::signin {
namespace {

using support::bodyOf;
using support::document;
using support::form;
using support::kPasskeyField;
using support::kPasswordField;
using support::labels;
using support::SignInDriver;
using support::stepIn;

TEST(WaysMethods, AreAListOfTheirOwnWithEmailFirst) {
  const OtherStep step = stepIn(support::selectDocument());
  EXPECT_FALSE(step.form);
  EXPECT_FALSE(step.isBeyondUs);
  EXPECT_EQ(labels(step.ways),
            (std::vector<std::string>{"Email/select-authenticator-authenticate",
                                      "Password/select-authenticator-authenticate"}));
  EXPECT_EQ(step.ways.front().detail, "a***e@example.test");
}

TEST(WaysMethods, OneIsChosenByItsIdAndItsMethod) {
  SignInDriver driver;
  driver.opensTo(support::selectDocument());
  driver.happens(ChooseWay{0});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/challenge"),
            R"({"authenticator":{"id":"autEmail","methodType":"email"},"stateHandle":"02Kx"})");
}

TEST(WaysMethods, WaitBesideAnyChallengeAndTheOneInUseIsNotAmongThem) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(ShowMethods{});
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_EQ(labels(driver.at<OtherStep>()->ways),
            (std::vector<std::string>{"Password/select-authenticator-authenticate"}));
  driver.happens(GoBack{});
  EXPECT_NE(driver.at<AwaitPasscode>(), nullptr);
}

// A phone that can be reached in `more` ways, and is being challenged by text message.
OtherStep phoneChallenge(const std::string& methodType) {
  return stepIn(document(
      form("challenge-authenticator", "/idp/idx/challenge/answer", kPasswordField) + "," +
          form("select-authenticator-authenticate", "/idp/idx/challenge",
               R"({"name":"authenticator","type":"object","options":[{"label":"Phone",)"
               R"("relatesTo":"$.authenticatorEnrollments.value[0]","value":{"form":{"value":[)"
               R"({"name":"id","required":true,"value":"autPhone","mutable":false},)" +
                   methodType + "]}}}]}"),
      R"("currentAuthenticatorEnrollment":{"type":"object","value":{"key":"phone_number",)"
      R"("id":"paePhone","displayName":"Phone","methods":[{"type":"sms"}]}},)"
      R"("authenticatorEnrollments":{"type":"array","value":[{"key":"phone_number",)"
      R"("id":"paePhone","displayName":"Phone"}]},)"));
}

TEST(WaysMethods, OfTheOneInUseThatAreNotInUseAreAmongThem) {
  const std::string sms = R"({"label":"SMS","value":"sms"})";
  const std::string voice = R"({"label":"Voice call","value":"voice"})";
  const auto offered = [](const std::string& options) {
    return phoneChallenge(R"({"name":"methodType","options":[)" + options + "]}").ways;
  };
  EXPECT_EQ(offered(sms).size(), 0U);
  const std::vector<Way> ways = offered(sms + "," + voice);
  ASSERT_EQ(ways.size(), 1U);
  EXPECT_NE(idx::submitRequest(ways[0].form, {}).body.find(R"("methodType":"voice")"),
            std::string::npos);
  EXPECT_EQ(idx::visibleFields(ways[0].form).size(), 0U) << "there is nothing left to choose";
  const auto fixed = [](const char* method) {
    return phoneChallenge(R"({"name":"methodType","mutable":false,"value":")" +
                          std::string(method) + "\"}")
        .ways.size();
  };
  EXPECT_EQ(fixed("sms"), 0U);
  EXPECT_EQ(fixed("voice"), 1U);
}

TEST(WaysMethods, WithoutALabelHaveTheNameOfTheirAuthenticator) {
  const std::string list = replaceAll(support::selectForm(), R"("label":"Email",)", "");
  EXPECT_EQ(stepIn(document(list, support::enrollments())).ways.front().label, "Email");
}

TEST(WaysMethods, TheSamePasskeyIsNoWayPastAPasskey) {
  const std::string list =
      replaceAll(support::selectForm(), R"("label":"Password")", R"("label":"Passkey")");
  const std::string enrolled =
      replaceAll(support::enrollments(), R"("key":"okta_password")", R"("key":"webauthn")");
  const OtherStep step = stepIn(document(
      form("challenge-authenticator", "/idp/idx/challenge/answer", kPasskeyField) + "," + list,
      enrolled + R"("currentAuthenticator":{"type":"object",)"
                 R"("value":{"key":"webauthn","id":"autPasskey"}},)"));
  EXPECT_EQ(labels(step.ways),
            (std::vector<std::string>{"Email/select-authenticator-authenticate"}));
}

TEST(WaysActions, AreOfferedOnceForOneRequest) {
  const std::string resend = support::bareForm("resend", "/idp/idx/challenge/resend");
  const auto current = [&](const char* key) {
    return R"("currentAuthenticator":{"type":"object","value":{"key":")" + std::string(key) +
           R"(","id":"aut","resend":)" + resend + "}},";
  };
  const std::string asked =
      form("challenge-authenticator", "/idp/idx/challenge/answer", kPasswordField) + "," + resend;
  EXPECT_EQ(stepIn(document(asked, current("phone_number"))).ways.size(), 1U);
  EXPECT_EQ(stepIn(document(asked, current("okta_email"))).ways.size(), 0U)
      << "the waiting screen has a button of its own";
}

TEST(WaysActions, NameWhatIsRecoveredUnlessItIsAPassword) {
  const auto offered = [](const char* key) {
    return stepIn(document(
                      form("challenge-authenticator", "/idp/idx/challenge/answer", kPasswordField),
                      R"("currentAuthenticator":{"type":"object","value":{"key":")" +
                          std::string(key) + R"(","id":"aut","displayName":"Thing","recover":)" +
                          support::bareForm("recover", "/idp/idx/recover") + "}},"))
        .ways.front()
        .label;
  };
  EXPECT_EQ(offered("okta_password"), "");
  EXPECT_EQ(offered("nfc_pin"), "Thing");
}

TEST(WaysMethods, WhileTheyAreLookedAtTheLinkStillFinishesTheSignIn) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(ShowMethods{});
  driver.happens(TimerFired{
      driver.last<StartTimer>([](const StartTimer& it) { return it.delay == Milliseconds(4'000); })
          ->ticket});
  driver.answers("/idp/idx/challenge/poll", support::successDocument());
  EXPECT_TRUE(driver.request("/v1/token"));
}

TEST(WaysMethods, ThatAskForSomethingAskBeforeTheyAreChosen) {
  SignInDriver driver;
  driver.opensTo(document(
      form("select-authenticator-enroll", "/idp/idx/credential/enroll",
           R"({"name":"authenticator","type":"object","options":[{"label":"Phone","value":{"form":)"
           R"({"value":[{"name":"id","required":true,"value":"autPhone","mutable":false},)"
           R"({"name":"phoneNumber","label":"Number","required":true}]}}}]})")));
  driver.happens(ChooseWay{0});
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_TRUE(driver.at<OtherStep>()->isOpened);
  driver.happens(SubmitForm{{{"authenticator.phoneNumber", std::string("+15550100")}}});
  EXPECT_EQ(
      bodyOf(driver, "/credential/enroll"),
      R"({"authenticator":{"id":"autPhone","phoneNumber":"+15550100"},"stateHandle":"02Kx"})");
}

TEST(WaysMethods, ThatAskForSomethingSayOfWhichAuthenticator) {
  SignInDriver driver;
  const std::string asking =
      replaceAll(support::selectForm(),
                 R"({"name":"id","required":true,"value":"autPassword","mutable":false},)",
                 R"({"name":"hint","label":"Hint","required":true},)");
  driver.opensTo(document(asking, support::enrollments()));
  driver.happens(ChooseWay{1});
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  ASSERT_TRUE(driver.at<OtherStep>()->about);
  EXPECT_EQ(driver.at<OtherStep>()->about->key, "okta_password");
}

}  // namespace
}  // namespace latchkey::signin
