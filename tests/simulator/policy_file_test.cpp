// The file for people: what it may hold, and how it is refused.

#include "simulator/policy_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "base/json_writer.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

std::string fileText(std::string_view name) {
  std::ifstream file(std::string(LATCHKEY_TESTS_DIR "/../src/simulator/") + std::string(name));
  return {std::istreambuf_iterator<char>(file), {}};
}

const Origins kOrigins{"http://localhost:8081", "http://localhost:8080"};

Result<Policy> read(std::string_view text) { return readPolicy(text, "policy.json", kOrigins); }

// A policy that is complete but for what is put in front of its last brace.
std::string withMembers(std::string_view members) {
  return "{\n"
         "  \"app\": {\"id\": \"0oa1\", \"clientId\": \"c\", \"redirectUris\": [\"{site}/\"]},\n"
         "  \"people\": [{\"id\": \"00u1\", \"login\": \"ada\", \"email\": \"ada@example.com\"}]" +
         (members.empty() ? "" : ",\n  " + std::string(members)) + "\n}\n";
}

TEST(ExamplePolicy, IsTheDemos) {
  const auto example = read(fileText("policy.example.json"));
  ASSERT_TRUE(example) << example.error().detail;
  EXPECT_EQ(writeJson(writePolicy(*example), 2), writeJson(writePolicy(demoPolicy()), 2));
}

TEST(ExamplePolicy, FollowsThePortsOfTheCommandLine) {
  const auto policy = readPolicy(fileText("policy.example.json"), "policy.json",
                                 {"http://localhost:1", "http://localhost:2"});
  ASSERT_TRUE(policy) << policy.error().detail;
  EXPECT_EQ(policy->origin, "http://localhost:1");
  EXPECT_EQ(policy->app.redirectUris.front(), "http://localhost:2/login/callback/");
  EXPECT_EQ(policy->trustedOrigins.front(), "http://localhost:2");
}

TEST(ExamplePolicy, SignsPeopleIn) {
  auto policy = read(fileText("policy.example.json"));
  ASSERT_TRUE(policy);
  Visitor visitor(*std::move(policy));
  EXPECT_NE(text(visitor.tokensFor("ada@example.com"), "id_token"), std::nullopt);
}

// The schema is made from what the reader reads. UPDATE_GOLDEN=1 writes it.
TEST(PolicySchema, IsWhatTheReaderReads) {
  const std::string made = writeJson(policySchema(), 2) + "\n";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(LATCHKEY_TESTS_DIR "/../src/simulator/policy.schema.json") << made;
  }
  EXPECT_EQ(fileText("policy.schema.json"), made);
}

// Every member that the schema names, as the pointers of a document: "/people/0/login".
void collect(const Json& schema, const std::string& pointer, std::set<std::string>& found) {
  const Json* items = object(schema, "items");
  if (items != nullptr) return collect(*items, pointer + "/0", found);
  const Json* properties = object(schema, "properties");
  if (properties == nullptr) return;
  for (const auto& [name, property] : properties->items()) {
    if (name == "$schema") continue;
    found.insert(pointer + "/" + name);
    collect(property, pointer + "/" + name, found);
  }
}

void collectNames(const Json& document, const std::string& pointer, std::set<std::string>& found) {
  if (document.is_array() && !document.empty() && document.front().is_object()) {
    return collectNames(document.front(), pointer + "/0", found);
  }
  if (!document.is_object()) return;
  for (const auto& [name, value] : document.items()) {
    found.insert(pointer + "/" + name);
    collectNames(value, pointer + "/" + name, found);
  }
}

Policy policyWithEverything() {
  Policy policy = demoPolicy();
  policy.people.resize(1);
  Person& ada = policy.people.front();
  ada.password = "secret";
  ada.phone = "+15550105309";
  ada.secondaryEmail = "ada@home.example";
  ada.question = SecurityQuestion{"self_made", "Who?", "Me"};
  policy.identityProviders = {{"0oaIdp", "Example Social", "GOOGLE"}};
  policy.location = Location{"Toronto", "Ontario", "Canada"};
  policy.namedIssuer = "https://dev-1.okta.com/oauth2/default";
  policy.captcha = Captcha{Captcha::Kind::reCaptcha, "site-key", "a person"};
  policy.mail.sender = "hello@tide.example";
  policy.mail.senderName = "Tide";
  policy.mail.subject = *MailTemplate::parse("For ${user.profile.firstName}");
  policy.mail.body = *MailTemplate::parseBody("<p>${verificationToken}</p>");
  return policy;
}

TEST(PolicySchema, NamesEveryMemberThatAPolicyIsWrittenWith) {
  std::set<std::string> named;
  collect(parsed(fileText("policy.schema.json")), "", named);
  std::set<std::string> written;
  collectNames(writePolicy(policyWithEverything()), "", written);
  EXPECT_EQ(named, written);
  EXPECT_GT(named.size(), 60U);
}

