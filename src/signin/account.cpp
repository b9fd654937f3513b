#include "signin/account.h"

#include <algorithm>
#include <utility>

#include "base/result.h"
#include "signin/step_up.h"

namespace latchkey::signin {
namespace {

// Beyond this a clock is wrong, and not just inexact.
constexpr Milliseconds kTolerableClockError{120'000};

// The tokens' end is stored by this device's clock; what the org wrote into the token, by its own.
bool isClockWrong(const session::Tokens& tokens, const jose::IdTokenClaims& claims) {
  const Milliseconds off = *claims.expiresAt - tokens.idExpiresAt;
  return off > kTolerableClockError || off < -kTolerableClockError;
}

}  // namespace

std::vector<Effect> Account::step(const Event& event) {
  clock_.set(event.now);
  reachability_.beginEvent();
  std::visit([this](const auto& what) { on(what); }, event.what);
  reachability_.tell(trouble_, client_, clock_.now(), tasks_.effects());
  return tasks_.take();
}

bool Account::isBusy() const {
  const auto* account = std::get_if<SignedIn>(&phase_);
  return account == nullptr ? !trouble_.error : account->leaving;
}

// --- the session

void Account::on(const Opened& event) {
  persistence_ = event.persistence;
  isAtSignInPage_ = event.isAtSignInPage;
  isSentBack_ = event.isSentBack;
  if (event.page) destinations_.defaultPage = *event.page;
  if (!event.tokens) return leaveForSignIn();
  // Another tab finished while this one was elsewhere: its copy is a secret without a purpose.
  if (event.transaction) tasks_.want(ForgetTransaction{event.transaction->state});
  take(*event.tokens);
}

void Account::take(session::Tokens tokens) {
  tokens_ = std::move(tokens);
  tasks_.clear();  // timers and answers that are about the ones before
  isRefused_ = false;
  failures_ = 0;
  trouble_ = {};
  if (!areAlive(tokens_, clock_.now())) {
    if (canRenew()) return renew();
    tasks_.want(ForgetTokens{});
    return leaveForSignIn();
  }
  if (isAtSignInPage_) {
    if (!isProofGoodEnough()) return leaveForSignIn();
    return leaveFor(LeavingFor::app, destinations_.defaultPage);
  }
  phase_ = SignedIn{.tokens = tokens_, .isSentBack = isSentBack_};
  trouble_.advice = adviceOnTokens();
  schedule();
  // A thin ID token has no name that a person would recognise.
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(tokens_.claims);
  if (claims && displayName(tokens_) == claims->subject) askWhoItIs();
}

// As exactly as the sign-in takes it, from which people come here.
bool Account::isProofGoodEnough() const {
  return meetsStepUp(tokens_, client_, clock_.now() - jose::Expected{}.clockSkew);
}

Advice Account::adviceOnTokens() const {
  if (isSentBack_) return Advice::sentBack;
  if (!isProofGoodEnough()) return Advice::proofTooOld;
  if (persistence_ == Persistence::refused) return Advice::storageBlocked;
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(tokens_.claims);
  const bool isOff = claims && claims->expiresAt && isClockWrong(tokens_, *claims);
  return isOff ? Advice::clockWrong : Advice::none;
}

void Account::schedule() {
  const Milliseconds left = endsAt() - clock_.now();
  if (canRenew()) {
    tasks_.startTimer(Purpose::renewTimer, std::max(left - kRenewalLead, left / 2));
  } else {
    tasks_.startTimer(Purpose::endTimer, left);
  }
}

void Account::askWhoItIs() {
  tasks_.send(Purpose::userinfo, oauth::userinfoRequest(client_, tokens_.accessToken,
                                                        tokens_.tokenType, tokens_.keyId));
}

// What it says is only shown; what is stored stays what the ID token said.
void Account::takeUserinfo(const http::Response& response) {
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(tokens_.claims);
  if (!claims) return;
  const Result<std::string> person = oauth::parseUserinfo(response, claims->subject);
  auto* account = std::get_if<SignedIn>(&phase_);
  if (person && account != nullptr) account->tokens.claims = *person;
}

bool Account::isLeaving() const {
  const auto* account = std::get_if<SignedIn>(&phase_);
  return account != nullptr ? account->leaving : std::holds_alternative<Leaving>(phase_);
}

bool Account::isOver() const {
  const auto* account = std::get_if<SignedIn>(&phase_);
  return isLeaving() || (account != nullptr && account->ended);
}

bool Account::isUnconfirmed() const {
  const auto* account = std::get_if<SignedIn>(&phase_);
  return account != nullptr && account->isUnconfirmed;
}

// Refused, run out, or ended by the person somewhere else: this tab stays, and says so.
void Account::showEnd(Advice advice) {
  exchange_.revokeUntaken(context());
  giveUpRenewal();
  tasks_.clear();
  tokens_.accessExpiresAt = std::min(tokens_.accessExpiresAt, clock_.now());
  trouble_ = {};
  trouble_.advice = advice;
  phase_ = SignedIn{.tokens = tokens_, .ended = true};
}

void Account::end(Advice advice) {
  tasks_.want(ForgetTokens{});
  if (isAtSignInPage_) return leaveForSignIn();
  showEnd(advice);
}

void Account::leaveFor(LeavingFor where, std::string url, std::string form) {
  giveUpRenewal();
  tasks_.clear();
  phase_ = Leaving{where};
  tasks_.want(Navigate{where, std::move(url), std::move(form)});
}

// --- the world around

void Account::on(const Answered& event) {
  if (const auto fetched = exchange_.settle(event.ticket)) {
    return takeFetched(*fetched, event.response);
  }
  const std::optional<Purpose> purpose = tasks_.settle(event.ticket);
  if (!purpose) return;
  const std::string address = purpose == Purpose::token ? client_.endpoint("token") : "";
  reachability_.note(outcomeOf(address, event.response ? &*event.response : nullptr));
  switch (*purpose) {
    case Purpose::token:
      return takeTokens(event.response);
    case Purpose::revocation:
      return takeRevocation(event.response);
    case Purpose::endOfSession:
      return takeEndOfSession(event.response);
    case Purpose::userinfo:
      return event.response ? takeUserinfo(*event.response) : void();
    default:
      return;
  }
}

void Account::on(const TimerFired& event) {
  const std::optional<Purpose> purpose = tasks_.settle(event.ticket);
  if (!purpose) return;
  if (purpose == Purpose::retryTimer) return revokeNext();
  if (purpose == Purpose::signOutTimer) return takeTooLate();
  if (purpose == Purpose::renewTimer) return renew();
  // Browsers cannot wait for longer than some weeks.
  if (areAlive(tokens_, clock_.now())) return schedule();
  end(Advice::none);
}

// A tab that slept may have slept through the end.
void Account::on(const VisibilityChanged& event) {
  if (!event.hidden) renewIfDue();
}

void Account::on(const ConnectivityChanged& event) {
  reachability_.setOnline(event.online);
  if (event.online) renewIfDue();
}

void Account::on(const TryAgain&) { isUnconfirmed() ? on(SignOut{}) : renewIfDue(); }

// A browser whose storage is full now may have had room for the tokens before, and the other way
// round.
void Account::on(const TokensSaved& event) {
  persistence_ = event.persistence;
  if (!isOver()) trouble_.advice = adviceOnTokens();
}

void Account::on(const TokensAppeared& event) {
  // Also after the end: a person has signed in again. Tokens that are still to be revoked are not
  // dropped for that.
  if (isLeaving() || isUnconfirmed() || event.tokens.accessToken == tokens_.accessToken) return;
  if (!areAlive(event.tokens, clock_.now())) return;
  giveUpRenewal();
  take(event.tokens);
}

// The person has signed out, while the org renewed the session all the same.
void Account::on(const TokensDropped& event) {
  revoke(oauth::revocationOf(client_, event.tokens.accessToken, event.tokens.refreshToken));
}

void Account::on(const TokensOverwritten&) {
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(tokens_.claims);
  if (!isOver() && claims) tasks_.want(SaveTokens{tokens_, claims->issuer});
}

void Account::on(const TokensGone&) {
  if (!isOver()) showEnd(Advice::signedOutElsewhere);
}

}  // namespace latchkey::signin
