#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "simulator/mail_template.h"

namespace latchkey::simulator {

// What an Okta administrator sets, and what nobody outside Okta knows for sure: every doubtful
// behaviour of the real org is a knob here, set to what recorded answers show. Plain data.

// What the org answers when it has been told a username.
enum class AnswerToIdentify {
  askBeforeSending,  // authenticator-verification-data: "Send me an email"
  sendAtOnce,        // challenge-authenticator: the mail is on its way
  offerChoice,       // select-authenticator-authenticate: whatever the person has
  askPassword,       // challenge-authenticator for the password
  recognise,         // successWithInteractionCode: a session that still lasts
};

enum class Standing {
  active,
  locked,            // the first form again, with a message; unlock-account makes it active
  notAssignedToApp,  // the first form again, with a message
  denied,            // the end: security.access_denied
};

// How people prove who they are. Passkeys and Okta Verify are listed and can be chosen, but nothing
// here answers for them: whoever chose one has to choose something else.
enum class Authenticator { email, password, phone, securityQuestion, passkey, oktaVerify };

struct SecurityQuestion {
  std::string key;  // "disliked_food"
  std::string question;
  std::string answer;  // compared without regard to case
};

// Of sentences and labels that the org sends. A request's Accept-Language goes first.
enum class Language { english, german, japanese };

struct Person {
  std::string id;     // "00u...", the `sub` of tokens
  std::string login;  // what is typed as username, compared without regard to case
  std::string email;
  std::string firstName;
  std::string lastName;
  AnswerToIdentify answer = AnswerToIdentify::askBeforeSending;
  std::optional<std::string> password = std::nullopt;
  Standing standing = Standing::active;
  bool hasEmail = true;             // false: no mail can be asked for before email was enrolled
  std::string secondaryEmail = {};  // shown, never written to
  std::string phone = {};           // "+15550105309"; text messages and calls show up in the inbox
  std::optional<SecurityQuestion> question = std::nullopt;
  bool hasPasskey = false;
  bool hasOktaVerify = false;