TEST(Policy, ReadsWhatItWrote) {
  Policy policy = policyWithEverything();
  policy.code.alphabet = CodeAlphabet::alphanumeric;
  policy.code.length = 10;
  policy.pollRefresh = {Milliseconds{1000}, Milliseconds{6202}};
  policy.unknownUser = UnknownUser::concealed;
  policy.app.emailVerificationUrl.clear();
  policy.lifetimes.refreshGrace = Seconds{0};
  const std::string written = writeJson(writePolicy(policy), 2);
  const auto again = read(written);
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(writeJson(writePolicy(*again), 2), written);
  EXPECT_EQ(again->people.front().question->answer, "Me");
  EXPECT_EQ(again->mail.body->source(), "<p>${verificationToken}</p>");
  EXPECT_EQ(again->pollRefresh.back(), Milliseconds{6202});
}

TEST(Policy, NeedsAnAppAndPeopleOnly) {
  const auto policy = read(withMembers(""));
  ASSERT_TRUE(policy) << policy.error().detail;
  EXPECT_EQ(policy->code.length, 6U);
  EXPECT_EQ(policy->people.front().standing, Standing::active);
}

struct Row {
  std::string name;
  std::string members;  // in front of the last brace, on line 4
  std::string sentence;
};

class PolicyFile : public testing::TestWithParam<Row> {};

TEST_P(PolicyFile, IsRefusedWithPlaceAndReason) {
  const auto policy = read(withMembers(GetParam().members));
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().detail, "policy.json:" + GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    Bad, PolicyFile,
    testing::Values(
        Row{"NumberOutOfRange", R"("lifetimes": {"step": 0})",
            "4:17: \"lifetimes.step\" must be a number of seconds from 1 to 31622400."},
        Row{"NumberAsText", R"("code": {"lifetime": "300"})",
            "4:12: \"code.lifetime\" must be a number of seconds from 1 to 86400."},
        Row{"Fraction", R"("code": {"length": 6.5})",
            "4:12: \"code.length\" must be a whole number from 4 to 16."},
        Row{"UnknownChoice", R"("code": {"alphabet": "letters"})",
            "4:12: \"code.alphabet\" must be \"digits\" or \"alphanumeric\"."},
        Row{"ChoiceOfThree", R"("magicLink": false)",
            "4:3: \"magicLink\" must be \"off\", \"throughOrg\" or \"direct\"."},
        Row{"FlagAsText", R"("offersRememberMe": "yes")",
            "4:3: \"offersRememberMe\" must be true or false."},
        Row{"UnknownMember", R"("lifetime": {})",
            "4:3: \"lifetime\" is not known; the nearest known name is \"lifetimes\"."},
        Row{"UnknownMemberInside", R"("code": {"lenght": 6})",
            "4:12: \"code.lenght\" is not known; the nearest known name is \"length\"."},
        Row{"WrongCapitals", R"("trustedorigins": [])",
            "4:3: \"trustedorigins\" is not known; the nearest known name is \"trustedOrigins\"."},
        Row{"ListAsText", R"("trustedOrigins": "{site}")",
            "4:3: \"trustedOrigins\" must be a list: [ ... ]."},
        Row{"OriginWithAPath", "\"trustedOrigins\": [\n\"{site}\",\n\"http://localhost:1/x\"]",
            "6:1: Each of \"trustedOrigins\" must be an origin, like \"https://app.example.com\"."},
        Row{"ObjectAsList", R"("limits": [])", "4:3: \"limits\" must be an object: { ... }."},
        Row{"RefreshOfAText", R"("pollRefresh": [4000, "x"])",
            "4:25: Each of \"pollRefresh\" must be a number of milliseconds from 1 to 600000."},
        Row{"NoRefresh", R"("pollRefresh": [])",
            "4:3: \"pollRefresh\" must hold a number at least."},
        Row{"MailWithoutCode", R"("mail": {"body": "<p>Hello</p>"})",
            "4:12: \"mail.body\" must be a template with ${verificationToken} or "
            "${emailAuthenticationLink} in it, and known variables only."},
        Row{"UnknownAuthenticatorToEnroll", R"("toEnroll": ["email", "fax"])",
            "4:25: Each of \"toEnroll\" must be \"email\", \"password\", \"phone\" "
            "or \"securityQuestion\"."},
        Row{"RegistrationWithoutEmail", R"("profileFields": [{"name": "a", "label": "A"}])",
            "4:3: \"profileFields\" must hold one with the name \"email\"."},
        Row{"NoOpenid", R"("scopes": ["email"])", "4:3: \"scopes\" must hold \"openid\"."},
        Row{"DirectLinkToNowhere", R"("magicLink": "direct")",
            "4:3: \"magicLink\" can be \"direct\" only with an \"app.emailVerificationUrl\"."},
        Row{"MemberTwice", "\"language\": \"german\",\n\"language\": \"english\"",
            "5:1: This name is there twice."},
        Row{"NoJson", R"("language": english)", "4:15: This is not JSON from here on."},
        Row{"Comment", "// none", "4:3: This is not JSON from here on."}),
    [](const auto& row) { return row.param.name; });

