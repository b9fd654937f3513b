// What is wrong, told twice: to the person in a sentence with a way on, to those who run the page
// in the console, once, with what to change where. tests/golden/troubles.txt has all of it as it
// reads.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "simulator/faults.h"
#include "tests/support/golden.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kNotSetUp =
    "This page is not set up correctly. Please tell the people who run it.";
constexpr const char* kOffline =
    "You seem to be offline. Nothing is lost: we will go on when you are back.";
constexpr const char* kUnreachable =
    "The sign-in service cannot be reached from here. Check your connection, VPN or firewall, then "
    "try again.";
constexpr const char* kBlocked =
    "Something in this browser or network blocks the sign-in. Allow it in your content blocker or "
    "VPN, then try again.";
constexpr const char* kServiceProblem =
    "The sign-in service has a problem right now. Nothing is lost: try again in a moment.";

void strike(World& world, const char* path, const std::string& kind, int count) {
  simulator::Fault fault = *simulator::faultByName(kind);
  fault.path = path;
  fault.count = count;
  world.org().faults().add(fault);
}

struct Row {
  const char* name;
  void (*happens)(World&, Browser&);
  const char* sentence;
  const char* console;  // a part of what is said there
  bool isForGood = true;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

const std::vector<Row>& troubles() {
  static const std::vector<Row> rows = {
      {"NoTrustedOrigin",
       [](World& world, Browser&) { world.org().policy().trustedOrigins.clear(); }, kNotSetUp,
       "Security > API > Trusted Origins: add http://localhost:8080 with CORS"},
      {"NoTrustedOriginWhereMetadataIsClosedToo",
       [](World& world, Browser&) {
         world.org().policy().trustedOrigins.clear();
         world.org().policy().hasOpenMetadata = false;
       },
       kNotSetUp, "Trusted Origins: add http://localhost:8080"},
      {"CorsRefusedAtInteract",
       [](World& world, Browser&) { strike(world, "/oauth2/default/v1/interact", "no-cors", 99); },
       kNotSetUp, "origin-not-trusted"},
      {"PreflightsRefused",
       [](World& world, Browser&) { strike(world, "/idp/idx/introspect", "no-cors", 99); },
       kNotSetUp, "pass on OPTIONS"},
      {"Offline", [](World&, Browser& browser) { browser.goOffline(); }, kOffline, "offline",
       false},
      {"NameNotFound", [](World&, Browser& browser) { browser.blocked = {"localhost:8081"}; },
       kUnreachable, "\"issuer\" in the configuration may be misspelt", false},
      {"InteractBlocked", [](World&, Browser& browser) { browser.blocked = {"/v1/interact"}; },
       kBlocked, "a content blocker, VPN or firewall"},
      {"IdxBlocked", [](World&, Browser& browser) { browser.blocked = {"/idp/idx/"}; }, kBlocked,
       "/idp/idx/introspect"},
      {"WrongClient", [](World&, Browser& browser) { browser.clientId = "latchkey-dema"; },
       kNotSetUp, "\"clientId\" in the configuration, which is \"latchkey-dema\""},
      {"RedirectUriNotRegistered",
       [](World&, Browser& browser) { browser.redirectUri = "http://localhost:8080/other/"; },
       kNotSetUp, "Sign-in redirect URIs: add \"http://localhost:8080/other/\""},
      {"UnknownScope",
       [](World&, Browser& browser) {
         browser.configuration = R"("scopes": ["openid", "orders"])";
       },
       kNotSetUp, "\"scopes\" in the configuration, which are \"openid orders\""},
      {"NoInteractionCodeGrant",
       [](World& world, Browser&) {
         world.org().policy().app.grantTypes = {"authorization_code", "refresh_token"};
       },
       kNotSetUp, "General > Grant type: Interaction Code"},
      {"NoAccessPolicy",
       [](World& world, Browser&) { world.org().policy().accessPolicyAllows = false; }, kNotSetUp,
       "Security > API > Authorization Servers > default > Access Policies"},
      {"IssuerMisspelt",
       [](World&, Browser& browser) { browser.issuer = "http://localhost:8081/oauth2/defualt"; },
       kNotSetUp, "there is no such authorization server"},
      {"IssuerNamedOtherwise",
       [](World& world, Browser&) {
         world.org().policy().namedIssuer = "http://127.0.0.1:8081/oauth2/default";
       },
       kNotSetUp, "write it into \"tokenIssuer\""},
      {"NotFoundAtInteract",
       [](World& world, Browser&) {
         strike(world, "/oauth2/default/v1/interact", "status-404", 99);
       },
       kNotSetUp, "endpoint-missing"},
      {"OrgDown",
       [](World& world, Browser&) { strike(world, "/oauth2/default/v1/interact", "html-502", 99); },
       kServiceProblem, "status.okta.com", false},
      {"FirewallAnswers",
       [](World& world, Browser&) { strike(world, "/oauth2/default/v1/interact", "blocked", 99); },
       "Your network blocked the sign-in. Check your VPN or proxy, then try again.",
       "Security > Networks", false},
      {"FormsLeadElsewhere",
       [](World& world, Browser&) { strike(world, "/idp/idx/introspect", "foreign-hrefs", 99); },
       kNotSetUp, "forms of the org lead to \"https://evil.example\""},
  };
  return rows;
}

// A person opens the page, types a username and waits a little.
Visit& begins(World& world, Browser& browser) {
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kAda);
  visit.presses("Next");
  world.pass(Seconds(20));
  return visit;
}

