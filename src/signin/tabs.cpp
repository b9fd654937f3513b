// SignIn: what one tab at a time does for a transaction, and what the other tabs did meanwhile.

#include <algorithm>
#include <utility>

#include "idx/parse_response.h"
#include "signin/sign_in.h"
#include "signin/step_up.h"

namespace latchkey::signin {

bool SignIn::needsLock(Purpose purpose) const {
  switch (purpose) {
    case Purpose::introspect:
      return opening_.isByLink();
    case Purpose::submit:
      return outbox_.intent() == Intent::link || outbox_.intent() == Intent::passcode;
    case Purpose::token:
    case Purpose::lastLook:
      return true;
    default:
      return false;
  }
}

// As long as something is under way that needs the turn. With tokens in hand it is kept until they
// are stored; without them another tab may try while we wait for the network.
bool SignIn::isLockInUse() const {
  if (exchange_.isUnderWay()) {
    return !exchange_.wantsTokens() || tasks_.has(Purpose::token) ||
           !tasks_.has(Purpose::retryTimer);
  }
  return tasks_.hasAny([this](Purpose purpose) { return needsLock(purpose); });
}

// The ticket of the request is the lock's first, so that a form that is busy with it stays busy.
void SignIn::acquireLock(Purpose purpose, TabLock::Then then) {
  tabs_.lock.acquire(tasks_.issue(purpose), *attempt_.transaction, std::move(then),
                     tasks_.effects());
}

void SignIn::on(const LockTaken& event) {
  const std::optional<Purpose> purpose = tasks_.settle(event.ticket);
  std::optional<TabLock::Then> then = tabs_.lock.granted(event.ticket);
  if (!purpose || !then) return;
  tabs_.isNewerMailThere = event.isNewerMailElsewhere;
  const bool isFinished = !event.isTransactionThere && event.tokens && areOfUse(*event.tokens);
  if (isFinished) return followOtherTab();
  if (purpose == Purpose::introspect) {  // by a link
    if (!event.isTransactionThere) return startAgain(Advice::linkOutdated);
    tasks_.want(SaveTransaction{*attempt_.transaction});  // for this tab too: it may be reloaded
  }
  if (auto* sending = std::get_if<TabLock::SendRequest>(&*then)) {
    return send(*purpose, std::move(sending->request));
  }
  const auto& recheck = std::get<TabLock::Recheck>(*then);
  if (recheck.otherwise) return startAgain(*recheck.otherwise);
  // Another tab ended the transaction: this tab's copy, which holds the code verifier, is of no
  // more use.
  if (!event.isTransactionThere) return tasks_.want(ForgetTransaction{attempt_.transaction->state});
  // The one that went on has neither finished nor is it about to: perhaps it was closed.
  tasks_.send(Purpose::lastLook, idx::introspectRequest(client_, attempt_.transaction->handle));
}

// Only to redeem what another tab left. A form is shown there, where the person went on.
void SignIn::redeemLeftByOtherTab(const Result<http::Response>& response) {
  const Result<idx::Response> document =
      response ? idx::parseResponse(*response) : response.error();
  if (!document) return;
  if (document->interactionCode) return redeem(*document->interactionCode);
  // Redeemed, and what came of it is lost with that tab.
  if (document->hasMessage("idx.session.expired")) startAgain(Advice::answerLost);
}

// Before a person is told that it is over: another tab may be just finishing it.
void SignIn::recheckOtherTabs(std::optional<Advice> otherwise) {
  exchange_.cancel();
  if (!attempt_.transaction) return otherwise ? startAgain(*otherwise) : void();
  acquireLock(Purpose::lastLook, TabLock::Recheck{otherwise});
}

// Do these tokens, which another tab stored, make this sign-in needless? Where the org was asked
// for a fresh proof, only one that was given since counts, or one that is as fresh as the org's
// answer may be. What was stored all the time is not of use, or this page would not have begun.
bool SignIn::areOfUse(const session::Tokens& tokens) const {
  Instant asOf = clock_.now() - jose::Expected{}.clockSkew;
  if (attempt_.transaction) asOf = std::max(asOf, attempt_.transaction->createdAt);
  return areAlive(tokens, clock_.now()) && meetsStepUp(tokens, client_, asOf);
}

// Another tab has signed in: this one goes where that one went.
void SignIn::followOtherTab() {
  giveUpTransaction();
  opening_.begin(Opening::Fresh{});
  shown_.phase = Leaving{};
  shown_.trouble = {};
  tasks_.want(Navigate{LeavingFor::app, destinations_.defaultPage});
}

}  // namespace latchkey::signin
