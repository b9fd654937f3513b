#include <gtest/gtest.h>

#include "base/url.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

// What stands next to the first form, and what may come instead of an answer to it.

class OtherProvider : public testing::Test {
 protected:
  OtherProvider() {
    visitor_.org.policy().identityProviders = {{"0oaSocial", "Example Social", "GOOGLE"}};
    asked_ = visitor_.begin();
  }
  std::string path() const {
    return textAt(asked_, "remediation.value.1.href")
        .substr(std::string("http://localhost:8081").size());
  }
  // Where the app finds itself afterwards.
  QueryPairs chooses(const QueryPairs& form) {
    const auto answer = visitor_.postForm(path(), form);
    const std::string to = http::header(answer.headers, "Location").value_or("http://none/");
    EXPECT_EQ(to.rfind("http://localhost:8080/login/callback/?", 0), 0U) << to;
    const auto url = Url::parse(to);
    return url ? parseQuery(url->query()) : QueryPairs();
  }
  static std::string value(const QueryPairs& pairs, std::string_view name) {
    return http::single(pairs, name).value_or("");
  }

  Visitor visitor_;
  Json asked_;
};

TEST_F(OtherProvider, IsOfferedAsAPlaceToGoNotAsAForm) {
  EXPECT_EQ(forms(asked_), "identify redirect-idp select-enroll-profile unlock-account");
  const Json offered = at(asked_, "remediation.value.1");
  EXPECT_EQ(textAt(offered, "idp.name"), "Example Social");
  EXPECT_EQ(text(offered, "type"), "GOOGLE");
  EXPECT_EQ(text(offered, "method"), "GET");
  EXPECT_EQ(at(offered, "rel"), nullptr);
}

TEST_F(OtherProvider, HasAPageToSignInBy) {
  const auto page = visitor_.get(path());
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Example Social"), std::string::npos);
  EXPECT_NE(page.body.find("grace@example.com"), std::string::npos);
  EXPECT_EQ(page.body.find("mallory@example.com"), std::string::npos) << "she is locked";
}

TEST_F(OtherProvider, SendsThePersonBackWithACodeForTokens) {
  const QueryPairs back = chooses({{"person", "00u2graceHopper0g4"}});
  EXPECT_EQ(value(back, "state"), "the-state");
  const Json tokens = visitor_.tokens(Visitor::exchange(value(back, "interaction_code")));
  EXPECT_EQ(text(claimsOf(textAt(tokens, "id_token")), "name"), "Grace Hopper");
}

TEST_F(OtherProvider, SendsThePersonBackForWhatIsStillToBeAsked) {
  visitor_.org.policy().asksToKeepSignedIn = true;
  const QueryPairs back = chooses({{"person", "00u2graceHopper0g4"}});
  EXPECT_EQ(value(back, "error"), "interaction_required");
  EXPECT_EQ(forms(visitor_.introspect()), "keep-me-signed-in");
}

TEST_F(OtherProvider, SendsBackWhoeverSignedInNowhere) {
  EXPECT_EQ(value(chooses({}), "error"), "access_denied");
  EXPECT_EQ(value(chooses({{"person", "00u4malloryLocke0g4"}}), "error"), "access_denied");
  EXPECT_EQ(forms(visitor_.introspect()),
            "identify redirect-idp select-enroll-profile unlock-account");
}

TEST_F(OtherProvider, IsOfNoUseForAnotherSignIn) {
  EXPECT_EQ(visitor_.postForm("/sso/idps/0oaSocial?stateToken=guess", {}).status, 400);
  EXPECT_EQ(visitor_.get("/sso/idps/0oaOther?stateToken=guess").status, 404);
  EXPECT_EQ(visitor_.postForm("/sso/idps/0oaOther", {}).status, 404);
  visitor_.identify("grace@example.com");
  EXPECT_EQ(visitor_.postForm(path(), {{"person", "00u2graceHopper0g4"}}).status, 400);
}

class OktaVerifyButton : public testing::Test {
 protected:
  OktaVerifyButton() {
    visitor_.org.policy().offersOktaVerify = true;
    asked_ = visitor_.begin();
  }
  Visitor visitor_;
  Json asked_;
};

TEST_F(OktaVerifyButton, ComesWithTheWayToTheApp) {
  EXPECT_EQ(forms(asked_), "identify launch-authenticator select-enroll-profile unlock-account");
  EXPECT_EQ(textAt(asked_, "authenticatorChallenge.value.challengeMethod"), "CUSTOM_URI");
}

TEST_F(OktaVerifyButton, WaitsForADeviceUntilThePersonGivesUp) {
  EXPECT_EQ(forms(visitor_.step("/idp/idx/authenticators/okta-verify/launch")),
            "device-challenge-poll");
  const Json waiting = visitor_.step("/idp/idx/authenticators/poll");
  EXPECT_EQ(forms(waiting), "device-challenge-poll");
  EXPECT_EQ(at(waiting, "remediation.value.0.refresh"), 2000);
  EXPECT_EQ(forms(visitor_.step("/idp/idx/authenticators/poll/cancel")),
            "identify launch-authenticator select-enroll-profile unlock-account");
}

TEST(OktaVerifyProbe, ComesBeforeTheUsernameUntilItIsCancelled) {
  Visitor visitor;
  visitor.org.policy().probesOktaVerify = true;
  const Json probing = visitor.begin();
  EXPECT_EQ(forms(probing), "device-challenge-poll");
  EXPECT_EQ(textAt(probing, "authenticatorChallenge.value.challengeMethod"), "LOOPBACK");
  EXPECT_EQ(textAt(probing, "authenticatorChallenge.value.cancel.name"),
            "cancel-polling-transaction");
  EXPECT_EQ(forms(visitor.step("/idp/idx/authenticators/poll/cancel")),
            "identify select-enroll-profile unlock-account");
}