class TroubleAtTheBeginning : public testing::TestWithParam<Row> {};

TEST_P(TroubleAtTheBeginning, IsToldToThePersonAndOnceToThoseWhoRunThePage) {
  World world;
  Browser browser{world};
  GetParam().happens(world, browser);
  Visit& visit = begins(world, browser);
  EXPECT_EQ(visit.alert(), GetParam().sentence);
  ASSERT_THAT(visit.console, SizeIs(1));
  EXPECT_THAT(visit.console.front(), HasSubstr(GetParam().console));
  EXPECT_TRUE(visit.offers("Next") || visit.offers("Start again")) << "there is a way on";
}

TEST_P(TroubleAtTheBeginning, IsNotTriedForEver) {
  World world;
  Browser browser{world};
  GetParam().happens(world, browser);
  Visit& visit = begins(world, browser);
  const std::size_t soon = visit.requests.size();
  world.pass(std::chrono::hours(1));
  const std::size_t later = visit.requests.size();
  if (GetParam().isForGood) EXPECT_EQ(later, soon);
  EXPECT_LT(later, soon + 16);
  world.pass(std::chrono::hours(1));
  EXPECT_EQ(visit.requests.size(), later);
  EXPECT_THAT(visit.console, SizeIs(1));
}

TEST_P(TroubleAtTheBeginning, IsTiedTogetherByOneReference) {
  World world;
  Browser browser{world};
  GetParam().happens(world, browser);
  Visit& visit = begins(world, browser);
  const std::string& said = visit.console.at(0);
  constexpr std::string_view kOnThePage = "on the page: ";
  const std::size_t at = said.find(kOnThePage);
  if (at == std::string::npos) {
    EXPECT_FALSE(visit.shows("Reference:")) << "there is nothing that others could do";
    EXPECT_STREQ(GetParam().name, "Offline");
    return;
  }
  EXPECT_TRUE(visit.shows("Reference: " + said.substr(at + kOnThePage.size()))) << said;
  EXPECT_EQ(visit.alert().find("Reference"), std::string::npos) << "it is not read out";
}

