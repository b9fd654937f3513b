#include "idx/parse_response.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/support/idx_documents.h"

namespace latchkey::idx {
namespace {

using support::challengeDocument;
using support::document;
using support::identifyForm;

Result<Response> parse(const std::string& body, int status = 200) {
  return parseResponse({status, {}, body});
}

TEST(ParseResponseTest, ReadsTheUsernameForm) {
  const Response response = *parse(support::identifyDocument());
  ASSERT_EQ(response.remediations.size(), 1U);
  const Remediation& identify = response.remediations.front();
  EXPECT_EQ(identify.kind, RemediationKind::identify);
  EXPECT_EQ(identify.href, "https://id.example.test/idp/idx/identify");
  EXPECT_EQ(identify.method, http::Method::post);
  EXPECT_TRUE(identify.submittable);
  const Field* identifier = identify.find("identifier");
  ASSERT_NE(identifier, nullptr);
  EXPECT_EQ(identifier->label, "Username");
  EXPECT_TRUE(identifier->required);
  EXPECT_EQ(identifier->visibility, Visibility::shown);
  EXPECT_EQ(identify.find("rememberMe")->type, FieldType::boolean);
  EXPECT_EQ(identify.find("stateHandle")->visibility, Visibility::hidden);
}

TEST(ParseResponseTest, ReadsWhatStandsAroundTheForms) {
  const Response response = *parse(support::identifyDocument());
  ASSERT_TRUE(response.stateHandle.has_value());
  EXPECT_EQ(response.stateHandle->reveal(), "02Kx");
  EXPECT_EQ(response.expiresAt, fromRfc3339("2030-01-01T12:00:00.000Z"));
  EXPECT_EQ(response.intent, "LOGIN");
  EXPECT_EQ(response.appLabel, "Demo SPA");
  ASSERT_TRUE(response.cancel.has_value());
  EXPECT_EQ(response.cancel->kind, RemediationKind::cancel);
}

TEST(ParseResponseTest, ReadsTheEmailThatIsBeingChallenged) {
  const Response response = *parse(challengeDocument());
  const Authenticator* email = response.current();
  ASSERT_NE(email, nullptr);
  EXPECT_EQ(email->key, "okta_email");
  EXPECT_EQ(email->email.primary, "a***e@example.test");
  EXPECT_EQ(email->email.secondary, "");
  EXPECT_EQ(email->useEmailMagicLink, true);
  ASSERT_TRUE(email->poll.has_value());
  EXPECT_EQ(email->poll->refresh, Milliseconds(4000));
  ASSERT_TRUE(email->resend.has_value());
  EXPECT_EQ(email->resend->href, "https://id.example.test/idp/idx/challenge/resend");
  EXPECT_EQ(response.authenticatorOf(response.remediations.front()), email);
}

TEST(ParseResponseTest, ReadsBothAddressesThatAMailGoesTo) {
  const Response response = *parse(
      document(support::challengeForm(),
               R"("currentAuthenticatorEnrollment":{"type":"object","value":{"key":"okta_email",)"
               R"("id":"eae","profile":{"email":"a***e@example.test",)"
               R"("secondaryEmail":"s***2@example.test"}}},)"));
  ASSERT_NE(response.current(), nullptr);
  EXPECT_EQ(response.current()->email.primary, "a***e@example.test");
  EXPECT_EQ(response.current()->email.secondary, "s***2@example.test");
}

TEST(ParseResponseTest, TellsChoicesApartByTheirAuthenticatorAndNotByTheirPlace) {
  const Response response = *parse(support::selectDocument());
  const Field* choices = response.remediations.front().find("authenticator");
  ASSERT_NE(choices, nullptr);
  ASSERT_EQ(choices->options.size(), 2U);
  const Option& second = choices->options[1];
  ASSERT_TRUE(second.authenticator.has_value());
  EXPECT_EQ(response.authenticators[*second.authenticator].key, "okta_email");
  EXPECT_EQ(second.form.front().value, Scalar(std::string("autEmail")));
  EXPECT_EQ(second.form.front().visibility, Visibility::hidden);
}

TEST(ParseResponseTest, TakesAWrongCodeForAnAnswerThatKeepsTheForm) {
  for (const int status : {400, 401, 403}) {
    const Result<Response> response = parse(support::wrongCodeDocument(), status);
    ASSERT_TRUE(response.has_value()) << status;
    const Field* passcode = response->remediations.front().find("credentials.passcode");
    ASSERT_NE(passcode, nullptr);
    ASSERT_EQ(passcode->messages.size(), 1U);
    EXPECT_EQ(passcode->messages.front().text, "Invalid code. Try again.");
    EXPECT_EQ(passcode->messages.front().severity, Severity::error);
    EXPECT_TRUE(response->hasMessage("api.authn.error.PASSCODE_INVALID"));
    EXPECT_TRUE(response->messages.empty()) << "it is the field's, not the page's";
  }
}

TEST(ParseResponseTest, KeepsWhatTheOrgSaysAboutTheShapeOfACode) {
  const Response response = *parse(
      challengeDocument(R"("minLength":10,"maxLength":10,"format":"alphanumeric","secret":true,)"));
  const Field* passcode = response.remediations.front().find("credentials.passcode");
  ASSERT_NE(passcode, nullptr);
  EXPECT_EQ(passcode->minLength, 10);
  EXPECT_EQ(passcode->maxLength, 10);
  EXPECT_EQ(passcode->format, "alphanumeric");
  EXPECT_TRUE(passcode->secret);
}

TEST(ParseResponseTest, ReadsWhatAnAppIsAskedAndHowToGoOnWithoutIt) {
  const std::string cancel = R"("cancel":)" + support::bareForm("cancel-polling", "/idp/cancel");
  const std::string asked = R"({"type":"object","value":{"challengeMethod":"LOOPBACK")";
  const Response before = *parse(
      document(identifyForm(), R"("authenticatorChallenge":)" + asked + "," + cancel + "}},"));
  ASSERT_TRUE(before.appChallenge.has_value());
  EXPECT_EQ(before.appChallenge->method, "LOOPBACK");
  ASSERT_TRUE(before.appChallenge->cancel.has_value());
  EXPECT_EQ(before.appChallenge->cancel->href, "https://id.example.test/idp/cancel");

  const Response chosen = *parse(
      document(identifyForm(), R"("currentAuthenticator":{"type":"object","value":{)" + cancel +
                                   R"(,"key":"okta_verify","contextualData":{"challenge":)" +
                                   asked + "}}}}},"));
  ASSERT_TRUE(chosen.appChallenge.has_value());
  EXPECT_EQ(chosen.appChallenge->method, "LOOPBACK");
  EXPECT_TRUE(chosen.appChallenge->cancel.has_value());
  EXPECT_FALSE(parse(challengeDocument())->appChallenge.has_value());
}

TEST(ParseResponseTest, ReadsWhatAConsentIsAbout) {
  const Response response = *parse(document(
      support::bareForm(
          "consent", "/idp/idx/consent",
          R"("scopes":[{"name":"email","label":"View your address.","value":"email"},)"
          R"({"name":"phone","value":"phone"},{"name":"nothing"}],)") +
      "," +
      support::bareForm("email-challenge-consent", "/idp/idx/consent",
                        R"("requestInfo":[{"name":"appName","label":"App","value":"Demo"},)"
                        R"({"name":"browser","value":"FIREFOX"},{"name":"os"}],)")));
  ASSERT_EQ(response.remediations.size(), 2U);
  EXPECT_EQ(response.remediations[0].scopes,
            (std::vector<std::string>{"View your address.", "phone"}));
  const std::vector<Fact>& told = response.remediations[1].requestInfo;
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].label, "App");
  EXPECT_EQ(told[0].value, "Demo");
  EXPECT_EQ(told[1].name, "browser");
  EXPECT_EQ(told[1].value, "FIREFOX");
}

