#include "signin/sign_in.h"

#include <algorithm>
#include <utility>

#include "http/answer.h"
#include "signin/phases.h"

namespace latchkey::signin {

std::vector<Effect> SignIn::step(const Event& event) {
  now_ = event.now;
  effects_.clear();
  reachability_.beginEvent();
  std::visit([this](const auto& what) { on(what); }, event.what);
  reachability_.tell(trouble_, client_, now_, effects_);
  if (!lock_.isIdle() && !isInTurn()) lock_.release(effects_);
  return std::exchange(effects_, {});
}

bool SignIn::isBusy() const {
  if (const auto* identify = std::get_if<Identify>(&phase_); identify && identify->submitted) {
    return !trouble_.error.has_value();
  }
  const bool waiting = std::holds_alternative<Arriving>(phase_) ||
                       std::holds_alternative<Redeeming>(phase_) ||
                       std::holds_alternative<Leaving>(phase_);
  if (waiting) return !trouble_.error.has_value();
  return outbox_.isHeld() || tickets_.has(Purpose::submit) || tickets_.has(Purpose::lastLook) ||
         isLookingInto(Purpose::submit) || (outbox_.isReintrospecting() && !trouble_.error);
}

bool SignIn::isOpening() const {
  const bool isUnderWay = tickets_.has(Purpose::randomness) ||
                          tickets_.has(Purpose::challengeDigest) ||
                          tickets_.has(Purpose::interact) || tickets_.has(Purpose::introspect);
  return isUnderWay || isLookingInto(Purpose::interact) || isLookingInto(Purpose::introspect);
}

bool SignIn::endsSoon() const { return isStep(phase_) && expiry_.isSoon(now_); }

// --- requests and timers

void SignIn::send(Purpose purpose, http::Request request) {
  if (!idx::leadsToOrg(request, client_)) return refuseForeign(purpose, request);
  if (needsTurn(purpose) && !lock_.isHeld()) {
    outbox_.noteQueued();  // this is the one to be sent
    return waitForTurn(purpose, TabLock::SendRequest{std::move(request)});
  }
  const bool awaited =
      purpose == Purpose::interact || purpose == Purpose::introspect || purpose == Purpose::submit;
  if (awaited) outbox_.noteSent(purpose, request);
  want(Send{tickets_.issue(purpose), std::move(request)});
}

void SignIn::startTimer(Purpose purpose, Milliseconds delay) {
  want(StartTimer{tickets_.issue(purpose), delay});
}

// The org's clock counts, not this device's: Okta's answers carry a Date header, to the second.
void SignIn::noteServerTime(const http::Response& response) {
  const std::optional<Instant> told = http::serverTime(response);
  if (told) clockOffset_ = *told - now_;
}

// --- answers

void SignIn::on(const Answered& event) {
  std::optional<Purpose> purpose = tickets_.settle(event.ticket);
  if (const auto fetched = exchange_.settle(event.ticket)) {
    purpose = fetched == TokenExchange::Fetched::keys ? Purpose::keys : Purpose::discovery;
  }
  if (!purpose) return;
  // Browsers keep these two for hours, and with them the time of long ago.
  const bool mayBeOld = purpose == Purpose::discovery || purpose == Purpose::keys;
  if (event.response && !mayBeOld) noteServerTime(*event.response);
  reachability_.noteAnswer(*purpose, addressOf(*purpose), event.response);
  if (isWorthALook(*purpose, event.response)) return lookInto(*purpose);
  takeResult(*purpose, event.response);
  constexpr int kTooManyRequests = 429;
  const bool isWell =
      event.response && event.response->status != kTooManyRequests && !trouble_.error;
  if (isWell) reachability_.noteSuccess();
}

void SignIn::takeResult(Purpose purpose, const Result<http::Response>& response) {
  switch (purpose) {
    case Purpose::poll:
      takePollAnswer(response);
      return outbox_.isHeld() ? submitNow() : void();
    case Purpose::stay:
      takeStayAnswer(response);
      return outbox_.isHeld() ? submitNow() : void();
    case Purpose::lastLook:
      return takeOver(response);
    case Purpose::revocation:
      return leaveForApp();
    case Purpose::interact:
    case Purpose::introspect:
    case Purpose::submit:
      return response ? takeAnswer(purpose, *response)
                      : failOpeningOrSubmit(purpose, response.error(), nullptr);
    case Purpose::token:
      return proceed(exchange_.takeTokens(response, context()));
    case Purpose::keys:
      return proceed(exchange_.take(TokenExchange::Fetched::keys, response, context()));
    case Purpose::discovery:
      proceed(exchange_.take(TokenExchange::Fetched::metadata, response, context()));
      // There is time to spare while a mail is on its way: the keys come now, not after the token.
      if (std::holds_alternative<AwaitPasscode>(phase_)) exchange_.prefetchKeys(context());
      return;
    default:
      return;
  }
}

void SignIn::on(const TimerFired& event) {
  const std::optional<Purpose> purpose = tickets_.settle(event.ticket);
  if (!purpose) return;
  switch (*purpose) {
    case Purpose::pollTimer:
      return poll();
    case Purpose::mailTimer:
      return takeMailAge();
    case Purpose::expiryTimer:
      return takeExpiry();
    case Purpose::countdownTimer:
      return countDown();
    case Purpose::retryTimer:
      return sendAgain();
    case Purpose::leaveTimer:
      return leaveForApp();
    default:
      return;
  }
}

// --- the world around

void SignIn::on(const VisibilityChanged& event) {
  polling_.setHidden(event.hidden);
  // A person who comes back from the mail wants to see at once that the link was opened.
  if (event.hidden) return;
  if (tickets_.has(Purpose::pollTimer)) poll();
  countDown();
}

void SignIn::on(const ConnectivityChanged& event) {
  reachability_.setOnline(event.online);
  if (!event.online) return;
  polling_.noteSuccess();
  if (goesOnByItself()) sendAgain();
  if (tickets_.has(Purpose::pollTimer)) poll();
}

void SignIn::on(const TokensAppeared& event) {
  if (!areOfUse(event.tokens)) return;
  // A page that only asks for a username would not have asked if it had been opened now.
  const bool isIdle = std::holds_alternative<Identify>(phase_) && !event.isTouched && !isBusy();
  const bool waiting =
      isIdle || isStep(phase_) || std::holds_alternative<ContinuedElsewhere>(phase_);
  // A second account beside this one's sign-in, which can still be finished.
  if (waiting && event.isOfAnother && !isIdle) {
    if (trouble_.advice == Advice::none && !trouble_.error) {
      trouble_.advice = Advice::anotherSignedIn;
    }
  } else if (waiting) {
    follow();
  }
}

void SignIn::on(const TryAgain&) {
  if (mustWait()) return;
  // There is nothing else on that page: also what was answered, but not so that one could go on.
  if (std::holds_alternative<Arriving>(phase_) && trouble_.error) outbox_.sendAgain();
  trouble_ = {};
  sendAgain();
}

void SignIn::on(const StartOver&) {
  if (document_.cancel) {
    // Nobody waits for the answer: what matters is that the org forgets this attempt too.
    http::Request request = idx::submitRequest(*document_.cancel, {});
    if (idx::leadsToOrg(request, client_)) {
      want(Send{tickets_.issue(Purpose::background), std::move(request)});
    }
  }
  giveUpTransaction();
  opening_.allowRestart();
  begin(username_);
}

}  // namespace latchkey::signin
