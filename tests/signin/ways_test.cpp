// What a document offers beyond the screens that are made for one thing.

#include "signin/ways.h"

#include <gtest/gtest.h>

#include "idx/parse_response.h"
#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::signin {
namespace {

using support::document;
using support::form;
using support::SignInDriver;

constexpr const char* kOrg = "https://id.example.test";
constexpr const char* kPassword =
    R"({"name":"credentials","type":"object","required":true,"form":{"value":[)"
    R"({"name":"passcode","label":"Password","secret":true}]}})";
constexpr const char* kPasskey =
    R"({"name":"credentials","type":"object","required":true,"form":{"value":[)"
    R"({"name":"clientData","required":true,"visible":false}]}})";

idx::Response parsed(const std::string& body) { return *idx::parseResponse({200, {}, body}); }
OtherStep stepIn(const std::string& body) { return stepOf(parsed(body), kOrg); }

std::vector<std::string> labels(const std::vector<Way>& ways) {
  std::vector<std::string> all;
  for (const Way& way : ways) all.push_back(way.label + '/' + way.form.name);
  return all;
}

std::string bodyOf(const SignInDriver& driver, const char* path) {
  const auto sent = driver.request(path);
  return sent ? sent->request.body : "nothing was sent";
}

// --- methods

TEST(Methods, AreAListOfTheirOwnWithEmailFirst) {
  const OtherStep step = stepIn(support::selectDocument());
  EXPECT_FALSE(step.form);
  EXPECT_FALSE(step.isBeyondUs);
  EXPECT_EQ(labels(step.ways),
            (std::vector<std::string>{"Email/select-authenticator-authenticate",
                                      "Password/select-authenticator-authenticate"}));
  EXPECT_EQ(step.ways.front().detail, "a***e@example.test");
}

TEST(Methods, OneIsChosenByItsIdAndItsMethod) {
  SignInDriver driver;
  driver.opensTo(support::selectDocument());
  driver.happens(ChooseWay{0});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/challenge"),
            R"({"authenticator":{"id":"autEmail","methodType":"email"},"stateHandle":"02Kx"})");
}

TEST(Methods, WaitBesideAnyChallengeAndTheOneInUseIsNotAmongThem) {
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
      form("challenge-authenticator", "/idp/idx/challenge/answer", kPassword) + "," +
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

TEST(Methods, OfTheOneInUseThatAreNotInUseAreAmongThem) {
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

TEST(Methods, WithoutALabelHaveTheNameOfTheirAuthenticator) {
  const std::string list = replaceAll(support::selectForm(), R"("label":"Email",)", "");
  EXPECT_EQ(stepIn(document(list, support::enrollments())).ways.front().label, "Email");
}

TEST(Methods, TheSamePasskeyIsNoWayPastAPasskey) {
  const std::string list =
      replaceAll(support::selectForm(), R"("label":"Password")", R"("label":"Passkey")");
  const std::string enrolled =
      replaceAll(support::enrollments(), R"("key":"okta_password")", R"("key":"webauthn")");
  const OtherStep step = stepIn(
      document(form("challenge-authenticator", "/idp/idx/challenge/answer", kPasskey) + "," + list,
               enrolled + R"("currentAuthenticator":{"type":"object",)"
                          R"("value":{"key":"webauthn","id":"autPasskey"}},)"));
  EXPECT_EQ(labels(step.ways),
            (std::vector<std::string>{"Email/select-authenticator-authenticate"}));
}

TEST(Actions, AreOfferedOnceForOneRequest) {
  const std::string resend = support::bareForm("resend", "/idp/idx/challenge/resend");
  const auto current = [&](const char* key) {
    return R"("currentAuthenticator":{"type":"object","value":{"key":")" + std::string(key) +
           R"(","id":"aut","resend":)" + resend + "}},";
  };
  const std::string asked =
      form("challenge-authenticator", "/idp/idx/challenge/answer", kPassword) + "," + resend;
  EXPECT_EQ(stepIn(document(asked, current("phone_number"))).ways.size(), 1U);
  EXPECT_EQ(stepIn(document(asked, current("okta_email"))).ways.size(), 0U)
      << "the waiting screen has a button of its own";
}

