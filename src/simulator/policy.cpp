#include "simulator/policy.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace latchkey::simulator {
namespace {

// ada@example.com for Ada.
Person person(std::string id, std::string firstName, std::string lastName) {
  Person made;
  made.id = std::move(id);
  made.email = lowered(firstName) + "@example.com";
  made.login = made.email;
  made.firstName = std::move(firstName);
  made.lastName = std::move(lastName);
  return made;
}

Person hedy() {
  Person hedy = person("00u6hedyLamarr0g4", "Hedy", "Lamarr");
  hedy.answer = AnswerToIdentify::offerChoice;
  hedy.password = "frequency hopping";
  hedy.phone = "+15550105309";
  hedy.question =
      SecurityQuestion{"disliked_food", "What is the food you least liked as a child?", "liver"};
  hedy.hasPasskey = true;
  hedy.hasOktaVerify = true;
  return hedy;
}

std::vector<Person> demoPeople() {
  Person ada = person("00u1adaLovelace0g4", "Ada", "Lovelace");
  Person grace = person("00u2graceHopper0g4", "Grace", "Hopper");
  grace.answer = AnswerToIdentify::sendAtOnce;
  Person linus = person("00u3linusTorvald0g4", "Linus", "Torvalds");
  linus.answer = AnswerToIdentify::offerChoice;
  linus.password = "correct horse battery staple";
  Person mallory = person("00u4malloryLocke0g4", "Mallory", "Locke");
  mallory.standing = Standing::locked;
  Person rosa = person("00u5rosaOutside00g4", "Rosa", "Outside");
  rosa.standing = Standing::notAssignedToApp;
  Person alan = person("00u7alanTuring00g4", "Alan", "Turing");
  alan.answer = AnswerToIdentify::askPassword;
  alan.password = "halting problem";
  alan.hasEmail = false;
  Person eve = person("00u8eveDropper00g4", "Eve", "Dropper");
  eve.standing = Standing::denied;
  return {ada, grace, linus, mallory, rosa, hedy(), alan, eve};
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

std::vector<ProfileField> Policy::usualProfile() {
  ProfileField lastName{"lastName", "Last name"};
  ProfileField firstName{"firstName", "First name"};
  lastName.minLength = firstName.minLength = 1;
  lastName.maxLength = firstName.maxLength = 50;
  return {lastName, firstName, ProfileField{"email", "Email"}};
}

Policy demoPolicy(const std::string& orgOrigin, const std::string& siteOrigin) {
  Policy policy;
  policy.origin = orgOrigin;
  policy.app.id = "0oa1latchkeyDemo0g4";
  policy.app.clientId = "latchkey-demo";
  policy.app.label = "Latchkey demo";
  policy.app.redirectUris = {siteOrigin + "/login/callback/"};
  policy.app.postLogoutRedirectUris = {siteOrigin + "/"};
  policy.app.emailVerificationUrl = siteOrigin + "/login/callback/";
  policy.people = demoPeople();
  policy.trustedOrigins = {siteOrigin};
  policy.toEnroll = {Authenticator::email};
  return policy;
}

}  // namespace latchkey::simulator
