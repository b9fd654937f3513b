#include "app/config.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"

namespace latchkey::app {
namespace {

using testing::Test;
using testing::Values;

constexpr const char* kSound = R"({
  "issuer": "https://id.example.com/oauth2/default",
  "clientId": "0oa1b2c3",
  "redirectUri": "https://www.example.com/login/callback/",
  "scopes": ["openid", "email"],
  "defaultPage": "/app/",
  "productName": "Northwind",
  "logo": "/logo.svg",
  "links": {"help": "https://help.example.org/", "privacy": "/privacy", "register": ""}
})";

// The sound configuration with one line of it replaced.
std::string with(const std::string& line, const std::string& other) {
  EXPECT_NE(std::string(kSound).find(line), std::string::npos) << line;
  return replaceAll(kSound, line, other);
}

std::string mistakeIn(const std::string& json) {
  const Result<Config> config = parseConfigOfASite(json);
  if (config) return "none";
  EXPECT_EQ(config.error().code, ErrorCode::malformedConfig);
  return config.error().detail;
}

TEST(Config, IsReadMemberByMember) {
  const Result<Config> config = parseConfig(kSound);
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

std::string withOption(const std::string& member) {
  return with(R"("productName": "Northwind",)", R"("productName": "Northwind",)" + member + ',');
}

TEST(Config, SaysWhereTokensAreKeptAndHowASignOutGoes) {
  const Result<Config> config =
      parseConfig(withOption(R"("tokenStorage": "session", "signOut": "tokens", "dpop": true)"));
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->tokenStorage, session::TokenStorage::session);
  EXPECT_EQ(config->signOut, signin::SignOutScope::tokens);
  EXPECT_TRUE(config->client.usesDpop());
}

