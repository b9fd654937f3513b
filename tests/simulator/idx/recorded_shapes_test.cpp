#include <gtest/gtest.h>

#include <functional>
#include <ostream>

#include "simulator/idx/authenticators.h"
#include "tests/simulator/idx/shape.h"
#include "tests/simulator/visitor.h"
#include "tests/support/recorded_answers.h"

// Every answer of the simulator, member by member, against what an org answered to the same thing.
namespace latchkey::simulator {
namespace {

struct Kind {
  std::string name;
  std::vector<std::string> files;
  std::function<Json()> ours;
};

void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

using Change = std::function<void(Policy&)>;

Policy with(const Change& change) {
  Policy policy = demoPolicy();
  change(policy);
  return policy;
}

Json first(const Change& change) { return Visitor(with(change)).begin(); }

Json identified(
    std::string_view who, const Change& change = [](Policy&) {}) {
  Visitor visitor(with(change));
  visitor.begin();
  return visitor.identify(who);
}

Json hedys(Authenticator which, std::string_view method) {
  Visitor hedy;
  hedy.begin();
  hedy.identify("hedy@example.com");
  return hedy.choose(kindOf(which).id, method);
}

// What follows the first form by a button next to it.
Json besides(
    std::string_view path, const Change& change = [](Policy&) {}) {
  Visitor visitor(with(change));
  visitor.begin();
  return visitor.step(path);
}

Json answered(const Change& change) {
  Visitor grace(with(change));
  grace.begin();
  grace.identify("grace@example.com");
  return grace.answer(grace.mailTo("grace@example.com").code);
}

Json tooManyGuesses(std::string_view who, RateLimitBody body) {
  Visitor visitor(with([body](Policy& policy) { policy.rateLimitBody = body; }));
  visitor.begin();
  visitor.identify(who);
  for (int i = 0; i < 5; ++i) visitor.answer("not it");
  return visitor.answer("not it");
}

Json alanEnrolls(std::string_view method) {
  Visitor alan;
  alan.begin();
  alan.identify("alan@example.com");
  alan.answer("halting problem");
  const Json email = {{"id", kindOf(Authenticator::email).id}, {"methodType", method}};
  return alan.step("/idp/idx/credential/enroll", {{"authenticator", email}});
}

Json enrollsPassword() {
  Visitor grace(with([](Policy& policy) { policy.toEnroll = {Authenticator::password}; }));
  grace.begin();
  grace.identify("grace@example.com");
  grace.answer(grace.mailTo("grace@example.com").code);
  const Json password = {{"id", kindOf(Authenticator::password).id}};
  return grace.step("/idp/idx/credential/enroll", {{"authenticator", password}});
}

Json registersBadly() {
  Visitor visitor;
  visitor.begin();
  visitor.step("/idp/idx/enroll");
  const Json profile = {{"lastName", "L"}, {"firstName", "F"}, {"email", "none"}};
  return visitor.step("/idp/idx/enroll/new", {{"userProfile", profile}});
}

Json unlocks(bool toTheEnd) {
  Visitor mallory;
  mallory.begin();
  const Json asked = mallory.step("/idp/idx/unlock-account");
  if (!toTheEnd) return asked;
  const Json email = {{"id", kindOf(Authenticator::email).id}, {"methodType", "email"}};
  mallory.step("/idp/idx/challenge",
               {{"identifier", "mallory@example.com"}, {"authenticator", email}});
  return mallory.answer(mallory.mailTo("mallory@example.com").code);
}

Json recovers(bool toTheReset) {
  Visitor linus;
  linus.begin();
  linus.identify("linus@example.com");
  linus.choose(kindOf(Authenticator::password).id, "password");
  const Json others = linus.step("/idp/idx/recover");
  if (!toTheReset) return others;
  linus.askForMail();
  linus.answer(linus.mailTo("linus@example.com").code);
  return linus.answer("short");
}

Json expired() {
  Visitor visitor;
  visitor.begin();
  visitor.clock.advance(Seconds{7200});
  return visitor.introspect();
}

Json continuedElsewhere() {
  Visitor grace;
  grace.codeFor("grace@example.com");
  return grace.poll();
}

// What the page of a link shows, and what the waiting tab gets afterwards.
class LinkPage {
 public:
  LinkPage()
      : grace_(with([](Policy& policy) {
          policy.app.emailVerificationUrl.clear();
          policy.location = Location{"Toronto", "Ontario", "Canada"};
        })) {
    grace_.begin();
    grace_.org.transactions().byStateHandle(grace_.stateHandle)->client =
        ClientInfo{"FIREFOX", "Mac OS X"};
    grace_.identify("grace@example.com");
  }
  Visitor& visitor() { return grace_; }
  Json open() {
    const std::string link = grace_.mailTo("grace@example.com").link;
    const std::string path = link.substr(grace_.org.policy().origin.size());
    return parsed(
        grace_.send(http::Method::get, path, {{"Accept", "application/ion+json"}}, "").body);
  }
  Json deny() {
    const Json no = {{"stateHandle", at(open(), "stateHandle")}, {"consent", false}};
    return parsed(grace_.postJson("/idp/idx/consent", no).body);
  }

