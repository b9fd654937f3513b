#pragma once

#include <string>

#include "base/text.h"

namespace latchkey::support {

// The documents of one email sign-in, as an org sends them, with invented values.

inline const std::string kStateHandleField =
    R"({"name":"stateHandle","required":true,"value":"02Kx","visible":false,"mutable":false})";

// An action or a form with nothing to fill in: {"name": ..., "value": [stateHandle]}.
inline std::string bareForm(const std::string& name, const std::string& path,
                            const std::string& more = "") {
  return R"({"rel":["create-form"],"name":")" + name + R"(","href":"https://id.example.test)" +
         path + R"(","method":"POST",)" + more +
         R"("accepts":"application/json; okta-version=1.0.0","value":[)" + kStateHandleField + "]}";
}

// A form with `fields` before the state handle.
inline std::string form(const std::string& name, const std::string& path, const std::string& fields,
                        const std::string& more = "") {
  return replaceAll(bareForm(name, path, more), "[" + kStateHandleField,
                    "[" + fields + "," + kStateHandleField);
}

inline std::string document(const std::string& remediations, const std::string& more = "") {
  return R"({"version":"1.0.0","stateHandle":"02Kx","expiresAt":"2030-01-01T12:00:00.000Z",)"
         R"("intent":"LOGIN","remediation":{"type":"array","value":[)" +
         remediations + "]}," + more + R"("cancel":)" + bareForm("cancel", "/idp/idx/cancel") +
         R"(,"app":{"type":"object","value":{"name":"oidc_client","label":"Demo SPA","id":"0oa"}}})";
}

// {"message", "i18n", "class"} inside of its `messages` member, with the comma after it.
inline std::string messages(const std::string& text, const std::string& key,
                            const std::string& severity) {
  return R"("messages":{"type":"array","value":[{"message":")" + text + R"(","i18n":{"key":")" +
         key + R"(","params":[]},"class":")" + severity + R"("}]},)";
}

inline std::string identifyForm() {
  return form("identify", "/idp/idx/identify",
              R"({"name":"identifier","label":"Username","required":true},)"
              R"({"name":"rememberMe","type":"boolean","label":"Keep me signed in"})");
}

inline std::string selectForm() {
  return form(
      "select-authenticator-authenticate", "/idp/idx/challenge",
      R"({"name":"authenticator","type":"object","options":[)"
      R"({"label":"Password","relatesTo":"$.authenticatorEnrollments.value[1]","value":{"form":{"value":[)"
      R"({"name":"id","required":true,"value":"autPassword","mutable":false},)"
      R"({"name":"methodType","required":false,"value":"password","mutable":false}]}}},)"
      R"({"label":"Email","relatesTo":"$.authenticatorEnrollments.value[0]","value":{"form":{"value":[)"
      R"({"name":"id","required":true,"value":"autEmail","mutable":false},)"
      R"({"name":"methodType","required":false,"value":"email","mutable":false}]}}}]})");
}

inline std::string verificationDataForm() {
  return form("authenticator-verification-data", "/idp/idx/challenge",
              R"({"name":"authenticator","label":"Email","form":{"value":[)"
              R"({"name":"id","required":true,"value":"autEmail","mutable":false},)"
              R"({"name":"methodType","type":"string","required":true,)"
              R"("options":[{"label":"Email","value":"email"}]}]}})",
              R"("relatesTo":["$.currentAuthenticatorEnrollment"],)");
}

// `passcodeMore` goes into the passcode field: messages, length hints.
inline std::string challengeForm(const std::string& passcodeMore = "") {
  return form("challenge-authenticator", "/idp/idx/challenge/answer",
              R"({"name":"credentials","type":"object","required":true,"form":{"value":[{)" +
                  passcodeMore + R"("name":"passcode","label":"Enter code"}]}})",
              R"("relatesTo":["$.currentAuthenticatorEnrollment"],)");
}

