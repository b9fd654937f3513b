#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

// A sentence for the person. Clients go by the key; the text follows the language.
struct Message {
  std::string text;  // in English, "{0}" standing for `about`
  std::string key;   // `i18n.key`
  std::string_view kind = "ERROR";
  std::optional<std::vector<std::string>> params = std::nullopt;  // some have an empty list
  std::string about = {};
};

struct FieldMessage {
  std::string field;
  Message message;
};

// What is said besides the step itself.
struct Remarks {
  std::vector<Message> global = {};
  std::vector<FieldMessage> atFields = {};
};

Json toJson(const std::vector<Message>& messages, Language language);
// Puts each message into the field of its name.
void addMessages(Json& fields, const Remarks& remarks, Language language);

// Texts and keys as recorded.
namespace messages {
Message accessDenied();
Message accountUnlocked();
Message answerTooShort(std::size_t shortest);
Message badRequest();
Message cancelledByUser();
Message cancelledElsewhere();
Message emailExists();
Message enterCodeElsewhere();
Message fieldRequired(const std::string& label);
Message invalidEmail();
Message linkBroken();
Message internalError();
Message linkExpired();
Message linkStale();
Message invalidPhone();
Message lockedOut();
Message notAssigned();
Message passwordRequirements();
Message passwordRequired();
Message recoveryNotAllowed();
Message registrationClosed();
Message returnToTab();
Message serverBusy();
Message sessionExpired();
Message wrongLength(const std::string& label);
Message tooManyRequests();
Message transferred();
Message unknownUser(const std::string& identifier);
Message unlockNotAllowed();
Message usernameRequired();
Message wrongAnswer();
Message wrongCode();
Message wrongCredentials();
Message wrongPassword();
}  // namespace messages

}  // namespace latchkey::simulator
