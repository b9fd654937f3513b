#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/idx/recorded_kinds.h"
#include "tests/simulator/idx/shape.h"
#include "tests/support/recorded_answers.h"

// Every answer of the simulator, member by member, against what an org answered to the same thing.
namespace latchkey::simulator {
namespace {

struct Explained {
  std::string_view difference;  // as differences() has them, '*' for anything
  std::string_view reason;
};

// Most recordings are of 2018 to 2020; ours follow the ones of 2021 to 2026, which have more.
constexpr Explained kExplained[] = {
    {"* +*.produces:text", "since 2021 every form has it"},
    {"* +*.accepts:text", "since 2020 every form has it"},
    {"* +*[stateHandle].mutable:boolean", "since 2020 it is said of every state handle"},
    {"* +*[stateHandle].required:boolean", "since 2020 it is said of every state handle"},
    {"* +*[credentials].type:text", "since 2020 every `credentials` has it"},
    {"* +*[credentials].required:boolean", "since 2020 every `credentials` has it"},
    {"* +.app:object", "since 2020 every answer but the shortest names the app"},
    {"*Profile +.app.value:object", "a placeholder in the recording"},
    {"* +.cancel:object", "since 2020 every answer but the shortest can be cancelled"},
    {"* +.authenticators:object", "since 2020 the org's list goes with the person's"},
    {"* +.authenticatorEnrollments:object", "since 2020 the person's list goes with the org's"},
    {"* +.user.value.profile:object", "since 2021 a known person's name is told"},
    {"* +.authenticatorEnrollments.value[].profile*", "since 2021 addresses are shown masked"},
    {"* +*.methods*", "since 2020 every authenticator names its methods"},
    {"* +*.allowedFor:text", "since 2022 the org's list has it"},
    {"* +*.contextualData:object", "since 2021 it says whether the mail has a link"},
    {"* +*[methodType].options:list", "since 2020 for authenticators with several methods"},
    {"* +*[methodType].type:text", "since 2020 for authenticators with several methods"},
    {"* +*[enrollmentId]:element", "since 2020 for authenticators with several methods"},
    {"* +*[rememberMe]:element", "a switch of the org"},
    {"* +*[skip]:element", "a switch of the org"},
    {"* +*[unlock-account]:element", "a switch of the org"},
    {"NotAssigned +*[select-enroll-profile]:element", "a switch of the org"},
    {"RegistrationClosed -*[select-enroll-profile]:element", "ours is not offered once closed"},
    {"* +*[identifier].required:boolean", "recorded both ways"},
    {"* -.step:text", "until 2020"},
    {"* -.context:object", "until 2020; no client ever sent it"},
    {"* -.authentication:object", "of /authorize: a page of the org's own has it, no other client"},
    {"* -*.authenticatorId:text", "until 2020; the id of the option took its place"},
    {"* -*[authenticator].required:boolean", "recorded both ways"},
    {"PhoneData -*[authenticator].type:text", "until 2020"},
    {"PhoneData -*[authenticator].relatesTo:text", "until 2020; the form relates to it"},
    {"PhoneData +*[authenticator].form.value[methodType].type:text", "since 2021"},
    {"Recovery -*[id].visible:boolean", "until 2020"},
    {"* -*.excludeFirstName:boolean", "until 2020; now in excludeAttributes"},
    {"* -*.excludeLastName:boolean", "until 2020; now in excludeAttributes"},
    {"Recovery +*.excludeAttributes:list", "since 2021"},
    {"* -*.maxConsecutiveRepeatingCharacters:number", "a switch of the org"},
    {"* -.user.value.passwordChanged:text", "until 2019"},
    {"* -.user.value.profile.login:text", "until 2020; it is the identifier"},
    {"* +.enrollmentAuthenticator:object", "since 2020 it is said of whatever is set up"},
    {"SelectToEnroll -*.gracePeriod:object", "ours can be skipped for ever"},
    {"LongCode +.user.value.id:text", "recorded under enumeration protection"},
    {"TooManyPasswords +*[select-authenticator-authenticate]:element",
     "recorded both ways for whoever has a single authenticator"},
    {"UnknownUser +*.params:list", "recorded of another message; documented of this one"},
    {"Passkey -*.hints:list", "a switch of the org"},
    {"Passkey -*.extensions:object", "a switch of the org"},
    {"Passkey -*.requred:boolean", "a slip in the recording"},
    {"Push -*.logoUri:text", "of a custom app; ours is Okta Verify"},
    {"Push -*.profile:object", "the name of a device, and ours has none"},
    {"Push -*.resend:object", "nothing is sent, so nothing can be sent again"},
    {"Push -*[autoChallenge]:element", "a switch of the org"},
    {"Consent +*.scopes[*]:element", "what the client asked for"},
    {"*Consent -.app.value.*", "links of the app, and ours has none"},
    {"GranularConsent -*[custom*", "what the client asked for"},
    {"GranularConsent +*[offline_access]:element", "what the client asked for"},
    {"GranularConsent ~*[optedScopes].form.value", "in the order in which the client asked"},
    {"GranularConsent -*[email].desc:text", "ours says of a scope what it has to say in the label"},
    {"Profile* -*[select-identify].value[identifier]:element", "until 2019; now a form of its own"},
    {"WrongProfile +*[userProfile].form.value[*", "what the policy says of a field"},
    {"IdentifyWithProviders -*[piv-idp]:element", "smart cards are not for email sign-in"},
};

bool matches(std::string_view text, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return text == pattern;
  if (text.substr(0, star) != pattern.substr(0, star)) return false;
  const std::string_view rest = pattern.substr(star + 1);
  for (std::size_t begin = star; begin <= text.size(); ++begin) {
    if (matches(text.substr(begin), rest)) return true;
  }
  return false;
}

std::vector<std::string> differences(const Kind& kind) {
  const auto folder = support::recordedAnswers("idx");
  std::vector<Json> recorded;
  for (const std::string& file : kind.files) {
    recorded.push_back(parsed(support::contentOf(folder / (file + ".json"))));
    EXPECT_TRUE(recorded.back().is_object()) << file;
  }
  std::vector<std::string> named;
  for (const std::string& one : Shape::of(kind.ours()).differencesFrom(Shape::of(recorded))) {
    named.push_back(kind.name + " " + one);
  }
  return named;
}

bool isExplained(const std::string& difference) {
  return std::any_of(std::begin(kExplained), std::end(kExplained),
                     [&](const Explained& one) { return matches(difference, one.difference); });
}

// A kind is judged by all of its recordings together, or not at all.
bool isRecorded(const Kind& kind) {
  const auto folder = support::recordedAnswers("idx");
  return std::all_of(kind.files.begin(), kind.files.end(), [&](const std::string& file) {
    return support::exists(folder / (file + ".json"));
  });
}

class RecordedAnswer : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (!isRecorded(GetParam())) {
      GTEST_SKIP()
          << "not all recordings of this kind are here; LATCHKEY_FIXTURES names the folder";
    }
  }
};

TEST_P(RecordedAnswer, HasTheMembersOfOurs) {
  for (const std::string& difference : differences(GetParam())) {
    EXPECT_TRUE(isExplained(difference)) << difference;
  }
}

INSTANTIATE_TEST_SUITE_P(Of, RecordedAnswer, testing::ValuesIn(kinds()),
                         [](const auto& row) { return row.param.name; });

TEST(ExplainedDifferences, AreThereIndeed) {
  std::vector<std::string> all;
  for (const Kind& kind : kinds()) {
    if (!isRecorded(kind)) {
      GTEST_SKIP() << "no recording of " << kind.name
                   << " is here; LATCHKEY_FIXTURES names the folder";
    }
    for (std::string& difference : differences(kind)) all.push_back(std::move(difference));
  }
  for (const Explained& explained : kExplained) {
    EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                            [&](const auto& one) { return matches(one, explained.difference); }))
        << explained.difference << ": " << explained.reason;
  }
}

}  // namespace
}  // namespace latchkey::simulator
