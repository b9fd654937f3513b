// Steps that this page cannot do, and steps that happen on another device: what is offered then.

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

TEST(WaysUnsupported, SaysSoAndOffersTheOtherMethods) {
  const OtherStep step =
      stepIn(document(form("challenge-authenticator", "/idp/idx/challenge/answer", kPasskeyField) +
                          "," + support::selectForm(),
                      support::enrollments()));
  EXPECT_TRUE(step.isBeyondUs);
  EXPECT_EQ(step.ways.size(), 2U);
}

TEST(WaysUnsupported, IsNotWorthAWordBesideAFormThatCanBeFilledIn) {
  const OtherStep step = stepIn(
      document(support::bareForm("launch-authenticator", "/idp/idx/launch") + "," +
               form("challenge-authenticator", "/idp/idx/challenge/answer", kPasswordField)));
  EXPECT_FALSE(step.isBeyondUs);
  EXPECT_TRUE(step.form);
}

// An app on this device is asked, and only that app can answer: the page goes on without it.
std::string appChallenge(const char* method) {
  return R"("authenticatorChallenge":{"type":"object","value":{"challengeMethod":")" +
         std::string(method) + R"(","cancel":)" +
         support::bareForm("cancel-polling", "/idp/idx/authenticators/poll/cancel") + "}},";
}

struct Probe {
  const char* method;
  const char* poll;
};

class WaysProbes : public testing::TestWithParam<Probe> {};

TEST_P(WaysProbes, AreGoneOnWithout) {
  SignInDriver driver;
  driver.opensTo(document(support::bareForm(GetParam().poll, "/idp/idx/authenticators/poll",
                                            R"("relatesTo":"authenticatorChallenge",)"),
                          appChallenge(GetParam().method)));
  const auto* step = driver.at<OtherStep>();
  ASSERT_NE(step, nullptr);
  EXPECT_TRUE(step->isBeyondUs);
  EXPECT_FALSE(step->poll) << "nothing starts that app, so there is no answer";
  ASSERT_EQ(step->ways.size(), 1U);
  driver.happens(ChooseWay{0});
  EXPECT_EQ(bodyOf(driver, "/authenticators/poll/cancel"), R"({"stateHandle":"02Kx"})");
  driver.answers("/authenticators/poll/cancel", support::identifyDocument());
  EXPECT_NE(driver.at<Identify>(), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Of, WaysProbes,
                         testing::Values(Probe{"LOOPBACK", "device-challenge-poll"},
                                         Probe{"CUSTOM_URI", "challenge-poll"},
                                         Probe{"UNIVERSAL_LINK", "challenge-poll"},
                                         Probe{"APP_LINK", "device-challenge-poll"}),
                         [](const auto& test) {
                           return replaceAll(test.param.method, "_", "") +
                                  (test.param.poll[0] == 'd' ? "BeforeTheUsername" : "AsAMethod");
                         });

TEST(WaysUnsupported, AChallengeOfTheChosenAppIsGoneOnWithoutToo) {
  const OtherStep step = stepIn(document(
      support::bareForm("challenge-poll", "/idp/idx/authenticators/poll") + "," +
          support::selectForm(),
      support::enrollments() +
          R"("currentAuthenticator":{"type":"object","value":{"displayName":"Okta Verify",)"
          R"("key":"okta_verify","id":"autVerify","cancel":)" +
          support::bareForm("cancel-polling", "/idp/idx/authenticators/poll/cancel") +
          R"(,"contextualData":{"challenge":{"type":"object",)"
          R"("value":{"challengeMethod":"LOOPBACK"}}}}},)"));
  EXPECT_TRUE(step.isBeyondUs);
  EXPECT_EQ(labels(step.ways),
            (std::vector<std::string>{"Email/select-authenticator-authenticate",
                                      "Password/select-authenticator-authenticate",
                                      "Okta Verify/cancel-polling"}));
}

TEST(WaysUnsupported, ATransactionOfTheDeviceCanBeCancelled) {
  SignInDriver driver;
  driver.opensTo(document(support::bareForm("cancel-transaction", "/idp/idx/sso/cancel")));
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_FALSE(driver.at<OtherStep>()->isBeyondUs);
  driver.happens(SubmitForm{});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/sso/cancel"), R"({"stateHandle":"02Kx"})");
}

TEST(WaysUnsupported, IsAListOfValuesWhereItMustBeFilledIn) {
  const auto asked = [](const char* more) {
    return stepIn(document(form("enroll-profile", "/idp/idx/enroll/new",
                                R"({"name":"city","label":"City"},{"name":"languages",)"
                                R"("label":"Languages","type":"set")" +
                                    std::string(more) + "}")));
  };
  EXPECT_TRUE(asked(R"(,"required":true)").isBeyondUs);
  const OtherStep optional = asked("");
  ASSERT_TRUE(optional.form);
  EXPECT_EQ(idx::visibleFields(*optional.form).size(), 1U) << "it is left out of the request";
}

TEST(WaysUnsupported, ANameOfTomorrowIsFilledInByItsFields) {
  SignInDriver driver;
  driver.opensTo(document(form("hum-a-tune", "/idp/idx/hum", R"({"name":"tune","label":"Tune"})")));
  driver.happens(SubmitForm{{{"tune", std::string("la")}}});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/hum"), R"({"tune":"la","stateHandle":"02Kx"})");
}

// --- steps on another device

TEST(WaysWaiting, ForAnAppToBeSetUpOffersTheListsAsOtherWays) {
  SignInDriver driver;
  driver.opensTo(document(
      support::bareForm("enroll-poll", "/idp/idx/challenge/poll", R"("refresh":4000,)") + "," +
      form("select-enrollment-channel", "/idp/idx/credential/enroll",
           R"({"name":"authenticator","type":"object","value":{"form":{"value":[)"
           R"({"name":"id","value":"autVerify","mutable":false},{"name":"channel",)"
           R"("required":true,"options":[{"label":"QR code","value":"qrcode"},)"
           R"({"label":"Email","value":"email"}]}]}}})")));
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_FALSE(driver.at<OtherStep>()->form) << "it is waited, not asked";
  EXPECT_TRUE(driver.at<OtherStep>()->poll);
  driver.happens(ChooseWay{0});
  ASSERT_TRUE(driver.at<OtherStep>()->form);
  driver.happens(SubmitForm{{{"authenticator.channel", std::string("email")}}});
  EXPECT_EQ(bodyOf(driver, "/credential/enroll"),
            R"({"authenticator":{"id":"autVerify","channel":"email"},"stateHandle":"02Kx"})");
}

TEST(WaysWaiting, ForAPushIsPolledAndGoesOn) {
  SignInDriver driver;
  driver.opensTo(document(
      support::bareForm("challenge-poll", "/idp/idx/authenticators/poll", R"("refresh":2500,)")));
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_FALSE(driver.at<OtherStep>()->isBeyondUs);
  driver.happens(TimerFired{driver.last<StartTimer>()->ticket});
  driver.answers("/authenticators/poll", support::successDocument());
  EXPECT_TRUE(driver.request("/v1/token"));
}

}  // namespace
}  // namespace latchkey::signin