 private:
  Visitor grace_;
};

Json expiredLink() {
  LinkPage page;
  page.visitor().clock.advance(Seconds{300});
  return page.open();
}

Json linkElsewhere() {
  LinkPage page;
  page.visitor().deviceCookie.clear();
  return page.open();
}

Json deniedTab() {
  LinkPage page;
  page.deny();
  return page.visitor().poll();
}

const std::vector<Kind>& kinds();

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
    {"EnrollPassword +.enrollmentAuthenticator:object", "since 2020"},
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
    {"Consent -.app.value.*", "links of the app, and ours has none"},
    {"Profile* -*[select-identify].value[identifier]:element", "until 2019; now a form of its own"},
    {"WrongProfile +*[userProfile].form.value[*", "what the policy says of a field"},
    {"IdentifyToRecover -*aptcha*", "a switch of the org"},
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

class RecordedAnswer : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (!support::exists(support::recordedAnswers("idx"))) {
      GTEST_SKIP() << "no recorded answers here; set LATCHKEY_FIXTURES to their folder";
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
  if (!support::exists(support::recordedAnswers("idx"))) {
    GTEST_SKIP() << "no recorded answers here; set LATCHKEY_FIXTURES to their folder";
  }
  std::vector<std::string> all;
  for (const Kind& kind : kinds()) {
    for (std::string& difference : differences(kind)) all.push_back(std::move(difference));
  }
  for (const Explained& explained : kExplained) {
    EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                            [&](const auto& one) { return matches(one, explained.difference); }))
        << explained.difference << ": " << explained.reason;
  }
}

