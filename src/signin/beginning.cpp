// SignIn: from nothing, or from what the browser kept, to the org's first document.

#include <utility>

#include "oauth/refusal.h"
#include "signin/sign_in.h"
#include "signin/start.h"

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
  const Start start = startOf(event, client_, opening_, clock_.now());
  if (event.transaction && endsTransaction(start)) {
    tasks_.want(ForgetTransaction{event.transaction->state});
  }
  switch (start) {
    case Start::leaveForApp:
      shown_.phase = Leaving{};
      return tasks_.want(Navigate{LeavingFor::app, destinations_.defaultPage});
    case Start::followLink:
      return resume(*event.transaction,
                    Opening::Link{std::get<oauth::MagicLink>(event.landing).otp});
    case Start::redeemCode:
      takeUp(*event.transaction);
      exchange_.fetchMetadata(context());
      return redeem(std::get<oauth::CodeCallback>(event.landing).code);
    case Start::goOnAtOrg:
      return resume(*event.transaction);
    case Start::resume:
      shown_.phase = Identify{.username = event.transaction->username};
      return resume(*event.transaction);
    case Start::resumeBesideAnother:
      shown_.phase = Identify{.username = event.transaction->username};
      resume(*event.transaction);
      shown_.trouble.advice = Advice::anotherSignedIn;
      return;
    case Start::askUsername:
      begin(event.wishes.loginHint);
      tabs_.waiting = event.waiting;
      if (event.waiting) std::get<Identify>(shown_.phase).waitingFor = event.waiting->username;
      return;
    default:
      return say(start, event);
  }
}

// What there is to be said where no sign-in goes on by itself.
void SignIn::say(Start start, const Opened& event) {
  if (event.transaction) opening_.setUsername(event.transaction->username);
  if (start == Start::sayLinkIsOver) {
    begin("");
    shown_.trouble.advice = Advice::linkOutdated;
  } else if (start == Start::showCode) {
    // Another browser or another device: by design the code has to be carried over by the person.
    const oauth::Otp& otp = std::get<oauth::MagicLink>(event.landing).otp;
    shown_.phase = LinkElsewhere{.otp = event.mayShowCode ? std::optional(otp) : std::nullopt,
                                 .isBrowserForgetful = !event.keepsData};
  } else if (start == Start::sayForOrg) {
    shown_.phase = *event.orgLink;
    shown_.trouble.error = Error{ErrorCode::foreignAddress, event.orgLink->kind};
  } else if (start == Start::sayLinkDamaged) {
    tabs_.waiting = event.transaction;
    shown_.phase = LinkDamaged{event.transaction.has_value()};
  } else if (const auto* refused = std::get_if<oauth::CallbackError>(&event.landing)) {
    shown_.phase = Stopped{};
    reachability_.note(outcomeOfLanding(client_, *refused));
    shown_.trouble.error = Error{oauth::meaningOf(refused->error).value_or(ErrorCode::oauthRefused),
                                 discreet(refused->error)};
  }
}

void SignIn::on(const GoOn&) {
  const bool isOffered = std::holds_alternative<Identify>(shown_.phase) ||
                         std::holds_alternative<LinkDamaged>(shown_.phase);
  if (!isOffered || !tabs_.waiting || isBusy()) return;
  giveUpTransaction();
  shown_.trouble = {};
  shown_.phase = Arriving{};
  resume(*std::exchange(tabs_.waiting, std::nullopt));
  tasks_.want(SaveTransaction{*attempt_.transaction});  // for this tab too: it may be reloaded
}

void SignIn::on(const AnswerElsewhere& event) {
  if (auto* elsewhere = std::get_if<LinkElsewhere>(&shown_.phase)) elsewhere->stage = event.answer;
}

void SignIn::begin(std::string username) {
  showEmptyForm(std::move(username));
  // Side by side: the keys' address is not needed before the tokens are there.
  draw();
  exchange_.fetchMetadata(context());
}

// Nothing of a sign-in is left. A new one begins when the person goes on, if not before.
void SignIn::showEmptyForm(std::string username) {
  opening_.begin(Opening::Fresh{});
  opening_.setUsername(username);
  shown_.phase = Identify{.username = std::move(username)};
  shown_.trouble = {};
}

