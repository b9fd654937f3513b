#include "oauth/client.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::oauth {
namespace {

ClientOptions soundOptions() {
  return {.issuer = "https://id.example.test/oauth2/default",
          .clientId = "0oa1client",
          .redirectUri = "https://app.example.test/login/callback/",
          .scopes = {"openid", "profile", "email"}};
}

TEST(ClientTest, KeepsWhatItWasMadeOf) {
  const Result<Client> client = Client::from(soundOptions());
  ASSERT_TRUE(client);
  EXPECT_EQ(client->issuer(), "https://id.example.test/oauth2/default");
  EXPECT_EQ(client->clientId(), "0oa1client");
  EXPECT_EQ(client->redirectUri(), "https://app.example.test/login/callback/");
  EXPECT_EQ(client->scope(), "openid profile email");
}

struct Derived {
  std::string name;
  std::string issuer;
  std::string org;
  std::string token;
  std::string discovery;
};
void PrintTo(const Derived& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class Issuer : public testing::TestWithParam<Derived> {};

TEST_P(Issuer, NamesTheOrgAndItsEndpoints) {
  ClientOptions options = soundOptions();
  options.issuer = GetParam().issuer;
  const Result<Client> client = Client::from(options);
  ASSERT_TRUE(client) << client.error().detail;
  EXPECT_EQ(client->org(), GetParam().org);
  EXPECT_EQ(client->endpoint("token"), GetParam().token);
  EXPECT_EQ(client->discoveryUrl(), GetParam().discovery);
}

const std::string kOrg = "https://id.example.test";
const std::string kWellKnown = "/.well-known/openid-configuration";

INSTANTIATE_TEST_SUITE_P(
    Forms, Issuer,
    testing::Values(
        Derived{"CustomServer", kOrg + "/oauth2/default", kOrg, kOrg + "/oauth2/default/v1/token",
                kOrg + "/oauth2/default" + kWellKnown},
        Derived{"OrgsOwnServer", kOrg, kOrg, kOrg + "/oauth2/v1/token", kOrg + kWellKnown},
        Derived{"TrailingSlashes", kOrg + "/oauth2/default//", kOrg,
                kOrg + "/oauth2/default/v1/token", kOrg + "/oauth2/default" + kWellKnown},
        Derived{"SpacesAround", "  " + kOrg + "/ \n", kOrg, kOrg + "/oauth2/v1/token",
                kOrg + kWellKnown},
        Derived{"ServersWithoutName", kOrg + "/oauth2", kOrg, kOrg + "/oauth2/v1/token",
                kOrg + "/oauth2" + kWellKnown},
        // Looking for the text "/oauth2" anywhere would find the host's name.
        Derived{"HostCalledOauth2", "https://oauth2.example.test", "https://oauth2.example.test",
                "https://oauth2.example.test/oauth2/v1/token",
                "https://oauth2.example.test" + kWellKnown},
        Derived{"BehindAProxyPath", kOrg + "/okta/oauth2/aus1", kOrg + "/okta",
                kOrg + "/okta/oauth2/aus1/v1/token", kOrg + "/okta/oauth2/aus1" + kWellKnown},
        Derived{"SegmentThatOnlyBeginsAlike", kOrg + "/oauth2x", kOrg + "/oauth2x",
                kOrg + "/oauth2x/oauth2/v1/token", kOrg + "/oauth2x" + kWellKnown},
        Derived{"PlainHttpOnLocalhost", "http://localhost:8081/oauth2/default",
                "http://localhost:8081", "http://localhost:8081/oauth2/default/v1/token",
                "http://localhost:8081/oauth2/default" + kWellKnown},
        Derived{"PlainHttpOnLoopbackAddress", "http://127.0.0.1:8081", "http://127.0.0.1:8081",
                "http://127.0.0.1:8081/oauth2/v1/token", "http://127.0.0.1:8081" + kWellKnown}),
    [](const auto& test) { return test.param.name; });

struct Mistake {
  std::string name;
  void (*make)(ClientOptions& options);
  std::string detail;  // begins with the field's name
};
void PrintTo(const Mistake& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class ConfigurationMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ConfigurationMistake, IsToldWithTheNameOfTheField) {
  ClientOptions options = soundOptions();
  GetParam().make(options);
  const Result<Client> client = Client::from(options);
  ASSERT_FALSE(client);
  EXPECT_EQ(client.error().code, ErrorCode::malformedConfig);
  EXPECT_EQ(client.error().detail, GetParam().detail);
}

constexpr const char* kNoUrl = "issuer: must be an http(s) URL";
constexpr const char* kNotHttps = "issuer: must be https (plain http is for localhost only)";
constexpr const char* kQuery = "issuer: must have no query and no fragment";
constexpr const char* kAdmin = "issuer: is the admin console's address; leave out \"-admin\"";

INSTANTIATE_TEST_SUITE_P(
    Issuer, ConfigurationMistake,
    testing::Values(
        Mistake{"Missing", [](ClientOptions& o) { o.issuer = ""; }, kNoUrl},
        Mistake{"OnlySlashes", [](ClientOptions& o) { o.issuer = "//"; }, kNoUrl},
        Mistake{"NoScheme", [](ClientOptions& o) { o.issuer = "id.example.test"; }, kNoUrl},
        Mistake{"OtherScheme", [](ClientOptions& o) { o.issuer = "ftp://id.example.test"; },
                kNoUrl},
        Mistake{"Script", [](ClientOptions& o) { o.issuer = "javascript://x"; }, kNoUrl},
        Mistake{"UserBeforeHost", [](ClientOptions& o) { o.issuer = "https://okta.com@evil.test"; },
                kNoUrl},
        Mistake{"SpaceInside", [](ClientOptions& o) { o.issuer = "https://id.example .test"; },
                kNoUrl},
        Mistake{"PlainHttp", [](ClientOptions& o) { o.issuer = "http://id.example.test"; },
                kNotHttps},
        Mistake{"PlainHttpOnAHostThatBeginsLikeLocalhost",
                [](ClientOptions& o) { o.issuer = "http://localhost.evil.test"; }, kNotHttps},
        Mistake{"Query", [](ClientOptions& o) { o.issuer += "?x=1"; }, kQuery},
        Mistake{"TokenIssuerIsNoUrl", [](ClientOptions& o) { o.tokenIssuer = "id.example.test"; },
                "tokenIssuer: must be an http(s) URL"},
        Mistake{"TokenIssuerIsMetadata",
                [](ClientOptions& o) { o.tokenIssuer = "https://id.example.test" + kWellKnown; },
                "tokenIssuer: must end with the authorization server; leave out "
                "\"/.well-known/openid-configuration\""},
        Mistake{"EmptyFragment", [](ClientOptions& o) { o.issuer += "#"; }, kQuery},
        Mistake{"AdminConsole", [](ClientOptions& o) { o.issuer = "https://dev-1-admin.okta.com"; },
                kAdmin},
        Mistake{"AdminConsoleInCapitals",
                [](ClientOptions& o) { o.issuer = "https://dev-1-ADMIN.okta.com"; }, kAdmin}),
    [](const auto& test) { return test.param.name; });

struct Address {
  const char* name;
  const char* issuer;
  const char* beyond;  // what is to be left out
};
void PrintTo(const Address& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

// Addresses that are easier to come by than the issuer.
class AddressBeyondTheIssuer : public testing::TestWithParam<Address> {};

TEST_P(AddressBeyondTheIssuer, IsRefusedWithWhatToLeaveOut) {
  ClientOptions options = soundOptions();
  options.issuer = kOrg + GetParam().issuer;
  const Result<Client> client = Client::from(options);
  ASSERT_FALSE(client);
  EXPECT_EQ(client.error().detail, "issuer: must end with the authorization server; leave out \"" +
                                       std::string(GetParam().beyond) + '"');
}

INSTANTIATE_TEST_SUITE_P(
    Of, AddressBeyondTheIssuer,
    testing::Values(Address{"MetadataOfAServer", "/oauth2/default/.well-known/openid-configuration",
                            "/.well-known/openid-configuration"},
                    Address{"MetadataOfOAuth",
                            "/oauth2/default/.well-known/oauth-authorization-server/",
                            "/.well-known/oauth-authorization-server"},
                    Address{"MetadataOfTheOrg", "/.well-known/openid-configuration",
                            "/.well-known/openid-configuration"},
                    Address{"MetadataBelowTheServers", "/oauth2/.well-known/openid-configuration",
                            "/oauth2/.well-known/openid-configuration"},
                    Address{"MetadataBehindAProxyPath", "/okta/.well-known/openid-configuration",
                            "/.well-known/openid-configuration"},
                    Address{"TokenEndpoint", "/oauth2/default/v1/token", "/v1/token"},
                    Address{"AuthorizeEndpoint", "/oauth2/default/v1/authorize", "/v1/authorize"},
                    Address{"VersionOfAServer", "/oauth2/default/v1", "/v1"},
                    Address{"EndpointOfTheOrg", "/oauth2/v1/keys", "/oauth2/v1/keys"},
                    Address{"VersionOfTheOrg", "/oauth2/v1", "/oauth2/v1"},
                    Address{"AdminPage", "/admin/dashboard", "/admin/dashboard"},
                    Address{"AppOfAPerson", "/app/UserHome", "/app/UserHome"},
                    Address{"Dashboard", "/enduser/settings", "/enduser/settings"},
                    Address{"SignInPage", "/login/login.htm", "/login/login.htm"},
                    Address{"ManagementApi", "/api/v1", "/api/v1"}),
    [](const auto& test) { return std::string(test.param.name); });

constexpr const char* kNoRedirect = "redirectUri: must be an http(s) URL";
constexpr const char* kNoOpenid = "scopes: must hold \"openid\"";
constexpr const char* kNoWord = "scopes: each must be one word (RFC 6749 3.3)";
constexpr const char* kInvisible = "clientId: must hold visible ASCII characters only";

INSTANTIATE_TEST_SUITE_P(
    Rest, ConfigurationMistake,
    testing::Values(
        Mistake{"NoClientId", [](ClientOptions& o) { o.clientId = ""; }, "clientId: is missing"},
        Mistake{"ClientIdWithSpace", [](ClientOptions& o) { o.clientId = "0oa 1"; }, kInvisible},
        Mistake{"ClientIdWithLineBreak", [](ClientOptions& o) { o.clientId += "\n"; }, kInvisible},
        Mistake{"ClientIdBeyondAscii", [](ClientOptions& o) { o.clientId = "0oä"; }, kInvisible},
        Mistake{"NoRedirect", [](ClientOptions& o) { o.redirectUri = ""; }, kNoRedirect},
        Mistake{"RelativeRedirect", [](ClientOptions& o) { o.redirectUri = "/login/callback"; },
                kNoRedirect},
        Mistake{"RedirectInTheOpen",
                [](ClientOptions& o) { o.redirectUri = "http://app.example.test/cb"; },
                "redirectUri: must be https, unless on localhost"},
        Mistake{"RedirectWithFragment", [](ClientOptions& o) { o.redirectUri += "#x"; },
                "redirectUri: must have no fragment (RFC 6749 3.1.2)"},
        Mistake{"NoScopes", [](ClientOptions& o) { o.scopes = {}; }, kNoOpenid},
        Mistake{"NoOpenid", [](ClientOptions& o) { o.scopes = {"profile"}; }, kNoOpenid},
        Mistake{"OpenidInCapitals", [](ClientOptions& o) { o.scopes = {"OpenID"}; }, kNoOpenid},
        Mistake{"ScopesInOneWord", [](ClientOptions& o) { o.scopes = {"openid email"}; }, kNoWord},
        Mistake{"EmptyScope",
                [](ClientOptions& o) {
                  o.scopes = {"openid", ""};
                },
                kNoWord},
        Mistake{"QuotedScope",
                [](ClientOptions& o) {
                  o.scopes = {"openid", "\"x\""};
                },
                kNoWord}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace latchkey::oauth
