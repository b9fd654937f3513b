#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/idx/authenticators.h"
#include "tests/simulator/visitor.h"

// The answers of the simulator that have recorded ones of the same kind.
namespace latchkey::simulator {

struct Kind {
  std::string name;
  std::vector<std::string> files;
  std::function<Json()> ours;
};

inline void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

using Change = std::function<void(Policy&)>;

inline Policy with(const Change& change) {
  Policy policy = demoPolicy();
  change(policy);
  return policy;
}

inline Json first(const Change& change) { return Visitor(with(change)).begin(); }

inline Json identified(
    std::string_view who, const Change& change = [](Policy&) {}) {
  Visitor visitor(with(change));
  visitor.begin();
  return visitor.identify(who);
}

inline Json hedys(Authenticator which, std::string_view method) {
  Visitor hedy;
  hedy.begin();
  hedy.identify("hedy@example.com");
  return hedy.choose(kindOf(which).id, method);
}

// What follows the first form by a button next to it.
inline Json besides(
    std::string_view path, const Change& change = [](Policy&) {}) {
  Visitor visitor(with(change));
  visitor.begin();
  return visitor.step(path);
}

inline Json answered(const Change& change) {
  Visitor grace(with(change));
  grace.begin();
  grace.identify("grace@example.com");
  return grace.answer(grace.mailTo("grace@example.com").code);
}

inline Json tooManyGuesses(std::string_view who, RateLimitBody body) {
  Visitor visitor(with([body](Policy& policy) { policy.rateLimitBody = body; }));
  visitor.begin();
  visitor.identify(who);
  for (int i = 0; i < 5; ++i) visitor.answer("not it");
  return visitor.answer("not it");
}

inline Json alanEnrolls(std::string_view method) {
  Visitor alan;
  alan.begin();
  alan.identify("alan@example.com");
  alan.answer("halting problem");
  const Json email = {{"id", kindOf(Authenticator::email).id}, {"methodType", method}};
  return alan.step("/idp/idx/credential/enroll", {{"authenticator", email}});
}

inline Json enrollsPassword() {
  Visitor grace(with([](Policy& policy) { policy.toEnroll = {Authenticator::password}; }));
  grace.begin();
  grace.identify("grace@example.com");
  grace.answer(grace.mailTo("grace@example.com").code);
  const Json password = {{"id", kindOf(Authenticator::password).id}};
  return grace.step("/idp/idx/credential/enroll", {{"authenticator", password}});
}

// Grace, whom the policy wants to have one authenticator more, and what she sends for it.
inline Json graceSetsUp(Authenticator which, Json choice, const Json& credentials = nullptr) {
  Visitor grace(with([which](Policy& policy) { policy.toEnroll = {which}; }));
  grace.begin();
  grace.identify("grace@example.com");
  grace.answer(grace.mailTo("grace@example.com").code);
  setMember(choice, "id", kindOf(which).id);
  const Json asked = grace.step("/idp/idx/credential/enroll", {{"authenticator", choice}});
  if (credentials.is_null()) return asked;
  return grace.step("/idp/idx/challenge/answer", {{"credentials", credentials}});
}

inline void asksCaptcha(Policy& policy) {
  policy.captcha = Captcha{Captcha::Kind::hCaptcha, "site-key", "a person"};
}

inline Json registersBadly() {
  Visitor visitor;
  visitor.begin();
  visitor.step("/idp/idx/enroll");
  const Json profile = {{"lastName", "L"}, {"firstName", "F"}, {"email", "none"}};
  return visitor.step("/idp/idx/enroll/new", {{"userProfile", profile}});
}

inline Json unlocks(bool toTheEnd) {
  Visitor mallory;
  mallory.begin();
  const Json asked = mallory.step("/idp/idx/unlock-account");
  if (!toTheEnd) return asked;
  const Json email = {{"id", kindOf(Authenticator::email).id}, {"methodType", "email"}};
  mallory.step("/idp/idx/challenge",
               {{"identifier", "mallory@example.com"}, {"authenticator", email}});
  return mallory.answer(mallory.mailTo("mallory@example.com").code);
}

inline Json recovers(bool toTheReset) {
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

inline Json expired() {
  Visitor visitor;
  visitor.begin();
  visitor.clock.advance(Seconds{7200});
  return visitor.introspect();
}

inline Json continuedElsewhere() {
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

inline Json expiredLink() {
  LinkPage page;
  page.visitor().clock.advance(Seconds{300});
  return page.open();
}

inline Json linkElsewhere() {
  LinkPage page;
  page.visitor().deviceCookie.clear();
  return page.open();
}

inline Json deniedTab() {
  LinkPage page;
  page.deny();
  return page.visitor().poll();
}

inline const std::vector<Kind>& kinds() {
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
      {"PhoneToSetUp",
       {"authenticator-enroll-data-phone", "error-authenticator-enroll-phone-invalid-number"},
       [] {
         return graceSetsUp(Authenticator::phone, {{"methodType", "sms"}});
       }},
      {"NumberThatIsNone",
       {"authenticator-enroll-data-phone", "error-authenticator-enroll-phone-invalid-number"},
       [] {
         return graceSetsUp(Authenticator::phone,
                            {{"methodType", "sms"}, {"phoneNumber", "call me"}});
       }},
      {"NewPhone",
       {"error-authenticator-enroll-phone-invalid-otp"},
       [] {
         return graceSetsUp(Authenticator::phone,
                            {{"methodType", "sms"}, {"phoneNumber", "+15550100"}},
                            {{"passcode", "wrong"}});
       }},
      {"NewQuestion",
       {"authenticator-enroll-security-question"},
       [] { return graceSetsUp(Authenticator::securityQuestion, Json::object()); }},
      {"ShortAnswer",
       {"error-authenticator-enroll-security-question-create-question",
        "enroll-security-question-with-character-limit-error"},
       [] {
         return graceSetsUp(Authenticator::securityQuestion, Json::object(),
                            {{"questionKey", "disliked_food"}, {"answer", "egg"}});
       }},
      {"GranularConsent",
       {"consent-granular"},
       [] {
         return answered([](Policy& policy) {
           policy.app.asksConsent = true;
           policy.app.consentIsGranular = true;
         });
       }},
      {"IdentifyWithCaptcha",
       {"identify-with-password-with-recaptcha-v2"},
       [] {
         return first([](Policy& policy) {
           policy.passwordWithUsername = true;
           asksCaptcha(policy);
         });
       }},
      {"ProfileWithCaptcha",
       {"enroll-profile-new-with-hcaptcha", "enroll-profile-new-with-recaptcha-v2",
        "enroll-profile-new", "enroll-profile"},
       [] { return besides("/idp/idx/enroll", asksCaptcha); }},
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
         return besides("/idp/idx/recover", [](Policy& policy) {
           policy.passwordWithUsername = true;
           asksCaptcha(policy);
         });
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

}  // namespace latchkey::simulator