const std::vector<Kind>& kinds() {
  const auto none = [](Policy&) {};
  static const std::vector<Kind> all = {
      {"Identify", {"identify", "identify-with-remember-me"}, [none] { return first(none); }},
      {"IdentifyWithPassword",
       {"identify-with-password"},
       [] { return first([](Policy& policy) { policy.passwordWithUsername = true; }); }},
      {"IdentifyWithProviders",
       {"identify-with-many-idps"},
       [] {
         return first([](Policy& policy) {
           policy.identityProviders = {{"0oaA", "A", "GOOGLE"}, {"0oaB", "B", "SAML2"}};
         });
       }},
      {"NotAssigned",
       {"error-400-user-not-assigned"},
       [] {
         return identified("rosa@example.com",
                           [](Policy& policy) { policy.offersOktaVerify = true; });
       }},
      {"UnknownUser", {"identify-unknown-user"}, [] { return identified("nobody@example.com"); }},
      {"AccessDenied",
       {"error-identify-access-denied", "error-403-access-denied"},
       [] { return identified("eve@example.com"); }},
      {"SessionExpired", {"error-401-session-expired"}, expired},
      {"TooManyGuesses",
       {"error-429-too-many-request-operation-ratelimit"},
       [] { return tooManyGuesses("grace@example.com", RateLimitBody::messageOnly); }},
      {"RegistrationClosed",
       {"error-enroll-regisration-unavailable"},
       [] {
         return besides("/idp/idx/enroll", [](Policy& policy) {
           policy.offersOktaVerify = true;
           policy.selfService.registration = false;
         });
       }},
      {"EmailData",
       {"authenticator-verification-data-email"},
       [] { return identified("ada@example.com"); }},
      {"PhoneData",
       {"authenticator-verification-data-phone-sms-then-voice",
        "authenticator-verification-data-phone-sms-then-voice-no-profile"},
       [] { return hedys(Authenticator::phone, ""); }},
      {"EmailChallenge",
       {"authenticator-verification-email-no-profile-no-emailmagiclink",
        "authenticator-verification-email-no-profile",
        "authenticator-verification-email-polling-short",
        "authenticator-verification-email-polling-very-short",
        "authenticator-verification-email-without-emailmagiclink"},
       [] { return identified("grace@example.com"); }},
      {"LongCode",
       {"authenticator-verification-email-alphanumeric"},
       [] {
         return identified("grace@example.com", [](Policy& policy) {
           policy.code.alphabet = CodeAlphabet::alphanumeric;
           policy.code.length = 10;
         });
       }},
      {"WrongCode",
       {"error-401-invalid-email-otp-passcode"},
       [] {
         Visitor grace;
         grace.begin();
         grace.identify("grace@example.com");
         return grace.answer("not it");
       }},
      {"TextMessage",
       {"authenticator-verification-phone-sms", "authenticator-verification-phone-sms-no-profile",
        "authenticator-verification-phone-sms-required"},
       [] { return hedys(Authenticator::phone, "sms"); }},
      {"PasswordChallenge",
       {"authenticator-verification-email-without-resend"},
       [] { return hedys(Authenticator::password, "password"); }},
      {"TooManyPasswords",
       {"error-authenticator-verification-password-too-many-attempts"},
       [] { return tooManyGuesses("alan@example.com", RateLimitBody::formsAndMessage); }},
      {"Question",
       {"authenticator-verification-security-question"},
       [] { return hedys(Authenticator::securityQuestion, "security_question"); }},
      {"Passkey",
       {"authenticator-verification-webauthn", "authenticator-verification-webauthn-custom"},
       [] { return hedys(Authenticator::passkey, "webauthn"); }},
      {"Push",
       {"authenticator-verification-custom-app-push-autochallenge"},
       [] { return hedys(Authenticator::oktaVerify, "push"); }},
      {"Select",
       {"authenticator-verification-select-authenticator",
        "authenticator-verification-select-authenticator-with-email"},
       [] { return identified("hedy@example.com"); }},
      {"SelectToEnroll",
       {"authenticator-enroll-grace-period-with-skip",
        "authenticator-enroll-grace-period-login-count-with-skip"},
       [] {
         Visitor alan;
         alan.begin();
         alan.identify("alan@example.com");
         return alan.answer("halting problem");
       }},
      {"EnrollmentData", {"authenticator-enroll-email-first"}, [] { return alanEnrolls(""); }},
      {"EnrollEmail",
       {"authenticator-enroll-email", "authenticator-enroll-email-emailmagiclink-false",
        "authenticator-enroll-email-first-emailmagiclink-true"},
       [] { return alanEnrolls("email"); }},
      {"EnrollPassword", {"authenticator-enroll-password"}, enrollsPassword},
      {"Consent",
       {"consent-enduser", "consent-enduser-custom-scopes"},
       [] { return answered([](Policy& policy) { policy.app.asksConsent = true; }); }},
      {"Success", {"success-with-interaction-code"}, [none] { return answered(none); }},
      {"Profile",
       {"enroll-profile-new", "enroll-profile", "enroll-profile-with-password"},
       [] { return besides("/idp/idx/enroll"); }},
      {"ProfileWithOptions",
       {"enroll-profile-new", "enroll-profile-new-checkbox",
        "profile-enrollment-string-fields-options"},
       [] {
         return besides("/idp/idx/enroll", [](Policy& policy) {
           ProfileField colour{"colores", "Colour"};
           colour.kind = ProfileField::Kind::choice;
           colour.choices = {"red"};
           ProfileField tick{"rememberMe", "Keep me signed in"};
           tick.kind = ProfileField::Kind::boolean;
           policy.profileFields.push_back(colour);
           policy.profileFields.push_back(tick);
         });
       }},
      {"WrongProfile",
       {"error-new-signup-email", "enroll-profile-with-password-returns-error"},
       registersBadly},
      {"Unlock", {"user-unlock-account"}, [] { return unlocks(false); }},
      {"Unlocked", {"user-account-unlock-success"}, [] { return unlocks(true); }},
      {"Recovery",
       {"authenticator-verification-select-authenticator-for-recovery"},
       [] { return recovers(false); }},
      {"Reset", {"error-authenticator-reset-password-requirement"}, [] { return recovers(true); }},
      {"IdentifyToRecover",
       {"identify-recovery-with-hcaptcha"},
       [] {
         return besides("/idp/idx/recover",
                        [](Policy& policy) { policy.passwordWithUsername = true; });
       }},
      {"WaitingRoom",
       {"safe-mode-polling", "safe-mode-polling-refreshed-interval"},
       [] {
         return identified("grace@example.com",
                           [](Policy& policy) { policy.safeMode.waits = {Milliseconds{2000}}; });
       }},
      {"DeviceChallenge",
       {"identify-with-app-link"},
       [] {
         return besides("/idp/idx/authenticators/okta-verify/launch",
                        [](Policy& policy) { policy.offersOktaVerify = true; });
       }},
      {"Transferred", {"terminal-transfered-email"}, continuedElsewhere},
      {"DeniedInTheWaitingTab", {"terminal-enduser-email-consent-denied"}, deniedTab},
      {"DeniedOnThePage",
       {"terminal-return-email-consent-denied"},
       [] { return LinkPage().deny(); }},
      {"ExpiredLink", {"terminal-return-expired-email"}, expiredLink},
      {"LinkElsewhere",
       {"terminal-return-otp-only-full-location", "terminal-return-otp-only-partial-location",
        "terminal-return-otp-only-no-location"},
       linkElsewhere},
  };
  return all;
}

}  // namespace
}  // namespace latchkey::simulator
