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

// The three answers to a username that an email-only sign-in meets.
enum class AnswerToIdentify {
  askBeforeSending,  // authenticator-verification-data: "Send me an email"
  sendAtOnce,        // challenge-authenticator: the mail is on its way
  offerChoice,       // select-authenticator-authenticate: email or password
};

enum class Standing { active, locked, notAssignedToApp };

struct Person {
  std::string id;     // "00u...", the `sub` of tokens
  std::string login;  // what is typed as username, compared without regard to case
  std::string email;
  std::string firstName;
  std::string lastName;
  AnswerToIdentify answer = AnswerToIdentify::askBeforeSending;
  std::optional<std::string> password;  // only people who are offered a choice have one
  Standing standing = Standing::active;

  std::string fullName() const;
};

struct App {
  std::string id;  // "0oa...", part of a magic link's path
  std::string clientId;
  std::string label;
  std::vector<std::string> redirectUris;
  std::vector<std::string> postLogoutRedirectUris;
  // Email Verification Experience: where a magic link lands in the end. Empty: on a page of the
  // org, which finishes the sign-in of the tab that waits.
  std::string emailVerificationUrl;
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
  Seconds refreshGrace{30};  // how long a rotated refresh token is still taken
};

struct Policy {
  std::string origin;               // of the org: "http://localhost:8081"
  std::string authorizationServer;  // the "default" of {origin}/oauth2/default
  App app;
  std::vector<Person> people;
  std::vector<std::string> trustedOrigins;
  std::vector<std::string> scopes = {"openid", "profile", "email", "offline_access"};

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
  bool offersRememberMe = true;
  bool asksToKeepSignedIn = false;
  // Requests with one state handle in five seconds (Okta: 10). 0: not limited.
  int requestsPerStateHandle = 0;
  MailPolicy mail;
  std::size_t keptMails = 500;

  std::string issuer() const { return origin + "/oauth2/" + authorizationServer; }
  const Person* personByLogin(std::string_view login) const;
  const Person* personById(std::string_view id) const;
  bool trusts(std::string_view pageOrigin) const;
};

// Ada, who is asked before the mail is sent; Grace, to whom it is sent at once; Linus, who has a
// password besides; Mallory, who is locked; Rosa, who may not use the app. One app, whose page is
// at `siteOrigin`.
Policy demoPolicy(const std::string& orgOrigin = "http://localhost:8081",
                  const std::string& siteOrigin = "http://localhost:8080");

}  // namespace latchkey::simulator
