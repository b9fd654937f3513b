#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

struct Row {
  std::string name;
  std::string username;
  int status;
  std::string message;
};

class Username : public testing::TestWithParam<Row> {};

TEST_P(Username, StaysOnTheFirstFormWithAMessage) {
  const Row& row = GetParam();
  Visitor visitor;
  visitor.begin();
  const Json answer = visitor.identify(row.username);
  EXPECT_EQ(visitor.status, row.status);
  EXPECT_EQ(messageKeys(answer), row.message);
  EXPECT_EQ(forms(answer), "identify select-enroll-profile unlock-account");
  EXPECT_EQ(visitor.org.mailbox().size(), 0U);
  EXPECT_EQ(forms(visitor.identify("grace@example.com")),
            "challenge-authenticator select-authenticator-authenticate");
}

INSTANTIATE_TEST_SUITE_P(
    Refused, Username,
    testing::Values(Row{"Unknown", "nobody@example.com", 400, "idx.unknown.user"},
                    Row{"Empty", "", 400, "error.username.required"},
                    Row{"Blank", "  ", 400, "error.username.required"},
                    Row{"Locked", "mallory@example.com", 401, "errors.E0000069"},
                    Row{"NotOfThisApp", "rosa@example.com", 400,
                        "idx.error.user.not.assigned.to.app"}),
    [](const auto& row) { return row.param.name; });

TEST(EnumerationProtection, LetsNobodySeeThatAPersonIsUnknown) {
  Policy policy = demoPolicy();
  policy.unknownUser = UnknownUser::concealed;
  Visitor visitor(policy);
  visitor.begin();
  const Json asked = visitor.identify("nobody@example.com");
  EXPECT_EQ(visitor.status, 200);
  EXPECT_EQ(forms(asked), "authenticator-verification-data select-authenticator-authenticate");
  EXPECT_EQ(at(asked, "user.value.id"), nullptr);
  EXPECT_EQ(forms(visitor.askForMail()),
            "challenge-authenticator select-authenticator-authenticate");
  EXPECT_EQ(visitor.org.mailbox().size(), 0U);
  for (int i = 0; i < 5; ++i) {
    visitor.answer("123456");
    EXPECT_EQ(visitor.status, 401);
  }
  visitor.answer("123456");
  EXPECT_EQ(visitor.status, 429);
}

TEST(RememberMe, IsOfferedByPolicy) {
  Policy policy = demoPolicy();
  policy.offersRememberMe = false;
  Visitor visitor(policy);
  EXPECT_EQ(eachText(at(visitor.begin(), "remediation.value.0.value"), "name"),
            "identifier stateHandle");
}

TEST(LoginHint, IsThereBeforeAnythingIsTyped) {
  Visitor visitor;
  QueryPairs asked = Visitor::interaction();
  asked.emplace_back("login_hint", "ada@example.com");
  const auto begun = visitor.postForm("/oauth2/default/v1/interact", asked);
  visitor.interactionHandle = textAt(parsed(begun.body), "interaction_handle");
  EXPECT_EQ(textAt(visitor.introspect(), "remediation.value.0.value.0.value"), "ada@example.com");
}

TEST(Documents, AreIonUnlessThePolicySaysJson) {
  Visitor ion;
  ion.begin();
  const auto type = [](Visitor& visitor) {
    const auto answer =
        visitor.postJson("/idp/idx/introspect", {{"interactionHandle", visitor.interactionHandle}});
    return http::header(answer.headers, "Content-Type").value_or("");
  };
  EXPECT_EQ(type(ion), "application/ion+json; okta-version=1.0.0");
  ion.org.policy().idxMediaType = IdxMediaType::json;
  EXPECT_EQ(type(ion), "application/json");
}

// The member names, in order, of a recorded answer of this kind.
TEST(Documents, HaveTheMembersOfTheRecordedOnesInOrder) {
  Visitor ada;
  ada.begin();
  const auto members = [](const Json& object) {
    std::vector<std::string> names;
    for (const auto& item : object.items()) names.push_back(item.key());
    return join(names, " ");
  };
  const Json asked = ada.identify("ada@example.com");
  EXPECT_EQ(members(asked),
            "version stateHandle expiresAt intent remediation currentAuthenticatorEnrollment "
            "authenticators authenticatorEnrollments user cancel app");
  EXPECT_EQ(members(at(asked, "currentAuthenticatorEnrollment.value")),
            "profile resend type key id displayName methods");
  EXPECT_EQ(members(at(asked, "remediation.value.0")),
            "rel name relatesTo href method produces value accepts");
  const Json challenge = ada.askForMail();
  EXPECT_EQ(members(at(challenge, "currentAuthenticatorEnrollment.value")),
            "profile resend poll contextualData type key id displayName methods");
  EXPECT_EQ(members(at(challenge, "currentAuthenticatorEnrollment.value.poll")),
            "rel name href method produces refresh value accepts");
}

}  // namespace
}  // namespace latchkey::simulator