TEST_P(TroubleAtTheBeginning, HoldsNothingSecretWhenItIsTold) {
  World world;
  Browser browser{world};
  GetParam().happens(world, browser);
  Visit& visit = begins(world, browser);
  for (const std::string& said : visit.console) {
    for (const char* word : {"code_verifier", "code_challenge", "nonce", "state", "?", "#"}) {
      EXPECT_EQ(said.find(word), std::string::npos) << said;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, TroubleAtTheBeginning, testing::ValuesIn(troubles()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Troubles, ReadAsTheyDo) {
  std::string all;
  for (const Row& row : troubles()) {
    World world;
    Browser browser{world};
    row.happens(world, browser);
    Visit& visit = begins(world, browser);
    all += std::string(row.name) + "\n  to the person: " + visit.alert() + '\n';
    for (const std::string& said : visit.console) all += "  " + said + '\n';
    all += '\n';
  }
  EXPECT_TRUE(support::equalsGolden(all, "troubles.txt"));
}

// --- all is well

TEST(TheConsole, IsSilentWhenAllIsWell) {
  World world;
  Browser browser{world};
  Visit& visit = browser.signsIn(kAda);
  EXPECT_EQ(visit.name(), "account");
  world.pass(std::chrono::hours(3));
  EXPECT_TRUE(visit.console.empty());
}

TEST(TheConsole, IsSilentAboutTheMistakesOfPeople) {
  World world;
  Browser browser{world};
  Visit& visit = browser.opens(kHome);
  for (const char* name : {"", "nobody@example.com", "mallory@example.com", "rosa@example.com"}) {
    visit.types("Username", name);
    visit.presses("Next");
  }
  visit.types("Username", kAda);
  visit.presses("Next");
  visit.presses("Send me an email");
  for (int i = 0; i < 7; ++i) {
    visit.types("Enter code", "000000");
    visit.presses("Verify");
  }
  EXPECT_TRUE(visit.console.empty()) << visit.console.front();
}

TEST(TheConsole, HearsAgainOfWhatHadPassed) {
  World world;
  Browser browser{world};
  Visit& visit = browser.waitsForTheMail(kAda);
  for (const std::size_t times : {1U, 2U}) {
    strike(world, "/idp/idx/challenge/answer", "status-503", 2);
    visit.typesTheCodeSentTo(kAda);
    visit.presses("Verify");
    EXPECT_THAT(visit.console, SizeIs(times)) << "once for two tries";
    visit.types("Enter code", "000000");
    visit.presses("Verify");
  }
}

// --- what can be mended is mended by itself

TEST(AConnection, ThatBrokeOnceIsNothingToTellAnybody) {
  for (const char* path : {"/oauth2/default/v1/interact", "/idp/idx/introspect"}) {
    for (const char* kind : {"lost-request", "lost-answer", "no-cors"}) {
      World world;
      Browser browser{world};
      strike(world, path, kind, 1);
      Visit& visit = browser.opens(kHome);
      visit.types("Username", kAda);
      visit.presses("Next");
      EXPECT_EQ(visit.name(), "ask") << path << kind;
      EXPECT_TRUE(visit.console.empty());
    }
  }
}

TEST(AnOriginThatIsTrustedAtLast, IsWelcomeWithTheNextPress) {
  World world;
  Browser browser{world};
  const std::vector<std::string> trusted = world.org().policy().trustedOrigins;
  world.org().policy().trustedOrigins.clear();
  Visit& visit = begins(world, browser);
  EXPECT_EQ(visit.alert(), kNotSetUp);
  world.org().policy().trustedOrigins = trusted;
  visit.presses("Next");
  EXPECT_EQ(visit.name(), "ask");
}

TEST(AContentBlocker, ThatIsSwitchedOffIsForgottenWithTheNextPress) {
  World world;
  Browser browser{world};
  browser.blocked = {"/v1/interact"};
  Visit& visit = begins(world, browser);
  EXPECT_EQ(visit.alert(), kBlocked);
  browser.blocked.clear();
  visit.presses("Next");
  EXPECT_EQ(visit.name(), "ask");
}

// --- the end of a sign-in

struct EndRow {
  const char* name;
  const char* blocked;
};
void PrintTo(const EndRow& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's name

class TroubleAtTheEnd : public testing::TestWithParam<EndRow> {};

TEST_P(TroubleAtTheEnd, EndsWithASentenceAndIsNotTriedForEver) {
  World world;
  Browser browser{world};
  browser.blocked = {GetParam().blocked};
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.alert(), kBlocked);
  EXPECT_THAT(visit.console, SizeIs(1));
  EXPECT_TRUE(visit.offers("Try again"));
  EXPECT_TRUE(visit.offers("Start again"));
  const std::size_t sent = visit.requests.size();
  world.pass(Seconds(30));
  EXPECT_EQ(visit.requests.size(), sent);
  browser.blocked.clear();
  visit.presses("Try again");
  EXPECT_EQ(visit.leftFor(), kApp);
}

INSTANTIATE_TEST_SUITE_P(Blocked, TroubleAtTheEnd,
                         testing::Values(EndRow{"Keys", "/v1/keys"}, EndRow{"Tokens", "/v1/token"},
                                         EndRow{"Metadata", "/.well-known/"}),
                         [](const auto& test) { return std::string(test.param.name); });

// --- names of the org

TEST(KeysOfAnOrgWithTwoNames, ComeFromWhereTheConfigurationSays) {
  World world;
  Browser browser{world};
  // The metadata names another host everywhere, as behind a custom domain.
  world.org().policy().namedIssuer = "http://127.0.0.1:8081/oauth2/default";
  browser.configuration = R"("tokenIssuer": "http://127.0.0.1:8081/oauth2/default")";
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp) << visit.alert();
  EXPECT_EQ(visit.sent("GET /oauth2/default/v1/keys"), 1U);
  EXPECT_TRUE(visit.console.empty());
}

TEST(AnIssuerByAnotherName, IsRefusedBeforeACodeIsSpent) {
  World world;
  Browser browser{world};
  world.org().policy().namedIssuer = "http://127.0.0.1:8081/oauth2/default";
  Visit& visit = browser.opens(kHome);
  EXPECT_EQ(visit.alert(), kNotSetUp) << "before anybody has typed anything";
  EXPECT_EQ(world.org().mailbox().size(), 0U);
  EXPECT_EQ(visit.sent("POST /oauth2/default/v1/token"), 0U);
}

// The browser may keep metadata for a day.
TEST(AnIssuerByAnotherName, IsAskedForOnceMorePastTheBrowsersCache) {
  World world;
  Browser browser{world};
  world.org().policy().namedIssuer = "http://127.0.0.1:8081/oauth2/default";
  browser.opens(kHome);
  world.org().policy().namedIssuer.clear();
  world.pass(Seconds(5));
  Visit& visit = browser.waitsForTheMail(kAda);
  visit.typesTheCodeSentTo(kAda);
  EXPECT_EQ(visit.leftFor(), kApp) << visit.alert();
}

// --- back from somewhere else with an error

struct CallbackRow {
  const char* error;
  const char* sentence;
};
void PrintTo(const CallbackRow& row, std::ostream* out) { *out << row.error; }  // NOLINT

class BackWithAnError : public testing::TestWithParam<CallbackRow> {};

TEST_P(BackWithAnError, SaysWhatItMeansAndTellsTheRestToTheConsole) {
  World world;
  Browser browser{world};
  browser.waitsForTheMail(kAda);
  const std::string link = browser.landingOf(world.mailTo(kAda));
  const std::string state = link.substr(link.find("state=") + 6);
  Visit& visit =
      browser.opens(std::string("http://localhost:8080/login/callback/?error=") + GetParam().error +
                    "&error_description=Because%20of%20it&state=" + state);
  EXPECT_EQ(visit.alert(), GetParam().sentence);
  EXPECT_TRUE(visit.offers("Start again"));
  ASSERT_THAT(visit.console, SizeIs(1));
  EXPECT_THAT(visit.console[0], HasSubstr(GetParam().error));
  EXPECT_THAT(visit.console[0], HasSubstr("Because of it"));
  EXPECT_EQ(visit.console[0].find(state), std::string::npos);
}

constexpr const char* kNotFinished = "The sign-in was not finished. Please start again.";
constexpr const char* kNoAccess =
    "Your account may not use this app. Ask your administrator for access.";

INSTANTIATE_TEST_SUITE_P(Of, BackWithAnError,
                         testing::Values(CallbackRow{"temporarily_unavailable", kServiceProblem},
                                         CallbackRow{"server_error", kServiceProblem},
                                         CallbackRow{"login_required", kNotFinished},
                                         CallbackRow{"consent_required", kNotFinished},
                                         CallbackRow{"account_selection_required", kNotFinished},
                                         CallbackRow{"invalid_scope", kNotSetUp},
                                         CallbackRow{"invalid_request", kNotSetUp},
                                         CallbackRow{"unauthorized_client", kNotSetUp},
                                         CallbackRow{"unsupported_response_type", kNotSetUp},
                                         CallbackRow{"request_not_supported", kNotSetUp},
                                         CallbackRow{"something_new", kNotSetUp},
                                         CallbackRow{"jit_failure_missing_fields", kNoAccess},
                                         CallbackRow{"access_denied", kNoAccess}),
                         [](const auto& test) { return std::string(test.param.error); });

// --- limits that are not for what a person did

TEST(ALimitAtTheBeginning, IsNoMatterOfAPersonWhoDidNothing) {
  for (const char* kind : {"rate-limit-api", "rate-limit-api-bare", "rate-limit-forms"}) {
    for (const char* path : {"/oauth2/default/v1/interact", "/idp/idx/introspect"}) {
      World world;
      Browser browser{world};
      strike(world, path, kind, 1);
      Visit& visit = browser.opens(kHome);
      EXPECT_EQ(visit.alert(), "") << path << kind;
      EXPECT_FALSE(visit.shows("Too many attempts")) << path << kind;
      world.pass(Seconds(60));
      visit.types("Username", kAda);
      visit.presses("Next");
      EXPECT_EQ(visit.name(), "ask") << path << kind;
    }
  }
}

TEST(ALimitAtTheBeginning, IsToldAsABusyServiceToAPersonWhoWaits) {
  World world;
  Browser browser{world};
  strike(world, "/oauth2/default/v1/interact", "rate-limit-api", 2);
  Visit& visit = browser.opens(kHome);
  visit.types("Username", kAda);
  visit.presses("Next");
  EXPECT_TRUE(visit.shows("The sign-in service is busy."));
  EXPECT_FALSE(visit.shows("Too many attempts"));
  world.pass(Seconds(60));
  EXPECT_EQ(visit.name(), "ask") << "it goes on by itself";
}

}  // namespace
}  // namespace latchkey
