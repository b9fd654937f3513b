#include "simulator/policy.h"

#include <algorithm>

#include "base/text.h"

namespace latchkey::simulator {
namespace {

constexpr auto kAskBeforeSending = AnswerToIdentify::askBeforeSending;

std::vector<Person> demoPeople() {
  return {
      {"00u1adaLovelace0g4", "ada@example.com", "ada@example.com", "Ada", "Lovelace",
       kAskBeforeSending, std::nullopt, Standing::active},
      {"00u2graceHopper0g4", "grace@example.com", "grace@example.com", "Grace", "Hopper",
       AnswerToIdentify::sendAtOnce, std::nullopt, Standing::active},
      {"00u3linusTorvald0g4", "linus@example.com", "linus@example.com", "Linus", "Torvalds",
       AnswerToIdentify::offerChoice, "correct horse battery staple", Standing::active},
      {"00u4malloryLocke0g4", "mallory@example.com", "mallory@example.com", "Mallory", "Locke",
       kAskBeforeSending, std::nullopt, Standing::locked},
      {"00u5rosaOutside00g4", "rosa@example.com", "rosa@example.com", "Rosa", "Outside",
       kAskBeforeSending, std::nullopt, Standing::notAssignedToApp},
  };
}

}  // namespace

std::string Person::fullName() const { return std::string(trimmed(firstName + " " + lastName)); }

const Person* Policy::personByLogin(std::string_view login) const {
  for (const Person& person : people) {
    if (equalsIgnoringCase(person.login, trimmed(login))) return &person;
  }
  return nullptr;
}

const Person* Policy::personById(std::string_view id) const {
  for (const Person& person : people) {
    if (person.id == id) return &person;
  }
  return nullptr;
}

bool Policy::trusts(std::string_view pageOrigin) const {
  return std::find(trustedOrigins.begin(), trustedOrigins.end(), pageOrigin) !=
         trustedOrigins.end();
}

Policy demoPolicy(const std::string& orgOrigin, const std::string& siteOrigin) {
  Policy policy;
  policy.origin = orgOrigin;
  policy.authorizationServer = "default";
  policy.app.id = "0oa1latchkeyDemo0g4";
  policy.app.clientId = "latchkey-demo";
  policy.app.label = "Latchkey demo";
  policy.app.redirectUris = {siteOrigin + "/login/callback/"};
  policy.app.postLogoutRedirectUris = {siteOrigin + "/"};
  policy.app.emailVerificationUrl = siteOrigin + "/login/callback/";
  policy.people = demoPeople();
  policy.trustedOrigins = {siteOrigin};
  return policy;
}

}  // namespace latchkey::simulator
