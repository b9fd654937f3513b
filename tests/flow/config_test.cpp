// What a page reads of the configuration that the build wrote into it.
#include "flow/config.h"

#include <gtest/gtest.h>

#include <string>

#include "flow/site_config.h"
#include "tests/support/sound_config.h"

namespace latchkey::flow {
namespace {

using support::configWith;
using support::configWithOption;
using support::kSoundConfig;
using testing::Values;

// As the build reads it, and as a page does that the build wrote.
struct Readings {
  Config build;
  Config page;
  std::string between;
};

Readings readingsOf(const std::string& json) {
  const Result<Config> build = parseConfigOfASite(json);
  EXPECT_TRUE(build) << build.error().detail;
  const std::string between = configForThePage(json, *build);
  const Result<Config> page = readConfig(between);
  EXPECT_TRUE(page) << page.error().detail;
  return {*build, *page, between};
}

class PageConfig : public testing::TestWithParam<const char*> {};

TEST_P(PageConfig, IsTheOneThatTheBuildRead) {
  const auto [build, page, between] = readingsOf(configWithOption(GetParam()));
  EXPECT_EQ(page.client.issuer(), build.client.issuer());
  EXPECT_EQ(page.client.tokenIssuer(), build.client.tokenIssuer());
  EXPECT_EQ(page.client.scopes(), build.client.scopes());
  EXPECT_EQ(page.client.usesDpop(), build.client.usesDpop());
  EXPECT_EQ(page.client.maxAge(), build.client.maxAge());
  EXPECT_EQ(page.client.acrValues(), build.client.acrValues());
  EXPECT_EQ(page.signInPage, build.signInPage);
  EXPECT_EQ(page.defaultPage, build.defaultPage);
  EXPECT_EQ(page.productName, build.productName);
  EXPECT_EQ(page.logo, build.logo);
  EXPECT_EQ(page.helpUrl, build.helpUrl);
  EXPECT_EQ(page.tokenStorage, build.tokenStorage);
  EXPECT_EQ(page.signOut, build.signOut);
  EXPECT_EQ(page.codeElsewhere, build.codeElsewhere);
  EXPECT_EQ(page.storageKey, build.storageKey);
  EXPECT_EQ(page.postLogoutRedirectUri, build.postLogoutRedirectUri);
  EXPECT_EQ(page.languages, build.languages);
}

INSTANTIATE_TEST_SUITE_P(
    With, PageConfig,
    Values(R"("maxAge": 0)", R"("signInPage": "https://www.example.com/enter/?x#y")",
           R"("tokenStorage": "memory", "storageKey": "mine", "signOut": "here", "dpop": true)",
           R"("languages": ["de", "en"])",
           R"("codeElsewhere": "hide", "acrValues": ["phr"], "maxAge": 60)",
           R"("tokenIssuer": "https://a.okta.com/", "postLogoutRedirectUri": "/bye")"));

TEST(PageConfig, SaysWherePeopleSignInWithoutThePage) {
  EXPECT_EQ(readingsOf(kSoundConfig).page.hostedSignIn, "https://id.example.com/") << "the home";
  for (const std::string page :
       {"https://id.example.com/home/oidc_client/0oa1/aln2?x=1", "http://localhost:8081/apps"}) {
    const auto config = readingsOf(configWithOption(R"("hostedSignIn": ")" + page + '"'));
    EXPECT_EQ(config.build.hostedSignIn, page);
    EXPECT_EQ(config.page.hostedSignIn, page);
  }
}

TEST(PageConfig, HasThePlacesOfAllPages) {
  const auto config = readingsOf(configWith(R"("defaultPage": "/app/",)", ""));
  EXPECT_EQ(config.page.signInPage, "/");
  EXPECT_EQ(config.page.defaultPage, "/app/");
}

TEST(PageConfig, HasNothingThatIsForEditors) {
  const auto config = readingsOf(configWithOption(R"("$schema": "config.schema.json")"));
  EXPECT_EQ(config.between.find("schema"), std::string::npos);
}

struct Damage {
  std::string name;
  std::string json;
  std::string detail;
};

class DamagedPageConfig : public testing::TestWithParam<Damage> {};

TEST_P(DamagedPageConfig, NamesTheMember) {
  const Result<Config> config = readConfig(GetParam().json);
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, ErrorCode::malformedConfig);
  EXPECT_EQ(config.error().detail.rfind(GetParam().detail, 0), 0U) << config.error().detail;
}

INSTANTIATE_TEST_SUITE_P(Row, DamagedPageConfig,
                         Values(Damage{"Empty", "", "configuration: "},
                                Damage{"Truncated", R"({"iss)", "configuration: "},
                                Damage{"List", "[]", "issuer: "},
                                Damage{"ATypeThatIsAnother", configWithOption(R"("dpop": 1)"),
                                       "dpop: is not as it was built"},
                                Damage{"AWordThatThereIsNot",
                                       configWithOption(R"("signOut": "all")"),
                                       "signOut: is not as it was built"},
                                Damage{"ALink", configWith("\"/privacy\"", "[]"),
                                       "links.privacy: is not as it was built"},
                                Damage{"NoIssuer", "{}", "issuer: must be an http(s) URL"}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace latchkey::flow
