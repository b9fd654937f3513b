#include "simulator/mail_template.h"

#include "base/url.h"
#include "simulator/answers.h"

namespace latchkey::simulator {
namespace {

std::string minutes(Seconds lifetime) {
  const auto count = std::chrono::duration_cast<std::chrono::minutes>(lifetime).count();
  return std::to_string(count) + (count == 1 ? " minute" : " minutes");
}

std::string asText(const Policy& policy, const Person& person, const std::string& code,
                   const std::string& link) {
  std::string text = "Hi " + person.firstName + ",\n\n";
  if (link.empty()) {
    text += "Enter this code to sign in to " + policy.app.label + ":\n\n";
  } else {
    text += "Follow this link to sign in to " + policy.app.label + ":\n\n" + link +
            "\n\nCan't use the link? Enter this code instead:\n\n";
  }
  return text + code + "\n\nIt works for " + minutes(policy.code.lifetime) +
         ". If you did not ask for it, ignore this mail.\n";
}

std::string asHtml(const Policy& policy, const Person& person, const std::string& code,
                   const std::string& link) {
  const std::string app = escapeHtml(policy.app.label);
  std::string html = "<p>Hi " + escapeHtml(person.firstName) + ",</p>";
  if (link.empty()) {
    html += "<p>Enter this code to sign in to " + app + ":</p>";
  } else {
    html += "<p><a id=\"email-authentication-button\" href=\"" + escapeHtml(link) +
            "\">Sign in to " + app + "</a></p><p>Can't use the link? Enter this code instead:</p>";
  }
  return html + "<p><b id=\"verification-code\">" + escapeHtml(code) + "</b></p><p>It works for " +
         minutes(policy.code.lifetime) + ". If you did not ask for it, ignore this mail.</p>";
}

}  // namespace

Mail signInMail(const Policy& policy, const Person& person, const std::string& code,
                const std::string& link, Instant now) {
  const auto org = Url::parse(policy.origin);
  Mail mail;
  mail.from = "noreply@" + (org ? org->host() : std::string("localhost"));
  mail.to = person.email;
  mail.subject =
      link.empty() ? "Your code for " + policy.app.label : "Sign in to " + policy.app.label;
  mail.text = asText(policy, person, code, link);
  mail.html = asHtml(policy, person, code, link);
  mail.code = code;
  mail.link = link;
  mail.receivedAt = now;
  return mail;
}

}  // namespace latchkey::simulator