TEST(Actions, NameWhatIsRecoveredUnlessItIsAPassword) {
  const auto offered = [](const char* key) {
    return stepIn(document(form("challenge-authenticator", "/idp/idx/challenge/answer", kPassword),
                           R"("currentAuthenticator":{"type":"object","value":{"key":")" +
                               std::string(key) +
                               R"(","id":"aut","displayName":"Thing","recover":)" +
                               support::bareForm("recover", "/idp/idx/recover") + "}},"))
        .ways.front()
        .label;
  };
  EXPECT_EQ(offered("okta_password"), "");
  EXPECT_EQ(offered("nfc_pin"), "Thing");
}

TEST(Methods, WhileTheyAreLookedAtTheLinkStillFinishesTheSignIn) {
  SignInDriver driver;
  driver.opensTo(support::challengeDocument());
  driver.happens(ShowMethods{});
  driver.happens(TimerFired{
      driver.last<StartTimer>([](const StartTimer& it) { return it.delay == Milliseconds(4'000); })
          ->ticket});
  driver.answers("/idp/idx/challenge/poll", support::successDocument());
  EXPECT_TRUE(driver.request("/v1/token"));
}

TEST(Methods, ThatAskForSomethingAskBeforeTheyAreChosen) {
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

// --- password

TEST(Password, IsAnsweredAsAFormOfItsOwn) {
  SignInDriver driver;
  driver.opensTo(document(form("challenge-authenticator", "/idp/idx/challenge/answer", kPassword)));
  driver.happens(SubmitForm{{{"credentials.passcode", std::string("  hunter2 ")}}});
  EXPECT_EQ(bodyOf(driver, "/challenge/answer"),
            R"({"credentials":{"passcode":"  hunter2 "},"stateHandle":"02Kx"})")
      << "its spaces are its own";
}

TEST(Password, OnTheUsernamePageGoesOutWithTheUsernameWhichIsKept) {
  SignInDriver driver;
  driver.opensTo(document(form(
      "identify", "/idp/idx/identify",
      std::string(R"({"name":"identifier","label":"Username","required":true},)") + kPassword)));
  driver.happens(SubmitForm{{{"identifier", std::string("ada@example.test")},
                             {"credentials.passcode", std::string("hunter2")}}});
  EXPECT_NE(bodyOf(driver, "/idp/idx/identify").find("hunter2"), std::string::npos);
  EXPECT_EQ(driver.signIn.username(), "ada@example.test");
  EXPECT_EQ(driver.last<SaveTransaction>()->transaction.username, "ada@example.test");
}

TEST(Forms, WhatIsRequiredIsAskedForBeforeAnythingIsSent) {
  SignInDriver driver;
  driver.opensTo(document(form("challenge-authenticator", "/idp/idx/challenge/answer", kPassword)));
  const std::size_t sent = driver.requests();
  for (const idx::Scalar& nothing : {idx::Scalar(), idx::Scalar(std::string(" "))}) {
    driver.happens(SubmitForm{{{"credentials.passcode", nothing}}});
    EXPECT_EQ(driver.requests(), sent);
    EXPECT_EQ(driver.signIn.trouble().advice, Advice::fillIn);
  }
}

// --- questions

struct Question {
  const char* name;
  const char* form;
  const char* field;
  const char* yes;
};

class Questions : public testing::TestWithParam<Question> {};

TEST_P(Questions, HaveTwoAnswersAndTheFirstIsYes) {
  const Question& row = GetParam();
  SignInDriver driver;
  driver.opensTo(document(form(row.form, "/idp/idx/answer-it", row.field)));
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  ASSERT_EQ(driver.at<OtherStep>()->ways.size(), 2U);
  EXPECT_EQ(driver.at<OtherStep>()->ways[0].kind, WayKind::answer);
  SignInDriver no = driver;
  driver.happens(SubmitForm{});
  EXPECT_NE(bodyOf(driver, "/answer-it").find(row.yes), std::string::npos)
      << bodyOf(driver, "/answer-it");
  no.happens(ChooseWay{1});
  EXPECT_NE(bodyOf(no, "/answer-it").find("false"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    About, Questions,
    testing::Values(
        Question{"StayingSignedIn", "keep-me-signed-in",
                 R"({"name":"keepMeSignedIn","type":"boolean","required":true,"value":false})",
                 R"("keepMeSignedIn":true)"},
        Question{"Consent", "consent",
                 R"({"name":"consent","type":"boolean","required":true,"options":)"
                 R"([{"label":"Allow","value":true},{"label":"Deny","value":false}]})",
                 R"("consent":true)"},
        Question{"ConsentInParts", "granular-consent",
                 R"({"name":"consent","type":"boolean","visible":false,"required":true},)"
                 R"({"name":"optedScopes","form":{"value":[{"name":"email","type":"boolean",)"
                 R"("label":"Your address","value":true}]}})",
                 R"("consent":true)"}),
    [](const auto& test) { return test.param.name; });

TEST(Questions, OfPartsSendThePartsWithTheAnswer) {
  SignInDriver driver;
  driver.opensTo(
      document(form("granular-consent", "/idp/idx/consent",
                    R"({"name":"consent","type":"boolean","visible":false,"required":true},)"
                    R"({"name":"optedScopes","form":{"value":[{"name":"a.b","type":"boolean",)"
                    R"("label":"Your calls","value":true}]}})")));
  driver.happens(ChooseWay{0, {{"optedScopes.a.b", false}}});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/consent"),
            R"({"consent":true,"optedScopes":{"a.b":false},"stateHandle":"02Kx"})");
}

TEST(Questions, OfPartsNameWhatIsGrantedInAnyCase) {
  const OtherStep step = stepIn(document(form(
      "granular-consent", "/idp/idx/consent",
      R"({"name":"consent","type":"boolean","visible":false,"required":true},)"
      R"({"name":"optedScopes","form":{"value":[)"
      R"({"name":"openid","type":"boolean","value":true,"mutable":false},)"
      R"({"name":"email","type":"boolean","label":"Your address","value":true},)"
      R"({"name":"profile","type":"boolean","label":"Your name","value":true,"mutable":false},)"
      R"({"name":"phone","type":"boolean","label":"Never","value":false,"mutable":false}]}})")));
  EXPECT_EQ(step.details, std::vector<std::string>{"Your name"});
  ASSERT_TRUE(step.form);
  EXPECT_EQ(idx::visibleFields(*step.form).size(), 1U);
}

TEST(Questions, OfALinkTellWhereItWasAskedForAndThatNothingIsGranted) {
  const OtherStep step = stepIn(
      document(form("email-challenge-consent", "/idp/idx/consent",
                    R"({"name":"consent","type":"boolean","required":true,"options":)"
                    R"([{"label":"Allow","value":true},{"label":"Deny","value":false}]})",
                    R"("requestInfo":[{"name":"browser","label":"Browser","value":"FIREFOX"}],)")));
  EXPECT_EQ(step.details, std::vector<std::string>{});
  ASSERT_EQ(step.facts.size(), 1U);
  EXPECT_EQ(step.facts[0].value, "FIREFOX");
}

// --- leaving and skipping

TEST(Providers, AreNavigatedToOverHttpsOnly) {
  const auto offered = [](const std::string& href) {
    const std::string provider = R"({"name":"redirect-idp","type":"GOOGLE",)"
                                 R"("idp":{"id":"0oa","name":"Google"},"href":")" +
                                 href + R"(","method":"GET"})";
    return stepIn(document(provider)).ways.size();
  };
  EXPECT_EQ(offered("https://accounts.example.test/sso"), 1U);
  EXPECT_EQ(offered("http://accounts.example.test/sso"), 0U);
  EXPECT_EQ(offered("javascript:alert(1)"), 0U);
}

TEST(Providers, TakeThePersonAwayFromHere) {
  SignInDriver driver;
  driver.opensTo(document(support::identifyForm() +
                          R"(,{"name":"redirect-idp","idp":{"name":"Google"},)"
                          R"("href":"https://id.example.test/sso/idps/0oa","method":"GET"})"));
  ASSERT_NE(driver.at<Identify>(), nullptr);
  driver.happens(ChooseWay{0});
  ASSERT_TRUE(driver.last<Navigate>());
  EXPECT_EQ(driver.last<Navigate>()->url, "https://id.example.test/sso/idps/0oa");
}

TEST(Skipping, IsOneOfTheWays) {
  SignInDriver driver;
  driver.opensTo(document(support::bareForm("skip", "/idp/idx/skip")));
  driver.happens(SubmitForm{});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/skip"), R"({"stateHandle":"02Kx"})");
}

// --- what we cannot do

TEST(BeyondUs, SaysSoAndOffersTheOtherMethods) {
  const OtherStep step =
      stepIn(document(form("challenge-authenticator", "/idp/idx/challenge/answer", kPasskey) + "," +
                          support::selectForm(),
                      support::enrollments()));
  EXPECT_TRUE(step.isBeyondUs);
  EXPECT_EQ(step.ways.size(), 2U);
}

TEST(BeyondUs, IsNotWorthAWordBesideAFormThatCanBeFilledIn) {
  const OtherStep step =
      stepIn(document(support::bareForm("launch-authenticator", "/idp/idx/launch") + "," +
                      form("challenge-authenticator", "/idp/idx/challenge/answer", kPassword)));
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

class Probes : public testing::TestWithParam<Probe> {};

TEST_P(Probes, AreGoneOnWithout) {
  SignInDriver driver;
  driver.opensTo(document(support::bareForm(GetParam().poll, "/idp/idx/authenticators/poll",
                                            R"("relatesTo":"authenticatorChallenge",)"),
                          appChallenge(GetParam().method)));
  const auto* step = driver.at<OtherStep>();
  ASSERT_NE(step, nullptr);
  EXPECT_TRUE(step->isBeyondUs);
  EXPECT_FALSE(step->poll) << "nothing starts that app, so nobody answers";
  ASSERT_EQ(step->ways.size(), 1U);
  driver.happens(ChooseWay{0});
  EXPECT_EQ(bodyOf(driver, "/authenticators/poll/cancel"), R"({"stateHandle":"02Kx"})");
  driver.answers("/authenticators/poll/cancel", support::identifyDocument());
  EXPECT_NE(driver.at<Identify>(), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Of, Probes,
                         testing::Values(Probe{"LOOPBACK", "device-challenge-poll"},
                                         Probe{"CUSTOM_URI", "challenge-poll"},
                                         Probe{"UNIVERSAL_LINK", "challenge-poll"},
                                         Probe{"APP_LINK", "device-challenge-poll"}),
                         [](const auto& test) {
                           return replaceAll(test.param.method, "_", "") +
                                  (test.param.poll[0] == 'd' ? "BeforeTheUsername" : "AsAMethod");
                         });

TEST(BeyondUs, AChallengeOfTheChosenAppIsGoneOnWithoutToo) {
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

TEST(BeyondUs, ATransactionOfTheDeviceCanBeCancelled) {
  SignInDriver driver;
  driver.opensTo(document(support::bareForm("cancel-transaction", "/idp/idx/sso/cancel")));
  ASSERT_NE(driver.at<OtherStep>(), nullptr);
  EXPECT_FALSE(driver.at<OtherStep>()->isBeyondUs);
  driver.happens(SubmitForm{});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/sso/cancel"), R"({"stateHandle":"02Kx"})");
}

TEST(BeyondUs, IsAListOfValuesWhereItMustBeFilledIn) {
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

TEST(BeyondUs, ANameOfTomorrowIsFilledInByItsFields) {
  SignInDriver driver;
  driver.opensTo(document(form("hum-a-tune", "/idp/idx/hum", R"({"name":"tune","label":"Tune"})")));
  driver.happens(SubmitForm{{{"tune", std::string("la")}}});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/hum"), R"({"tune":"la","stateHandle":"02Kx"})");
}

// --- what somebody else has to do

TEST(Waiting, ForAnAppToBeSetUpOffersTheListsAsOtherWays) {
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

TEST(Waiting, ForAPushIsPolledAndGoesOn) {
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
