#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "simulator/policy.h"
#include "simulator/transaction.h"

namespace latchkey::simulator {

// What the org says about each kind of authenticator.
struct AuthenticatorKind {
  Authenticator which;
  std::string_view type;              // "security_key"
  std::string_view key;               // "webauthn"
  std::string_view id;                // "aut...", by which it is chosen
  std::string_view name;              // in English
  std::string_view enrollmentPrefix;  // of the id of a person's own one
  std::vector<std::string_view> methods;
};

const AuthenticatorKind& kindOf(Authenticator which);
std::optional<Authenticator> authenticatorById(std::string_view id);

bool has(const Person& person, Authenticator which);
// In the order of Okta's lists. A concealed unknown person has email.
std::vector<Authenticator> authenticatorsOf(const Person* person);
// Of those that the policy wants, what the person has not; email too of whoever registers.
std::vector<Authenticator> missingOf(const Policy& policy, const Person& person, Purpose purpose);

// "a***a@example.com", "+1 XXX-XXX-5309".
std::string maskedEmail(std::string_view email);
std::string maskedPhone(std::string_view phone);

// The members type, key, id, displayName and methods; without `id` if it is empty.
Json described(Authenticator which, std::string_view id, Language language);
// As described, for the org's list: with what the authenticator may be used for.
Json listed(Authenticator which, Language language);
// As described, for what a person has: with their address or number, unless nobody is known.
Json enrollment(Authenticator which, const Person* person, Language language);
// `profile` of the above; null if there is nothing to say.
Json enrollmentProfile(Authenticator which, const Person* person);
std::string enrollmentId(Authenticator which, const Person* person);

// "SMS or voice call?"
Json methodOptions(const AuthenticatorKind& kind, Language language);
// The options "which authenticator?", each pointing to its place in `whole`, the list of that name
// in the document.
struct AuthenticatorList {
  std::string_view name;  // "authenticatorEnrollments"
  std::vector<Authenticator> whole;
};
Json authenticatorOptions(const std::vector<Authenticator>& choices, const AuthenticatorList& list,
                          const Person* person, Language language);

}  // namespace latchkey::simulator
