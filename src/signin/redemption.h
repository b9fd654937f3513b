#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "base/time.h"
#include "jose/id_token.h"
#include "oauth/discovery.h"
#include "oauth/token.h"
#include "session/token_store.h"
#include "session/transaction_store.h"

namespace latchkey::signin {

// From an interaction code to tokens that may be trusted: the token endpoint's answer, the org's
// metadata and keys, the digest of the access token and the verdict on the signature come together
// here, in any order. Pure: says what it still wants, and is told.
class Redemption {
 public:
  // What is missing. Each is said again by wants() until it is given.
  struct WantTokens {};
  struct WantMetadata {};
  struct WantKeys {};
  struct WantDigest {
    Bytes data;
  };
  struct WantVerdict {
    jose::Jwk key;
    jose::Jws token;
  };
  using Want = std::variant<WantTokens, WantMetadata, WantKeys, WantDigest, WantVerdict>;

  Redemption(oauth::InteractionCode code, Instant startedAt)
      : code_(std::move(code)), startedAt_(startedAt) {}

  const oauth::InteractionCode& code() const { return code_; }
  // Okta's interaction codes live for 60 s; after that another try is in vain.
  bool isCodeAlive(Instant now) const { return now - startedAt_ < Seconds(60); }

  // Errors: those of parseJws.
  std::optional<Error> giveTokens(oauth::TokenResponse tokens);
  void giveMetadata(oauth::Metadata metadata) { metadata_ = std::move(metadata); }
  void giveKeys(jose::JwkSet keys, bool fresh);
  void giveDigest(Bytes digest) { digest_ = std::move(digest); }
  void giveVerdict(jose::SignatureVerdict verdict) { verdict_ = verdict; }

  // Everything that can be asked for now. Errors: keyUnsuitable, and keyNotFound after fresh keys.
  Result<std::vector<Want>> wants() const;
  bool wantsTokens() const { return !tokens_; }
  bool isComplete() const { return metadata_ && tokens_ && digest_ && verdict_; }

  struct Redeemed {
    session::Tokens tokens;
    std::string issuer;
  };
  // Errors: every rule of jose/id_token.h; clockWrong where the token is sound but this device's
  // clock is not. `serverNow` is the org's time as well as we know it.
  Result<Redeemed> finish(const oauth::Client& client, const jose::Nonce& nonce, Instant now,
                          Instant serverNow) const;

 private:
  oauth::InteractionCode code_;
  Instant startedAt_;
  std::optional<oauth::TokenResponse> tokens_;
  std::optional<jose::Jws> idToken_;
  std::optional<oauth::Metadata> metadata_;
  std::optional<jose::JwkSet> keys_;
  bool keysAreFresh_ = false;
  std::optional<Bytes> digest_;
  std::optional<jose::SignatureVerdict> verdict_;
};

}  // namespace latchkey::signin
