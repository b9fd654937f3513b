// SignIn: what one tab at a time does for a transaction, and what the other tabs did meanwhile.

#include <algorithm>
#include <utility>

#include "idx/parse_response.h"
#include "signin/sign_in.h"
#include "signin/step_up.h"

namespace latchkey::signin {

bool SignIn::needsTurn(Purpose purpose) const {
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
bool SignIn::isInTurn() const {
  if (exchange_.isUnderWay()) {
    return !exchange_.wantsTokens() || tickets_.has(Purpose::token) ||
           !tickets_.has(Purpose::retryTimer);
  }
  return tickets_.hasAny([this](Purpose purpose) { return needsTurn(purpose); });
}

// The ticket of the request is the lock's first, so that a form that is busy with it stays busy.
void SignIn::waitForTurn(Purpose purpose, TabLock::Then then) {
  lock_.acquire(tickets_.issue(purpose), *transaction_, std::move(then), effects_);
}

void SignIn::on(const LockTaken& event) {
  const std::optional<Purpose> purpose = tickets_.settle(event.ticket);
  std::optional<TabLock::Then> then = lock_.granted(event.ticket);
  if (!purpose || !then) return;
  isNewerMailElsewhere_ = event.isNewerMailElsewhere;
  const bool isFinished = !event.isTransactionThere && event.tokens && areOfUse(*event.tokens);
  if (isFinished) return follow();
  if (purpose == Purpose::introspect) {  // by a link
    if (!event.isTransactionThere) return startAgain(Advice::linkOutdated);
    want(SaveTransaction{*transaction_});  // for this tab too: it may be reloaded
  }
  if (auto* sending = std::get_if<TabLock::SendRequest>(&*then)) {
    return send(*purpose, std::move(sending->request));
  }
  const auto& recheck = std::get<TabLock::Recheck>(*then);
  if (recheck.otherwise) return startAgain(*recheck.otherwise);
  // Another tab ended the transaction: this tab's copy, which holds the code verifier, is of no
  // more use.
  if (!event.isTransactionThere) return want(ForgetTransaction{transaction_->state});
  // The one that went on has neither finished nor is it about to: perhaps it was closed.
  want(Send{tickets_.issue(Purpose::lastLook),
            idx::introspectRequest(client_, transaction_->handle)});
}

// Only to redeem what another tab left. A form is shown there, where the person went on.
void SignIn::takeOver(const Result<http::Response>& response) {
  const Result<idx::Response> document =
      response ? idx::parseResponse(*response) : response.error();
  if (!document) return;
  if (document->interactionCode) return redeem(*document->interactionCode);
  // Redeemed, and what came of it is lost with that tab.
  if (document->hasMessage("idx.session.expired")) startAgain(Advice::answerLost);
}

// Before a person is told that it is over: another tab may be just finishing it.
void SignIn::lookOnceMore(std::optional<Advice> otherwise) {
  exchange_.cancel();
  if (!transaction_) return otherwise ? startAgain(*otherwise) : void();
  waitForTurn(Purpose::lastLook, TabLock::Recheck{otherwise});
}

// Do these tokens, which another tab stored, make this sign-in needless? Where the org was asked
// for a fresh proof, only one that was given since counts, or one that is as fresh as the org's
// answer may be. What was stored all the time is not of use, or this page would not have begun.
bool SignIn::areOfUse(const session::Tokens& tokens) const {
  Instant asOf = now_ - jose::Expected{}.clockSkew;
  if (transaction_) asOf = std::max(asOf, transaction_->createdAt);
  return areAlive(tokens, now_) && meetsStepUp(tokens, client_, asOf);
}

// Another tab has signed in: this one goes where that one went.
void SignIn::follow() {
  giveUpTransaction();
  opening_.begin(Opening::Fresh{});
  phase_ = Leaving{};
  trouble_ = {};
  want(Navigate{LeavingFor::app, destinations_.defaultPage});
}

}  // namespace latchkey::signin
