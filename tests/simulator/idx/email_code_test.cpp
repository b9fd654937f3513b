#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr const char* kPasscodeMessages = "remediation.value.0.value.0.form.value.0.messages.value";

class WaitingGrace : public testing::Test {
 protected:
  WaitingGrace() {
    grace_.begin();
    grace_.identify("grace@example.com");
  }
  std::string code() const { return grace_.mailTo("grace@example.com").code; }

  Visitor grace_;
};

TEST_F(WaitingGrace, MayTryAgainAfterAWrongCode) {
  const Json wrong = grace_.answer("not it");
  EXPECT_EQ(grace_.status, 401);
  EXPECT_EQ(eachText(at(wrong, kPasscodeMessages), "i18n.key"), "api.authn.error.PASSCODE_INVALID");
  EXPECT_EQ(forms(wrong), "challenge-authenticator select-authenticator-authenticate");
  EXPECT_EQ(at(grace_.poll(), kPasscodeMessages), nullptr);
  EXPECT_FALSE(Visitor::codeIn(grace_.answer(code())).empty());
}

TEST_F(WaitingGrace, IsStoppedByTheSixthAttemptEvenIfItIsRight) {
  for (int i = 0; i < 5; ++i) {
    grace_.answer("not it");
    EXPECT_EQ(grace_.status, 401);
  }
  const Json stopped = grace_.answer(code());
  EXPECT_EQ(grace_.status, 429);
  EXPECT_EQ(messageKeys(stopped), "tooManyRequests");
  EXPECT_EQ(forms(stopped), "");
  EXPECT_EQ(forms(grace_.poll()), "challenge-authenticator select-authenticator-authenticate");
}

TEST_F(WaitingGrace, MayTryAgainWhenTheWindowHasPassed) {
  for (int i = 0; i < 5; ++i) grace_.answer("not it");
  grace_.clock.advance(Seconds{300});
  grace_.resend();
  EXPECT_FALSE(Visitor::codeIn(grace_.answer(code())).empty());
}

TEST_F(WaitingGrace, IsToldWhenSheMayTryAgain) {
  for (int i = 0; i < 5; ++i) grace_.answer("not it");
  const Json body = {{"stateHandle", grace_.stateHandle},
                     {"credentials", Json({{"passcode", "not it"}})}};
  const auto answer = grace_.postJson("/idp/idx/challenge/answer", body);
  EXPECT_EQ(http::header(answer.headers, "X-Rate-Limit-Limit"), "5");
  EXPECT_EQ(http::header(answer.headers, "X-Rate-Limit-Remaining"), "0");
  EXPECT_EQ(http::header(answer.headers, "X-Rate-Limit-Reset"), "1900000300");
}

TEST_F(WaitingGrace, MeetsTheThreeShapesOfTooManyAttempts) {
  for (int i = 0; i < 5; ++i) grace_.answer("not it");
  grace_.org.policy().rateLimitBody = RateLimitBody::formsAndMessage;
  const Json whole = grace_.answer("not it");
  EXPECT_EQ(forms(whole), "challenge-authenticator select-authenticator-authenticate");
  EXPECT_EQ(messageKeys(whole), "tooManyRequests");
  grace_.org.policy().rateLimitBody = RateLimitBody::apiError;
  EXPECT_EQ(text(grace_.answer("not it"), "errorCode"), "E0000047");
}

TEST_F(WaitingGrace, CannotUseACodeOfMoreThanFiveMinutes) {
  grace_.clock.advance(Seconds{299});
  grace_.poll();
  grace_.clock.advance(Seconds{1});
  grace_.answer(code());
  EXPECT_EQ(grace_.status, 401);
}

TEST_F(WaitingGrace, CanUseACodeOfAlmostFiveMinutes) {
  grace_.clock.advance(Seconds{299});
  grace_.answer(code());
  EXPECT_EQ(grace_.status, 200);
}

TEST_F(WaitingGrace, HasAnotherCodeAfterAResendAndTheOldOneIsDead) {
  const std::string old = code();
  grace_.resend();
  EXPECT_EQ(grace_.status, 200);
  ASSERT_NE(code(), old);
  grace_.answer(old);
  EXPECT_EQ(grace_.status, 401);
  grace_.answer(code());
  EXPECT_EQ(grace_.status, 200);
}

TEST_F(WaitingGrace, CannotAnswerTwice) {
  grace_.answer(code());
  EXPECT_EQ(messageKeys(grace_.answer(code())), "idx.session.expired");
  EXPECT_EQ(grace_.status, 401);
  grace_.org.policy().lateAnswer = LateAnswer::transferred;
  EXPECT_EQ(messageKeys(grace_.answer(code())), "idx.transferred.to.new.tab");
}

TEST_F(WaitingGrace, IsAskedForAMailAgainByAChoiceWithoutMethod) {
  const Json choice = {{"id", "aut1latchkeyEmail0g4"}};
  const Json asked = grace_.step("/idp/idx/challenge", {{"authenticator", choice}});
  EXPECT_EQ(forms(asked), "authenticator-verification-data select-authenticator-authenticate");
  EXPECT_EQ(grace_.org.mailbox().size(), 1U);
}

struct Odd {
  std::string name;
  std::string body;
};

class OddAnswer : public testing::TestWithParam<Odd> {};

TEST_P(OddAnswer, IsABadRequestAndNoAttempt) {
  Visitor grace;
  grace.begin();
  grace.identify("grace@example.com");
  for (int i = 0; i < 6; ++i) {
    const Json answer = grace.step("/idp/idx/challenge/answer", parsed(GetParam().body));
    EXPECT_EQ(grace.status, 400);
    EXPECT_EQ(messageKeys(answer), "E0000020");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Body, OddAnswer,
    testing::Values(Odd{"Empty", "{}"}, Odd{"CredentialsAreText", R"({"credentials":"1"})"},
                    Odd{"NoPasscode", R"({"credentials":{}})"},
                    Odd{"NumericPasscode", R"({"credentials":{"passcode":123456}})"},
                    Odd{"NullPasscode", R"({"credentials":{"passcode":null}})"}),
    [](const auto& row) { return row.param.name; });

TEST(WrongCode, HasTheStatusOfThePolicy) {
  for (const int status : {400, 401, 403}) {
    Policy policy = demoPolicy();
    policy.code.wrongCodeStatus = status;
    Visitor grace(policy);
    grace.begin();
    grace.identify("grace@example.com");
    grace.answer("not it");
    EXPECT_EQ(grace.status, status);
  }
}

TEST(AlphanumericCode, SaysItsLengthAndFormat) {
  Policy policy = demoPolicy();
  policy.code.length = 10;
  policy.code.alphabet = CodeAlphabet::alphanumeric;
  Visitor grace(policy);
  grace.begin();
  const Json challenge = grace.identify("grace@example.com");
  const Json passcode = at(challenge, "remediation.value.0.value.0.form.value.0");
  EXPECT_EQ(integer(passcode, "minLength"), 10);
  EXPECT_EQ(integer(passcode, "maxLength"), 10);
  EXPECT_EQ(text(passcode, "format"), "alphanumeric");
  EXPECT_EQ(grace.mailTo("grace@example.com").code.size(), 10U);
  EXPECT_FALSE(Visitor::codeIn(grace.answer(grace.mailTo("grace@example.com").code)).empty());
}

}  // namespace
}  // namespace latchkey::simulator
