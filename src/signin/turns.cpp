// SignIn: what one tab at a time does for a transaction. A code can be answered once, and what
// comes of it redeemed once, but a link opens a second tab, a reload a third, and the waiting one
// polls. So each of them takes the transaction's lock first, and looks whether another one has
// finished.

#include <algorithm>
#include <utility>

#include "idx/parse_response.h"
#include "signin/sign_in.h"
#include "signin/step_up.h"

namespace latchkey::signin {
namespace {

// Longer than an answer and its tokens take on a slow network. A tab that was put to sleep with the
// lock in its hand is not waited for; the org, too, takes a code once only.
constexpr Milliseconds kPatience{8'000};

// The challenge is the digest of a secret, sent in the open, and no two transactions have the same.
std::string lockOf(const session::Transaction& transaction) {
  return "latchkey-" + transaction.challenge.str();
}

}  // namespace

bool SignIn::needsTurn(Purpose purpose) const {
  switch (purpose) {
    case Purpose::introspect:
      return linkOtp_.has_value();
    case Purpose::submit:
      return intent_ == Intent::link || intent_ == Intent::passcode;
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
  if (redemption_) {
    return !redemption_->wantsTokens() || tickets_.has(Purpose::token) ||
           !tickets_.has(Purpose::retryTimer);
  }
  return tickets_.hasAny([this](Purpose purpose) { return needsTurn(purpose); });
}

// The ticket of the request is the lock's first, so that whoever is busy with it stays busy.
void SignIn::waitForTurn(Purpose purpose, std::optional<http::Request> request) {
  endTurn();
  lock_ = lockOf(*transaction_);
  inTurn_ = std::move(request);
  if (inTurn_) isUnanswered_ = false;  // this is the one to be sent
  want(TakeLock{tickets_.issue(purpose), *lock_, kPatience, transaction_->state});
}

void SignIn::endTurn() {
  if (lock_) want(ReleaseLock{*lock_});
  lock_.reset();
  inTurn_.reset();
}

void SignIn::on(const LockTaken& event) {
  const std::optional<Purpose> purpose = tickets_.settle(event.ticket);
  if (!purpose) return;
  isNewerMailElsewhere_ = event.isNewerMailElsewhere;
  const bool isFinished = !event.isTransactionThere && event.tokens && areOfUse(*event.tokens);
  if (isFinished) return follow();
  if (purpose == Purpose::introspect) {  // by a link
    if (!event.isTransactionThere) return startAgain(Advice::linkOutdated);
    want(SaveTransaction{*transaction_});  // for this tab too: it may be reloaded
  }
  if (purpose != Purpose::lastLook) {
    const std::optional<http::Request> request = std::exchange(inTurn_, std::nullopt);
    return request ? send(*purpose, *request) : void();
  }
  if (unlessFinished_) return startAgain(*unlessFinished_);
  // It ended there, with nothing that this tab can see: then its own copy is a secret without a
  // use.
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
  redemption_.reset();
  if (!transaction_) return otherwise ? startAgain(*otherwise) : void();
  unlessFinished_ = otherwise;
  waitForTurn(Purpose::lastLook, std::nullopt);
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
  linkOtp_.reset();
  phase_ = Leaving{};
  trouble_ = {};
  want(Navigate{destinations_.defaultPage});
}

}  // namespace latchkey::signin
