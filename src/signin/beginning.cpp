// SignIn: from nothing, or from what the browser kept, to the org's first document.

#include <utility>

#include "base/text.h"
#include "oauth/refusal.h"
#include "signin/sign_in.h"
#include "signin/step_up.h"

namespace latchkey::signin {
namespace {

// Anything can stand in the page's own address: these words go to the console only.
Outcome outcomeOfLanding(const oauth::Client& client, const oauth::CallbackError& refused) {
  Outcome outcome = outcomeOf(client.redirectUri(), nullptr);
  outcome.error = discreet(refused.error);
  outcome.description = discreet(refused.description);
  return outcome;
}

}  // namespace

void SignIn::on(const Opened& event) {
  if (event.page) destinations_.defaultPage = *event.page;
  opening_.expect(event.wishes.loginHint);
  if (event.wishes.freshSignIn) client_ = client_.withMaxAge(Seconds(0));
  const bool isSignedIn = event.tokens && areAlive(*event.tokens, now_) &&
                          !event.wishes.freshSignIn && meetsStepUp(*event.tokens, client_, now_);
  const bool somethingToFinish =
      event.transaction && !std::holds_alternative<oauth::FreshVisit>(event.landing);
  const bool isForElsewhere = std::holds_alternative<oauth::MagicLink>(event.landing) &&
                              !event.transaction && !event.isLinkOver;
  if (event.orgLink) {
    phase_ = *event.orgLink;
    trouble_.error = Error{ErrorCode::foreignAddress, event.orgLink->kind};
    return;
  }
  const bool isToBeReplaced =
      event.transaction && !somethingToFinish && opening_.doesNotFit(*event.transaction, client_);
  // A second account beside this one's sign-in, which can still be finished.
  const bool isBesideAnother = isSignedIn && event.areTokensOfAnother && !isToBeReplaced;
  if (isSignedIn && !somethingToFinish && !isForElsewhere && !isBesideAnother) {
    // Another tab finished while this one was elsewhere: its copy is a secret without a purpose.
    if (event.transaction) want(ForgetTransaction{event.transaction->state});
    phase_ = Leaving{};
    want(Navigate{LeavingFor::app, destinations_.defaultPage});
    return;
  }
  Opened opened = event;
  if (isToBeReplaced) {
    want(ForgetTransaction{event.transaction->state});
    opened.transaction.reset();
  }
  openSignInPage(opened);
  if (isBesideAnother && !somethingToFinish) trouble_.advice = Advice::anotherSignedIn;
}

void SignIn::openSignInPage(const Opened& event) {
  if (const auto* link = std::get_if<oauth::MagicLink>(&event.landing)) {
    return openByLink(*link, event);
  }
  if (std::holds_alternative<oauth::DamagedLink>(event.landing)) {
    waiting_ = event.transaction;
    if (waiting_) username_ = waiting_->username;
    phase_ = LinkDamaged{waiting_.has_value()};
    return;
  }
  if (const auto* callback = std::get_if<oauth::CodeCallback>(&event.landing);
      callback != nullptr && event.transaction) {
    transaction_ = event.transaction;
    username_ = transaction_->username;
    if (transaction_->maxAge) client_ = client_.withMaxAge(*transaction_->maxAge);
    exchange_.fetchMetadata(context());
    return redeem(callback->code);
  }
  if (const auto* refused = std::get_if<oauth::CallbackError>(&event.landing)) {
    // The provider has done its part, and the org has more to ask.
    if (refused->error == "interaction_required" && event.transaction) {
      exchange_.fetchMetadata(context());
      return resume(*event.transaction);
    }
    if (event.transaction) {
      username_ = event.transaction->username;
      want(ForgetTransaction{event.transaction->state});
    }
    phase_ = Stopped{};
    reachability_.note(outcomeOfLanding(client_, *refused));
    trouble_.error = Error{oauth::meaningOf(refused->error).value_or(ErrorCode::oauthRefused),
                           discreet(refused->error)};
    return;
  }
  if (event.transaction) {
    phase_ = Identify{.username = event.transaction->username};
    exchange_.fetchMetadata(context());
    return resume(*event.transaction);
  }
  begin(event.wishes.loginHint);
  if (!event.waiting) return;
  waiting_ = event.waiting;
  std::get<Identify>(phase_).waitingFor = waiting_->username;
}

void SignIn::on(const GoOn&) {
  const bool isOffered =
      std::holds_alternative<Identify>(phase_) || std::holds_alternative<LinkDamaged>(phase_);
  if (!isOffered || !waiting_ || isBusy()) return;
  giveUpTransaction();
  trouble_ = {};
  phase_ = Arriving{};
  exchange_.fetchMetadata(context());
  resume(*std::exchange(waiting_, std::nullopt));
  want(SaveTransaction{*transaction_});  // for this tab too: it may be reloaded
}

void SignIn::openByLink(const oauth::MagicLink& link, const Opened& event) {
  if (!event.transaction) {
    if (event.isLinkOver) {
      begin("");
      trouble_.advice = Advice::linkOutdated;
      return;
    }
    // Another browser or another device: by design the code has to be carried over by the person.
    phase_ = LinkElsewhere{.otp = event.mayShowCode ? std::optional(link.otp) : std::nullopt,
                           .isBrowserForgetful = !event.keepsData};
    return;
  }
  phase_ = Arriving{};
  exchange_.fetchMetadata(context());
  resume(*event.transaction, Opening::Link{link.otp});
}

void SignIn::on(const AnswerElsewhere& event) {
  if (auto* elsewhere = std::get_if<LinkElsewhere>(&phase_)) elsewhere->stage = event.answer;
}

void SignIn::begin(std::string username) {
  showEmptyForm(std::move(username));
  // Side by side: the keys' address is not needed before the tokens are there.
  draw();
  exchange_.fetchMetadata(context());
}

// Nothing of a sign-in is left. A new one begins when the person goes on, if not before.
void SignIn::showEmptyForm(std::string username) {
  document_ = {};
  opening_.begin(Opening::Fresh{});
  exchange_.cancel();
  outbox_.clear();
  aside_.reset();
  expiry_.forget();
  username_ = username;
  phase_ = Identify{.username = std::move(username)};
  trouble_ = {};
}

void SignIn::draw() {
  want(DrawRandom{tickets_.issue(Purpose::randomness), Opening::kEntropyBytes});
}

void SignIn::on(const RandomDrawn& event) {
  const std::optional<Purpose> purpose = tickets_.settle(event.ticket);
  if (!purpose) return;
  if (purpose == Purpose::pollTimer) {
    return startTimer(*purpose, polling_.backedOffPoll(pollRefresh(), now_, event.bytes));
  }
  if (purpose == Purpose::retryTimer) {
    return startTimer(*purpose, polling_.backedOffRetry(event.bytes));
  }
  transaction_ = opening_.draw(event.bytes, client_, username_, now_);
  if (!transaction_) {
    trouble_.error = Error{ErrorCode::cryptoUnavailable, "no random numbers"};
    return;
  }
  want(Digest{tickets_.issue(Purpose::challengeDigest), toBytes(transaction_->verifier.reveal())});
}

void SignIn::on(const Digested& event) {
  if (tickets_.settle(event.ticket) != Purpose::challengeDigest) {
    return proceed(exchange_.take(event, context()));
  }
  if (!event.digest) {
    trouble_.error = event.digest.error();
    phase_ = Stopped{};
    return;
  }
  transaction_->challenge = oauth::makeCodeChallenge(*event.digest);
  send(Purpose::interact, idx::interactRequest(client_, transaction_->challenge,
                                               transaction_->state, transaction_->nonce));
}

void SignIn::resume(session::Transaction transaction, Opening::From from) {
  opening_.begin(std::move(from));
  username_ = transaction.username;
  if (transaction.maxAge) client_ = client_.withMaxAge(*transaction.maxAge);
  transaction_ = std::move(transaction);
  send(Purpose::introspect, idx::introspectRequest(client_, transaction_->handle));
}

void SignIn::takeInteractAnswer(const http::Response& response) {
  Result<oauth::InteractionHandle> handle = idx::parseInteractAnswer(response);
  if (!handle) return failOpeningOrSubmit(Purpose::interact, handle.error(), &response);
  transaction_->handle = *std::move(handle);
  want(SaveTransaction{*transaction_});
  send(Purpose::introspect, idx::introspectRequest(client_, transaction_->handle));
}

void SignIn::giveUpTransaction() {
  if (transaction_) want(ForgetTransaction{transaction_->state});
  transaction_.reset();
  exchange_.revokeUntaken(context());
  exchange_.stop();
  document_ = {};
  tickets_.clear();
  outbox_.clear();
  aside_.reset();
  expiry_.forget();
}

// Nothing of the opening is under way, but a person wants to go on: take it up where it stopped.
void SignIn::ensureOpening() {
  if (isOpening()) return;
  if (outbox_.isUnanswered()) return sendAgain();
  if (transaction_) want(ForgetTransaction{transaction_->state});
  draw();
  exchange_.fetchMetadata(context());
}

void SignIn::sendAgain() {
  tickets_.drop(Purpose::retryTimer);
  if (exchange_.isUnderWay()) {
    tickets_.drop(Purpose::probe);
    trouble_.error.reset();
    return proceed(exchange_.pursue(context()));
  }
  if (!outbox_.isUnanswered()) return;
  trouble_.error.reset();
  const bool hasWaited =
      trouble_.advice == Advice::tooManyAttempts || trouble_.advice == Advice::serviceBusy;
  if (hasWaited) trouble_ = {};
  const Outbox::Sent& last = outbox_.lastSent();
  if (last.purpose == Purpose::submit) return submitNow();
  send(last.purpose, http::Request(last.request));
}

}  // namespace latchkey::signin
