#include "oauth/discovery.h"

#include <gtest/gtest.h>

#include <string>

#include "base/json_reader.h"

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

TEST(DiscoveryTest, AsksForTheKeysWithABareGet) {
  Metadata metadata;
  metadata.jwksUri = kServer + "/v1/keys";
  expectBareGet(keysRequest(metadata), kServer + "/v1/keys");
  // Past the browser's cache, and without a header that would cost a preflight.
  expectBareGet(keysRequest(metadata, fromUnix(Seconds(7))), kServer + "/v1/keys?since=7");
  metadata.jwksUri += "?client_id=0oa";
  expectBareGet(keysRequest(metadata, fromUnix(Seconds(7))),
                kServer + "/v1/keys?client_id=0oa&since=7");
}

TEST(MetadataTest, IsTakenFromTheDocument) {
  Json document = soundDocument();
  setMember(document, "issuer", "https://real.example.test/oauth2/default");
  setMember(document, "jwks_uri", "https://keys.example.test/k");
  const Result<Metadata> metadata = parse(document);
  ASSERT_TRUE(metadata) << metadata.error().detail;
  EXPECT_EQ(metadata->issuer, "https://real.example.test/oauth2/default");
  EXPECT_EQ(metadata->jwksUri, "https://keys.example.test/k");
  EXPECT_EQ(metadata->tokenEndpoint, kServer + "/v1/token");
  EXPECT_EQ(metadata->revocationEndpoint, kServer + "/v1/revoke");
  EXPECT_EQ(metadata->endSessionEndpoint, kServer + "/v1/logout");
  EXPECT_EQ(metadata->userinfoEndpoint, kServer + "/v1/userinfo");
}

TEST(MetadataTest, IsDerivedWhereTheDocumentIsSilent) {
  const Json document = {{"issuer", kServer},
                         {"jwks_uri", kServer + "/v1/keys"},
                         {"code_challenge_methods_supported", Json::array({"S256"})}};
  const Result<Metadata> metadata = parse(document);
  ASSERT_TRUE(metadata) << metadata.error().detail;
  EXPECT_EQ(metadata->tokenEndpoint, kServer + "/v1/token");
  EXPECT_EQ(metadata->revocationEndpoint, kServer + "/v1/revoke");
  EXPECT_EQ(metadata->endSessionEndpoint, kServer + "/v1/logout");
  EXPECT_EQ(metadata->userinfoEndpoint, kServer + "/v1/userinfo");
}

struct Row {
  std::string name;
  std::string member;
  Json value;  // nullptr: the member is not there
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
  EXPECT_EQ(metadata.error().code, ErrorCode::malformedResponse);
  EXPECT_EQ(metadata.error().detail, GetParam().detail);
}

const std::string kMethods = "code_challenge_methods_supported";
const std::string kNoS256 = kMethods + ": S256 is not offered";

INSTANTIATE_TEST_SUITE_P(
    Members, MalformedMetadata,
    testing::Values(Row{"NoIssuer", "issuer", nullptr, "issuer: is missing"},
                    Row{"IssuerIsANumber", "issuer", 1, "issuer: is not an http(s) URL"},
                    Row{"IssuerIsNoUrl", "issuer", "id.example.test",
                        "issuer: is not an http(s) URL"},
                    Row{"NoKeys", "jwks_uri", nullptr, "jwks_uri: is missing"},
                    Row{"KeysOverPlainHttp", "jwks_uri", "http://id.example.test/k",
                        "jwks_uri: falls back to plain http"},
                    Row{"TokensOverPlainHttp", "token_endpoint", "http://id.example.test/t",
                        "token_endpoint: falls back to plain http"},
                    Row{"TokensByScript", "token_endpoint", "javascript:alert(1)",
                        "token_endpoint: is not an http(s) URL"},
                    Row{"LogoutIsAList", "end_session_endpoint", Json::array(),
                        "end_session_endpoint: is not an http(s) URL"},
                    Row{"NoPkce", kMethods, nullptr, kNoS256},
                    Row{"OnlyPlainPkce", kMethods, Json::array({"plain"}), kNoS256},
                    Row{"PkceIsText", kMethods, "S256", kNoS256},
                    Row{"PkceHoldsNumbers", kMethods, Json::array({256}), kNoS256}),
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
