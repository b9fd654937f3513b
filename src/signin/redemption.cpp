#include "signin/redemption.h"

#include <utility>

namespace latchkey::signin {
namespace {

// The device's clock may be this far off before we blame it for a token that looks too old or new.
constexpr Seconds kTolerableClockError{120};

bool blamesTime(ErrorCode code) {
  return code == ErrorCode::tokenExpired || code == ErrorCode::tokenFromFuture;
}

}  // namespace

std::optional<Error> Redemption::giveTokens(oauth::TokenResponse tokens) {
  Result<jose::Jws> parsed = jose::parseJws(tokens.idToken.reveal());
  if (!parsed) return parsed.error();
  idToken_ = *std::move(parsed);
  tokens_ = std::move(tokens);
  return std::nullopt;
}

void Redemption::giveKeys(jose::JwkSet keys, bool fresh) {
  keys_ = std::move(keys);
  keysAreFresh_ = fresh;
}

Result<std::vector<Redemption::Want>> Redemption::wants() const {
  std::vector<Want> wants;
  if (!metadata_) wants.emplace_back(WantMetadata{});
  if (!tokens_) {
    wants.emplace_back(WantTokens{});
    return wants;
  }
  if (!digest_) wants.emplace_back(WantDigest{toBytes(tokens_->accessToken.reveal())});
  if (verdict_ || !metadata_) return wants;
  if (!keys_) {
    wants.emplace_back(WantKeys{});
    return wants;
  }
  Result<jose::Jwk> key = jose::chooseKey(*keys_, *idToken_);
  if (key) {
    wants.emplace_back(WantVerdict{*std::move(key), *idToken_});
  } else if (key.error().code == ErrorCode::keyNotFound && !keysAreFresh_) {
    // The org may have rotated its keys since we fetched them, while the person read the mail.
    wants.emplace_back(WantKeys{});
  } else {
    return key.error();
  }
  return wants;
}

Result<Redemption::Redeemed> Redemption::finish(const oauth::Client& client,
                                                const jose::Nonce& nonce, Instant now,
                                                Instant serverNow) const {
  jose::Expected expected;
  expected.issuer = metadata_->issuer;
  expected.clientId = client.clientId();
  expected.answersTo = nonce;
  expected.accessTokenDigest = *digest_;
  expected.now = serverNow;
  const auto verified =
      jose::VerifiedIdToken::from(tokens_->idToken.reveal(), *idToken_, *verdict_, expected);
  if (!verified) {
    const auto off = now > serverNow ? now - serverNow : serverNow - now;
    const bool clockIsOff = blamesTime(verified.error().code) && off > kTolerableClockError;
    if (clockIsOff) return Error{ErrorCode::clockWrong, verified.error().detail};
    return verified.error();
  }
  const jose::IdTokenClaims& claims = verified->claims();
  Redeemed redeemed{.tokens = {.accessToken = tokens_->accessToken,
                               .idToken = tokens_->idToken,
                               .refreshToken = tokens_->refreshToken,
                               .tokenType = tokens_->tokenType,
                               .scopes = tokens_->scopes,
                               .accessExpiresAt = now + tokens_->expiresIn,
                               // By this device's clock, so that a wrong clock does not end it.
                               .idExpiresAt = now + (*claims.expiresAt - *claims.issuedAt),
                               .claims = claims.json},
                    .issuer = metadata_->issuer};
  return redeemed;
}

}  // namespace latchkey::signin
