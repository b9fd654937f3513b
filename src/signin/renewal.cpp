// Account: new tokens for the old refresh token. The org takes each refresh token once, and ends
// the session of who seems to have stolen one, so the browser's tabs must never both spend it.

#include <algorithm>
#include <utility>

#include "base/result.h"
#include "http/answer.h"
#include "signin/account.h"
#include "signin/no_answer.h"

namespace latchkey::signin {
namespace {

// Longer than the requests of a renewal may take, so that a tab that was put to sleep with the lock
// in its hand is the only one that is overtaken.
constexpr Milliseconds kPatience{60'000};
constexpr Milliseconds kFirstRetry{5'000};
constexpr int kLongestRetry = 6;  // doublings: 320 s

}  // namespace

Instant Account::endsAt() const { return std::min(tokens_.accessExpiresAt, tokens_.idExpiresAt); }

bool Account::isDue() const { return endsAt() <= now_ + kRenewalLead; }

void Account::renewIfDue() {
  if (isOver() || !isDue()) return;
  if (canRenew()) return renew();
  if (!areAlive(tokens_, now_)) end(Advice::none);
}

void Account::renew() {
  if (redemption_) return pursue();
  if (hasLock_) return;
  hasLock_ = true;
  want(TakeLock{tickets_.issue(Purpose::lock), "latchkey-" + client_.clientId(), kPatience, {}});
}

void Account::releaseLock() {
  if (std::exchange(hasLock_, false)) want(ReleaseLock{"latchkey-" + client_.clientId()});
}

// With every answer that is still on its way, the end of patience included.
void Account::giveUpRenewal() {
  redemption_.reset();
  for (const Purpose purpose : {Purpose::lock, Purpose::discovery, Purpose::keys, Purpose::token,
                                Purpose::digest, Purpose::signature}) {
    tickets_.drop(purpose);
  }
  releaseLock();
}

void Account::on(const LockTaken& event) {
  if (!tickets_.settle(event.ticket)) return;
  if (!event.tokens) return on(TokensGone{});
  // Another tab was faster: these are the tokens now.
  const bool isRenewed = !(event.tokens->accessToken == tokens_.accessToken);
  if (isRenewed) {
    giveUpRenewal();
    return take(*event.tokens);
  }
  if (!canRenew()) {
    // Refused for any reason but that it is over, it would live on.
    revoke(oauth::revocationOf(client_, tokens_.accessToken, tokens_.refreshToken));
    return end(Advice::sessionEnded);
  }
  const Result<jose::IdTokenClaims> before = jose::parseClaims(tokens_.claims);
  if (!before) return end(Advice::sessionEnded);
  const Milliseconds clockOffset =
      before->expiresAt ? *before->expiresAt - tokens_.idExpiresAt : Milliseconds(0);
  redemption_.emplace(
      Redemption::Renewal{*tokens_.refreshToken, *before, clockOffset, tokens_.idToken}, now_);
  redemption_->giveKey(tokens_.keyId);
  if (metadata_) redemption_->giveMetadata(*metadata_);
  if (keys_) redemption_->giveKeys(*keys_, false);
  pursue();
}

void Account::pursue() {
  if (!redemption_) return;
  if (redemption_->isComplete()) {
    const auto redeemed = redemption_->finish(client_, now_, clockOffset_);
    return redeemed ? finishRenewal(*redeemed) : failRenewal(redeemed.error());
  }
  const Result<std::vector<Redemption::Want>> wants = redemption_->wants(client_);
  if (!wants) return failRenewal(wants.error());
  for (const Redemption::Want& wanted : *wants) pursue(wanted);
}

void Account::pursue(const Redemption::Want& wanted) {
  const auto sendOnce = [this](Purpose purpose, const http::Request& request) {
    if (!tickets_.has(purpose)) send(purpose, request);
  };
  std::visit(
      Overloaded{[&](const Redemption::WantTokens& it) { sendOnce(Purpose::token, it.request); },
                 [&](const Redemption::WantMetadata&) {
                   sendOnce(Purpose::discovery, oauth::discoveryRequest(client_, newerThan()));
                 },
                 [&](const Redemption::WantKeys&) {
                   isCacheStale_ = isCacheStale_ || keys_.has_value();
                   sendOnce(Purpose::keys, oauth::keysRequest(client_, newerThan()));
                 },
                 [&](const Redemption::WantDigest& it) {
                   if (!tickets_.has(Purpose::digest)) {
                     want(Digest{tickets_.issue(Purpose::digest), it.data});
                   }
                 },
                 [&](const Redemption::WantVerdict& it) {
                   if (!tickets_.has(Purpose::signature)) {
                     want(CheckSignature{tickets_.issue(Purpose::signature), it.key, it.token});
                   }
                 }},
      wanted);
}

std::optional<Instant> Account::newerThan() const {
  return isCacheStale_ ? std::optional(now_) : std::nullopt;
}

void Account::takeMetadata(const http::Response& response) {
  Result<oauth::Metadata> metadata = oauth::parseMetadata(response, client_);
  const bool wasNew = std::exchange(isCacheStale_, !metadata);
  // What the browser kept may be of another day.
  const bool isForeign = !metadata && metadata.error().code == ErrorCode::metadataRefused;
  if (isForeign && !wasNew) return pursue();
  if (!metadata) return failRenewal(metadata.error(), http::retryAt(response, now_));
  metadata_ = *std::move(metadata);
  if (redemption_) redemption_->giveMetadata(*metadata_);
  pursue();
}

void Account::takeKeys(const http::Response& response) {
  Result<jose::JwkSet> keys = oauth::parseKeys(response);
  isCacheStale_ = !keys;
  if (!keys) return failRenewal(keys.error(), http::retryAt(response, now_));
  const bool fresh = keys_.has_value();
  keys_ = *std::move(keys);
  if (redemption_) redemption_->giveKeys(*keys_, fresh);
  pursue();
}

void Account::takeTokens(const http::Response& response) {
  if (const auto told = http::serverTime(response)) clockOffset_ = *told - now_;
  if (!redemption_) return;
  Result<oauth::TokenResponse> tokens =
      oauth::parseTokenResponse(response, client_, oauth::WithIdToken::orTheOldOne);
  if (!tokens) {
    // The refresh token is spent, and must not be sent again: that is what thieves do.
    const std::optional<http::Request> untaken = oauth::revocationOf(client_, response);
    if (!untaken) return failRenewal(tokens.error(), http::retryAt(response, now_));
    revoke(*untaken);
    return refuseRenewal();
  }
  if (const auto malformed = redemption_->giveTokens(*std::move(tokens), now_)) {
    return failRenewal(*malformed);
  }
  pursue();
}

void Account::on(const Digested& event) {
  if (!tickets_.settle(event.ticket) || !redemption_) return;
  if (!event.digest) return failRenewal(event.digest.error());
  redemption_->giveDigest(*event.digest);
  pursue();
}

void Account::on(const SignatureChecked& event) {
  if (!tickets_.settle(event.ticket) || !redemption_) return;
  if (!event.holds) return failRenewal(event.holds.error());
  redemption_->giveVerdict(jose::verdictOf(*event.holds));
  pursue();
}

// The metadata comes before the refresh token is spent, and does not fit to the configuration. The
// session is as good as before, so it lasts as long as its tokens; who runs the page is told now.
void Account::endWithItsTokens(const Error& error) {
  giveUpRenewal();
  if (auto news = told_.note(error, outcome_, client_, now_)) want(TellWhy{*std::move(news)});
  if (areAlive(tokens_, now_)) return startTimer(Purpose::renewTimer, endsAt() - now_);
  revoke(oauth::revocationOf(client_, tokens_.accessToken, tokens_.refreshToken));
  end(Advice::none);
}

void Account::failRenewal(Error error, std::optional<Instant> notBefore) {
  if (!redemption_) return;
  if (error.code == ErrorCode::metadataRefused) return endWithItsTokens(error);
  if (mayPassByItself(error.code)) {
    // Tokens that came stay in hand until they are verified, and the lock with them.
    if (redemption_->wantsTokens()) giveUpRenewal();
    const int doublings = std::min(failures_++, kLongestRetry);
    startTimer(Purpose::renewTimer, notBefore ? *notBefore - now_ : kFirstRetry * (1 << doublings));
    // As long as the old tokens live, nobody needs to know.
    if (areAlive(tokens_, now_)) return;
    const bool isOffline = error.code == ErrorCode::networkUnreachable && !isOnline_;
    trouble_.error = isOffline ? Error{ErrorCode::offline, ""} : std::move(error);
    return;
  }
  revokeUntaken();
  refuseRenewal();
}

// Before it is said: where a browser has no locks, another tab may have spent the token.
void Account::refuseRenewal() {
  giveUpRenewal();
  isRefused_ = true;
  renew();
}

std::string Account::addressOf(Purpose purpose) const {
  switch (purpose) {
    case Purpose::token:
      return client_.endpoint("token");
    case Purpose::keys:
      return client_.endpoint("keys");
    case Purpose::discovery:
      return client_.discoveryUrl();
    default:
      return "";
  }
}

void Account::revoke(http::Request request) {
  want(Send{tickets_.issue(Purpose::background), std::move(request)});
}

// What the org has issued, and will never be used here.
void Account::revokeUntaken() {
  const oauth::TokenResponse* untaken = redemption_ ? redemption_->tokensInHand() : nullptr;
  if (untaken == nullptr) return;
  revoke(oauth::revocationOf(client_, untaken->accessToken, untaken->refreshToken));
}

void Account::finishRenewal(const Redemption::Redeemed& redeemed) {
  // One write for the whole set; and none at all where somebody signed out meanwhile.
  want(SaveTokens{redeemed.tokens, redeemed.issuer, tokens_.accessToken});
  giveUpRenewal();  // with which they are no longer in hand, but taken
  take(redeemed.tokens);
}

}  // namespace latchkey::signin