TEST(Config, SaysUnderWhichKeyTokensAreKeptAndWhereASignOutLeads) {
  const Result<Config> config = parseConfig(
      withOption(R"("storageKey": "admin", "postLogoutRedirectUri": "https://example.com/bye")"));
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->storageKey, "admin");
  EXPECT_EQ(config->postLogoutRedirectUri, "https://example.com/bye");
  EXPECT_EQ(parseConfig(kSound)->storageKey, "okta-token-storage");
  EXPECT_EQ(parseConfig(kSound)->postLogoutRedirectUri, "");
  EXPECT_EQ(mistakeIn(withOption(R"("storageKey": " ")")), "storageKey: must not be empty");
  for (const char* taken : {"okta-transaction-storage", "referrerPath", "latchkey-over"}) {
    EXPECT_EQ(mistakeIn(withOption(R"("storageKey": ")" + std::string(taken) + '"')),
              "storageKey: must be another name than what else is kept has");
  }
  EXPECT_EQ(mistakeIn(withOption(R"("postLogoutRedirectUri": "javascript:history.back")")),
            "postLogoutRedirectUri: must be a path or an http(s) URL");
}

TEST(Config, KeepsTokensInTheBrowserAndEndsTheOrgsSessionUnlessToldOtherwise) {
  const Result<Config> config = parseConfig(kSound);
  EXPECT_EQ(config->tokenStorage, session::TokenStorage::local);
  EXPECT_EQ(config->signOut, signin::SignOutScope::org);
  EXPECT_FALSE(config->client.usesDpop());
}

TEST(Config, SaysHowSurePeopleHaveToBeWhoTheyAre) {
  const Result<Config> config =
      parseConfig(withOption(R"("maxAge": 300, "acrValues": ["urn:okta:loa:2fa:any", "phr"])"));
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->client.maxAge(), Seconds(300));
  EXPECT_EQ(config->client.acrValues(), (std::vector<std::string>{"urn:okta:loa:2fa:any", "phr"}));
  EXPECT_FALSE(parseConfig(kSound)->client.maxAge());
  EXPECT_TRUE(parseConfig(kSound)->client.acrValues().empty());
}

TEST(Config, NamesTheIssuerOfTokensWhereItIsAnotherThanTheIssuer) {
  const auto config =
      parseConfig(withOption(R"("tokenIssuer": "https://dev-1.okta.com/oauth2/default")"));
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->client.tokenIssuer(), "https://dev-1.okta.com/oauth2/default");
  EXPECT_EQ(parseConfig(kSound)->client.tokenIssuer(), parseConfig(kSound)->client.issuer());
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

std::string withPages(const std::string& redirect, const std::string& more) {
  return with(R"("redirectUri": "https://www.example.com/login/callback/",)",
              "\"redirectUri\": \"https://www.example.com" + redirect + "\"," + more);
}

struct Places {
  std::string name;
  std::string redirect;
  std::string more;  // members
  std::string signIn;
  std::string after;
};

class ConfigPlaces : public testing::TestWithParam<Places> {};

TEST_P(ConfigPlaces, FollowFromWhatIsSaid) {
  const std::string json =
      replaceAll(withPages(GetParam().redirect, GetParam().more), R"("defaultPage": "/app/",)", "");
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
  EXPECT_FALSE(parseConfig(withOption(R"("accountPage": false)"))->accountPage);
}

TEST(Config, TakesAnAddressOfMailOrATelephoneForHelp) {
  for (const std::string help : {"mailto:help@example.com", "tel:+4930123456", "MAILTO:a@b.test"}) {
    const auto config = parseConfig(with(R"("https://help.example.org/")", '"' + help + '"'));
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->helpUrl, help);
  }
}

TEST(Config, HasNoNameOfBlanks) {
  EXPECT_EQ(parseConfig(with(R"("Northwind")", R"("  ")"))->productName, "");
  EXPECT_EQ(parseConfig(with(R"("Northwind")", R"(" Northwind ")"))->productName, "Northwind");
}

// --- mistakes

struct Mistake {
  std::string name;
  std::string json;
  std::string sentence;
};

class ConfigMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ConfigMistake, IsToldByTheNameOfTheMember) {
  EXPECT_EQ(mistakeIn(GetParam().json), GetParam().sentence);
}

std::string rowName(const testing::TestParamInfo<Mistake>& test) { return test.param.name; }

const std::string kIssuer = R"("issuer": "https://id.example.com/oauth2/default",)";
const std::string kClientId = R"("clientId": "0oa1b2c3",)";
const std::string kRedirectUri = R"("redirectUri": "https://www.example.com/login/callback/",)";
const std::string kScopes = R"(["openid", "email"])";
const std::string kDefaultPage = R"("/app/")";
const std::string kHelp = R"("https://help.example.org/")";
const std::string kLogo = R"("/logo.svg")";
const std::string kLinks =
    R"({"help": "https://help.example.org/", "privacy": "/privacy", "register": ""})";

const std::string kBadPage =
    "defaultPage: must be a path like /app/ or a URL of the redirectUri's origin";
const std::string kSignInPage =
    "defaultPage: must be another page than those that people sign in on";
const std::string kBadLink =
    "links.help: must be a path, an http(s) URL, or a mailto: or tel: address";

std::string notPlain(const std::string& member) {
  return member +
         ": its path must be plain names between single slashes, without \".\", \"..\" or an "
         "encoded "
         "slash, dot or percent sign";
}
std::string withRedirect(const std::string& path) { return withPages(path, ""); }
std::string withSignIn(const std::string& page) {
  return withPages("/login/callback/", "\"signInPage\": \"" + page + "\",");
}
const std::string kBadSignIn =
    "signInPage: must be a path like /login/ or a URL of the redirectUri's origin";

INSTANTIATE_TEST_SUITE_P(
    Climbing, ConfigMistake,
    Values(Mistake{"RedirectUri", withRedirect("/../../../x/"), notPlain("redirectUri")},
           Mistake{"RedirectUriInside", withRedirect("/a/../b/"), notPlain("redirectUri")},
           Mistake{"RedirectUriAtTheEnd", withRedirect("/a/.."), notPlain("redirectUri")},
           Mistake{"OneDot", withRedirect("/./a/"), notPlain("redirectUri")},
           Mistake{"EncodedDots", withRedirect("/%2e%2E/a/"), notPlain("redirectUri")},
           Mistake{"HalfEncodedDots", withRedirect("/.%2e/a/"), notPlain("redirectUri")},
           Mistake{"EncodedSlash", withRedirect("/a%2Fb/"), notPlain("redirectUri")},
           Mistake{"EncodedBackslash", withRedirect("/a%5cb/"), notPlain("redirectUri")},
           Mistake{"EncodedTwice", withRedirect("/%252e%252e/"), notPlain("redirectUri")},
           Mistake{"EncodedNul", withRedirect("/a%00/"), notPlain("redirectUri")},
           Mistake{"EncodedLineEnd", withRedirect("/a%0A/"), notPlain("redirectUri")},
           Mistake{"EncodedInHalves", withRedirect("/a%2/"), notPlain("redirectUri")},
           Mistake{"NotUtf8", withRedirect("/%ff/"), notPlain("redirectUri")},
           Mistake{"EmptyName", withRedirect("/a//b/"), notPlain("redirectUri")},
           Mistake{"EmptyNames", withRedirect("//"), notPlain("redirectUri")},
           Mistake{"DefaultPage", with(kDefaultPage, R"("/../../zz/")"), notPlain("defaultPage")},
           Mistake{"DefaultPageAsAUrl",
                   with(kDefaultPage, R"("https://www.example.com/%2e%2e/zz/")"),
                   notPlain("defaultPage")},
           Mistake{"SignInPage", withSignIn("/a/../../b/"), notPlain("signInPage")},
           Mistake{"Logo", with(kLogo, R"("/../logo.svg")"), notPlain("logo")},
           Mistake{"LogoOfAnotherHost", with(kLogo, R"("//cdn.test/logo.svg")"), notPlain("logo")}),
    rowName);

INSTANTIATE_TEST_SUITE_P(
    Places, ConfigMistake,
    Values(Mistake{"SignInPageElsewhere", withSignIn("https://evil.test/"), kBadSignIn},
           Mistake{"SignInPageOfAnotherHost", withSignIn("//evil.test/"), kBadSignIn},
           Mistake{"SignInPageThatIsNone", withSignIn("/a b/"), kBadSignIn},
           Mistake{"SignInPageIsEmpty", withSignIn(""), kBadSignIn},
           Mistake{"SignInPageIsTheDefaultPage", withSignIn("/app"), kSignInPage},
           Mistake{"OneFormOfTheDefaultPage", withSignIn("/app/index.html"), kSignInPage},
           Mistake{"RedirectIsTheDefaultPage", withRedirect("/app.html"), kSignInPage},
           Mistake{"AccountPageIsText", withOption(R"("accountPage": "no")"),
                   "accountPage: must be true or false"},
           Mistake{"MailToNowhere", with(kHelp, R"("mailto:")"), kBadLink},
           Mistake{"TelephoneWithASpace", with(kHelp, R"("tel:1 2")"), kBadLink},
           Mistake{"LogoIsAFolder", with(kLogo, R"("/logos/?v=1")"),
                   "logo: must be the path of a file, or a URL"},
           Mistake{"LogoByMail", with(kLogo, R"("mailto:a@b.test")"),
                   "logo: must be a path or an http(s) URL"}),
    rowName);

INSTANTIATE_TEST_SUITE_P(Missing, ConfigMistake,
                         Values(Mistake{"Issuer", with(kIssuer, ""), "issuer: is missing"},
                                Mistake{"ClientId", with(kClientId, ""), "clientId: is missing"},
                                Mistake{"RedirectUri", with(kRedirectUri, ""),
                                        "redirectUri: is missing"},
                                Mistake{"IssuerIsEmpty", with(kIssuer, R"("issuer": " ",)"),
                                        "issuer: must not be empty"},
                                Mistake{"ClientIdIsEmpty", with(kClientId, R"("clientId": "",)"),
                                        "clientId: must not be empty"}),
                         rowName);

INSTANTIATE_TEST_SUITE_P(
    WrongType, ConfigMistake,
    Values(Mistake{"NumberForIssuer", with(kIssuer, R"("issuer": 7,)"), "issuer: must be text"},
           Mistake{"NullForClientId", with(kClientId, R"("clientId": null,)"),
                   "clientId: must be text"},
           Mistake{"TextForScopes", with(kScopes, R"("openid email")"),
                   "scopes: must be a list of texts"},
           Mistake{"NumberAmongScopes", with(kScopes, R"(["openid", 1])"),
                   "scopes: must be a list of texts"},
           Mistake{"ListForDefaultPage", with(kDefaultPage, "[]"), "defaultPage: must be text"},
           Mistake{"BooleanForLogo", with(kLogo, "true"), "logo: must be text"},
           Mistake{"TextForLinks", with(kLinks, R"("/help")"), "links: must be an object"},
           Mistake{"NumberForALink", with(kHelp, "1"), "links.help: must be text"}),
    rowName);

INSTANTIATE_TEST_SUITE_P(
    Unknown, ConfigMistake,
    Values(Mistake{"Misspelt", with("\"productName\"", "\"productname\""),
                   "productname: there is no such member"},
           Mistake{"AmongLinks", with("\"privacy\":", "\"terms\":"),
                   "links.terms: there is no such member"},
           Mistake{"Twice", with(kClientId, kClientId + kClientId), "clientId: is there twice"},
           Mistake{"TwiceAmongLinks", with("\"privacy\":", "\"help\":"),
                   "the configuration cannot be read: two members of one name"}),
    rowName);

INSTANTIATE_TEST_SUITE_P(
    Dangerous, ConfigMistake,
    Values(
        Mistake{"JavascriptLink", with(kHelp, "\"javascript:alert(1)\""), kBadLink},
        Mistake{"DataLink", with(kHelp, R"("data:text/html,x")"), kBadLink},
        Mistake{"LinkWithoutScheme", with(kHelp, R"("help.example.org")"), kBadLink},
        Mistake{"JavascriptLogo", with(kLogo, "\"javascript:alert(1)\""),
                "logo: must be a path or an http(s) URL"},
        Mistake{"ForeignDefaultPage", with(kDefaultPage, R"("https://evil.test/app/")"), kBadPage},
        Mistake{"PageOfTheLinks",
                with(kDefaultPage, R"("https://www.example.com/login/callback/")"), kSignInPage},
        Mistake{"ForeignHostAsAPath", with(kDefaultPage, R"("//evil.test/app/")"), kBadPage},
        Mistake{"ForeignHostByATab", with(kDefaultPage, R"("/\t/evil.test/app/")"), kBadPage},
        Mistake{"ForeignHostByBackslash", with(kDefaultPage, R"("/\\evil.test/app/")"), kBadPage},
        Mistake{"HostThatOnlyBeginsLikeOurs",
                with(kDefaultPage, R"("https://www.example.com.evil.test/")"), kBadPage},
        Mistake{"OurHostAsAUserName", with(kDefaultPage, R"("https://www.example.com@evil.test")"),
                kBadPage},
        Mistake{"AnotherPort", with(kDefaultPage, R"("https://www.example.com:444/app/")"),
                kBadPage},
        Mistake{"PageWithoutSlash", with(kDefaultPage, R"("app/")"), kBadPage},
        Mistake{"NoPage", with(kDefaultPage, R"("")"), kBadPage}),
    rowName);

INSTANTIATE_TEST_SUITE_P(
    Client, ConfigMistake,
    Values(Mistake{"TokenStorageIsUnknown", withOption(R"("tokenStorage": "cookie")"),
                   R"(tokenStorage: must be "memory", "session" or "local")"},
           Mistake{"TokenStorageIsANumber", withOption(R"("tokenStorage": 1)"),
                   R"(tokenStorage: must be "memory", "session" or "local")"},
           Mistake{"SignOutIsUnknown", withOption(R"("signOut": "everywhere")"),
                   R"(signOut: must be "here", "tokens" or "org")"},
           Mistake{"DpopIsText", withOption(R"("dpop": "yes")"), "dpop: must be true or false"},
           Mistake{"TokenIssuerIsAList", withOption(R"("tokenIssuer": [])"),
                   "tokenIssuer: must be text"},
           Mistake{"MaxAgeIsText", withOption(R"("maxAge": "300")"),
                   "maxAge: must be a whole number of seconds"},
           Mistake{"MaxAgeIsNegative", withOption(R"("maxAge": -1)"),
                   "maxAge: must be a whole number of seconds"},
           Mistake{"CodeElsewhereIsUnknown", withOption(R"("codeElsewhere": "letters")"),
                   R"(codeElsewhere: must be "digits", "alphanumeric" or "hide")"},
           Mistake{"AcrValuesAreText", withOption(R"("acrValues": "phr")"),
                   "acrValues: must be a list of texts"},
           Mistake{"TwoAcrValuesInOne", withOption(R"("acrValues": ["phr phrh"])"),
                   "acrValues: each must be one word (RFC 6749 3.3)"},
           Mistake{"IssuerIsNoUrl", with(kIssuer, R"("issuer": "id.example.com",)"),
                   "issuer: must be an http(s) URL"},
           Mistake{"IssuerOverPlainHttp", with(kIssuer, R"("issuer": "http://id.example.com",)"),
                   "issuer: must be https (plain http is for localhost only)"},
           Mistake{"IssuerIsTheAdminConsole",
                   with(kIssuer, R"("issuer": "https://dev-1-admin.okta.com",)"),
                   "issuer: is the admin console's address; leave out \"-admin\""},
           Mistake{"RedirectUriIsAPath",
                   with(kRedirectUri, R"("redirectUri": "/login/callback/",)"),
                   "redirectUri: must be an http(s) URL"},
           Mistake{"NoOpenidAmongScopes", with(kScopes, R"(["email"])"),
                   "scopes: must hold \"openid\""},
           Mistake{"NoScopes", with(kScopes, "[]"), "scopes: must hold \"openid\""},
           Mistake{"TwoScopesInOne", with(kScopes, R"(["openid email"])"),
                   "scopes: each must be one word (RFC 6749 3.3)"}),
    rowName);

struct NoJson {
  std::string name;
  std::string text;
};

class ConfigThatIsNone : public testing::TestWithParam<NoJson> {};

TEST_P(ConfigThatIsNone, IsToldInASentence) {
  EXPECT_EQ(mistakeIn(GetParam().text).rfind("the configuration ", 0), 0U)
      << mistakeIn(GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Text, ConfigThatIsNone,
                         Values(NoJson{"Empty", ""}, NoJson{"Html", "<!doctype html>"},
                                NoJson{"Truncated", "{\"issuer\": \"https://id.exa"},
                                NoJson{"TrailingComma", "{\"issuer\": \"https://a.test\",}"},
                                NoJson{"Comment", "{} // mine"}, NoJson{"List", "[]"},
                                NoJson{"Number", "7"}, NoJson{"Null", "null"},
                                NoJson{"NoUtf8", "{\"issuer\": \"\xff\"}"},
                                NoJson{"TooDeep", std::string(10'000, '[')}),
                         [](const auto& test) { return test.param.name; });

// --- what we ship

class ShippedConfig : public testing::TestWithParam<std::string> {};

TEST_P(ShippedConfig, HasNoMistake) {
  std::ifstream in(LATCHKEY_TESTS_DIR "/../shell/" + GetParam(), std::ios::binary);
  ASSERT_TRUE(in);
  const std::string json((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  EXPECT_EQ(mistakeIn(json), "none");
}

INSTANTIATE_TEST_SUITE_P(File, ShippedConfig, Values("config.demo.json", "config.example.json"),
                         [](const auto& test) {
                           return replaceAll(replaceAll(test.param, ".", "_"), "-", "_");
                         });

}  // namespace
}  // namespace latchkey::app
