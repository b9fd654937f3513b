// What a document offers beyond the screens that are made for one thing: forms, questions, and what
// leads away.

#include <gtest/gtest.h>

#include "tests/support/way_parts.h"

namespace latchkey::signin {
namespace {

using support::bodyOf;
using support::document;
using support::form;
using support::kPasswordField;
using support::SignInDriver;
using support::stepIn;

// --- password

TEST(WaysPassword, IsAnsweredAsAFormOfItsOwn) {
  SignInDriver driver;
  driver.opensTo(
      document(form("challenge-authenticator", "/idp/idx/challenge/answer", kPasswordField)));
  driver.happens(SubmitForm{{{"credentials.passcode", std::string("  hunter2 ")}}});
  EXPECT_EQ(bodyOf(driver, "/challenge/answer"),
            R"({"credentials":{"passcode":"  hunter2 "},"stateHandle":"02Kx"})")
      << "its spaces are its own";
}

TEST(WaysPassword, OnTheUsernamePageGoesOutWithTheUsernameWhichIsKept) {
  SignInDriver driver;
  driver.opensTo(
      document(form("identify", "/idp/idx/identify",
                    std::string(R"({"name":"identifier","label":"Username","required":true},)") +
                        kPasswordField)));
  driver.happens(SubmitForm{{{"identifier", std::string("ada@example.test")},
                             {"credentials.passcode", std::string("hunter2")}}});
  EXPECT_NE(bodyOf(driver, "/idp/idx/identify").find("hunter2"), std::string::npos);
  EXPECT_EQ(driver.signIn.username(), "ada@example.test");
  EXPECT_EQ(driver.last<SaveTransaction>()->transaction.username, "ada@example.test");
}

TEST(WaysForms, WhatIsRequiredIsAskedForBeforeAnythingIsSent) {
  SignInDriver driver;
  driver.opensTo(
      document(form("challenge-authenticator", "/idp/idx/challenge/answer", kPasswordField)));
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

class WaysQuestions : public testing::TestWithParam<Question> {};

TEST_P(WaysQuestions, HaveTwoAnswersAndTheFirstIsYes) {
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
    About, WaysQuestions,
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

TEST(WaysQuestions, OfPartsSendThePartsWithTheAnswer) {
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

TEST(WaysQuestions, OfPartsNameWhatIsGrantedInAnyCase) {
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

TEST(WaysQuestions, OfALinkTellWhereItWasAskedForAndThatNothingIsGranted) {
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

TEST(WaysProviders, AreNavigatedToOverHttpsOnly) {
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

TEST(WaysProviders, TakeThePersonAwayFromHere) {
  SignInDriver driver;
  driver.opensTo(document(support::identifyForm() +
                          R"(,{"name":"redirect-idp","idp":{"name":"Google"},)"
                          R"("href":"https://id.example.test/sso/idps/0oa","method":"GET"})"));
  ASSERT_NE(driver.at<Identify>(), nullptr);
  driver.happens(ChooseWay{0});
  ASSERT_TRUE(driver.last<Navigate>());
  EXPECT_EQ(driver.last<Navigate>()->url, "https://id.example.test/sso/idps/0oa");
}

TEST(WaysSkipping, IsOneOfTheWays) {
  SignInDriver driver;
  driver.opensTo(document(support::bareForm("skip", "/idp/idx/skip")));
  driver.happens(SubmitForm{});
  EXPECT_EQ(bodyOf(driver, "/idp/idx/skip"), R"({"stateHandle":"02Kx"})");
}

}  // namespace
}  // namespace latchkey::signin