inline std::string enrollments() {
  return R"("authenticatorEnrollments":{"type":"array","value":[)"
         R"({"type":"email","key":"okta_email","id":"eaeEmail","displayName":"Email",)"
         R"("profile":{"email":"a***e@example.test"},"methods":[{"type":"email"}]},)"
         R"({"type":"password","key":"okta_password","id":"laePassword","displayName":"Password",)"
         R"("methods":[{"type":"password"}]}]},)";
}

// The email enrolment that is being challenged; `more` may hold its resend and poll.
inline std::string challengedEmail(const std::string& more = "") {
  return R"("currentAuthenticatorEnrollment":{"type":"object","value":{)" + more +
         R"("type":"email","key":"okta_email","id":"eaeEmail","displayName":"Email",)"
         R"("methods":[{"type":"email"}],"profile":{"email":"a***e@example.test"},)"
         R"("contextualData":{"useEmailMagicLink":true}}},)";
}

inline std::string resendAndPoll() {
  return R"("resend":)" + bareForm("resend", "/idp/idx/challenge/resend") + R"(,"poll":)" +
         bareForm("poll", "/idp/idx/challenge/poll", R"("refresh":4000,)") + ",";
}

inline std::string identifyDocument() { return document(identifyForm()); }

inline std::string selectDocument() { return document(selectForm(), enrollments()); }

inline std::string verificationDataDocument() {
  return document(verificationDataForm() + "," + selectForm(), challengedEmail() + enrollments());
}

inline std::string challengeDocument(const std::string& passcodeMore = "") {
  return document(challengeForm(passcodeMore) + "," + selectForm(),
                  challengedEmail(resendAndPoll()) + enrollments());
}

inline std::string passwordDocument() {
  return document(form("challenge-authenticator", "/idp/idx/challenge/answer",
                       R"({"name":"credentials","type":"object","required":true,"form":{"value":[)"
                       R"({"name":"passcode","label":"Password","secret":true}]}})"));
}

inline std::string wrongCodeDocument() {
  return challengeDocument(
      messages("Invalid code. Try again.", "api.authn.error.PASSCODE_INVALID", "ERROR"));
}

inline std::string messageOnlyDocument(const std::string& text, const std::string& key,
                                       const std::string& severity) {
  return R"({"version":"1.0.0",)" + messages(text, key, severity) + R"("intent":"LOGIN"})";
}

inline std::string successDocument() {
  return R"({"version":"1.0.0","stateHandle":"02Kx","intent":"LOGIN",)"
         R"("user":{"type":"object","value":{"id":"00uUser","identifier":"a@example.test"}},)"
         R"("successWithInteractionCode":{"rel":["create-form"],"name":"issue","method":"POST",)"
         R"("href":"https://id.example.test/oauth2/default/v1/token",)"
         R"("accepts":"application/x-www-form-urlencoded","value":[)"
         R"({"name":"grant_type","required":true,"value":"interaction_code"},)"
         R"({"name":"interaction_code","required":true,"value":"wIEmWR5r"},)"
         R"({"name":"client_id","required":true,"value":"0oaDemo"},)"
         R"({"name":"code_verifier","required":true}]}})";
}

// What a magic link shows in a browser that did not begin the sign-in.
inline std::string landingElsewhereDocument() {
  return R"({"version":"1.0.0","intent":"AUTHENTICATION",)" +
         messages("Enter the OTP in your original browser or device.",
                  "idx.enter.otp.in.original.tab", "INFO") +
         R"("currentAuthenticator":{"type":"object","value":{"contextualData":{"otp":"482913"},)"
         R"("type":"email","key":"okta_email","id":"autEmail","displayName":"Email",)"
         R"("methods":[{"type":"email"}]}},)"
         R"("client":{"type":"object","value":{"browser":"FIREFOX","os":"Mac OS X",)"
         R"("location":{"city":"Toronto","state":"Ontario","country":"Canada"}}}})";
}

}  // namespace latchkey::support
