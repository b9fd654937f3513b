#include "simulator/sign_in_mail.h"

#include <utility>

#include "base/url.h"
#include "simulator/html_text.h"
#include "simulator/idx/magic_link.h"
#include "simulator/idx/wording.h"

namespace latchkey::simulator {
namespace {

// What is in [[ ]] is said in the person's language.
constexpr std::string_view kSubject =
    "#if(${emailAuthenticationLink})[[Sign in to ${app.name}]]"
    "#{else}[[Your code for ${app.name}]]#end";

// Tables and inline styles are what mail programs understand; those that know <style> follow the
// person's dark mode. There is no image in it that could be missing.
constexpr std::string_view kBody = R"(<!doctype html>
<html lang="[[en]]">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${app.name}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .ground { background: #0f1118 !important; }
  .card { background: #191c27 !important; border-color: #2b3042 !important; }
  .ink { color: #eef0f7 !important; }
  .quiet { color: #a3a9bf !important; }
  .button { background: #8b95ff !important; color: #10132a !important; }
  .code { background: #232949 !important; color: #eef0f7 !important; }
  .line { border-color: #2b3042 !important; }
}
</style>
</head>
<body class="ground" style="margin:0; padding:0; background:#f3f4f8;">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0"
 style="background:#f3f4f8; font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;">
<tr><td align="center" style="padding:32px 16px;">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0"
 style="max-width:480px; background:#ffffff; border:1px solid #e4e7f0; border-radius:16px;
 text-align:left;">
<tr><td style="padding:32px 28px;">
<p class="quiet" style="margin:0 0 20px; font-size:14px; line-height:20px; font-weight:600;
 color:#565d73;">${app.name}</p>
<h1 class="ink" style="margin:0 0 16px; font-size:24px; line-height:32px; font-weight:650;
 color:#171a26;">#if(${emailAuthenticationLink})[[Your sign-in link]]#{else}[[Your sign-in code]]#end</h1>
<p class="ink" style="margin:0 0 16px; font-size:16px; line-height:24px; color:#171a26;
 overflow-wrap:anywhere;">#if(${user.profile.firstName})[[Hi ${user.profile.firstName}]]#{else}[[Hello]]#end,</p>
#if(${emailAuthenticationLink})
<p class="ink" style="margin:0 0 20px; font-size:16px; line-height:24px; color:#171a26;">
[[Open this in the browser where you began. It signs you in.]]</p>
<p style="margin:0 0 28px;"><a id="email-authentication-button" class="button"
 href="${emailAuthenticationLink}" style="display:inline-block; padding:12px 28px;
 border-radius:10px; background:#3d4ad6; color:#ffffff; font-size:16px; line-height:24px;
 font-weight:600; text-decoration:none; overflow-wrap:anywhere;">[[Sign in to ${app.name}]]</a></p>
<p class="ink" style="margin:0 0 12px; font-size:16px; line-height:24px; color:#171a26;">
[[Or type this code on the page that waits for it:]]</p>
#else
<p class="ink" style="margin:0 0 12px; font-size:16px; line-height:24px; color:#171a26;">
[[Type this code on the page that waits for it:]]</p>
#end
<p id="verification-code" class="code" style="margin:0 0 20px; padding:14px 20px;
 border-radius:10px; background:#eceefe; color:#171a26; font-size:30px; line-height:36px;
 font-weight:600; font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
 letter-spacing:0.14em; text-align:center; overflow-wrap:anywhere;">${verificationToken}</p>
<p class="quiet" style="margin:0; font-size:14px; line-height:20px; color:#565d73;">
#if(${emailAuthenticationLink})[[Both work for ${tokenExpirationDate}.]]#{else}
[[It works for ${tokenExpirationDate}.]]#end</p>
<p class="quiet line" style="margin:24px 0 0; padding:20px 0 0; border-top:1px solid #e4e7f0;
 font-size:14px; line-height:20px; color:#565d73;">
[[You did not ask for this? Then you can ignore it: nobody gets in without this mail.]]
[[Give the code to nobody, whoever asks.]]</p>
</td></tr>
</table>
<p class="quiet" style="margin:20px 0 0; font-size:13px; line-height:20px; color:#565d73;
 overflow-wrap:anywhere;">[[For ${user.profile.login}, from ${org.name}]]</p>
</td></tr>
</table>
</body>
</html>
)";

std::string minutes(Seconds lifetime, Language language) {
  constexpr Seconds kMinute{60};
  const bool whole = lifetime >= kMinute && lifetime % kMinute == Seconds{0};
  const auto count = whole ? lifetime / kMinute : lifetime.count();
  const std::string unit =
      std::string(whole ? "{0} minute" : "{0} second") + (count == 1 ? "" : "s");
  return worded(language, unit, std::to_string(count));
}

std::string inLanguage(Language language, std::string_view built) {
  std::string said;
  while (!built.empty()) {
    const std::size_t begin = built.find("[[");
    said += built.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const std::size_t end = built.find("]]", begin);
    said += worded(language, built.substr(begin + 2, end - begin - 2));
    built.remove_prefix(end + 2);
  }
  return said;
}

std::string hostOf(const Policy& policy) {
  const auto org = Url::parse(policy.origin);
  return org ? org->host() : "localhost";
}

MailValues valuesFor(const Policy& policy, const Person& person, const Transaction& transaction) {
  MailValues values;
  at(values, MailVariable::login) = person.login;
  at(values, MailVariable::email) = person.email;
  at(values, MailVariable::firstName) = person.firstName;
  at(values, MailVariable::lastName) = person.lastName;
  at(values, MailVariable::fullName) = person.fullName();
  at(values, MailVariable::appId) = policy.app.id;
  at(values, MailVariable::appLabel) = policy.app.label;
  at(values, MailVariable::orgName) = hostOf(policy);
  at(values, MailVariable::orgUrl) = policy.origin;
  at(values, MailVariable::code) = transaction.sent->code;
  at(values, MailVariable::link) = magicLink(policy, transaction);
  at(values, MailVariable::state) = percentEncode(transaction.request.state);
  at(values, MailVariable::lifetime) = minutes(policy.code.lifetime, transaction.language);
  return values;
}

std::string render(const std::optional<MailTemplate>& own, std::string_view built,
                   Language language, const MailValues& values, MailTemplate::Into into) {
  if (own) return own->render(values, into);
  const auto parsed = MailTemplate::parse(inLanguage(language, built));
  return parsed ? parsed->render(values, into) : "";
}

}  // namespace

Mail signInMail(const Policy& policy, const Person& person, const Transaction& transaction,
                std::string id) {
  const MailValues values = valuesFor(policy, person, transaction);
  Mail mail;
  mail.id = std::move(id);
  mail.from = policy.mail.sender.empty() ? "noreply@" + hostOf(policy) : policy.mail.sender;
  mail.fromName = policy.mail.senderName.empty() ? policy.app.label : policy.mail.senderName;
  mail.to = person.email;
  mail.toName = person.fullName();
  mail.subject =
      render(policy.mail.subject, kSubject, transaction.language, values, MailTemplate::Into::text);
  mail.html =
      render(policy.mail.body, kBody, transaction.language, values, MailTemplate::Into::html);
  mail.text = textOfHtml(mail.html);
  mail.code = transaction.sent->code;
  mail.link = hrefById(mail.html, "email-authentication-button");
  mail.receivedAt = transaction.sent->sentAt;
  return mail;
}

}  // namespace latchkey::simulator