struct WholeRow {
  std::string name;
  std::string text;
  std::string sentence;
};

class WholePolicyFile : public testing::TestWithParam<WholeRow> {};

TEST_P(WholePolicyFile, IsRefusedWithPlaceAndReason) {
  const auto policy = read(GetParam().text);
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().detail, "policy.json:" + GetParam().sentence);
}

std::string withPeople(std::string_view people) {
  return "{\"app\": {\"id\": \"0oa1\", \"clientId\": \"c\", \"redirectUris\": [\"{site}/\"]},\n"
         "\"people\": [" +
         std::string(people) + "]}";
}

INSTANTIATE_TEST_SUITE_P(
    Bad, WholePolicyFile,
    testing::Values(
        WholeRow{"Empty", "", "1:1: This is not JSON from here on."},
        WholeRow{"List", "[]", "1:1: The file must hold a JSON object: { ... }."},
        WholeRow{"NoApp", "\n{\"people\": []}", "2:1: \"app\" is missing."},
        WholeRow{"NoPeople",
                 R"({"app": {"id": "a", "clientId": "c", "redirectUris": ["{site}/"]}})",
                 "1:1: \"people\" is missing."},
        WholeRow{"AppWithoutRedirectUri",
                 "{\n\"app\": {\"id\": \"0oa1\", \"clientId\": \"c\"}, \"people\": []}",
                 "2:1: \"app.redirectUris\" is missing."},
        WholeRow{"AppWithNoRedirectUri",
                 R"({"app": {"id": "a", "clientId": "c", "redirectUris": []}, "people": []})",
                 "1:38: \"app.redirectUris\" must hold an address at least."},
        WholeRow{"RelativeRedirectUri",
                 R"({"app": {"id": "a", "clientId": "c", "redirectUris": ["/x"]}, "people": []})",
                 "1:55: Each of \"app.redirectUris\" must be a whole http or https address."},
        WholeRow{"PersonAsText", withPeople("\"ada\""),
                 "2:12: \"people[0]\" must be an object: { ... }."},
        WholeRow{"PersonWithoutLogin", withPeople("\n{\"id\": \"00u1\", \"email\": \"a@b\"}"),
                 "3:1: \"people[0].login\" is missing."},
        WholeRow{"AddressThatIsNone",
                 withPeople("\n{\"id\": \"00u1\", \"login\": \"a\", \"email\": \"ab\"}"),
                 "3:30: \"people[0].email\" must be an email address."},
        WholeRow{"UnknownAuthenticator",
                 withPeople("{\"id\": \"00u1\", \"login\": \"a\", \"email\": \"a@b\",\n"
                            "\"authenticators\": {\"passwort\": \"x\"}}"),
                 "3:20: \"people[0].authenticators.passwort\" is not known; the nearest known name "
                 "is \"password\"."},
        WholeRow{"TwoLoginsAlike",
                 withPeople("\n{\"id\": \"00u1\", \"login\": \"a\", \"email\": \"a@b\"},"
                            "\n{\"id\": \"00u2\", \"login\": \"A\", \"email\": \"a@b\"}"),
                 "4:16: Two people have the login \"A\"."},
        WholeRow{"TwoIdsAlike",
                 withPeople("\n{\"id\": \"00u1\", \"login\": \"a\", \"email\": \"a@b\"},"
                            "\n{\"id\": \"00u1\", \"login\": \"b\", \"email\": \"a@b\"}"),
                 "4:2: Two people have the id \"00u1\"."},
        WholeRow{"OddId", withPeople("{\"id\": \"ada\", \"login\": \"a\", \"email\": \"a@b\"}"),
                 "2:13: The id of a person must begin with \"00u\"."}),
    [](const auto& row) { return row.param.name; });

// Each member of the schema, with a value that it cannot have: the reader looks at it.
TEST(PolicySchema, NamesNothingThatTheReaderPassesOver) {
  std::set<std::string> named;
  collect(parsed(fileText("policy.schema.json")), "", named);
  for (const std::string& pointer : named) {
    Json document = writePolicy(policyWithEverything());
    Json* place = &document;
    for (const std::string_view part : split(std::string_view(pointer).substr(1), '/')) {
      place = part == "0" ? &place->front() : const_cast<Json*>(member(*place, part));
      ASSERT_NE(place, nullptr) << pointer;
    }
    *place = -1.5;
    const auto policy = read(writeJson(document, 2));
    ASSERT_FALSE(policy) << pointer;
    EXPECT_NE(policy.error().detail.find(" must be "), std::string::npos) << policy.error().detail;
  }
}

}  // namespace
}  // namespace latchkey::simulator
