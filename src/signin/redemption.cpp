#include "signin/redemption.h"

#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"

namespace latchkey::signin {
namespace {

// A device whose clock is further off than this could not have come here: no certificate would be
// valid. So it is the token that is old, or the org that is wrong.
constexpr Milliseconds kBelievableClockError = std::chrono::hours(24);

bool isAboutTime(ErrorCode code) {
  return code == ErrorCode::tokenExpired || code == ErrorCode::tokenFromFuture;
}

}  // namespace

std::optional<Error> Redemption::giveTokens(oauth::TokenResponse tokens, Instant now) {
  tokens_ = std::move(tokens);
  answeredAt_ = now;
  if (keepsIdToken()) return std::nullopt;
  Result<jose::Jws> parsed = jose::parseJws(tokens_->idToken.reveal());
  if (!parsed) return parsed.error();
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(parsed->payload);
  namesCode_ = claims && claims->codeHash && std::holds_alternative<Code>(grant_);
  idToken_ = *std::move(parsed);
  return std::nullopt;
}

void Redemption::giveKeys(jose::JwkSet keys, bool fresh) {
  keys_ = std::move(keys);
  keysAreFresh_ = fresh;
}

std::vector<const std::string*> Redemption::toDigest() const {
  std::vector<const std::string*> texts = {&tokens_->accessToken.reveal()};
  if (namesCode_) texts.push_back(&std::get_if<Code>(&grant_)->code.reveal());
  return texts;
}

Result<std::vector<Redemption::Want>> Redemption::wants(const oauth::Client& client) const {
  std::vector<Want> wants;
  if (!metadata_) wants.emplace_back(WantMetadata{});
  if (!tokens_) {
    if (const Code* code = std::get_if<Code>(&grant_)) {
      wants.emplace_back(WantTokens{oauth::tokenRequest(client, code->code, code->verifier)});
    } else if (metadata_ && keys_) {
      const Renewal& renewal = *std::get_if<Renewal>(&grant_);
      wants.emplace_back(
          WantTokens{oauth::refreshRequest(client, renewal.token, keyId_.value_or(""))});
    } else if (metadata_) {
      wants.emplace_back(WantKeys{});
    }
    return wants;
  }
  if (keepsIdToken()) return wants;
  const std::vector<const std::string*> texts = toDigest();
  if (digests_.size() < texts.size()) {
    wants.emplace_back(WantDigest{toBytes(*texts[digests_.size()])});
  }
  if (verdict_ || !metadata_) return wants;
  Result<Want> next = toVerdict();
  if (!next) return next.error();
  wants.push_back(*std::move(next));
  return wants;
}

Result<Redemption::Want> Redemption::toVerdict() const {
  if (!keys_) return Want(WantKeys{});
  Result<jose::Jwk> key = jose::chooseKey(*keys_, *idToken_);
  if (key) return Want(WantVerdict{*std::move(key), *idToken_});
  // The org may have rotated its keys since we fetched them, while the person read the mail.
  const bool isRotated = key.error().code == ErrorCode::keyNotFound && !keysAreFresh_;
  return isRotated ? Result<Want>(WantKeys{}) : key.error();
}

Result<jose::VerifiedIdToken> Redemption::verified(const oauth::Client& client,
                                                   Instant serverNow) const {
  jose::Expected expected;
  expected.issuer = metadata_->issuer;
  expected.clientId = client.clientId();
  if (const Code* code = std::get_if<Code>(&grant_)) {
    expected.answersTo = code->nonce;
    if (client.maxAge()) expected.maxAge = *client.maxAge();
    expected.acrValues = client.acrValues();
  } else {
    expected.answersTo = std::get_if<Renewal>(&grant_)->before;
  }
  expected.accessTokenDigest = digests_.front();
  if (namesCode_) expected.codeDigest = digests_.back();
  expected.now = serverNow;
  return jose::VerifiedIdToken::from(tokens_->idToken.reveal(), *idToken_, *verdict_, expected);
}

// All but what the ID token says.
session::Tokens Redemption::taken(const oauth::Client& client) const {
  session::Tokens tokens{.accessToken = tokens_->accessToken,
                         .idToken = tokens_->idToken,
                         .refreshToken = tokens_->refreshToken,
                         .tokenType = tokens_->tokenType,
                         .scopes = tokens_->scopes.empty() ? client.scopes() : tokens_->scopes,
                         .accessExpiresAt = answeredAt_ + tokens_->expiresIn,
                         .idExpiresAt = {},
                         .claims = {},
                         .keyId = keyId_.value_or("")};
  // A server that does not rotate need not send it again (RFC 6749 §6).
  const Renewal* renewal = std::get_if<Renewal>(&grant_);
  if (renewal != nullptr && !tokens.refreshToken) tokens.refreshToken = renewal->token;
  return tokens;
}

// The ID token of before now lasts as long as the new access does, by both clocks, so that the
// difference between them is still known.
session::Tokens Redemption::takenWithIdTokenOf(const Renewal& renewal,
                                               const oauth::Client& client) const {
  session::Tokens tokens = taken(client);
  tokens.idToken = renewal.idToken;
  tokens.idExpiresAt = fromUnix(toUnix(tokens.accessExpiresAt));
  Json claims = parseJson(renewal.before.json).value_or(Json::object());
  const Instant end = tokens.idExpiresAt + std::chrono::round<Seconds>(renewal.clockOffset);
  setMember(claims, "exp", toUnix(end).count());
  tokens.claims = writeJson(claims);
  return tokens;
}

Result<Redemption::Redeemed> Redemption::finish(const oauth::Client& client, Instant now,
                                                std::optional<Milliseconds> clockOffset) const {
  const Renewal* renewal = std::get_if<Renewal>(&grant_);
  if (renewal != nullptr && keepsIdToken()) {
    return Redeemed{takenWithIdTokenOf(*renewal, client), metadata_->issuer};
  }
  if (renewal != nullptr && !clockOffset) clockOffset = renewal->clockOffset;
  auto token = verified(client, now + clockOffset.value_or(Milliseconds(0)));
  if (!token && !clockOffset && isAboutTime(token.error().code)) {
    // All rules before those of time hold, so it has a time of issue.
    const Instant issuedAt = *jose::parseClaims(idToken_->payload)->issuedAt;
    const Milliseconds off = issuedAt - answeredAt_;
    const bool believable = off < kBelievableClockError && off > -kBelievableClockError;
    if (believable) token = verified(client, now + off);
    if (!believable) return Error{ErrorCode::clockWrong, token.error().detail};
  }
  if (!token) return token.error();
  const jose::IdTokenClaims& claims = token->claims();
  Redeemed redeemed{taken(client), metadata_->issuer};
  // By this device's clock, so that a wrong clock does not end it.
  redeemed.tokens.idExpiresAt = answeredAt_ + (*claims.expiresAt - *claims.issuedAt);
  redeemed.tokens.claims = claims.json;
  return redeemed;
}

}  // namespace latchkey::signin