class WaitingRoom : public testing::Test {
 protected:
  WaitingRoom() {
    visitor_.org.policy().safeMode.waits = {Milliseconds{2000}, Milliseconds{3000}};
    visitor_.begin();
  }
  Json wait() { return visitor_.step("/idp/idx/poll"); }

  Visitor visitor_;
};

TEST_F(WaitingRoom, TellsHowLongToWaitAndThenGoesOn) {
  const Json first = visitor_.identify("grace@example.com");
  EXPECT_EQ(forms(first), "poll");
  EXPECT_EQ(at(first, "remediation.value.0.refresh"), 2000);
  EXPECT_EQ(at(first, "cancel"), nullptr) << "there is nothing else to do";
  EXPECT_EQ(at(wait(), "remediation.value.0.refresh"), 3000);
  EXPECT_EQ(visitor_.org.mailbox().size(), 0U);
  EXPECT_EQ(forms(wait()), "challenge-authenticator select-authenticator-authenticate");
  EXPECT_EQ(visitor_.org.mailbox().size(), 1U);
}

TEST_F(WaitingRoom, MayEndInVain) {
  visitor_.org.policy().safeMode.recovers = false;
  visitor_.identify("grace@example.com");
  wait();
  EXPECT_EQ(messageKeys(wait()), "E0000010");
}

TEST(AnswerToIdentify, MayBeASessionThatStillLasts) {
  Policy policy = demoPolicy();
  policy.people[1].answer = AnswerToIdentify::recognise;
  Visitor grace(policy);
  grace.begin();
  EXPECT_FALSE(Visitor::codeIn(grace.identify("grace@example.com")).empty());
}

TEST(AnswerToIdentify, OffersWhatThereIsToWhomEmailWasMeantForInVain) {
  Policy policy = demoPolicy();
  for (Person& person : policy.people) {
    if (person.login == "alan@example.com") person.answer = AnswerToIdentify::sendAtOnce;
  }
  Visitor alan(policy);
  alan.begin();
  const Json asked = alan.identify("alan@example.com");
  EXPECT_EQ(forms(asked), "select-authenticator-authenticate");
  EXPECT_EQ(eachText(at(asked, "remediation.value.0.value.0.options"), "label"), "Password");
  EXPECT_EQ(alan.org.mailbox().size(), 0U);
}

TEST(AnswerToIdentify, MayBeTheEnd) {
  Visitor eve;
  eve.begin();
  const Json refused = eve.identify("eve@example.com");
  EXPECT_EQ(eve.status, 403);
  EXPECT_EQ(messageKeys(refused), "security.access_denied");
  EXPECT_EQ(forms(refused), "");
}

TEST(RememberMe, ComesTickedByPolicy) {
  Policy policy = demoPolicy();
  policy.remembersByDefault = true;
  Visitor visitor(policy);
  EXPECT_EQ(at(visitor.begin(), "remediation.value.0.value.1.value"), true);
}

class Captchas : public testing::Test {
 protected:
  static Policy policy() {
    Policy policy = demoPolicy();
    policy.captcha = Captcha{Captcha::Kind::reCaptcha, "site-key", "a person"};
    return policy;
  }
  static Json verified(std::string_view token) {
    return {{"captchaId", "cap1latchkeyCaptcha0g3"}, {"captchaToken", token}};
  }

  Visitor grace_{policy()};
};

TEST_F(Captchas, AreAskedForAtTheFirstForm) {
  const Json begun = grace_.begin();
  EXPECT_EQ(textAt(begun, "captcha.value.type"), "RECAPTCHA_V2");
  EXPECT_EQ(textAt(begun, "captcha.value.siteKey"), "site-key");
  const auto identify = [this](const Json& verify) {
    return grace_.step("/idp/idx/identify",
                       {{"identifier", "grace@example.com"}, {"captchaVerify", verify}});
  };
  for (const Json& odd : {Json(nullptr), Json("a person"), verified(""), verified("a robot"),
                          Json({{"captchaToken", "a person"}})}) {
    EXPECT_EQ(messageKeys(identify(odd)), "E0000020") << odd;
    EXPECT_EQ(grace_.status, 400);
  }
  EXPECT_EQ(grace_.org.mailbox().size(), 0U);
  const Json asked = identify(verified("a person"));
  EXPECT_EQ(grace_.org.mailbox().size(), 1U);
  EXPECT_EQ(member(asked, "captcha"), nullptr) << "once is enough";
}

TEST_F(Captchas, AreAskedForAtRegistration) {
  grace_.begin();
  EXPECT_EQ(textAt(grace_.step("/idp/idx/enroll"), "captcha.value.name"), "reCaptcha");
  const Json profile = {{"lastName", "L"}, {"firstName", "F"}, {"email", "new@example.com"}};
  const auto enroll = [&](const Json& verify) {
    return grace_.step("/idp/idx/enroll/new",
                       {{"userProfile", profile}, {"captchaVerify", verify}});
  };
  enroll(verified("a robot"));
  EXPECT_EQ(grace_.status, 400);
  EXPECT_EQ(forms(enroll(verified("a person"))).substr(0, 20), "enroll-authenticator");
}

}  // namespace
}  // namespace latchkey::simulator
