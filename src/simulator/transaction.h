#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

class Fields;

// Where a sign-in stands. Every request of the person moves it at most one step on.
enum class Step {
  identify,
  waitingRoom,        // the org can only be read for now
  deviceChallenge,    // waits for Okta Verify, which never comes
  enrollProfile,      // registration
  unlockAccount,      // who is to be unlocked, and by what?
  identifyToRecover,  // whose password is forgotten?
  select,             // which authenticator?
  verificationData,   // "Send me an email", "SMS or voice call?"
  challenge,          // of `authenticator`
  resetPassword,
  selectToEnroll,  // which new authenticator?
  enrollmentData,  // "Send me an email" to the new one, a phone number
  enroll,          // of `authenticator`: the code for it, a new password
  keepMeSignedIn,
  consent,
  success,    // an interaction code was issued
  exchanged,  // and swapped for tokens: nothing is left to do
  unlocked,   // the account is; signing in is another matter
  denied,     // "No, it's not me", on the org's own page
};

// What the person wants.
enum class Purpose { signIn, registration, unlock, recovery };

// How the code goes to the app.
enum class ResponseMode {
  interactionCode,  // /v1/interact: with the last IDX answer
  query,            // /v1/authorize, from here on: by a redirect
  fragment,
  postMessage,  // "okta_post_message": by a page that is in a frame, or a window of its own
};

// What was asked for at /v1/interact or /v1/authorize.
struct AuthorizationRequest {
  std::string clientId;
  std::string redirectUri;
  std::vector<std::string> scopes;
  std::string state;
  std::string nonce;
  std::string codeChallenge;
  std::string loginHint;
  ResponseMode responseMode = ResponseMode::interactionCode;
};

// The newest code, mailed, texted or called.
struct SentCode {
  std::string code;
  std::string linkToken;  // of the newest mail: an older one is stale
  Instant sentAt;
};

struct IssuedCode {
  std::string code;
  Instant issuedAt;
};

// Where a sign-in began, as its User-Agent has it: "FIREFOX", "Mac OS X". Either may be unknown.
struct ClientInfo {
  std::string browser;
  std::string os;
};

struct Transaction {
  std::string interactionHandle;
  std::string stateHandle;
  AuthorizationRequest request;
  Step step = Step::identify;
  Instant expiresAt;
  Language language = Language::english;  // of the latest request

  std::string deviceCookie;  // of the browser that it began in; empty: not known
  ClientInfo client;

  Purpose purpose = Purpose::signIn;
  std::string identifier;  // as typed
  std::string personId;    // empty while unknown; stays so for a concealed unknown user
  std::size_t waits = 0;   // spent in the waiting room
  Authenticator authenticator = Authenticator::email;  // of the challenge or enrolment
  std::string channel;                                 // "sms" or "voice" of a phone
  std::string newPhone;                                // that is being set up
  std::optional<SentCode> sent;
  std::size_t polls = 0;
  std::string landingHandle;  // of the org's own page that asks whether it was you

  std::vector<Authenticator> passed;
  bool enrollmentSkipped = false;
  bool answeredKeepMeSignedIn = false;
  bool hasSession = false;     // of the org's own
  bool staysSignedIn = false;  // as the person chose, here or on the first form
  bool consented = false;
  std::optional<IssuedCode> interactionCode;
  Instant authenticatedAt;
  std::string method;  // for `amr`: that of the first authenticator, "email" or "pwd"
};

// All sign-ins under way, found by each of the secrets that name them.
class TransactionStore {
 public:
  explicit TransactionStore(std::size_t most = 1'000) : most_(most) {}

  Transaction& add(Transaction transaction);
  void clear();
  std::size_t size() const { return byInteraction_.size(); }

  // nullptr for what is unknown; an expired transaction is still found, so that it can be named.
  Transaction* byInteractionHandle(std::string_view handle);
  Transaction* byStateHandle(std::string_view handle);
  // Also finds by the tokens of older mails.
  Transaction* byLinkToken(std::string_view token);
  Transaction* byInteractionCode(std::string_view code);
  // By the handle of the page that a link led to.
  Transaction* byLandingHandle(std::string_view handle);

  // The old handle is forgotten.
  void renameStateHandle(Transaction& transaction, std::string handle);
  void rememberLink(const Transaction& transaction, const std::string& token);
  void rememberCode(const Transaction& transaction, const std::string& code);
  void rememberLanding(Transaction& transaction, std::string handle);

  // Reads or writes all of them.
  void keep(Fields& fields);

  void expireAll(Instant now);
  // Forgets what expired longer than an hour ago, looking once a minute, however often it is
  // called. Where there are more than `most`, also some of them: first those that are over, then
  // those that were not touched for longest.
  void prune(Instant now);

 private:
  using Index = std::map<std::string, std::string, std::less<>>;

  Transaction* through(const Index& index, std::string_view key);
  void makeRoom();

  std::size_t most_;
  std::map<std::string, std::unique_ptr<Transaction>, std::less<>> byInteraction_;
  // To the interaction handle.
  Index byState_;
  Index byLink_;
  Index byCode_;
  Index byLanding_;
  Instant prunedAt_;
};

}  // namespace latchkey::simulator
