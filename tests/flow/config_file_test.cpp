#include "flow/config_file.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "tests/support/sound_config.h"

namespace latchkey::flow {
namespace {

using support::configWith;
using support::configWithOption;
using support::configWithPages;
using support::kSoundConfig;
using testing::Values;

TEST(Config, IsReadMemberByMember) {
  const Result<Config> config = parseConfig(kSoundConfig);
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->client.issuer(), "https://id.example.com/oauth2/default");
  EXPECT_EQ(config->client.clientId(), "0oa1b2c3");
  EXPECT_EQ(config->client.redirectUri(), "https://www.example.com/login/callback/");
  EXPECT_EQ(config->client.scopes(), (std::vector<std::string>{"openid", "email"}));
  EXPECT_EQ(config->defaultPage, "/app/");
  EXPECT_EQ(config->productName, "Northwind");
  EXPECT_EQ(config->logo, "/logo.svg");
  EXPECT_EQ(config->helpUrl, "https://help.example.org/") << "help may be anywhere";
  EXPECT_EQ(config->privacyUrl, "/privacy");
  EXPECT_EQ(config->registerUrl, "");
}

TEST(Config, SaysWhereTokensAreKeptAndHowASignOutGoes) {
  const Result<Config> config = parseConfig(
      configWithOption(R"("tokenStorage": "session", "signOut": "tokens", "dpop": true)"));
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->tokenStorage, session::TokenStorage::session);
  EXPECT_EQ(config->signOut, signin::SignOutScope::tokens);
  EXPECT_TRUE(config->client.usesDpop());
}

TEST(Config, SaysUnderWhichKeyTokensAreKeptAndWhereASignOutLeads) {
  const Result<Config> config = parseConfig(configWithOption(
      R"("storageKey": "admin", "postLogoutRedirectUri": "https://example.com/bye")"));
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->storageKey, "admin");
  EXPECT_EQ(config->postLogoutRedirectUri, "https://example.com/bye");
  EXPECT_EQ(parseConfig(kSoundConfig)->storageKey, "okta-token-storage");
  EXPECT_EQ(parseConfig(kSoundConfig)->postLogoutRedirectUri, "");
}

TEST(Config, KeepsTokensInTheBrowserAndEndsTheOrgsSessionUnlessToldOtherwise) {
  const Result<Config> config = parseConfig(kSoundConfig);
  EXPECT_EQ(config->tokenStorage, session::TokenStorage::local);
  EXPECT_EQ(config->signOut, signin::SignOutScope::org);
  EXPECT_FALSE(config->client.usesDpop());
}

TEST(Config, SaysHowSurePeopleHaveToBeWhoTheyAre) {
  const Result<Config> config = parseConfig(
      configWithOption(R"("maxAge": 300, "acrValues": ["urn:okta:loa:2fa:any", "phr"])"));
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->client.maxAge(), Seconds(300));
  EXPECT_EQ(config->client.acrValues(), (std::vector<std::string>{"urn:okta:loa:2fa:any", "phr"}));
  EXPECT_FALSE(parseConfig(kSoundConfig)->client.maxAge());
  EXPECT_TRUE(parseConfig(kSoundConfig)->client.acrValues().empty());
}