  std::string fullName() const;
};

struct App {
  std::string id;  // "0oa...", part of a magic link's path
  std::string clientId;
  std::string label;
  std::vector<std::string> redirectUris;
  std::vector<std::string> postLogoutRedirectUris;
  // What the app may ask for tokens with. Without interaction_code, /interact refuses it.
  std::vector<std::string> grantTypes = {"authorization_code", "refresh_token", "interaction_code"};
  // Email Verification Experience: where a magic link lands in the end. Empty: on a page of the
  // org, which finishes the sign-in of the tab that waits.
  std::string emailVerificationUrl;
  bool asksConsent = false;        // "consent": may the app have these scopes?
  bool consentIsGranular = false;  // "granular-consent": and which of them?
};

enum class CodeAlphabet { digits, alphanumeric };

struct CodePolicy {
  std::size_t length = 6;
  CodeAlphabet alphabet = CodeAlphabet::digits;
  Seconds lifetime{300};
  int wrongAttempts = 5;  // per person and window; the next one is answered with 429
  Seconds attemptWindow{300};
  int wrongCodeStatus = 401;
};

enum class MagicLink {
  off,
  throughOrg,  // {org}/email/verify/{appId}?token=..., redirected to the app
  direct,      // {app}?otp=...&state=..., as from a custom template
};

// What the mail of an email challenge looks like. What is left out is the org's own.
struct MailPolicy {
  std::string senderName;  // shown before the address; empty: the app's label
  std::string sender;      // empty: noreply@ and the org's host
  std::optional<MailTemplate> subject;
  // Okta's "custom email template": HTML, from which the plain text is made too. The link in it
  // has the id `email-authentication-button`. It may be ${emailAuthenticationLink} or lead to the
  // app at once, as
  // https://app.example/callback?otp=${verificationToken}&state=${request.relayState}
  std::optional<MailTemplate> body;
};

// What a link does on the org's own page, in the browser that the sign-in began in. In another one
// the page shows the code, and where it was asked for.
enum class LinkLanding {
  askConsent,  // "Did you just try to sign in?"
  finish,      // goes on in the tab that waits
};

enum class UnknownUser {
  named,      // "There is no account with the Username ..."
  concealed,  // enumeration protection: goes on as if there were one, and no code is ever right
};

enum class RateLimitBody { formsAndMessage, messageOnly, apiError };

// What a second answer meets once the transaction has succeeded.
enum class LateAnswer { sessionExpired, transferred };

enum class IdxMediaType { ion, json };

struct Lifetimes {
  Seconds untouched{7200};  // before a username was given
  Seconds step{600};        // afterwards, counted anew with every step and poll
  Seconds interactionCode{60};
  Seconds accessToken{3600};
  Seconds idToken{3600};
  Seconds refreshToken{30 * 86'400};
  Seconds session{7200};             // of the org's cookie, counted anew with every refresh
  Seconds keptSession{30 * 86'400};  // for people who chose to stay signed in
  Seconds refreshGrace{30};          // how long a rotated refresh token is still taken
};

// More mails to one address in the window than this, and resend is answered with 429 (Okta's
// documentation: at most 30 in a minute for some kinds).
struct MailLimit {
  int mails = 30;
  Seconds window{60};
};

// Ways besides signing in. One that is off is not offered, and refused if it is asked for anyway.
struct SelfService {
  bool registration = true;  // select-enroll-profile
  bool unlock = true;        // unlock-account
  bool recovery = true;      // "Forgot password?"
};

// A field of the registration form.
struct ProfileField {
  enum class Kind { text, boolean, choice };

  std::string name;  // "lastName"; of "email" there must be one
  std::string label;
  Kind kind = Kind::text;
  bool required = true;
  std::size_t minLength = 0;  // 0: not said and not checked; the same for maxLength
  std::size_t maxLength = 0;
  std::vector<std::string> choices = {};
};

// "Sign in with ...": redirect-idp, a page of the org that plays the other provider.
struct IdentityProvider {
  std::string id;    // "0oa..."
  std::string name;  // "Example Social"
  std::string type;  // "GOOGLE", "SAML2", ...
};

// The waiting room of an org that can only be read: a `poll` form in place of the answer to
// identify. One entry for each time that the person is told to wait, and for how long.
struct SafeMode {
  std::vector<Milliseconds> waits = {};
  bool recovers = true;  // afterwards the sign-in goes on; false: it ends with E0000010
};

// Where sign-ins begin, for "Request from:". Empty members are left out.
struct Location {
  std::string city;
  std::string state;
  std::string country;
};

// How often something may be asked; 0 is as often as one likes.
struct Limits {
  int requestsPerStateHandle = 0;  // in five seconds; Okta: 10
  int requestsPerPerson = 0;       // in five seconds, at /idp/idx; Okta: 20
  int requestsPerClient = 0;       // of one browser, in a minute, at /interact; Okta: 60
};

// "Are you a person?" Nothing here draws one: the token that a real one would make is given.
struct Captcha {
  enum class Kind { hCaptcha, reCaptcha };

  Kind kind = Kind::hCaptcha;
  std::string siteKey;
  std::string token;
};

// RFC 9449.
struct DpopPolicy {
  bool required = false;     // tokens for nobody without a proof; else for whoever sends one
  bool asksForNonce = true;  // a proof without one is answered with use_dpop_nonce
  Seconds nonceLifetime{86'400};
};

struct Policy {
  std::string origin;                           // of the org: "http://localhost:8081"
  std::string authorizationServer = "default";  // as in {origin}/oauth2/default
  App app;
  std::vector<Person> people;
  std::vector<std::string> trustedOrigins;
  // Of an answer, which a page may read. Nobody outside knows what Okta's are.
  std::vector<std::string> exposedHeaders = {"date",
                                             "dpop-nonce",
                                             "retry-after",
                                             "www-authenticate",
                                             "x-okta-request-id",
                                             "x-rate-limit-limit",
                                             "x-rate-limit-remaining",
                                             "x-rate-limit-reset"};
  std::vector<std::string> scopes = {"openid", "profile", "email", "offline_access"};
  // A rule of the authorization server's access policy lets the app in. False: access_denied,
  // before anybody is known.
  bool accessPolicyAllows = true;
  // Metadata and keys may be read by any page, without cookies. This was not verified against a
  // real org.
  bool hasOpenMetadata = true;
  // What the server calls itself in its metadata and tokens: an org behind a custom domain may name
  // its other address. Empty: by the address that it has.
  std::string namedIssuer = {};

  CodePolicy code;
  Lifetimes lifetimes;
  MagicLink magicLink = MagicLink::throughOrg;
  UnknownUser unknownUser = UnknownUser::named;
  int unknownUserStatus = 400;
  RateLimitBody rateLimitBody = RateLimitBody::messageOnly;
  LateAnswer lateAnswer = LateAnswer::sessionExpired;
  IdxMediaType idxMediaType = IdxMediaType::ion;
  // `refresh` of the first, second, ... poll; the last one goes on.
  std::vector<Milliseconds> pollRefresh = {Milliseconds{4000}};
  MailLimit mailLimit;
  Language language = Language::english;  // for who asks for none that there is
  // Of the metadata and the keys, in the browser's own cache. 0: not kept.
  Seconds cacheLifetime{86'400};
  bool offersRememberMe = true;
  bool remembersByDefault = false;    // `rememberMe` comes ticked
  bool passwordWithUsername = false;  // the first form asks for both
  bool asksToKeepSignedIn = false;    // after the last authenticator: keep-me-signed-in
  LinkLanding linkLanding = LinkLanding::askConsent;
  // How many different authenticators a sign-in takes, if the person has so many.
  std::size_t factors = 1;
  // Whoever lacks one of these is asked to set it up once signed in. Not those that nothing here
  // answers for.
  std::vector<Authenticator> toEnroll = {};
  bool enrollmentMayBeSkipped = true;
  SelfService selfService;
  std::vector<ProfileField> profileFields = usualProfile();
  std::vector<IdentityProvider> identityProviders = {};
  bool offersOktaVerify = false;  // launch-authenticator next to identify
  bool probesOktaVerify = false;  // device-challenge-poll before identify
  SafeMode safeMode;
  std::optional<Location> location = std::nullopt;
  std::optional<Captcha> captcha = std::nullopt;
  bool honoursLoginHint = true;     // at /interact
  bool rotatesStateHandle = false;  // with every step
  Limits limits;
  DpopPolicy dpop;
  MailPolicy mail;
  std::size_t keptMails = 500;

  std::string issuer() const {
    return namedIssuer.empty() ? origin + "/oauth2/" + authorizationServer : namedIssuer;
  }
  const Person* personByLogin(std::string_view login) const;
  const Person* personById(std::string_view id) const;
  bool trusts(std::string_view pageOrigin) const;
  // Last name, first name and email.
  static std::vector<ProfileField> usualProfile();
};

// Ada, who is asked before the mail is sent; Grace, to whom it is sent at once; Linus, who has a
// password besides; Hedy, who has everything; Alan, who has a password and no email yet; Mallory,
// who is locked; Rosa, who may not use the app; Eve, who may do nothing. One app, whose page is at
// `siteOrigin`.
Policy demoPolicy(const std::string& orgOrigin = "http://localhost:8081",
                  const std::string& siteOrigin = "http://localhost:8080");

}  // namespace latchkey::simulator
