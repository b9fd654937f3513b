#include "idx/request.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/json_reader.h"
#include "idx/parse_response.h"
#include "tests/support/demo_client.h"
#include "tests/support/idx_documents.h"

namespace latchkey::idx {
namespace {

std::string headerOf(const http::Request& request, std::string_view name) {
  return http::header(request.headers, name).value_or("none");
}

Remediation formIn(const std::string& document) {
  return parseResponse({200, {}, document})->remediations.front();
}

std::string words(const char* text) { return text; }

TEST(InteractRequestTest, AsksForATransactionWithoutAnythingThatNeedsAPreflight) {
  const http::Request request =
      interactRequest(support::demoClient(), oauth::CodeChallenge("challenge"),
                      oauth::State("state"), jose::Nonce("nonce"));
  EXPECT_EQ(request.method, http::Method::post);
  EXPECT_EQ(request.url, "https://id.example.test/oauth2/default/v1/interact");
  EXPECT_EQ(request.credentials, http::Credentials::include);
  EXPECT_EQ(request.body,
            "client_id=0oaDemo&scope=openid%20profile%20email"
            "&redirect_uri=https%3A%2F%2Fapp.example.test%2Flogin%2Fcallback%2F"
            "&code_challenge=challenge&code_challenge_method=S256&state=state&nonce=nonce");
  EXPECT_EQ(request.headers.size(), 2U);
  EXPECT_EQ(headerOf(request, "Accept"), "application/json");
  EXPECT_EQ(headerOf(request, "Content-Type"), "application/x-www-form-urlencoded");
}

TEST(InteractRequestTest, AsksForAStepUpWhereThePageIsToldTo) {
  oauth::ClientOptions options{"https://id.example.test", "0oa", "https://a.test/", {"openid"}};
  options.maxAge = Seconds(0);
  options.acrValues = {"urn:okta:loa:2fa:any", "phr"};
  const std::string body = interactRequest(*oauth::Client::from(options), oauth::CodeChallenge("c"),
                                           oauth::State("s"), jose::Nonce("n"))
                               .body;
  EXPECT_NE(body.find("&max_age=0&acr_values=urn%3Aokta%3Aloa%3A2fa%3Aany%20phr"),
            std::string::npos)
      << body;
}

TEST(IntrospectRequestTest, OpensTheTransactionAtTheOrg) {
  const http::Request request = introspectRequest(support::demoClient(), InteractionHandle("Vb0p"));
  EXPECT_EQ(request.method, http::Method::post);
  EXPECT_EQ(request.url, "https://id.example.test/idp/idx/introspect");
  EXPECT_EQ(request.body, R"({"interactionHandle":"Vb0p"})");
  EXPECT_EQ(request.credentials, http::Credentials::include);
  EXPECT_EQ(headerOf(request, "Accept"), "application/ion+json; okta-version=1.0.0");
  EXPECT_EQ(headerOf(request, "Content-Type"), "application/ion+json; okta-version=1.0.0");
}

TEST(InteractAnswerTest, HoldsTheHandle) {
  const auto handle = parseInteractAnswer({200, {}, R"({"interaction_handle":"Vb0p"})"});
  ASSERT_TRUE(handle.has_value());
  EXPECT_EQ(handle->reveal(), "Vb0p");
}

struct RefusalRow {
  std::string name;
  int status;
  std::string body;
  ErrorCode code;
};

class InteractRefusalTest : public testing::TestWithParam<RefusalRow> {};

TEST_P(InteractRefusalTest, SaysWhatHappened) {
  const auto handle = parseInteractAnswer({GetParam().status, {}, GetParam().body});
  ASSERT_FALSE(handle.has_value());
  EXPECT_EQ(name(handle.error().code), name(GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(
    Answers, InteractRefusalTest,
    testing::Values(
        RefusalRow{"FeatureOff", 400,
                   R"({"error":"access_denied","error_description":"The requested feature"})",
                   ErrorCode::policyDenied},
        RefusalRow{"PolicyDoesNotLetIn", 403, R"({"error":"access_denied"})",
                   ErrorCode::policyDenied},
        RefusalRow{"FeatureOffInClassicWords", 401, R"({"errorCode":"E0000015"})",
                   ErrorCode::policyDenied},
        RefusalRow{"NoSuchServer", 404, R"({"errorCode":"E0000007"})", ErrorCode::endpointMissing},
        RefusalRow{"NoSuchAddress", 404, "<html>", ErrorCode::endpointMissing},
        RefusalRow{"ServerInTroubleThatSaysSo", 400, R"({"error":"temporarily_unavailable"})",
                   ErrorCode::serverFailed},
        RefusalRow{"GrantTypeNotAllowed", 400, R"({"error":"unauthorized_client"})",
                   ErrorCode::clientRejected},
        RefusalRow{"UnknownClient", 401, R"({"error":"invalid_client"})",
                   ErrorCode::clientRejected},
        RefusalRow{"BadRedirectUri", 400, R"({"error":"invalid_request"})",
                   ErrorCode::oauthRefused},
        RefusalRow{"RefusalWithStatus200", 200, R"({"error":"invalid_client"})",
                   ErrorCode::clientRejected},
        RefusalRow{"RateLimited", 429, R"({"errorCode":"E0000047"})", ErrorCode::rateLimited},
        RefusalRow{"Firewall", 403, "<html>", ErrorCode::blockedByNetwork},
        RefusalRow{"ServerDown", 503, "", ErrorCode::serverFailed},
        RefusalRow{"CaptivePortal", 200, "<html>", ErrorCode::malformedResponse},
        RefusalRow{"HandleIsANumber", 200, R"({"interaction_handle":7})",
                   ErrorCode::malformedResponse},
        RefusalRow{"HandleIsEmpty", 200, R"({"interaction_handle":""})",
                   ErrorCode::malformedResponse}),
    [](const auto& test) { return test.param.name; });

TEST(SubmitRequestTest, LeadsToTheOrgOrIsNotSent) {
  const oauth::Client client = support::demoClient();
  http::Request request;
  for (const char* url : {"https://id.example.test/idp/idx/identify",
                          "https://ID.example.test:443/idp/idx/challenge/answer"}) {
    request.url = url;
    EXPECT_TRUE(leadsToOrg(request, client)) << url;
  }
  for (const char* url :
       {"https://evil.example/idp/idx/identify", "http://id.example.test/idp/idx/identify",
        "https://id.example.test:8443/idp/idx/identify", "https://app.example.test/",
        "https://id.example.test.evil.example/", "https://id.example.test@evil.example/",
        "/idp/idx/identify", "javascript:alert(1)", ""}) {
    request.url = url;
    EXPECT_FALSE(leadsToOrg(request, client)) << url;
  }
}

TEST(SubmitRequestTest, GoesWhereTheFormSaysInTheWayItSays) {
  const http::Request request =
      submitRequest(formIn(support::identifyDocument()), {{"identifier", words("ada")}});
  EXPECT_EQ(request.method, http::Method::post);
  EXPECT_EQ(request.url, "https://id.example.test/idp/idx/identify");
  EXPECT_EQ(request.credentials, http::Credentials::include);
  EXPECT_EQ(headerOf(request, "Content-Type"), "application/json");
  EXPECT_EQ(headerOf(request, "Accept"), "application/json; okta-version=1.0.0");
}

TEST(SubmitRequestTest, SaysWhatItUnderstandsWhereTheFormDoesNotSay) {
  Remediation form = formIn(support::identifyDocument());
  form.accepts.clear();
  EXPECT_EQ(headerOf(submitRequest(form, {}), "Accept"), "application/json; okta-version=1.0.0");
  form.accepts = "application/vnd.okta.v1+json";
  EXPECT_EQ(headerOf(submitRequest(form, {}), "Accept"), "application/vnd.okta.v1+json");
}

struct BodyRow {
  std::string name;
  std::string document;
  Values values;
  std::string body;
};

class BodyTest : public testing::TestWithParam<BodyRow> {};

TEST_P(BodyTest, IsWhatTheOrgExpects) {
  EXPECT_EQ(submitRequest(formIn(GetParam().document), GetParam().values).body, GetParam().body);
}

std::string oneField(const std::string& field) {
  return support::document(support::form("some-form", "/x", field));
}

INSTANTIATE_TEST_SUITE_P(
    OfTheEmailFlow, BodyTest,
    testing::Values(
        BodyRow{"Identify",
                support::identifyDocument(),
                {{"identifier", words("a@example.test")}, {"rememberMe", true}},
                R"({"identifier":"a@example.test","rememberMe":true,"stateHandle":"02Kx"})"},
        BodyRow{"IdentifyWithoutRememberMe",
                support::identifyDocument(),
                {{"identifier", words("a@example.test")}},
                R"({"identifier":"a@example.test","stateHandle":"02Kx"})"},
        BodyRow{"ChallengeAnswer",
                support::challengeDocument(),
                {{"credentials.passcode", words("123456")}},
                R"({"credentials":{"passcode":"123456"},"stateHandle":"02Kx"})"},
        BodyRow{"SendMeAnEmail",
                support::verificationDataDocument(),
                {},
                R"({"authenticator":{"id":"autEmail","methodType":"email"},"stateHandle":"02Kx"})"},
        BodyRow{"PathsOfNoFieldAreNestedToo",
                support::identifyDocument(),
                {{"a.b.c", std::int64_t{7}}},
                R"({"stateHandle":"02Kx","a":{"b":{"c":7}}})"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    ByTheRules, BodyTest,
    testing::Values(
        BodyRow{"DefaultsOfTheFormAreSent",
                oneField(R"({"name":"a","value":"b"})"),
                {},
                R"({"a":"b","stateHandle":"02Kx"})"},
        BodyRow{"ValuesWinOverDefaults",
                oneField(R"({"name":"a","value":"b"})"),
                {{"a", words("c")}},
                R"({"a":"c","stateHandle":"02Kx"})"},
        BodyRow{"FixedValuesWinOverAll",
                oneField(R"({"name":"a","value":"b","mutable":false})"),
                {{"a", words("c")}, {"stateHandle", words("mine")}},
                R"({"a":"b","stateHandle":"02Kx"})"},
        BodyRow{"FixedValuesInsideObjectsWinToo",
                oneField(
                    R"({"name":"o","form":{"value":[{"name":"id","value":"1","mutable":false}]}})"),
                {{"o.id", words("2")}, {"o.more", words("3")}},
                R"({"o":{"id":"1","more":"3"},"stateHandle":"02Kx"})"},
        BodyRow{"FixedValuesWinOverWholeObjects",
                oneField(
                    R"({"name":"o","form":{"value":[{"name":"id","value":"1","mutable":false}]}})"),
                {{"o", words("gone")}},
                R"({"o":{"id":"1"},"stateHandle":"02Kx"})"},
        BodyRow{"FixedWithoutValueIsEmptyText",
                oneField(R"({"name":"a","mutable":false})"),
                {},
                R"({"a":"","stateHandle":"02Kx"})"},
        BodyRow{"ObjectsWithNothingInThemStayAway",
                oneField(R"({"name":"o","type":"object","form":{"value":[{"name":"p"}]}})"),
                {},
                R"({"stateHandle":"02Kx"})"},
        BodyRow{"FalseIsAValue",
                oneField(R"({"name":"keepMeSignedIn","type":"boolean","value":false})"),
                {},
                R"({"keepMeSignedIn":false,"stateHandle":"02Kx"})"},
        BodyRow{"OneRequiredChoiceIsNoChoice",
                oneField(R"({"name":"m","required":true,"options":[{"value":"x"}]})"),
                {},
                R"({"m":"x","stateHandle":"02Kx"})"},
        BodyRow{"OneOptionalChoiceIsAChoice",
                oneField(R"({"name":"m","options":[{"value":"x"}]})"),
                {},
                R"({"stateHandle":"02Kx"})"},
        BodyRow{
            "NamesMayHaveDots",
            oneField(R"({"name":"userProfile","form":{"value":[{"name":"a.b"},{"name":"a"}]}})"),
            {{"userProfile.a.b", words("x")}, {"userProfile.a", words("y")}},
            R"({"userProfile":{"a.b":"x","a":"y"},"stateHandle":"02Kx"})"},
        BodyRow{"TextIsEscaped",
                oneField(R"({"name":"a"})"),
                {{"a", words("\"\\\n\xC3\xA9")}},
                "{\"a\":\"\\\"\\\\\\n\xC3\xA9\",\"stateHandle\":\"02Kx\"}"}),
    [](const auto& test) { return test.param.name; });

TEST(SubmitRequestTest, SendsNothingButTheStateHandleToPollAndResend) {
  const Response response = *parseResponse({200, {}, support::challengeDocument()});
  EXPECT_EQ(submitRequest(*response.current()->poll, {}).body, R"({"stateHandle":"02Kx"})");
  EXPECT_EQ(submitRequest(*response.current()->resend, {}).body, R"({"stateHandle":"02Kx"})");
  EXPECT_EQ(submitRequest(*response.cancel, {}).body, R"({"stateHandle":"02Kx"})");
}

TEST(ChooseTest, TakesTheIdAndTheMethodOfAnAuthenticatorWhichSavesARoundTrip) {
  const Remediation form = formIn(support::selectDocument());
  const Result<Values> values = choose(form, "authenticator", 1);
  ASSERT_TRUE(values.has_value());
  EXPECT_EQ(submitRequest(form, *values).body,
            R"({"authenticator":{"id":"autEmail","methodType":"email"},"stateHandle":"02Kx"})");
}

TEST(ChooseTest, TakesAPlainOptionByPathAndKeepsWhatWasThere) {
  const Remediation form = formIn(support::verificationDataDocument());
  const Result<Values> values = choose(form, "authenticator.methodType", 0, {{"a", words("kept")}});
  ASSERT_TRUE(values.has_value());
  EXPECT_EQ(values->find("authenticator.methodType")->second, Scalar(words("email")));
  EXPECT_EQ(values->find("a")->second, Scalar(words("kept")));
}

TEST(ChooseTest, RefusesWhatTheFormDoesNotOffer) {
  const Remediation form = formIn(support::selectDocument());
  for (const auto& [field, index] :
       {std::pair("authenticator", 2), std::pair("nobody", 0), std::pair("stateHandle", 0)}) {
    const Result<Values> values = choose(form, field, static_cast<std::size_t>(index));
    ASSERT_FALSE(values.has_value()) << field;
    EXPECT_EQ(values.error().code, ErrorCode::malformedInput);
  }
}

}  // namespace
}  // namespace latchkey::idx