void SignIn::draw() {
  tasks_.want(DrawRandom{tasks_.issue(Purpose::randomness), Opening::kEntropyBytes});
}

void SignIn::on(const RandomDrawn& event) {
  const std::optional<Purpose> purpose = tasks_.settle(event.ticket);
  if (!purpose) return;
  if (purpose == Purpose::pollTimer) {
    return tasks_.startTimer(
        *purpose, polling_.backedOffPoll(shown_.pollRefresh(), clock_.now(), event.bytes));
  }
  if (purpose == Purpose::retryTimer) {
    return tasks_.startTimer(*purpose, polling_.backedOffRetry(event.bytes));
  }
  attempt_.transaction = opening_.draw(event.bytes, client_, clock_.now());
  if (!attempt_.transaction) {
    shown_.trouble.error = Error{ErrorCode::cryptoUnavailable, "no random numbers"};
    return;
  }
  tasks_.want(Digest{tasks_.issue(Purpose::challengeDigest),
                     toBytes(attempt_.transaction->verifier.reveal())});
}

void SignIn::on(const Digested& event) {
  if (tasks_.settle(event.ticket) != Purpose::challengeDigest) {
    return proceed(exchange_.take(event, context()));
  }
  if (!event.digest) {
    shown_.trouble.error = event.digest.error();
    shown_.phase = Stopped{};
    return;
  }
  attempt_.transaction->challenge = oauth::makeCodeChallenge(*event.digest);
  send(Purpose::interact,
       idx::interactRequest(client_, attempt_.transaction->challenge, attempt_.transaction->state,
                            attempt_.transaction->nonce));
}

void SignIn::resume(session::Transaction transaction, Opening::From from) {
  exchange_.fetchMetadata(context());
  opening_.begin(std::move(from));
  takeUp(std::move(transaction));
  send(Purpose::introspect, idx::introspectRequest(client_, attempt_.transaction->handle));
}

// What the browser kept, with what was asked of that sign-in.
void SignIn::takeUp(session::Transaction transaction) {
  opening_.setUsername(transaction.username);
  if (transaction.maxAge) client_ = client_.withMaxAge(*transaction.maxAge);
  attempt_.transaction = std::move(transaction);
}

void SignIn::takeInteractAnswer(const http::Response& response) {
  Result<oauth::InteractionHandle> handle = idx::parseInteractAnswer(response);
  if (!handle) return failOpeningOrSubmit(Purpose::interact, handle.error(), &response);
  attempt_.transaction->handle = *std::move(handle);
  tasks_.want(SaveTransaction{*attempt_.transaction});
  send(Purpose::introspect, idx::introspectRequest(client_, attempt_.transaction->handle));
}

void SignIn::giveUpTransaction() {
  if (attempt_.transaction) tasks_.want(ForgetTransaction{attempt_.transaction->state});
  attempt_ = {};
  exchange_.revokeUntaken(context());
  exchange_.stop();
  tasks_.clear();
  outbox_.clear();
  shown_.under.reset();
}

// Nothing of the opening is under way, but a person wants to go on: take it up where it stopped.
void SignIn::ensureOpening() {
  if (isOpening()) return;
  if (outbox_.isUnanswered()) return sendAgain();
  if (attempt_.transaction) tasks_.want(ForgetTransaction{attempt_.transaction->state});
  draw();
  exchange_.fetchMetadata(context());
}

void SignIn::sendAgain() {
  tasks_.drop(Purpose::retryTimer);
  if (exchange_.isUnderWay()) {
    tasks_.drop(Purpose::probe);
    shown_.trouble.error.reset();
    return proceed(exchange_.pursue(context()));
  }
  if (!outbox_.isUnanswered()) return;
  shown_.trouble.error.reset();
  const bool hasWaited = shown_.trouble.advice == Advice::tooManyAttempts ||
                         shown_.trouble.advice == Advice::serviceBusy;
  if (hasWaited) shown_.trouble = {};
  const Outbox::Sent& last = outbox_.lastSent();
  if (last.purpose == Purpose::submit) return submitNow();
  send(last.purpose, http::Request(last.request));
}

}  // namespace latchkey::signin
