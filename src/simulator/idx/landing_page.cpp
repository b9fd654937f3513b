#include "simulator/idx/landing_page.h"

#include <optional>
#include <utility>

#include "simulator/answers.h"
#include "simulator/idx/authenticators.h"
#include "simulator/idx/document.h"
#include "simulator/idx/form.h"
#include "simulator/idx/message.h"
#include "simulator/idx/wording.h"
#include "simulator/page.h"

namespace latchkey::simulator {
namespace {

std::optional<Message> messageOf(LandingKind kind) {
  switch (kind) {
    case LandingKind::broken:
      return messages::linkBroken();
    case LandingKind::stale:
      return messages::linkStale();
    case LandingKind::expired:
      return messages::linkExpired();
    case LandingKind::nothingLeft:
    case LandingKind::finish:
    case LandingKind::toApp:
      return messages::returnToTab();
    case LandingKind::showCode:
      return messages::enterCodeElsewhere();
    case LandingKind::denied:
      return messages::cancelledElsewhere();
    case LandingKind::askConsent:
      break;
  }
  return std::nullopt;
}

std::string_view intentOf(const Landing& landing) {
  if (landing.kind == LandingKind::askConsent || landing.kind == LandingKind::denied) {
    return "CONSENT";
  }
  const bool isOfAnother = landing.kind == LandingKind::showCode && landing.transaction != nullptr;
  if (!isOfAnother) return "LOGIN";
  switch (landing.transaction->purpose) {
    case Purpose::registration:
      return "ENROLLMENT";
    case Purpose::recovery:
      return "RECOVERY";
    case Purpose::unlock:
      return "UNLOCK_ACCOUNT";
    case Purpose::signIn:
      break;
  }
  return "AUTHENTICATION";
}

// One of the two things by which a person can tell their own sign-in from somebody else's.
Json requestInfo(std::string_view name, std::string_view label, const std::string& value,
                 Language language) {
  return {{"name", name}, {"type", "string"}, {"label", worded(language, label)}, {"value", value}};
}

Json consentForm(const Policy& policy, const Transaction& transaction, Language language) {
  IonForm asked("email-challenge-consent", policy.origin + "/idp/idx/consent",
                transaction.landingHandle);
  Json info = Json::array();
  info.push_back(requestInfo("appName", "Application", policy.app.label, language));
  info.push_back(requestInfo("browser", "Browser", transaction.client.browser, language));
  asked.set("requestInfo", std::move(info));
  Json options = Json::array();
  options.push_back(option(worded(language, "Allow"), true));
  options.push_back(option(worded(language, "Deny"), false));
  asked.add({{"name", "consent"},
             {"type", "boolean"},
             {"required", true},
             {"options", std::move(options)}});
  return asked.json();
}

Json clientMember(const Policy& policy, const ClientInfo& client) {
  Json value = Json::object();
  if (!client.browser.empty()) setMember(value, "browser", client.browser);
  if (!client.os.empty()) setMember(value, "os", client.os);
  if (policy.location) {
    Json place = Json::object();
    if (!policy.location->country.empty()) setMember(place, "country", policy.location->country);
    if (!policy.location->city.empty()) setMember(place, "city", policy.location->city);
    if (!policy.location->state.empty()) setMember(place, "state", policy.location->state);
    setMember(value, "location", std::move(place));
  }
  return ionObject(std::move(value));
}

void addCode(Json& document, const Policy& policy, const Transaction& transaction,
             Language language) {
  Json email = {{"contextualData", {{"otp", transaction.sent->code}}}};
  email.update(described(Authenticator::email, kindOf(Authenticator::email).id, language));
  setMember(document, "currentAuthenticator", ionObject(std::move(email)));
  const Person* person = policy.personById(transaction.personId);
  setMember(document, "user", userMember(person, transaction.identifier, true));
  setMember(document, "client", clientMember(policy, transaction.client));
  setMember(document, "app", appMember(policy.app));
}

std::string paragraph(std::string_view text) { return "<p>" + escapeHtml(text) + "</p>"; }

std::string button(Language language, std::string_view value, std::string_view label) {
  return "<button name=\"consent\" value=\"" + std::string(value) + "\">" +
         escapeHtml(worded(language, label)) + "</button>";
}

std::string consentHtml(const Policy& policy, const Transaction& transaction, Language language) {
  std::string html =
      paragraph(worded(language, "Did you just try to sign in to {0}?", policy.app.label));
  if (!transaction.client.browser.empty()) {
    html += "<p class=\"soft\">" + escapeHtml(transaction.client.browser) + "</p>";
  }
  return html + "<form method=\"post\" action=\"?token=" + escapeHtml(transaction.sent->linkToken) +
         "\"><p>" + button(language, "yes", "Yes, it's me") + " " +
         button(language, "no", "No, it's not me") + "</p></form>";
}

// "FIREFOX, Mac OS X, Toronto, Ontario, Canada"
std::string whereFrom(const Policy& policy, const ClientInfo& client) {
  std::string where = client.browser;
  if (!client.os.empty()) where += (where.empty() ? "" : ", ") + client.os;
  if (!policy.location) return where;
  for (const std::string& part :
       {policy.location->city, policy.location->state, policy.location->country}) {
    if (!part.empty()) where += (where.empty() ? "" : ", ") + part;
  }
  return where;
}

std::string codeHtml(const Policy& policy, const Transaction& transaction, Language language) {
  const std::string where = whereFrom(policy, transaction.client);
  std::string html = paragraph(
      worded(language, "Type this code where you began to sign in to {0}.", policy.app.label));
  html += "<p class=\"code\">" + escapeHtml(transaction.sent->code) + "</p>";
  if (!where.empty()) {
    html +=
        "<p class=\"soft\">" + escapeHtml(worded(language, "You began on {0}.", where)) + "</p>";
  }
  return html +
         paragraph(worded(language, "Was it not you? Then leave this page, and nobody gets in."));
}

std::string_view titleOf(LandingKind kind) {
  switch (kind) {
    case LandingKind::broken:
      return "This link does not work";
    case LandingKind::stale:
      return "This link is out of date";
    case LandingKind::expired:
      return "This link has expired";
    case LandingKind::askConsent:
      return "Is it you?";
    case LandingKind::showCode:
      return "Your code";
    case LandingKind::denied:
      return "Nobody was signed in";
    default:
      return "Go back to the first tab";
  }
}

}  // namespace

Json landingDocument(const Policy& policy, const Landing& landing, Language language) {
  Json document = {{"version", "1.0.0"}};
  const bool isKnown = landing.transaction != nullptr && landing.kind != LandingKind::showCode;
  if (isKnown) {
    setMember(document, "stateHandle", landing.transaction->landingHandle);
    setMember(document, "expiresAt", toRfc3339(landing.transaction->expiresAt));
  }
  setMember(document, "intent", intentOf(landing));
  if (const auto message = messageOf(landing.kind)) {
    setMember(document, "messages", toJson({*message}, language));
  }
  if (landing.kind == LandingKind::showCode) {
    addCode(document, policy, *landing.transaction, language);
  }
  if (landing.kind == LandingKind::askConsent) {
    const Transaction& transaction = *landing.transaction;
    setMember(document, "remediation",
              ionArray(onlyForm(consentForm(policy, transaction, language))));
    setMember(document, "app", appMember(policy.app));
    const Person* person = policy.personById(transaction.personId);
    setMember(document, "user", userMember(person, transaction.identifier, false));
  }
  return document;
}

std::string landingHtml(const Policy& policy, const Landing& landing, Language language) {
  std::string body;
  if (landing.kind == LandingKind::askConsent) {
    body = consentHtml(policy, *landing.transaction, language);
  } else if (landing.kind == LandingKind::showCode) {
    body = codeHtml(policy, *landing.transaction, language);
  } else if (const auto message = messageOf(landing.kind)) {
    body = paragraph(worded(language, message->text));
  }
  return page(worded(language, titleOf(landing.kind)), body, 0, tagOf(language));
}

}  // namespace latchkey::simulator
