#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

class ImpatientGrace : public testing::Test {
 protected:
  ImpatientGrace() {
    grace_.org.policy().mailLimit = MailLimit{3, Seconds{60}};
    grace_.begin();
    grace_.identify("grace@example.com");
    for (int i = 0; i < 2; ++i) grace_.resend();
  }
  http::Response resend() {
    return grace_.postJson("/idp/idx/challenge/resend", {{"stateHandle", grace_.stateHandle}});
  }
  std::string newestCode() const { return grace_.mailTo("grace@example.com").code; }

  Visitor grace_;
};

TEST_F(ImpatientGrace, GetsNoFourthMailInAMinute) {
  const auto refused = resend();
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(messageKeys(parsed(refused.body)), "tooManyRequests");
  EXPECT_EQ(http::header(refused.headers, "X-Rate-Limit-Limit"), "3");
  EXPECT_EQ(http::header(refused.headers, "X-Rate-Limit-Remaining"), "0");
  EXPECT_EQ(http::header(refused.headers, "X-Rate-Limit-Reset"), "1900000060");
  EXPECT_EQ(grace_.org.mailbox().size(), 3U);
}

TEST_F(ImpatientGrace, CanStillUseTheThirdOne) {
  resend();
  EXPECT_EQ(forms(grace_.poll()), "challenge-authenticator select-authenticator-authenticate");
  EXPECT_FALSE(Visitor::codeIn(grace_.answer(newestCode())).empty());
}

TEST_F(ImpatientGrace, IsNotHelpedByBeginningAgain) {
  grace_.begin();
  grace_.identify("Grace@example.com");
  EXPECT_EQ(grace_.status, 429);
  grace_.identify("hedy@example.com");
  EXPECT_EQ(grace_.status, 200) << "others are not stopped by her";
}

TEST_F(ImpatientGrace, GetsTheNextOneAfterAMinute) {
  grace_.clock.advance(Seconds{60});
  EXPECT_EQ(resend().status, 200);
  EXPECT_EQ(grace_.org.mailbox().size(), 4U);
}

TEST_F(ImpatientGrace, IsToldWithTheFormsWherePolicySaysSo) {
  grace_.org.policy().rateLimitBody = RateLimitBody::formsAndMessage;
  const Json refused = grace_.resend();
  EXPECT_EQ(grace_.status, 429);
  EXPECT_EQ(messageKeys(refused), "tooManyRequests");
  EXPECT_EQ(forms(refused), "challenge-authenticator select-authenticator-authenticate");
}

TEST(MailLimit, DoesNotTellAnUnknownPersonFromAKnownOne) {
  Policy policy = demoPolicy();
  policy.unknownUser = UnknownUser::concealed;
  policy.mailLimit = MailLimit{1, Seconds{60}};
  for (const char* who : {"ada@example.com", "nobody@example.com"}) {
    Visitor visitor(policy);
    visitor.begin();
    visitor.identify(who);
    visitor.askForMail();
    EXPECT_EQ(visitor.status, 200) << who;
    visitor.resend();
    EXPECT_EQ(visitor.status, 429) << who;
  }
}

TEST(StateHandle, TakesTenRequestsInFiveSecondsWherePolicySaysSo) {
  Policy policy = demoPolicy();
  policy.limits.requestsPerStateHandle = 10;
  Visitor grace(policy);
  grace.begin();
  grace.identify("grace@example.com");
  for (int i = 0; i < 9; ++i) {
    grace.poll();
    EXPECT_EQ(grace.status, 200) << i;
  }
  EXPECT_EQ(text(grace.poll(), "errorCode"), "E0000047");
  EXPECT_EQ(grace.status, 429);
  grace.clock.advance(Seconds{5});
  grace.poll();
  EXPECT_EQ(grace.status, 200);
}

TEST(AttemptLimiter, ForgetsTheKeysThatWereQuietForLongest) {
  AttemptLimiter limiter(100);
  Instant now = fromUnix(Seconds{1'900'000'000});
  for (int i = 0; i < 5; ++i) limiter.count("persistent", now);
  for (int i = 0; i < 10'000; ++i) {
    now += Milliseconds{1};
    limiter.count("name" + std::to_string(i), now);
    if (i % 50 == 0) limiter.count("persistent", now);
    EXPECT_LE(limiter.keys(), 100U);
  }
  EXPECT_TRUE(limiter.exhausted("persistent", 5, Seconds{300}, now)) << "nobody is crowded out";
  EXPECT_FALSE(limiter.exhausted("name0", 1, Seconds{300}, now));
  EXPECT_TRUE(limiter.exhausted("name9999", 1, Seconds{300}, now));
}

TEST(Username, ThatIsTooLongIsNotKept) {
  Visitor visitor;
  visitor.begin();
  EXPECT_EQ(forms(visitor.identify(std::string(257, 'x'))),
            "identify select-enroll-profile unlock-account");
  EXPECT_EQ(visitor.status, 400);
  EXPECT_EQ(visitor.org.transactions().byStateHandle(visitor.stateHandle)->identifier, "");
}

TEST(Poll, SaysAnotherIntervalEachTime) {
  Policy policy = demoPolicy();
  policy.pollRefresh = {Milliseconds{1000}, Milliseconds{2000}, Milliseconds{5000}};
  Visitor grace(policy);
  grace.begin();
  const auto refresh = [](const Json& document) {
    return asInteger(at(document, "currentAuthenticatorEnrollment.value.poll.refresh"));
  };
  EXPECT_EQ(refresh(grace.identify("grace@example.com")), 1000);
  EXPECT_EQ(refresh(grace.poll()), 2000);
  EXPECT_EQ(refresh(grace.poll()), 5000);
  EXPECT_EQ(refresh(grace.poll()), 5000);
  EXPECT_EQ(refresh(grace.resend()), 1000) << "from the start for a new mail";
}

// Two tabs with one sign-in.
TEST(CancelledInAnotherTab, EndsTheSessionOfTheWaitingOne) {
  Visitor grace;
  grace.begin();
  grace.identify("grace@example.com");
  const std::string waiting = grace.stateHandle;
  EXPECT_EQ(forms(grace.step("/idp/idx/cancel")), "identify select-enroll-profile unlock-account");
  EXPECT_NE(grace.stateHandle, waiting);
  grace.stateHandle = waiting;
  EXPECT_EQ(messageKeys(grace.poll()), "idx.session.expired");
}

TEST(AnsweredInAnotherTab, TellsTheWaitingOne) {
  Visitor grace;
  grace.begin();
  grace.identify("grace@example.com");
  grace.answer(grace.mailTo("grace@example.com").code);
  EXPECT_EQ(messageKeys(grace.poll()), "idx.transferred.to.new.tab");
  EXPECT_EQ(grace.status, 200);
}

}  // namespace
}  // namespace latchkey::simulator
