#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.h"
#include "jose/id_token.h"
#include "oauth/discovery.h"
#include "oauth/token.h"
#include "session/token_store.h"
#include "session/transaction_store.h"

namespace latchkey::signin {

// From an interaction code, or a refresh token, to tokens that may be trusted: the token endpoint's
// answer, the org's metadata and keys, digests and the verdict on the signature come together here,
// in any order. Pure: says what it still wants, and is told.
class Redemption {
 public:
  // What is swapped for tokens, and what they have to answer to.
  struct Code {
    oauth::InteractionCode code;
    oauth::CodeVerifier verifier;
    jose::Nonce nonce;
  };
  struct Renewal {
    oauth::RefreshToken token;
    jose::IdTokenClaims before;  // of the ID token that is to be replaced
    // What has to be added to this device's clock, as the first sign-in found out.
    Milliseconds clockOffset{0};
    oauth::IdToken idToken = {};  // which stays where the org sends no other
  };
  using Grant = std::variant<Code, Renewal>;

  // What is missing. Each is said again by wants() until it is given.
  struct WantTokens {
    http::Request request;
  };
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

  Redemption(Grant grant, Instant startedAt) : grant_(std::move(grant)), startedAt_(startedAt) {}

  // Okta's interaction codes live for 60 s; after that another try is in vain.
  bool isCodeAlive(Instant now) const { return now - startedAt_ < Seconds(60); }

  // Errors: those of parseJws.
  std::optional<Error> giveTokens(oauth::TokenResponse tokens, Instant now);
  void giveMetadata(oauth::Metadata metadata) { metadata_ = std::move(metadata); }
  void giveKeys(jose::JwkSet keys, bool fresh);
  // Of the WantDigest that was said last.
  void giveDigest(Bytes digest) { digests_.push_back(std::move(digest)); }
  void giveVerdict(jose::SignatureVerdict verdict) { verdict_ = verdict; }
  // That the tokens are bound to, those of a renewal from its beginning; empty where it dies with
  // the page.
  void giveKey(std::string keyId) { keyId_ = std::move(keyId); }
  bool hasKey() const { return keyId_.has_value(); }

  // Everything that can be asked for now. A refresh token is not spent before there is everything
  // to verify its successor with; a code does not live that long. Errors: keyUnsuitable, and
  // keyNotFound after fresh keys.
  Result<std::vector<Want>> wants(const oauth::Client& client) const;
  bool wantsTokens() const { return !tokens_; }
  bool isRenewal() const { return std::holds_alternative<Renewal>(grant_); }
  // The issued tokens that are not verified yet; nullptr where the org has not answered.
  const oauth::TokenResponse* tokensInHand() const { return tokens_ ? &*tokens_ : nullptr; }
  bool isComplete() const {
    return metadata_ && tokens_ &&
           (keepsIdToken() || (verdict_ && digests_.size() == toDigest().size()));
  }

  struct Redeemed {
    session::Tokens tokens;
    std::string issuer;
  };
  // Errors: every rule of jose/rules.h; clockWrong where the token is sound but this device's clock
  // is not. `clockOffset` is what has to be added to it for the org's time, if any answer told.
  // Else the fresh token of a code tells itself: it has the nonce of this request, so it was issued
  // just now. That of a renewal may be an old one, and is held against the time of before.
  Result<Redeemed> finish(const oauth::Client& client, Instant now,
                          std::optional<Milliseconds> clockOffset) const;

 private:
  bool keepsIdToken() const { return tokens_ && tokens_->idToken.empty(); }
  session::Tokens taken(const oauth::Client& client) const;
  session::Tokens takenWithIdTokenOf(const Renewal& renewal, const oauth::Client& client) const;
  std::vector<const std::string*> toDigest() const;
  Result<Want> toVerdict() const;
  Result<jose::VerifiedIdToken> verified(const oauth::Client& client, Instant serverNow) const;

  Grant grant_;
  Instant startedAt_;
  Instant answeredAt_;
  std::optional<oauth::TokenResponse> tokens_;
  std::optional<jose::Jws> idToken_;
  std::optional<oauth::Metadata> metadata_;
  std::optional<jose::JwkSet> keys_;
  bool keysAreFresh_ = false;
  bool namesCode_ = false;  // the ID token has a hash of it
  std::vector<Bytes> digests_;
  std::optional<jose::SignatureVerdict> verdict_;
  std::optional<std::string> keyId_;
};

}  // namespace latchkey::signin
