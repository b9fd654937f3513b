#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "base/time.h"
#include "oauth/client.h"
#include "oauth/discovery.h"
#include "oauth/token.h"
#include "session/storage.h"

namespace latchkey::session {

// The tokens of a person who is signed in, with what a page wants to show of them.
struct Tokens {
  oauth::AccessToken accessToken;
  oauth::IdToken idToken;
  std::optional<oauth::RefreshToken> refreshToken;
  std::string tokenType;
  std::vector<std::string> scopes;
  Instant accessExpiresAt;  // by this device's clock, as okta-auth-js stores it
  Instant idExpiresAt;
  std::string claims;  // the ID token's claims: a JSON object
  // Of the key that DPoP tokens are bound to (jose::Prover); empty where that dies with the page.
  std::string keyId = {};
};

// For people, out of the claims: `name`, else `preferred_username`, else `email`, else `sub`.
std::string displayName(const Tokens& tokens);
std::string emailOf(const Tokens& tokens);
// Are they of a person who is known by another name than that username, with or without its domain?
// Not, where the claims name no username and no address.
bool areOfAnother(const Tokens& tokens, std::string_view username);
bool areAlive(const Tokens& tokens, Instant now);

inline constexpr std::string_view kTokenKey = "okta-token-storage";

// Where tokens are kept: on this page only, with this tab, with this browser.
enum class TokenStorage { memory, session, local };

// Writes exactly what okta-auth-js writes to localStorage or sessionStorage, so that an app which
// uses it goes on working after our page signed the person in. What the browser does not keep in
// the chosen place goes to the one that lives next longest, where okta-auth-js looks as well.
//
// Two apps of one origin have one storage. Where the key holds tokens of another one, those stay,
// and ours are kept under "<key>-<client id>"; an app that uses okta-auth-js is told to look there
// (or both get keys of their own by the configuration).
class TokenStore {
 public:
  // `key`: as okta-auth-js's `tokenManager.storageKey`.
  TokenStore(Storage& storage, const oauth::Client& client,
             TokenStorage chosen = TokenStorage::local, std::string key = std::string(kTokenKey))
      : storage_(storage), client_(client), chosen_(chosen), key_(std::move(key)) {}

  TokenStorage chosen() const { return chosen_; }

  // Answers where they went. In no other place is an older set left, not even one from before the
  // site chose differently.
  TokenStorage save(const Tokens& tokens, const std::string& issuer);
  // Nothing if there are no tokens, or they are another app's or corrupt. Expired ones are
  // returned.
  std::optional<Tokens> load() const;
  void clear();
  // Did another app put its own tokens in the place where ours were found last?
  bool isOverwritten() const;

 private:
  std::string ownKey() const { return key_ + '-' + client_.clientId(); }
  bool isAllowed(Lifetime lifetime) const;
  bool isTakenByAnother(Lifetime lifetime) const;
  bool write(Lifetime lifetime, const std::string& key, const Json& ours);
  bool write(Lifetime lifetime, const Json& ours);
  void remove(Lifetime lifetime, const std::string& key);

  Storage& storage_;
  const oauth::Client& client_;
  TokenStorage chosen_;
  std::string key_;
  std::optional<Tokens> memory_;
  mutable std::optional<Lifetime> foundIn_;  // under the key itself
};

}  // namespace latchkey::session
