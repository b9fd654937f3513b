// What is wrong in a configuration is told in a sentence that begins with its member.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "flow/config_members.h"
#include "flow/site_config.h"
#include "tests/support/golden.h"
#include "tests/support/sound_config.h"

namespace latchkey::flow {
namespace {

using support::configWith;
using support::configWithOption;
using support::configWithPages;
using support::kSoundConfig;
using testing::Values;
using testing::ValuesIn;

std::string mistakeIn(const std::string& json) {
  const Result<Config> config = parseConfigOfASite(json);
  if (config) return "none";
  EXPECT_EQ(config.error().code, ErrorCode::malformedConfig);
  return config.error().detail;
}

struct Mistake {
  std::string name;
  std::string json;
  std::string sentence;
};

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

const std::string kTakenKey = "storageKey: must be another name than what else is kept has";

std::string notPlain(const std::string& member) {
  return member +
         ": its path must be plain names between single slashes, without \".\", \"..\" or an "
         "encoded slash, dot or percent sign";
}
std::string withRedirect(const std::string& path) { return configWithPages(path, ""); }
std::string withSignIn(const std::string& page) {
  return configWithPages("/login/callback/", "\"signInPage\": \"" + page + "\",");
}
const std::string kBadSignIn =
    "signInPage: must be a path like /login/ or a URL of the redirectUri's origin";

const std::vector<Mistake> kClimbing = {
    Mistake{"RedirectUri", withRedirect("/../../../x/"), notPlain("redirectUri")},
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
    Mistake{"DefaultPage", configWith(kDefaultPage, R"("/../../zz/")"), notPlain("defaultPage")},
    Mistake{"DefaultPageAsAUrl",
            configWith(kDefaultPage, R"("https://www.example.com/%2e%2e/zz/")"),
            notPlain("defaultPage")},
    Mistake{"SignInPage", withSignIn("/a/../../b/"), notPlain("signInPage")},
    Mistake{"Logo", configWith(kLogo, R"("/../logo.svg")"), notPlain("logo")},
    Mistake{"LogoOfAnotherHost", configWith(kLogo, R"("//cdn.test/logo.svg")"), notPlain("logo")}};

const std::vector<Mistake> kPlaces = {
    Mistake{"SignInPageElsewhere", withSignIn("https://evil.test/"), kBadSignIn},
    Mistake{"SignInPageOfAnotherHost", withSignIn("//evil.test/"), kBadSignIn},
    Mistake{"SignInPageThatIsNone", withSignIn("/a b/"), kBadSignIn},
    Mistake{"SignInPageIsEmpty", withSignIn(""), kBadSignIn},
    Mistake{"SignInPageIsTheDefaultPage", withSignIn("/app"), kSignInPage},
    Mistake{"OneFormOfTheDefaultPage", withSignIn("/app/index.html"), kSignInPage},
    Mistake{"RedirectIsTheDefaultPage", withRedirect("/app.html"), kSignInPage},
    Mistake{"AccountPageIsText", configWithOption(R"("accountPage": "no")"),
            "accountPage: must be true or false"},
    Mistake{"MailToNowhere", configWith(kHelp, R"("mailto:")"), kBadLink},
    Mistake{"TelephoneWithASpace", configWith(kHelp, R"("tel:1 2")"), kBadLink},
    Mistake{"LogoIsAFolder", configWith(kLogo, R"("/logos/?v=1")"),
            "logo: must be the path of a file, or a URL"},
    Mistake{"LogoByMail", configWith(kLogo, R"("mailto:a@b.test")"),
            "logo: must be a path or an http(s) URL"}};

const std::vector<Mistake> kMissing = {
    Mistake{"Issuer", configWith(kIssuer, ""), "issuer: is missing"},
    Mistake{"ClientId", configWith(kClientId, ""), "clientId: is missing"},
    Mistake{"RedirectUri", configWith(kRedirectUri, ""), "redirectUri: is missing"},
    Mistake{"IssuerIsEmpty", configWith(kIssuer, R"("issuer": " ",)"), "issuer: must not be empty"},
    Mistake{"ClientIdIsEmpty", configWith(kClientId, R"("clientId": "",)"),
            "clientId: must not be empty"}};

const std::vector<Mistake> kWrongType = {
    Mistake{"NumberForIssuer", configWith(kIssuer, R"("issuer": 7,)"), "issuer: must be text"},
    Mistake{"NullForClientId", configWith(kClientId, R"("clientId": null,)"),
            "clientId: must be text"},
    Mistake{"TextForScopes", configWith(kScopes, R"("openid email")"),
            "scopes: must be a list of texts"},
    Mistake{"NumberAmongScopes", configWith(kScopes, R"(["openid", 1])"),
            "scopes: must be a list of texts"},
    Mistake{"ListForDefaultPage", configWith(kDefaultPage, "[]"), "defaultPage: must be text"},
    Mistake{"BooleanForLogo", configWith(kLogo, "true"), "logo: must be text"},
    Mistake{"TextForLinks", configWith(kLinks, R"("/help")"), "links: must be an object"},
    Mistake{"NumberForALink", configWith(kHelp, "1"), "links.help: must be text"}};

const std::vector<Mistake> kUnknown = {
    Mistake{"Misspelt", configWith("\"productName\"", "\"productname\""),
            "productname: there is no such member"},
    Mistake{"AmongLinks", configWith("\"privacy\":", "\"terms\":"),
            "links.terms: there is no such member"},
    Mistake{"AMemberOfAGroupOutsideOfIt", configWithOption(R"("links.help": "/help")"),
            "links.help: there is no such member"},
    Mistake{"Twice", configWith(kClientId, kClientId + kClientId), "clientId: is there twice"},
    Mistake{"TwiceAmongLinks", configWith("\"privacy\":", "\"help\":"),
            "links.help: is there twice"}};

const std::vector<Mistake> kDangerous = {
    Mistake{"JavascriptLink", configWith(kHelp, "\"javascript:alert(1)\""), kBadLink},
    Mistake{"DataLink", configWith(kHelp, R"("data:text/html,x")"), kBadLink},
    Mistake{"LinkWithoutScheme", configWith(kHelp, R"("help.example.org")"), kBadLink},
    Mistake{"JavascriptLogo", configWith(kLogo, "\"javascript:alert(1)\""),
            "logo: must be a path or an http(s) URL"},
    Mistake{"ForeignDefaultPage", configWith(kDefaultPage, R"("https://evil.test/app/")"),
            kBadPage},
    Mistake{"PageOfTheLinks",
            configWith(kDefaultPage, R"("https://www.example.com/login/callback/")"), kSignInPage},
    Mistake{"ForeignHostAsAPath", configWith(kDefaultPage, R"("//evil.test/app/")"), kBadPage},
    Mistake{"ForeignHostByATab", configWith(kDefaultPage, R"("/\t/evil.test/app/")"), kBadPage},
    Mistake{"ForeignHostByBackslash", configWith(kDefaultPage, R"("/\\evil.test/app/")"), kBadPage},
    Mistake{"HostThatOnlyBeginsLikeOurs",
            configWith(kDefaultPage, R"("https://www.example.com.evil.test/")"), kBadPage},
    Mistake{"OurHostAsAUserName",
            configWith(kDefaultPage, R"("https://www.example.com@evil.test")"), kBadPage},
    Mistake{"AnotherPort", configWith(kDefaultPage, R"("https://www.example.com:444/app/")"),
            kBadPage},
    Mistake{"PageWithoutSlash", configWith(kDefaultPage, R"("app/")"), kBadPage},
    Mistake{"NoPage", configWith(kDefaultPage, R"("")"), kBadPage}};

const std::vector<Mistake> kStorageKey = {
    Mistake{"Empty", configWithOption(R"("storageKey": " ")"), "storageKey: must not be empty"},
    Mistake{"OfTransactions", configWithOption(R"("storageKey": "okta-transaction-storage")"),
            kTakenKey},
    Mistake{"OfTransactionsOfAllTabs",
            configWithOption(R"("storageKey": "okta-shared-transaction-storage")"), kTakenKey},
    Mistake{"OfTheOriginalUri", configWithOption(R"("storageKey": "referrerPath")"), kTakenKey},
    Mistake{"OfThisPage", configWithOption(R"("storageKey": "latchkey-over")"), kTakenKey}};

const std::string kNotSafe =
    "hostedSignIn: must be an https URL (plain http is for localhost only)";
std::string hostedAt(const std::string& page) {
  return configWithOption(R"("hostedSignIn": ")" + page + '"');
}

const std::vector<Mistake> kHostedSignIn = {
    Mistake{"APath", hostedAt("/sign-in"), kNotSafe},
    Mistake{"AScript", hostedAt("javascript:alert(1)"), kNotSafe},
    Mistake{"PlainHttp", hostedAt("http://id.example.com/"), kNotSafe},
    Mistake{"Data", hostedAt("data:text/html,x"), kNotSafe},
    Mistake{"AHostAlone", hostedAt("//id.example.com/"), kNotSafe},
    Mistake{"Mail", hostedAt("mailto:help@example.com"), kNotSafe},
    Mistake{"ANumber", configWithOption(R"("hostedSignIn": 1)"), "hostedSignIn: must be text"}};

const std::vector<Mistake> kClient = {
    Mistake{"ScriptAfterASignOut",
            configWithOption(R"("postLogoutRedirectUri": "javascript:history.back")"),
            "postLogoutRedirectUri: must be a path or an http(s) URL"},
    Mistake{"TokenIssuerIsNoUrl", configWithOption(R"("tokenIssuer": "/oauth2/default")"),
            "tokenIssuer: must be an http(s) URL"},
    Mistake{"TokenStorageIsUnknown", configWithOption(R"("tokenStorage": "cookie")"),
            R"(tokenStorage: must be "memory", "session" or "local")"},
    Mistake{"TokenStorageIsANumber", configWithOption(R"("tokenStorage": 1)"),
            R"(tokenStorage: must be "memory", "session" or "local")"},
    Mistake{"SignOutIsUnknown", configWithOption(R"("signOut": "everywhere")"),
            R"(signOut: must be "here", "tokens" or "org")"},
    Mistake{"DpopIsText", configWithOption(R"("dpop": "yes")"), "dpop: must be true or false"},
    Mistake{"TokenIssuerIsAList", configWithOption(R"("tokenIssuer": [])"),
            "tokenIssuer: must be text"},
    Mistake{"MaxAgeIsText", configWithOption(R"("maxAge": "300")"),
            "maxAge: must be a whole number of seconds"},
    Mistake{"MaxAgeIsNegative", configWithOption(R"("maxAge": -1)"),
            "maxAge: must be a whole number of seconds"},
    Mistake{"CodeElsewhereIsUnknown", configWithOption(R"("codeElsewhere": "letters")"),
            R"(codeElsewhere: must be "digits", "alphanumeric" or "hide")"},
    Mistake{"AcrValuesAreText", configWithOption(R"("acrValues": "phr")"),
            "acrValues: must be a list of texts"},
    Mistake{"TwoAcrValuesInOne", configWithOption(R"("acrValues": ["phr phrh"])"),
            "acrValues: each must be one word (RFC 6749 3.3)"},
    Mistake{"IssuerIsNoUrl", configWith(kIssuer, R"("issuer": "id.example.com",)"),
            "issuer: must be an http(s) URL"},
    Mistake{"IssuerOverPlainHttp", configWith(kIssuer, R"("issuer": "http://id.example.com",)"),
            "issuer: must be https (plain http is for localhost only)"},
    Mistake{"IssuerIsTheAdminConsole",
            configWith(kIssuer, R"("issuer": "https://dev-1-admin.okta.com",)"),
            "issuer: is the admin console's address; leave out \"-admin\""},
    Mistake{"RedirectUriIsAPath", configWith(kRedirectUri, R"("redirectUri": "/login/callback/",)"),
            "redirectUri: must be an http(s) URL"},
    Mistake{"NoOpenidAmongScopes", configWith(kScopes, R"(["email"])"),
            "scopes: must hold \"openid\""},
    Mistake{"NoScopes", configWith(kScopes, "[]"), "scopes: must hold \"openid\""},
    Mistake{"TwoScopesInOne", configWith(kScopes, R"(["openid email"])"),
            "scopes: each must be one word (RFC 6749 3.3)"}};

struct Group {
  std::string name;
  const std::vector<Mistake>& mistakes;
};

const std::vector<Group> kGroups = {{"Climbing", kClimbing},     {"Places", kPlaces},
                                    {"Missing", kMissing},       {"WrongType", kWrongType},
                                    {"Unknown", kUnknown},       {"Dangerous", kDangerous},
                                    {"StorageKey", kStorageKey}, {"HostedSignIn", kHostedSignIn},
                                    {"Client", kClient}};

class ConfigMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ConfigMistake, IsToldByTheNameOfTheMember) {
  EXPECT_EQ(mistakeIn(GetParam().json), GetParam().sentence);
}

std::string rowName(const testing::TestParamInfo<Mistake>& test) { return test.param.name; }

INSTANTIATE_TEST_SUITE_P(Climbing, ConfigMistake, ValuesIn(kClimbing), rowName);
INSTANTIATE_TEST_SUITE_P(Places, ConfigMistake, ValuesIn(kPlaces), rowName);
INSTANTIATE_TEST_SUITE_P(Missing, ConfigMistake, ValuesIn(kMissing), rowName);
INSTANTIATE_TEST_SUITE_P(WrongType, ConfigMistake, ValuesIn(kWrongType), rowName);
INSTANTIATE_TEST_SUITE_P(Unknown, ConfigMistake, ValuesIn(kUnknown), rowName);
INSTANTIATE_TEST_SUITE_P(Dangerous, ConfigMistake, ValuesIn(kDangerous), rowName);
INSTANTIATE_TEST_SUITE_P(StorageKey, ConfigMistake, ValuesIn(kStorageKey), rowName);
INSTANTIATE_TEST_SUITE_P(HostedSignIn, ConfigMistake, ValuesIn(kHostedSignIn), rowName);
INSTANTIATE_TEST_SUITE_P(Client, ConfigMistake, ValuesIn(kClient), rowName);

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

// --- the same, for the schema

// One line for each case: what of the sound configuration is another, what is left out, and what is
// said of it.
class Verdicts {
 public:
  void add(const std::string& name, const std::string& json) {
    const Result<Json> changed = parseJsonStrictly(json);
    if (!changed) return;  // no schema sees it
    Json change = Json::object();
    Json without = Json::array();
    for (const auto& [member, value] : changed->items()) {
      const Json* before = latchkey::member(sound_, member);
      if (before == nullptr || *before != value) setMember(change, member, value);
    }
    for (const auto& [member, value] : sound_.items()) {
      if (latchkey::member(*changed, member) == nullptr) without.push_back(member);
    }
    const Json row = {
        {"name", name}, {"change", change}, {"without", without}, {"says", mistakeIn(json)}};
    lines_ += (lines_.empty() ? "" : ",\n") + writeJson(row);
  }

  void add(std::string name, std::string_view member, const Json& value) {
    const std::size_t dot = member.find('.');
    Json changed = sound_;
    Json inner = Json::object();
    setMember(inner, member.substr(dot + 1), value);
    setMember(changed, member.substr(0, dot), dot == std::string_view::npos ? value : inner);
    add(std::move(name), writeJson(changed));
  }

  std::string text() const {
    return "{\"sound\": " + writeJson(sound_) + ",\n\"cases\": [\n" + lines_ + "\n]}\n";
  }

 private:
  Json sound_ = *parseJson(kSoundConfig);
  std::string lines_;
};

// tests/flow/config_schema_test.py holds the schema against this file.
TEST(ConfigFile, SaysOfEachCaseWhatTheSchemaIsToSay) {
  Verdicts verdicts;
  for (const Group& group : kGroups) {
    for (const Mistake& row : group.mistakes) verdicts.add(group.name + '.' + row.name, row.json);
  }
  const std::vector<std::pair<std::string, Json>> values = {{"a number", 7},
                                                            {"a fraction", 0.5},
                                                            {"true", true},
                                                            {"null", nullptr},
                                                            {"text", "/x"},
                                                            {"no text", ""},
                                                            {"a URL", "https://www.example.com/x/"},
                                                            {"mail", "mailto:a@b.test"},
                                                            {"texts", {"openid", "phr"}},
                                                            {"an empty list", Json::array()},
                                                            {"an object", Json::object()}};
  for (const ConfigMember& member : kConfigMembers) {
    for (const auto& [name, value] : values) {
      verdicts.add(std::string(member.name) + " is " + name, member.name, value);
    }
    const auto* choice = std::get_if<Choice>(&member.field);
    for (const std::string_view word : choice == nullptr ? Words() : choice->words) {
      verdicts.add(std::string(member.name) + " is " + std::string(word), member.name, word);
    }
  }
  EXPECT_TRUE(support::equalsGolden(verdicts.text(), "config-verdicts.json"));
}

// --- what we ship

class ShippedConfig : public testing::TestWithParam<std::string> {};

TEST_P(ShippedConfig, HasNoMistake) {
  const std::string json = support::readRepositoryFile("shell/" + GetParam());
  EXPECT_EQ(mistakeIn(json), "none");
}

INSTANTIATE_TEST_SUITE_P(File, ShippedConfig, Values("config.demo.json", "config.example.json"),
                         [](const auto& test) {
                           return replaceAll(replaceAll(test.param, ".", "_"), "-", "_");
                         });

}  // namespace
}  // namespace latchkey::flow