TEST(Config, NamesTheIssuerOfTokensWhereItIsAnotherThanTheIssuer) {
  const auto config =
      parseConfig(configWithOption(R"("tokenIssuer": "https://dev-1.okta.com/oauth2/default")"));
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->client.tokenIssuer(), "https://dev-1.okta.com/oauth2/default");
  EXPECT_EQ(parseConfig(kSoundConfig)->client.tokenIssuer(),
            parseConfig(kSoundConfig)->client.issuer());
}

TEST(Config, NeedsThreeMembersOnly) {
  const Result<Config> config = parseConfig(
      R"({"issuer":"https://id.example.com","clientId":"0oa","redirectUri":"https://a.test/cb/"})");
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->client.scopes(), (std::vector<std::string>{"openid", "email"}));
  EXPECT_EQ(config->signInPage, "/cb/");
  EXPECT_EQ(config->defaultPage, "/cb/app/");
  EXPECT_TRUE(config->accountPage);
  EXPECT_EQ(config->productName, "") << "the heading says what the page is for";
  EXPECT_EQ(config->logo + config->helpUrl + config->privacyUrl + config->registerUrl, "");
}

// --- where the pages are

struct Places {
  std::string name;
  std::string redirect;
  std::string more;  // members
  std::string signIn;
  std::string after;
};

class ConfigPlaces : public testing::TestWithParam<Places> {};

TEST_P(ConfigPlaces, FollowFromWhatIsSaid) {
  const std::string json = replaceAll(configWithPages(GetParam().redirect, GetParam().more),
                                      R"("defaultPage": "/app/",)", "");
  const Result<Config> config = parseConfig(json);
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->signInPage, GetParam().signIn);
  EXPECT_EQ(config->defaultPage, GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Site, ConfigPlaces,
    Values(Places{"OfItsOwn", "/login/callback/", "", "/", "/app/"},
           Places{"OfItsOwnWithoutSlash", "/login/callback", "", "/", "/app/"},
           Places{"OfItsOwnByAFile", "/login/callback.html", "", "/", "/app/"},
           Places{"OfItsOwnByAnIndex", "/login/callback/index.html", "", "/", "/app/"},
           Places{"InAFolder", "/repo/login/callback/", "", "/repo/", "/repo/app/"},
           Places{"InAFolderWithAnotherCallback", "/auth/callback", "", "/auth/", "/auth/app/"},
           Places{"InAFolderAndNoMore", "/repo/", "", "/repo/", "/repo/app/"},
           Places{"OnePageForAll", "/", "", "/", "/app/"},
           Places{"OneFileForAll", "/index.html", "", "/", "/app/"},
           Places{"OneNamedFileForAll", "/enter.html", "", "/enter.html", "/app/"},
           Places{"AppAtTheRoot", "/login/callback/", R"("defaultPage": "/",)", "/login/", "/"},
           Places{"AppAtTheRootAndOnePage", "/login/", R"("defaultPage": "/",)", "/login/", "/"},
           Places{"AppAtTheFolder", "/repo/login/callback", R"("defaultPage": "/repo/",)",
                  "/repo/login/", "/repo/"},
           Places{"AppAtTheFolderOfTheCallback", "/auth/callback/", R"("defaultPage": "/auth/",)",
                  "/auth/callback/", "/auth/"},
           Places{"AsConfigured", "/cb/", R"("signInPage": "/members/enter/",)", "/members/enter/",
                  "/members/enter/app/"},
           Places{"AsConfiguredByUrl", "/cb/", R"("signInPage": "https://www.example.com/enter",)",
                  "/enter", "/enter/app/"},
           Places{"WithAQuery", "/cb/", R"("signInPage": "/login/?x=1#y",)", "/login/",
                  "/login/app/"},
           Places{"AppWithAQuery", "/login/callback/", R"("defaultPage": "/?from=login",)",
                  "/login/", "/?from=login"},
           Places{"BeyondAscii", "/caf%C3%A9/callback/", "", "/caf%C3%A9/", "/caf%C3%A9/app/"}),
    [](const auto& test) { return test.param.name; });

TEST(Config, CanLeaveTheDefaultPageToTheApp) {
  EXPECT_FALSE(parseConfig(configWithOption(R"("accountPage": false)"))->accountPage);
}

TEST(Config, TakesAnAddressOfMailOrATelephoneForHelp) {
  for (const std::string help : {"mailto:help@example.com", "tel:+4930123456", "MAILTO:a@b.test"}) {
    const auto config = parseConfig(configWith(R"("https://help.example.org/")", '"' + help + '"'));
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->helpUrl, help);
  }
}

TEST(Config, HasNoNameOfBlanks) {
  EXPECT_EQ(parseConfig(configWith(R"("Northwind")", R"("  ")"))->productName, "");
  EXPECT_EQ(parseConfig(configWith(R"("Northwind")", R"(" Northwind ")"))->productName,
            "Northwind");
}

}  // namespace
}  // namespace latchkey::flow
