#include "signin/account.h"

#include <algorithm>
#include <utility>

#include "base/result.h"

namespace latchkey::signin {
namespace {

constexpr Milliseconds kLongestSignOut{2'000};
// Beyond this a clock is wrong, and not just inexact.
constexpr Milliseconds kTolerableClockError{120'000};

// The tokens' end is stored by this device's clock; what the org wrote into the token, by its own.
bool isClockWrong(const session::Tokens& tokens, const jose::IdTokenClaims& claims) {
  const Milliseconds off = *claims.expiresAt - tokens.idExpiresAt;
  return off > kTolerableClockError || off < -kTolerableClockError;
}

}  // namespace

std::vector<Effect> Account::step(const Event& event) {
  now_ = event.now;
  effects_.clear();
  outcome_ = {};
  std::visit([this](const auto& what) { on(what); }, event.what);
  if (auto news = told_.note(trouble_, outcome_, client_, now_)) want(TellWhy{*std::move(news)});
  return std::exchange(effects_, {});
}

bool Account::isBusy() const {
  const auto* account = std::get_if<SignedIn>(&phase_);
  return account == nullptr ? !trouble_.error : account->leaving;
}

void Account::send(Purpose purpose, http::Request request) {
  want(Send{tickets_.issue(purpose), std::move(request)});
}

void Account::startTimer(Purpose purpose, Milliseconds delay) {
  want(StartTimer{tickets_.issue(purpose), delay});
}

// --- the session

void Account::on(const Opened& event) {
  persistence_ = event.persistence;
  if (!event.tokens) return leaveFor(LeavingFor::signInPage, destinations_.signInPage);
  // Another tab finished while this one was elsewhere: its copy is a secret without a purpose.
  if (event.transaction) want(ForgetTransaction{event.transaction->state});
  take(*event.tokens);
}

void Account::take(session::Tokens tokens) {
  tokens_ = std::move(tokens);
  tickets_.clear();  // timers and answers that are about the ones before
  isRefused_ = false;
  failures_ = 0;
  trouble_ = {};
  if (!areAlive(tokens_, now_)) {
    if (canRenew()) return renew();
    want(ForgetTokens{});
    return leaveFor(LeavingFor::signInPage, destinations_.signInPage);
  }
  phase_ = SignedIn{.tokens = tokens_};
  trouble_.advice = adviceOnTokens();
  schedule();
  // A thin ID token names nobody a person would recognise.
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(tokens_.claims);
  if (claims && displayName(tokens_) == claims->subject) askWhoItIs();
}

Advice Account::adviceOnTokens() const {
  if (persistence_ == Persistence::refused) return Advice::storageBlocked;
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(tokens_.claims);
  const bool isOff = claims && claims->expiresAt && isClockWrong(tokens_, *claims);
  return isOff ? Advice::clockWrong : Advice::none;
}

void Account::schedule() {
  const Milliseconds left = endsAt() - now_;
  if (canRenew()) {
    startTimer(Purpose::renewTimer, std::max(left - kRenewalLead, left / 2));
  } else {
    startTimer(Purpose::endTimer, left);
  }
}

void Account::askWhoItIs() {
  send(Purpose::userinfo,
       oauth::userinfoRequest(client_, tokens_.accessToken, tokens_.tokenType, tokens_.keyId));
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

// Refused, run out, or ended by the person somewhere else: this tab stays, and says so.
void Account::showEnd(Advice advice) {
  giveUpRenewal();
  tickets_.clear();
  tokens_.accessExpiresAt = std::min(tokens_.accessExpiresAt, now_);
  trouble_ = {};
  trouble_.advice = advice;
  phase_ = SignedIn{.tokens = tokens_, .ended = true};
}

void Account::end(Advice advice) {
  want(ForgetTokens{});
  showEnd(advice);
}

void Account::leaveFor(LeavingFor where, std::string url) {
  giveUpRenewal();
  tickets_.clear();
  phase_ = Leaving{where};
  want(Navigate{std::move(url)});
}

// --- the world around

void Account::on(const Answered& event) {
  const std::optional<Purpose> purpose = tickets_.settle(event.ticket);
  if (!purpose) return;
  outcome_ = outcomeOf(addressOf(*purpose), event.response ? &*event.response : nullptr);
  if (purpose == Purpose::revokeRefresh || purpose == Purpose::revokeAccess) {
    isUntold_ = isUntold_ || isUntoldAfter(event.response);
    const bool isToldAll =
        !tickets_.has(Purpose::revokeRefresh) && !tickets_.has(Purpose::revokeAccess);
    return isToldAll ? finishSignOut() : void();
  }
  if (!event.response) {
    return purpose == Purpose::userinfo ? void() : failRenewal(event.response.error());
  }
  switch (*purpose) {
    case Purpose::discovery:
      return takeMetadata(*event.response);
    case Purpose::keys:
      return takeKeys(*event.response);
    case Purpose::token:
      return takeTokens(*event.response);
    default:
      return takeUserinfo(*event.response);
  }
}

void Account::on(const TimerFired& event) {
  const std::optional<Purpose> purpose = tickets_.settle(event.ticket);
  if (!purpose) return;
  if (purpose == Purpose::signOutTimer) {
    isUntold_ = isUntold_ || destinations_.signOut == SignOutScope::tokens;
    return finishSignOut();
  }
  if (purpose == Purpose::renewTimer) return renew();
  // Browsers cannot wait for longer than some weeks.
  if (areAlive(tokens_, now_)) return schedule();
  end(Advice::none);
}

// A tab that slept may have slept through the end.
void Account::on(const VisibilityChanged& event) {
  if (!event.hidden) renewIfDue();
}

void Account::on(const ConnectivityChanged& event) {
  isOnline_ = event.online;
  if (event.online) renewIfDue();
}

void Account::on(const TryAgain&) { renewIfDue(); }

// A browser whose storage is full now may have had room for the tokens before, and the other way
// round.
void Account::on(const TokensSaved& event) {
  persistence_ = event.persistence;
  if (!isOver()) trouble_.advice = adviceOnTokens();
}

void Account::on(const TokensAppeared& event) {
  // Also after the end: somebody has signed in again.
  if (isLeaving() || event.tokens.accessToken == tokens_.accessToken) return;
  if (!areAlive(event.tokens, now_)) return;
  giveUpRenewal();
  take(event.tokens);
}

void Account::on(const TokensGone&) {
  if (!isOver()) showEnd(Advice::signedOutElsewhere);
}

// --- leaving

void Account::on(const StartOver&) {
  if (!isOver()) want(ForgetTokens{});
  leaveFor(LeavingFor::signInPage, destinations_.signInPage);
}

void Account::on(const SignOut&) {
  auto* account = std::get_if<SignedIn>(&phase_);
  if (account == nullptr || account->leaving) return;
  // First here, then there: whatever the network does, this browser is signed out. What is stored
  // after an end is not ours.
  if (!account->ended) want(ForgetTokens{});
  account->leaving = true;
  giveUpRenewal();
  tickets_.clear();
  if (destinations_.signOut == SignOutScope::here) return finishSignOut();
  if (tokens_.refreshToken) {
    send(Purpose::revokeRefresh,
         oauth::revokeRequest(client_, tokens_.refreshToken->reveal(), "refresh_token"));
  }
  send(Purpose::revokeAccess,
       oauth::revokeRequest(client_, tokens_.accessToken.reveal(), "access_token"));
  startTimer(Purpose::signOutTimer, kLongestSignOut);
}

// Where the org's own page comes next, that one makes up for tokens that were not revoked. Without
// a network it would not open, and its absence would look as if nothing had happened.
bool Account::isUntoldAfter(const Result<http::Response>& answer) const {
  if (!answer || destinations_.signOut == SignOutScope::org) return !answer;
  return answer->status < 200 || answer->status > 299;
}

void Account::finishSignOut() {
  tickets_.clear();
  if (std::exchange(isUntold_, false)) return showEnd(Advice::signedOutHere);
  const bool isOrgTold = destinations_.signOut == SignOutScope::org;
  leaveFor(LeavingFor::signOut,
           isOrgTold ? oauth::logoutUrl(client_, tokens_.idToken, destinations_.signInPage)
                     : destinations_.signInPage);
}

}  // namespace latchkey::signin
