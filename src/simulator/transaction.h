#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace latchkey::simulator {

// Where a sign-in stands. Every request of the person moves it at most one step on.
enum class Step {
  identify,
  select,            // email or password?
  verificationData,  // "Send me an email"
  emailChallenge,
  passwordChallenge,
  keepMeSignedIn,
  success,    // an interaction code was issued
  exchanged,  // and swapped for tokens: nothing is left to do
  denied,     // "No, it's not me", on the org's own page
};

// What was asked for at /v1/interact.
struct AuthorizationRequest {
  std::string clientId;
  std::string redirectUri;
  std::vector<std::string> scopes;
  std::string state;
  std::string nonce;
  std::string codeChallenge;
  std::string loginHint;
};

struct EmailedCode {
  std::string code;
  std::string linkToken;  // of the newest mail: an older one is stale
  Instant sentAt;
};

struct IssuedCode {
  std::string code;
  Instant issuedAt;
};

struct Transaction {
  std::string interactionHandle;
  std::string stateHandle;
  AuthorizationRequest request;
  Step step = Step::identify;
  Instant expiresAt;

  std::string identifier;  // as typed
  std::string personId;    // empty while unknown; stays so for a concealed unknown user
  std::optional<EmailedCode> emailed;
  std::size_t polls = 0;
  std::optional<IssuedCode> interactionCode;
  Instant authenticatedAt;
  std::string method;  // for `amr`: "email" or "pwd"
};

// All sign-ins under way, found by each of the secrets that name them.
class TransactionStore {
 public:
  Transaction& add(Transaction transaction);
  void clear();
  std::size_t size() const { return byInteraction_.size(); }

  // nullptr for what is unknown; an expired transaction is still found, so that it can be named.
  Transaction* byInteractionHandle(std::string_view handle);
  Transaction* byStateHandle(std::string_view handle);
  // Also finds by the tokens of older mails.
  Transaction* byLinkToken(std::string_view token);
  Transaction* byInteractionCode(std::string_view code);

  // The old handle is forgotten.
  void renameStateHandle(Transaction& transaction, std::string handle);
  void rememberLink(const Transaction& transaction, const std::string& token);
  void rememberCode(const Transaction& transaction, const std::string& code);

  void expireAll(Instant now);
  // Forgets what expired longer than an hour ago. Looks once a minute, however often it is called.
  void prune(Instant now);

 private:
  using Index = std::map<std::string, std::string, std::less<>>;

  Transaction* through(const Index& index, std::string_view key);

  std::map<std::string, std::unique_ptr<Transaction>, std::less<>> byInteraction_;
  // To the interaction handle.
  Index byState_;
  Index byLink_;
  Index byCode_;
  Instant prunedAt_;
};

}  // namespace latchkey::simulator
