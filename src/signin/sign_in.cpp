#include "signin/sign_in.h"

#include <algorithm>
#include <utility>

#include "base/result.h"
#include "signin/phases.h"

namespace latchkey::signin {

std::vector<Effect> SignIn::step(const Event& event) {
  clock_.set(event.now);
  reachability_.beginEvent();
  std::visit(
      Overloaded{
          [this](const SendEmail& it) { carryOut(decide(shown_.phase, it)); },
          [this](const Resend& it) { carryOut(decide(shown_.phase, it)); },
          [this](const SubmitPasscode& it) { carryOut(decide(shown_.phase, it)); },
          [this](const SubmitForm& it) { carryOut(decide(shown_.phase, it, attempt_.document)); },
          [this](const ChooseWay& it) { carryOut(decide(shown_.phase, it, attempt_.document)); },
          [this](const ShowMethods& it) { carryOut(decide(shown_.phase, it)); },
          [this](const SignatureChecked& it) { proceed(exchange_.take(it, context())); },
          [this](const KeyKept& it) { proceed(exchange_.take(it, context())); },
          // These are the account page's.
          [](const TokensDropped&) {},
          [](const TokensGone&) {},
          [](const TokensOverwritten&) {},
          [](const SignOut&) {},
          [](const SignOutAtOrg&) {},
          [this](const auto& it) { on(it); },
      },
      event.what);
  reachability_.tell(shown_.trouble, client_, clock_.now(), tasks_.effects());
  if (!tabs_.lock.isIdle() && !isLockInUse()) tabs_.lock.release(tasks_.effects());
  return tasks_.take();
}

bool SignIn::isBusy() const {
  if (const auto* identify = std::get_if<Identify>(&shown_.phase);
      identify && identify->submitted) {
    return !shown_.trouble.error.has_value();
  }
  const bool waiting = std::holds_alternative<Arriving>(shown_.phase) ||
                       std::holds_alternative<Redeeming>(shown_.phase) ||
                       std::holds_alternative<Leaving>(shown_.phase);
  if (waiting) return !shown_.trouble.error.has_value();
  return outbox_.isHeld() || tasks_.has(Purpose::submit) || tasks_.has(Purpose::lastLook) ||
         isLookingInto(Purpose::submit) || (outbox_.isReintrospecting() && !shown_.trouble.error);
}

bool SignIn::isOpening() const {
  const bool isUnderWay = tasks_.has(Purpose::randomness) || tasks_.has(Purpose::challengeDigest) ||
                          tasks_.has(Purpose::interact) || tasks_.has(Purpose::introspect);
  return isUnderWay || isLookingInto(Purpose::interact) || isLookingInto(Purpose::introspect);
}

bool SignIn::endsSoon() const {
  return isStep(shown_.phase) && attempt_.expiry.isSoon(clock_.now());
}

// --- requests and timers

void SignIn::send(Purpose purpose, http::Request request) {
  if (!idx::leadsToOrg(request, client_)) return refuseForeign(purpose, request);
  if (needsLock(purpose) && !tabs_.lock.isHeld()) {
    outbox_.noteQueued();  // this is the one to be sent
    return acquireLock(purpose, TabLock::SendRequest{std::move(request)});
  }
  const bool awaited =
      purpose == Purpose::interact || purpose == Purpose::introspect || purpose == Purpose::submit;
  if (awaited) outbox_.noteSent(purpose, request);
  tasks_.want(Send{tasks_.issue(purpose), std::move(request)});
}

// --- answers

void SignIn::on(const Answered& event) {
  std::optional<Purpose> purpose = tasks_.settle(event.ticket);
  if (const auto fetched = exchange_.settle(event.ticket)) {
    purpose = fetched == TokenExchange::Fetched::keys ? Purpose::keys : Purpose::discovery;
  }
  if (!purpose) return;
  // Browsers keep these two for hours, and with them the time of long ago.
  const bool mayBeOld = purpose == Purpose::discovery || purpose == Purpose::keys;
  if (event.response && !mayBeOld) clock_.learnFrom(*event.response);
  reachability_.noteAnswer(*purpose, addressOf(*purpose), event.response);
  if (Reachability::isWorthALook(*purpose, event.response, exchange_.isUnderWay())) {
    return lookInto(*purpose);
  }
  takeResult(*purpose, event.response);
  constexpr int kTooManyRequests = 429;
  const bool isWell =
      event.response && event.response->status != kTooManyRequests && !shown_.trouble.error;
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
      return redeemLeftByOtherTab(response);
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
      if (std::holds_alternative<AwaitPasscode>(shown_.phase)) exchange_.prefetchKeys(context());
      return;
    default:
      return;
  }
}

void SignIn::on(const TimerFired& event) {
  const std::optional<Purpose> purpose = tasks_.settle(event.ticket);
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
  if (tasks_.has(Purpose::pollTimer)) poll();
  countDown();
}

void SignIn::on(const ConnectivityChanged& event) {
  reachability_.setOnline(event.online);
  if (!event.online) return;
  polling_.noteSuccess();
  if (goesOnByItself()) sendAgain();
  if (tasks_.has(Purpose::pollTimer)) poll();
}

void SignIn::on(const TokensAppeared& event) {
  if (!areOfUse(event.tokens)) return;
  // A page that only asks for a username would not have asked if it had been opened now.
  const bool isIdle =
      std::holds_alternative<Identify>(shown_.phase) && !event.isTouched && !isBusy();
  const bool waiting =
      isIdle || isStep(shown_.phase) || std::holds_alternative<ContinuedElsewhere>(shown_.phase);
  // A second account beside this one's sign-in, which can still be finished.
  if (waiting && event.isOfAnother && !isIdle) {
    if (shown_.trouble.advice == Advice::none && !shown_.trouble.error) {
      shown_.trouble.advice = Advice::anotherSignedIn;
    }
  } else if (waiting) {
    followOtherTab();
  }
}

void SignIn::on(const TryAgain&) {
  if (shown_.mustWait(clock_.now())) return;
  // There is nothing else on that page: also what was answered, but not so that one could go on.
  if (std::holds_alternative<Arriving>(shown_.phase) && shown_.trouble.error) outbox_.sendAgain();
  shown_.trouble = {};
  sendAgain();
}

void SignIn::on(const StartOver&) {
  if (attempt_.document.cancel) {
    // The answer is of no interest: what matters is that the org forgets this attempt too.
    http::Request request = idx::submitRequest(*attempt_.document.cancel, {});
    if (idx::leadsToOrg(request, client_)) {
      tasks_.send(Purpose::background, std::move(request));
    }
  }
  giveUpTransaction();
  opening_.allowRestart();
  begin(opening_.username());
}

}  // namespace latchkey::signin
