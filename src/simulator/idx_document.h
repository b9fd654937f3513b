#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "simulator/policy.h"
#include "simulator/transaction.h"

namespace latchkey::simulator {

// IDX documents (Ion JSON) as Okta sends them: the members, their names, order and types follow
// recorded answers; Okta publishes no reference.

struct Message {
  std::string text;
  std::string key;  // `i18n.key`
  std::string_view kind = "ERROR";
  std::optional<std::vector<std::string>> params =
      std::nullopt;  // some have an empty list, some none
};

struct Remarks {
  std::vector<Message> global;
  std::optional<Message> atPasscode;
};

// What is asked of the person at this step, and, after the last one, the interaction code.
Json stepDocument(const Policy& policy, const Transaction& transaction,
                  const Remarks& remarks = {});

// Messages and nothing to do. Without a transaction there is no handle to name.
Json messageDocument(const Message& message, const Transaction* transaction = nullptr);

// The ids by which a person's email and password are chosen and shown.
struct AuthenticatorId {
  static constexpr std::string_view email = "aut1latchkeyEmail0g4";
  static constexpr std::string_view password = "aut2latchkeyPasswd0g4";
};

// "a***a@example.com".
std::string maskedEmail(std::string_view email);

namespace messages {
Message sessionExpired();
Message transferred();
Message unknownUser(const std::string& identifier);
Message usernameRequired();
Message wrongCode();
Message wrongPassword();
Message tooManyRequests();
Message badRequest();
Message lockedOut();
Message notAssigned();
Message cancelledElsewhere();
}  // namespace messages

}  // namespace latchkey::simulator
