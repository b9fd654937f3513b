#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/ports.h"
#include "simulator/policy.h"
#include "simulator/signing_key.h"

namespace latchkey::simulator {

class Fields;

// What a person agreed to: who may have which tokens.
struct Grant {
  std::string personId;
  std::string clientId;
  std::vector<std::string> scopes;
  std::string nonce;  // refreshed ID tokens carry none
  Instant authenticatedAt;
  std::string method;
  std::string keyThumbprint = {};  // RFC 7638; empty: whoever holds the token may use it

  bool has(std::string_view scope) const;
  std::string_view tokenType() const { return keyThumbprint.empty() ? "Bearer" : "DPoP"; }
};

// Who wants to use a refresh token.
struct Holder {
  std::string clientId;
  std::string keyThumbprint;  // of the proof; empty without one
};

// The claims that `profile` and `email` allow.
void addProfile(Json& claims, const Grant& grant, const Person& person);

// All tokens since one sign-in.
struct TokenFamily {
  std::string name;
  Instant expiresAt;  // of its refresh tokens
};

struct AccessGrant {
  Grant grant;
  std::string family;
  Instant expiresAt;
};

struct RefreshGrant {
  Grant grant;
  TokenFamily family;
  std::optional<Instant> replacedAt;
};

// What can be wrong with an ID token on purpose.
enum class TokenFlaw {
  none,
  wrongNonce,
  expired,
  fromFuture,
  unknownKey,
  wrongAudience,
  badSignature
};

// Mints access, ID and refresh tokens, and knows which of them still count.
class TokenIssuer {
 public:
  // Knows about `most` access tokens and as many refresh tokens, the newest ones.
  TokenIssuer(const Policy& policy, const Clock& clock, Random& random, SigningKey key,
              std::size_t most = 1'000);

  // The body of a token answer (RFC 6749 §5.1): `id_token` with openid, `refresh_token` with
  // offline_access.
  Json issue(const Grant& grant, TokenFlaw flaw = TokenFlaw::none);

  // Rotation: the token is replaced; for a grace period it is still taken, in case the answer was
  // lost. The new one expires when the old one would have. Nothing for a token that is unknown, of
  // another client or key, expired, revoked or replaced longer ago; the last one, being a sign of
  // theft, ends every token since the sign-in (Okta's guide to refresh token rotation).
  std::optional<Json> refresh(std::string_view token, const Holder& holder,
                              const std::vector<std::string>& scopes,
                              TokenFlaw flaw = TokenFlaw::none);

  // The grant of an access token that is neither expired nor revoked. Valid until the next call.
  const Grant* activeAccess(std::string_view token) const;
  const Grant* activeRefresh(std::string_view token) const;
  // Signed by one of our keys, for our client. It may have expired.
  bool isOwnIdToken(std::string_view token) const;
  void revoke(std::string_view token);
  void clear();
  // How many tokens it knows, of both kinds.
  std::size_t size() const { return access_.size() + refresh_.size(); }

  // Reads or writes the tokens and the keys.
  void keep(Fields& fields);

  Json jwks() const;
  // A new key for all tokens from now on; the JWKS keeps the old one too.
  void rotateKey(SigningKey key);

 private:
  std::string accessToken(const Grant& grant, const Person& person);
  std::string idToken(const Grant& grant, const Person& person, std::string_view accessToken,
                      TokenFlaw flaw);
  std::string refreshToken(const Grant& grant, const TokenFamily& family);
  Json answer(const Grant& grant, const TokenFamily& family, TokenFlaw flaw);
  void endRefreshTokens(const std::string& family);
  void prune();  // once a minute, whatever has expired; at once, what is too much

  const Policy& policy_;
  const Clock& clock_;
  Random& random_;
  std::size_t most_;
  std::vector<SigningKey> keys_;  // the last one signs
  std::map<std::string, AccessGrant, std::less<>> access_;
  std::map<std::string, RefreshGrant, std::less<>> refresh_;
  Instant prunedAt_;
};

}  // namespace latchkey::simulator
