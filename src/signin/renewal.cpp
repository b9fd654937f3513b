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

bool Account::isDue() const { return endsAt() <= clock_.now() + kRenewalLead; }

void Account::renewIfDue() {
  if (isOver() || !isDue()) return;
  if (canRenew()) return renew();
  if (!areAlive(tokens_, clock_.now())) end(Advice::none);
}

void Account::renew() {
  if (exchange_.isUnderWay()) return proceed(exchange_.pursue(context()));
  if (hasLock_) return;
  hasLock_ = true;
  tasks_.want(
      TakeLock{tasks_.issue(Purpose::lock), "latchkey-" + client_.clientId(), kPatience, {}});
}

void Account::releaseLock() {
  if (std::exchange(hasLock_, false)) tasks_.want(ReleaseLock{"latchkey-" + client_.clientId()});
}

// With every answer that is still on its way, the end of patience included.
void Account::giveUpRenewal() {
  exchange_.stop();
  tasks_.drop(Purpose::lock);
  tasks_.drop(Purpose::token);
  releaseLock();
}

void Account::on(const LockTaken& event) {
  if (!tasks_.settle(event.ticket)) return;
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
  Redemption::Renewal grant{*tokens_.refreshToken, *before, clockOffset, tokens_.idToken};
  proceed(exchange_.start(std::move(grant), tokens_.keyId, context()));
}

void Account::proceed(TokenExchange::Next next) {
  if (auto* request = std::get_if<http::Request>(&next)) {
    if (!tasks_.has(Purpose::token)) tasks_.send(Purpose::token, std::move(*request));
  } else if (const auto* redeemed = std::get_if<Redemption::Redeemed>(&next)) {
    finishRenewal(*redeemed);
  } else if (auto* notNow = std::get_if<TokenExchange::NotNow>(&next)) {
    failRenewal(std::move(notNow->error), notNow->notBefore);
  } else if (const auto* never = std::get_if<TokenExchange::Never>(&next)) {
    if (never->error.code == ErrorCode::metadataRefused) return endWithItsTokens(never->error);
    exchange_.revokeUntaken(context());
    refuseRenewal();
  }
}

void Account::takeFetched(TokenExchange::Fetched what, const Result<http::Response>& response) {
  const bool isKeys = what == TokenExchange::Fetched::keys;
  reachability_.note(outcomeOf(isKeys ? client_.endpoint("keys") : client_.discoveryUrl(),
                               response ? &*response : nullptr));
  proceed(exchange_.take(what, response, context()));
}

void Account::takeTokens(const Result<http::Response>& response) {
  if (response) clock_.learnFrom(*response);
  proceed(exchange_.takeTokens(response, context()));
}

void Account::on(const Digested& event) { proceed(exchange_.take(event, context())); }

void Account::on(const SignatureChecked& event) { proceed(exchange_.take(event, context())); }

// The metadata comes before the refresh token is spent, and does not fit to the configuration. The
// session is as good as before, so it lasts as long as its tokens; those who run the page are told.
void Account::endWithItsTokens(const Error& error) {
  giveUpRenewal();
  reachability_.tell(error, client_, clock_.now(), tasks_.effects());
  if (areAlive(tokens_, clock_.now())) {
    return tasks_.startTimer(Purpose::renewTimer, endsAt() - clock_.now());
  }
  revoke(oauth::revocationOf(client_, tokens_.accessToken, tokens_.refreshToken));
  end(Advice::none);
}

void Account::failRenewal(Error error, std::optional<Instant> notBefore) {
  if (!exchange_.isUnderWay()) return;
  if (!mayPassByItself(error.code)) {
    exchange_.revokeUntaken(context());
    return refuseRenewal();
  }
  // Tokens that came stay in hand until they are verified, and the lock with them.
  if (exchange_.wantsTokens()) giveUpRenewal();
  const int doublings = std::min(failures_++, kLongestRetry);
  tasks_.startTimer(Purpose::renewTimer,
                    notBefore ? *notBefore - clock_.now() : kFirstRetry * (1 << doublings));
  // As long as the old tokens live, that is no news for the person.
  if (areAlive(tokens_, clock_.now())) return;
  const bool isOffline = error.code == ErrorCode::networkUnreachable && !reachability_.isOnline();
  trouble_.error = isOffline ? Error{ErrorCode::offline, ""} : std::move(error);
}

// Before it is said: where a browser has no locks, another tab may have spent the token.
void Account::refuseRenewal() {
  giveUpRenewal();
  isRefused_ = true;
  renew();
}

void Account::revoke(http::Request request) {
  tasks_.send(Purpose::background, std::move(request));
}

void Account::finishRenewal(const Redemption::Redeemed& redeemed) {
  // One write for the whole set; and none at all where the person signed out meanwhile.
  tasks_.want(SaveTokens{redeemed.tokens, redeemed.issuer, tokens_.accessToken});
  giveUpRenewal();  // with which they are no longer in hand, but taken
  take(redeemed.tokens);
}

}  // namespace latchkey::signin