struct Elsewhere {
  const char* member;
  Link::Kind kind;
  const char* name;
};

class PagesElsewhere : public testing::TestWithParam<Elsewhere> {};

TEST_P(PagesElsewhere, AreLinksWhereNothingElseIsAsked) {
  const std::string body =
      R"({"version":"1.0.0","stateHandle":"02Kx",)" + std::string(GetParam().member) + "}";
  const Response response = *parse(body);
  EXPECT_TRUE(response.remediations.empty());
  EXPECT_EQ(response.links, (std::vector{Link{GetParam().kind, "https://id.example.test/there"}}));
  EXPECT_TRUE(parse(replaceAll(body, "https:", "javascript:"))->isTerminal());
}

INSTANTIATE_TEST_SUITE_P(
    Of, PagesElsewhere,
    testing::Values(
        Elsewhere{R"("success":{"name":"success-redirect","href":"https://id.example.test/there"})",
                  Link::Kind::success, "Success"},
        Elsewhere{R"("failure":{"name":"failure-redirect","href":"https://id.example.test/there"})",
                  Link::Kind::failure, "Failure"},
        Elsewhere{R"("deviceEnrollment":{"type":"object","value":)"
                  R"({"enrollmentLink":"https://id.example.test/there"}})",
                  Link::Kind::deviceEnrollment, "DeviceEnrollment"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ParseResponseTest, OffersThePageThatKeepsThePasswordBesideTheForm) {
  const Response response = *parse(document(
      support::bareForm("reenroll-custom-password-expiry", "/idp/idx/answer",
                        R"("customExpiredPasswordURL":"https://id.example.test/there",)")));
  EXPECT_EQ(response.remediations.size(), 1U);
  EXPECT_EQ(response.links,
            (std::vector{Link{Link::Kind::customPasswordPage, "https://id.example.test/there"}}));
}

TEST(ParseResponseTest, ReadsTheCodeThatASignInEndsWith) {
  const Response response = *parse(support::successDocument());
  ASSERT_TRUE(response.interactionCode.has_value());
  EXPECT_EQ(response.interactionCode->reveal(), "wIEmWR5r");
  EXPECT_FALSE(response.isTerminal());
  ASSERT_TRUE(response.user.has_value());
  EXPECT_EQ(response.user->identifier, "a@example.test");
}

TEST(ParseResponseTest, ReadsTheCodeToShowInAnotherBrowserAndWhereTheSignInBegan) {
  const Response response = *parse(support::landingElsewhereDocument());
  EXPECT_TRUE(response.isTerminal());
  EXPECT_TRUE(response.hasMessage("idx.enter.otp.in.original.tab"));
  ASSERT_NE(response.current(), nullptr);
  EXPECT_EQ(response.current()->otp, "482913");
  ASSERT_TRUE(response.client.has_value());
  EXPECT_EQ(response.client->browser, "FIREFOX");
  EXPECT_EQ(response.client->city, "Toronto");
  EXPECT_EQ(response.client->country, "Canada");
}

TEST(ParseResponseTest, TakesALinkForALinkAndNotForAForm) {
  const Response response = *parse(document(
      R"({"name":"redirect-idp","type":"GOOGLE","idp":{"id":"0oaIdp","name":"Google"},)"
      R"("href":"https://id.example.test/sso/idps/0oaIdp?stateToken=02","method":"GET"})"));
  const Remediation& link = response.remediations.front();
  EXPECT_EQ(link.name, "redirect-idp");
  EXPECT_FALSE(link.submittable);
  EXPECT_EQ(link.method, http::Method::get);
  EXPECT_EQ(link.idpName, "Google");
}

TEST(ParseResponseTest, KeepsAFormOfTomorrowWithItsNameAndFields) {
  const Response response =
      *parse(document(support::form("scan-your-palm", "/idp/idx/palm", R"({"name":"palm"})")));
  const Remediation& unknown = response.remediations.front();
  EXPECT_EQ(unknown.kind, RemediationKind::unknown);
  EXPECT_EQ(unknown.name, "scan-your-palm");
  EXPECT_NE(unknown.find("palm"), nullptr);
}

TEST(ParseResponseTest, TakesADocumentWithoutVersionForOneOfToday) {
  const std::string body = replaceAll(support::identifyDocument(), R"("version":"1.0.0",)", "");
  const Result<Response> response = parse(body);
  ASSERT_TRUE(response.has_value());
  EXPECT_NE(response->find(RemediationKind::identify), nullptr);
}

TEST(ParseResponseTest, CollectsMessagesOfEveryLevelOnce) {
  const std::string said = support::messages("Twice.", "twice", "WARNING");
  const Response response = *parse(document(
      support::form("identify", "/idp/idx/identify",
                    R"({)" + said +
                        R"("name":"a","options":[{"label":"o","value":{"form":{"value":[{)" +
                        support::messages("Deep.", "deep", "ERROR") + R"("name":"b"}]}}}]})",
                    support::messages("Of the form.", "form", "INFO")),
      said));
  std::string keys;
  for (const Message& message : response.allMessages()) keys += message.key + " ";
  EXPECT_EQ(keys, "twice form deep ");
  EXPECT_TRUE(response.hasMessage("deep"));
}

TEST(ParseResponseTest, FindsTheChoicesOfARegistrationBehindTheirDrawingHint) {
  const Response response = *parse(document(support::form(
      "enroll-profile", "/idp/idx/enroll/new",
      R"({"name":"color","options":[{"label":"display","value":{"type":"object","value":)"
      R"({"inputType":"select","options":[{"label":"Red","value":"red"}]}}}]})")));
  const Field* color = response.remediations.front().find("color");
  ASSERT_NE(color, nullptr);
  ASSERT_EQ(color->options.size(), 1U);
  EXPECT_EQ(color->options.front().value, Scalar(std::string("red")));
}

struct DamagedRow {
  std::string name;
  std::string damaged;  // a form
  std::size_t formsLeft;
  std::size_t fieldsLeft;  // of the first form
};

class DamagedFormTest : public testing::TestWithParam<DamagedRow> {};

TEST_P(DamagedFormTest, LosesOnlyWhatIsDamaged) {
  const Result<Response> response = parse(document(GetParam().damaged + "," + identifyForm()));
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->remediations.size(), GetParam().formsLeft);
  EXPECT_EQ(response->remediations.front().fields.size(), GetParam().fieldsLeft);
}

std::string damaged(const std::string& members) {
  return R"({"rel":["create-form"],"name":"skip",)" + members + "}";
}

const std::string kHref = R"("href":"https://id.example.test/idp/idx/skip")";

INSTANTIATE_TEST_SUITE_P(
    Forms, DamagedFormTest,
    testing::Values(
        DamagedRow{"Number", "7", 1, 3}, DamagedRow{"Null", "null", 1, 3},
        DamagedRow{"NoAddress", damaged(R"("value":[])"), 1, 3},
        DamagedRow{"AddressIsScript", damaged(R"-("href":"javascript:alert(1)")-"), 1, 3},
        DamagedRow{"AddressIsRelative", damaged(R"("href":"/idp/idx/skip")"), 1, 3},
        DamagedRow{"NameIsANumber", R"({"name":7,)" + kHref + "}", 1, 3},
        DamagedRow{"FieldsAreText", damaged(kHref + R"(,"value":"x")"), 2, 0},
        DamagedRow{"FieldIsNull", damaged(kHref + R"(,"value":[null,{"name":"a"}])"), 2, 1},
        DamagedRow{"FieldHasNoName", damaged(kHref + R"(,"value":[{"label":"a"}])"), 2, 0},
        DamagedRow{"OptionsAreAnObject",
                   damaged(kHref + R"(,"value":[{"name":"a","options":{"b":1}}])"), 2, 1},
        DamagedRow{"RelatesToNowhere", damaged(kHref + R"(,"relatesTo":["$.nobody.value[9]"])"), 2,
                   0},
        DamagedRow{"MessagesAreAList", damaged(kHref + R"(,"value":[{"name":"a","messages":[1]}])"),
                   2, 1}),
    [](const auto& test) { return test.param.name; });

struct RefreshRow {
  std::string name;
  std::string refresh;
  std::optional<Milliseconds> becomes;
};

class RefreshTest : public testing::TestWithParam<RefreshRow> {};

TEST_P(RefreshTest, IsAnIntervalOrNothing) {
  const Response response = *parse(document(
      support::bareForm("poll", "/idp/idx/poll", R"("refresh":)" + GetParam().refresh + ",")));
  EXPECT_EQ(response.remediations.front().refresh, GetParam().becomes);
}

INSTANTIATE_TEST_SUITE_P(Intervals, RefreshTest,
                         testing::Values(RefreshRow{"AsRecorded", "6202", Milliseconds(6202)},
                                         RefreshRow{"Zero", "0", std::nullopt},
                                         RefreshRow{"Negative", "-1", std::nullopt},
                                         RefreshRow{"Centuries", "9223372036854775807",
                                                    std::nullopt},
                                         RefreshRow{"Text", R"("4000")", std::nullopt}),
                         [](const auto& test) { return test.param.name; });

TEST(AcceptsTest, BecomesAHeaderOnlyWhereItIsAMediaType) {
  const auto accepts = [](const std::string& written) {
    const std::string body =
        replaceAll(support::identifyDocument(), "application/json; okta-version=1.0.0", written);
    return parse(body)->remediations.front().accepts;
  };
  EXPECT_EQ(accepts("application/vnd.okta.v1+json"), "application/vnd.okta.v1+json");
  EXPECT_EQ(accepts("json"), "");
  EXPECT_EQ(accepts(R"(a/b\r\nX-Evil: 1)"), "");
}

}  // namespace
}  // namespace latchkey::idx
