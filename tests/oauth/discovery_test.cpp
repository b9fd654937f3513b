#include "oauth/discovery.h"

#include <gtest/gtest.h>

#include <string>

#include "base/json_reader.h"
#include "base/json_writer.h"

namespace latchkey::oauth {
namespace {

Client clientOf(const std::string& issuer) {
  return *Client::from({.issuer = issuer,
                        .clientId = "0oa1client",
                        .redirectUri = "https://app.example.test/",
                        .scopes = {"openid"}});
}

const std::string kServer = "https://id.example.test/oauth2/default";

Json soundDocument() {
  return {{"issuer", kServer},
          {"token_endpoint", kServer + "/v1/token"},
          {"jwks_uri", kServer + "/v1/keys"},
          {"revocation_endpoint", kServer + "/v1/revoke"},
          {"end_session_endpoint", kServer + "/v1/logout"},
          {"userinfo_endpoint", kServer + "/v1/userinfo"},
          {"code_challenge_methods_supported", Json::array({"plain", "S256"})}};
}

Result<Metadata> parse(const Json& document) {
  return parseMetadata({.status = 200, .headers = {}, .body = writeJson(document)},
                       clientOf(kServer));
}

void expectBareGet(const http::Request& request, const std::string& url) {
  EXPECT_EQ(request.method, http::Method::get);
  EXPECT_EQ(request.url, url);
  EXPECT_TRUE(request.headers.empty());
  EXPECT_TRUE(request.body.empty());
  EXPECT_EQ(request.credentials, http::Credentials::omit);
}

TEST(DiscoveryTest, AsksWithABareGet) {
  expectBareGet(discoveryRequest(clientOf(kServer)), kServer + "/.well-known/openid-configuration");
}

TEST(DiscoveryTest, AsksForTheKeysWithABareGetWhereTheConfiguredIssuerHasThem) {
  expectBareGet(keysRequest(clientOf(kServer)), kServer + "/v1/keys");
  expectBareGet(keysRequest(clientOf("https://id.example.test")),
                "https://id.example.test/oauth2/v1/keys");
  // Past the browser's cache, and without a header that would cost a preflight.
  expectBareGet(keysRequest(clientOf(kServer), fromUnix(Seconds(7))), kServer + "/v1/keys?since=7");
}

TEST(MetadataTest, IsTakenFromTheDocument) {
  const Result<Metadata> metadata = parse(soundDocument());
  ASSERT_TRUE(metadata) << metadata.error().detail;
  EXPECT_EQ(metadata->issuer, kServer);
}

TEST(MetadataTest, OfAServerByAnotherNameIsTakenWhereTheConfigurationSaysSo) {
  ClientOptions options{.issuer = kServer,
                        .clientId = "0oa1client",
                        .redirectUri = "https://app.example.test/",
                        .scopes = {"openid"}};
  options.tokenIssuer = "https://dev-1.okta.com/oauth2/default";
  Json document = soundDocument();
  setMember(document, "issuer", options.tokenIssuer);
  const Client client = *Client::from(options);
  const auto metadata = parseMetadata({200, {}, writeJson(document)}, client);
  ASSERT_TRUE(metadata) << metadata.error().detail;
  EXPECT_EQ(metadata->issuer, options.tokenIssuer);
  const auto byItsAddress = parseMetadata({200, {}, writeJson(soundDocument())}, client);
  ASSERT_FALSE(byItsAddress) << "one name, not either of two";
  EXPECT_EQ(byItsAddress.error().code, ErrorCode::metadataRefused);
}

// These endpoints are made from the issuer, so a mistake in the document cannot fail a sign-in.
TEST(MetadataTest, IsSoundWhateverItSaysOfItsEndpoints) {
  for (const char* name : {"token_endpoint", "revocation_endpoint", "end_session_endpoint",
                           "userinfo_endpoint", "jwks_uri"}) {
    for (const Json& odd : {Json("http://id.example.test/x"), Json("javascript:alert(1)"),
                            Json("https://dev-1.okta.com/x"), Json(7), Json(nullptr)}) {
      Json document = soundDocument();
      setMember(document, name, odd);
      EXPECT_TRUE(parse(document)) << name << ": " << writeJson(odd);
    }
    Json without = soundDocument();
    without.erase(name);
    EXPECT_TRUE(parse(without)) << name;
  }
}

struct Row {
  std::string name;
  std::string member;
  Json value;  // nullptr: the member is not there
  ErrorCode code;
  std::string detail;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class MalformedMetadata : public testing::TestWithParam<Row> {};

TEST_P(MalformedMetadata, IsRefusedWithTheNameOfTheMember) {
  Json document = soundDocument();
  if (GetParam().value.is_null()) {
    document.erase(GetParam().member);
  } else {
    setMember(document, GetParam().member, GetParam().value);
  }
  const Result<Metadata> metadata = parse(document);
  ASSERT_FALSE(metadata);
  EXPECT_EQ(metadata.error().code, GetParam().code);
  EXPECT_EQ(metadata.error().detail, GetParam().detail);
}

const std::string kMethods = "code_challenge_methods_supported";
const std::string kNoS256 = kMethods + ": S256 is not offered";
constexpr ErrorCode kMalformed = ErrorCode::malformedResponse;
constexpr ErrorCode kRefused = ErrorCode::metadataRefused;

Row issuerRow(const std::string& name, const std::string& issuer) {
  return {name, "issuer", issuer, kRefused, "issuer: is " + issuer};
}

// OpenID Connect Discovery 1.0, 4.3: exactly the one that was asked for.
INSTANTIATE_TEST_SUITE_P(
    Issuers, MalformedMetadata,
    testing::Values(issuerRow("OfTheOtherHostOfTheOrg", "https://dev-1.okta.com/oauth2/default"),
                    issuerRow("OfAStranger", "https://evil.example/oauth2/default"),
                    issuerRow("OfAnotherServerOfTheOrg", "https://id.example.test/oauth2/aus1"),
                    issuerRow("OfTheOrgItself", "https://id.example.test"),
                    issuerRow("WithASlashMore", kServer + "/"),
                    issuerRow("InCapitals", "https://ID.example.test/oauth2/default"),
                    issuerRow("ByPlainHttp", "http://id.example.test/oauth2/default"),
                    issuerRow("ThatIsNoUrl", "id.example.test")),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Members, MalformedMetadata,
    testing::Values(Row{"NoIssuer", "issuer", nullptr, kMalformed, "issuer: is missing"},
                    Row{"IssuerIsANumber", "issuer", 1, kMalformed, "issuer: is missing"},
                    Row{"NoPkce", kMethods, nullptr, kRefused, kNoS256},
                    Row{"OnlyPlainPkce", kMethods, Json::array({"plain"}), kRefused, kNoS256},
                    Row{"PkceIsText", kMethods, "S256", kRefused, kNoS256},
                    Row{"PkceHoldsNumbers", kMethods, Json::array({256}), kRefused, kNoS256}),
    [](const auto& test) { return test.param.name; });

TEST(MetadataTest, TellsTheWeatherFromTheDocument) {
  const Client client = clientOf(kServer);
  EXPECT_EQ(parseMetadata({.status = 503, .headers = {}, .body = ""}, client).error().code,
            ErrorCode::serverFailed);
  EXPECT_EQ(parseMetadata({.status = 200, .headers = {}, .body = "<html>"}, client).error().code,
            ErrorCode::malformedResponse);
  EXPECT_EQ(parseMetadata({.status = 200, .headers = {}, .body = "[]"}, client).error().code,
            ErrorCode::malformedResponse);
}

}  // namespace
}  // namespace latchkey::oauth
