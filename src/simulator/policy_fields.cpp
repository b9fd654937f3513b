#include <limits>
#include <string>
#include <vector>

#include "simulator/policy_file.h"

namespace latchkey::simulator {
namespace {

constexpr std::int64_t kYear = std::int64_t{366} * 86'400;

Range seconds(std::int64_t least, std::int64_t most = kYear) { return {least, most, "seconds"}; }

constexpr Range kTimes{0, 1'000'000};
constexpr Range kClientError{400, 499};

}  // namespace

void describe(Fields& fields, App& app) {
  fields.text(required("id", "\"0oa...\"; part of a magic link's path."), app.id, TextRule::word);
  fields.text(required("clientId", "What the page says at /interact and /token."), app.clientId,
              TextRule::word);
  fields.text({"label", "The application's name, as people read it."}, app.label,
              TextRule::notEmpty);
  fields.texts(required("redirectUris", "Where a sign-in may end, letter by letter."),
               app.redirectUris, TextRule::url);
  fields.texts({"postLogoutRedirectUris", "Where signing out may end, letter by letter."},
               app.postLogoutRedirectUris, TextRule::url);
  fields.texts({"grantTypes", "Without interaction_code, /interact refuses the app."},
               app.grantTypes, TextRule::word);
  fields.textIfAny({"emailVerificationUrl",
                    "Email Verification Experience: where a magic link lands in the end. Without "
                    "it, on a page of the org, which asks and then finishes the sign-in of the tab "
                    "that waits."},
                   app.emailVerificationUrl, TextRule::url);
  fields.flag({"asksConsent", "Asks whether the app may have the scopes that it wants."},
              app.asksConsent);
  fields.flag({"consentIsGranular", "And lets people choose which of them."},
              app.consentIsGranular);
}

static void describe(Fields& fields, SecurityQuestion& question) {
  fields.textIfAny({"key", "As in \"disliked_food\"."}, question.key, TextRule::word);
  fields.text(required("question", "As it is asked."), question.question, TextRule::notEmpty);
  fields.text(required("answer", "As it is expected; capitals do not matter."), question.answer,
              TextRule::notEmpty);
}

// Which authenticators a person has enrolled: in the file a part of its own.
struct Enrolled {
  Person& person;
};

static void describe(Fields& fields, Enrolled& enrolled) {
  Person& person = enrolled.person;
  fields.flag({"email", "False: no mail can be asked for before the person has enrolled email."},
              person.hasEmail);
  fields.optionalText({"password", "The password, in clear: this is no place for a real one."},
                      person.password, TextRule::notEmpty);
  fields.textIfAny({"phone", "As in \"+15550105309\"; its messages show up in the inbox."},
                   person.phone, TextRule::phone);
  fields.optionalObject({"securityQuestion", "A question that only this person can answer."},
                        person.question);
  fields.flag({"passkey", "Is offered, and can be chosen; nothing here proves it."},
              person.hasPasskey);
  fields.flag({"oktaVerify", "Is offered, and can be chosen; nothing here proves it."},
              person.hasOktaVerify);
}

void describe(Fields& fields, Person& person) {
  fields.text(required("id", "\"00u...\", the `sub` of tokens."), person.id, TextRule::word);
  fields.text(required("login", "What is typed as username; capitals do not matter."), person.login,
              TextRule::notEmpty);
  fields.text(required("email", "Where mails go."), person.email, TextRule::email);
  fields.textIfAny({"secondaryEmail", "Is shown, and never written to."}, person.secondaryEmail,
                   TextRule::email);
  fields.text({"firstName", "Of the profile."}, person.firstName, TextRule::any);
  fields.text({"lastName", "Of the profile."}, person.lastName, TextRule::any);
  fields.oneOf({"answerToIdentify",
                "What the username is answered with: \"Send me an email\"; a mail that is on its "
                "way; the choice between all authenticators; the password; or a session that still "
                "lasts."},
               person.answer,
               {"askBeforeSending", "sendAtOnce", "offerChoice", "askPassword", "recognise"});
  fields.oneOf({"standing",
                "Locked people, those without the app, and those who may do nothing get no "
                "further."},
               person.standing, {"active", "locked", "notAssignedToApp", "denied"});
  Enrolled enrolled{person};
  fields.object({"authenticators", "What the person has enrolled."}, enrolled);
}

static void describe(Fields& fields, CodePolicy& code) {
  fields.number({"length", "Characters of a mailed code."}, code.length, {4, 16});
  fields.oneOf({"alphabet", "What it is made of."}, code.alphabet, {"digits", "alphanumeric"});
  fields.duration({"lifetime", "How long it is right, in seconds."}, code.lifetime,
                  seconds(1, 86'400));
  fields.number({"wrongAttempts", "Of a person in a window; the next one is answered with 429."},
                code.wrongAttempts, {1, 1'000'000});
  fields.duration({"attemptWindow", "In seconds."}, code.attemptWindow, seconds(1, 86'400));
  fields.number(
      {"wrongCodeStatus", "Recorded answers have 401, SIW's tests 403; Okta says nothing."},
      code.wrongCodeStatus, kClientError);
}

static void describe(Fields& fields, Lifetimes& lifetimes) {
  fields.duration({"untouched", "Of a sign-in before a username was given, in seconds."},
                  lifetimes.untouched, seconds(1));
  fields.duration({"step", "Afterwards, counted anew with every step and poll."}, lifetimes.step,
                  seconds(1));
  fields.duration({"interactionCode", "The same of an authorization code. Okta: 60 seconds."},
                  lifetimes.interactionCode, seconds(1));
  fields.duration({"accessToken", "In seconds."}, lifetimes.accessToken, seconds(1));
  fields.duration({"idToken", "In seconds."}, lifetimes.idToken, seconds(1));
  fields.duration({"refreshToken", "From the sign-in on, however often it is replaced."},
                  lifetimes.refreshToken, seconds(1));
  fields.duration({"session", "Of the org's cookie, counted anew with every refresh."},
                  lifetimes.session, seconds(1));
  fields.duration({"keptSession", "The same for people who chose to stay signed in."},
                  lifetimes.keptSession, seconds(1));
  fields.duration(
      {"refreshGrace", "How long a replaced refresh token is still taken. Okta: 0 to 60."},
      lifetimes.refreshGrace, seconds(0, 60));
}

static void describe(Fields& fields, Limits& limits) {
  fields.number({"requestsPerStateHandle", "In five seconds; 0: any number. Okta: 10."},
                limits.requestsPerStateHandle, kTimes);
  fields.number({"requestsPerPerson", "At /idp/idx, in five seconds; 0: any number. Okta: 20."},
                limits.requestsPerPerson, kTimes);
  fields.number(
      {"requestsPerClient", "Of one browser at /interact, in a minute; 0: any number. Okta: 60."},
      limits.requestsPerClient, kTimes);
}

static void describe(Fields& fields, DpopPolicy& dpop) {
  fields.flag(
      {"required", "No tokens without a proof (RFC 9449); else they are bound if there is one."},
      dpop.required);
  fields.flag(
      {"asksForNonce", "A proof without a nonce of the org is answered with use_dpop_nonce."},
      dpop.asksForNonce);
  fields.duration({"nonceLifetime", "In seconds. Okta: a day."}, dpop.nonceLifetime, seconds(1));
}

static void describeTemplate(Fields& fields, const Member& member,
                             std::optional<MailTemplate>& made, TextRule rule) {
  std::string source = made ? made->source() : "";
  fields.textIfAny(member, source, rule);
  made.reset();
  if (source.empty()) return;
  if (auto parsed = MailTemplate::parse(source)) made = *std::move(parsed);
}

static void describe(Fields& fields, MailPolicy& mail) {
  fields.textIfAny({"senderName", "Shown before the address; the app's label, if not given."},
                   mail.senderName, TextRule::notEmpty);
  fields.textIfAny({"sender", "An address; noreply@ and the org's host, if not given."},
                   mail.sender, TextRule::email);
  describeTemplate(fields,
                   {"subject", "A template in Okta's language; the org's own, if not given."},
                   mail.subject, TextRule::mailSubject);
  describeTemplate(fields, {"body", "The same in HTML, from which the plain text is made too."},
                   mail.body, TextRule::mailBody);
}

static void describe(Fields& fields, MailLimit& limit) {
  fields.number({"mails", "To one person in the window. Okta: at most 30 of some kinds."},
                limit.mails, {1, 1'000'000});
  fields.duration({"window", "In seconds."}, limit.window, seconds(1, 86'400));
}

static void describe(Fields& fields, SelfService& offers) {
  fields.flag({"registration", "\"Sign up\"."}, offers.registration);
  fields.flag({"unlock", "\"Unlock account?\"."}, offers.unlock);
  fields.flag({"recovery", "\"Forgot password?\"."}, offers.recovery);
}

static void describe(Fields& fields, ProfileField& field) {
  fields.text(required("name", "Of the profile; of \"email\" there must be one."), field.name,
              TextRule::word);
  fields.text(required("label", "As it is shown."), field.label, TextRule::notEmpty);
  fields.oneOf({"kind", "Choices are for \"choice\"."}, field.kind, {"text", "boolean", "choice"});
  fields.flag({"required", "Registration needs it."}, field.required);
  fields.number({"minLength", "0: not said and not checked."}, field.minLength, {0, 10'000});
  fields.number({"maxLength", "0: not said and not checked."}, field.maxLength, {0, 10'000});
  fields.texts({"choices", "What can be chosen."}, field.choices, TextRule::notEmpty);
}

static void describe(Fields& fields, IdentityProvider& provider) {
  fields.text(required("id", "\"0oa...\"."), provider.id, TextRule::word);
  fields.text(required("name", "As it is shown."), provider.name, TextRule::notEmpty);
  fields.text(required("type", "\"GOOGLE\", \"SAML2\", ..."), provider.type, TextRule::word);
}

static void describe(Fields& fields, SafeMode& safeMode) {
  fields.durations({"waits", "How long each time, before a username is answered."}, safeMode.waits,
                   {1, 600'000, "milliseconds"});
  fields.flag({"recovers", "False: the sign-in ends with E0000010 afterwards."}, safeMode.recovers);
}

static void describe(Fields& fields, Location& location) {
  fields.text({"city", "For \"Request from:\"."}, location.city, TextRule::any);
  fields.text({"state", "The same."}, location.state, TextRule::any);
  fields.text({"country", "The same."}, location.country, TextRule::any);
}

static void describe(Fields& fields, Captcha& captcha) {
  fields.oneOf({"kind", "Whose it is."}, captcha.kind, {"hCaptcha", "reCaptcha"});
  fields.text(required("siteKey", "As the page is told it."), captcha.siteKey, TextRule::word);
  fields.text(required("token", "The only one that counts; a real one would make it."),
              captcha.token, TextRule::notEmpty);
}

// The others cannot be set up here.
const Choices kToEnroll = {"email", "password", "phone", "securityQuestion"};

static void describeSteps(Fields& fields, Policy& policy) {
  fields.flag({"passwordWithUsername", "The first form asks for both."},
              policy.passwordWithUsername);
  fields.oneOf({"linkLanding",
                "What a link does on the org's own page, in the browser that the sign-in began in: "
                "ask whether it was you, or let the tab that waits go on."},
               policy.linkLanding, {"askConsent", "finish"});
  fields.number({"factors",
                 "How many different authenticators a sign-in takes of people with so "
                 "many."},
                policy.factors, {1, 6});
  fields.choices({"toEnroll", "Who lacks one of these is asked to set it up once signed in."},
                 policy.toEnroll, kToEnroll);
  fields.flag({"enrollmentMayBeSkipped", "With \"skip\"."}, policy.enrollmentMayBeSkipped);
  fields.object({"selfService", "What is offered besides signing in."}, policy.selfService);
  fields.list({"profileFields", "Of the registration form."}, policy.profileFields);
  fields.list({"identityProviders", "\"Sign in with ...\"."}, policy.identityProviders);
  fields.flag({"offersOktaVerify", "Next to the username."}, policy.offersOktaVerify);
  fields.flag({"probesOktaVerify", "Before the username: is the app on this device?"},
              policy.probesOktaVerify);
  fields.object({"safeMode", "The waiting room of an org that can only be read."}, policy.safeMode);
  fields.optionalObject({"location", "Where sign-ins begin."}, policy.location);
  fields.optionalObject({"captcha", "At the username, recovery and registration."}, policy.captcha);
}

static void describeKnobs(Fields& fields, Policy& policy) {
  fields.oneOf({"magicLink", "Mails have none; one through the org; or one straight to the app."},
               policy.magicLink, {"off", "throughOrg", "direct"});
  fields.oneOf(
      {"unknownUser", "Enumeration protection is \"concealed\": goes on as if there were one."},
      policy.unknownUser, {"named", "concealed"});
  fields.number({"unknownUserStatus", "Of the answer that names it."}, policy.unknownUserStatus,
                {200, 499});
  fields.oneOf({"rateLimitBody", "What a wrong code too many is answered with."},
               policy.rateLimitBody, {"formsAndMessage", "messageOnly", "apiError"});
  fields.oneOf({"lateAnswer", "What a second answer meets once the sign-in has succeeded."},
               policy.lateAnswer, {"sessionExpired", "transferred"});
  fields.oneOf({"idxMediaType", "application/ion+json, or application/json."}, policy.idxMediaType,
               {"ion", "json"});
  fields.durations(
      {"pollRefresh", "`refresh` of the first, second, ... poll; the last one goes on."},
      policy.pollRefresh, {1, 600'000, "milliseconds"});
  fields.flag({"offersRememberMe", "The username page has a box \"Keep me signed in\"."},
              policy.offersRememberMe);
  fields.flag({"remembersByDefault", "It is ticked."}, policy.remembersByDefault);
  fields.flag({"asksToKeepSignedIn", "A question at the end of the sign-in."},
              policy.asksToKeepSignedIn);
  fields.flag({"honoursLoginHint", "`login_hint` at /interact is written into the username field."},
              policy.honoursLoginHint);
  fields.flag({"rotatesStateHandle", "A new state handle with every step."},
              policy.rotatesStateHandle);
  fields.oneOf({"language", "For who asks for none that there is."}, policy.language,
               {"english", "german", "japanese"});
  fields.number({"keptMails", "How many mails the inbox keeps."}, policy.keptMails, {1, 100'000});
}

void describe(Fields& fields, Policy& policy) {
  fields.text({"authorizationServer", "As in {org}/oauth2/default."}, policy.authorizationServer,
              TextRule::word);
  fields.object(required("app", "The application that people sign in to."), policy.app);
  fields.list(required("people", "Everybody who has an account."), policy.people);
  fields.texts({"trustedOrigins", "Trusted Origins with CORS: which pages may read answers."},
               policy.trustedOrigins, TextRule::origin);
  fields.texts({"exposedHeaders", "Which headers of an answer those pages may read."},
               policy.exposedHeaders, TextRule::word);
  fields.texts({"scopes", "What may be asked for."}, policy.scopes, TextRule::word);
  fields.flag({"accessPolicyAllows",
               "The authorization server's access policy lets the app in; false: access_denied."},
              policy.accessPolicyAllows);
  fields.flag({"hasOpenMetadata", "Any page may read metadata and keys, not trusted ones only."},
              policy.hasOpenMetadata);
  fields.textIfAny({"namedIssuer",
                    "What metadata and tokens call the server, if that is not where it is: as with "
                    "a custom domain."},
                   policy.namedIssuer, TextRule::url);
  fields.object({"code", "The codes in mails."}, policy.code);
  fields.object({"lifetimes", "How long things last, in seconds."}, policy.lifetimes);
  fields.object({"limits", "How often something may be asked before the answer is 429."},
                policy.limits);
  fields.object({"mailLimit", "More mails than this, and the answer is 429."}, policy.mailLimit);
  fields.object({"dpop", "Tokens that are bound to a key."}, policy.dpop);
  fields.object({"mail", "What the mail of an email challenge looks like."}, policy.mail);
  describeSteps(fields, policy);
  describeKnobs(fields, policy);
}

}  // namespace latchkey::simulator
