// SignIn: what only time brings. A sign-in that ends, a wait that the org asked for, another try.

#include "signin/no_answer.h"
#include "signin/phases.h"
#include "signin/sign_in.h"

namespace latchkey::signin {
namespace {

// Where the org does not say when a person may try again.
constexpr Milliseconds kQuietAfterTry{60'000};
constexpr Milliseconds kSecond{1'000};

}  // namespace

// --- the end of a sign-in: `expiresAt` of the document, by the org's clock

void SignIn::watchExpiry() {
  std::optional<Instant> end = attempt_.document.expiresAt;
  if (end) end = clock_.ours(*end);
  const bool isTimerRunning = tasks_.has(Purpose::expiryTimer);
  const auto delay = attempt_.expiry.watch(end, clock_.now(), isTimerRunning);
  if (delay) tasks_.startTimer(Purpose::expiryTimer, *delay);
  if (!attempt_.expiry.isKnown()) tasks_.drop(Purpose::expiryTimer);
}

void SignIn::takeExpiry() {
  const std::optional<Instant> end = attempt_.document.expiresAt;
  if (!end || clock_.ours(*end) > clock_.now()) return watchExpiry();
  attempt_.expiry.forget();
  if (tasks_.has(Purpose::submit)) return;  // the org will say so
  if (auto* identify = std::get_if<Identify>(&shown_.phase)) {
    // Nothing is lost, and a page may be open for days: a new one begins when it is needed.
    identify->form.reset();
    identify->ways.clear();
    return giveUpTransaction();
  }
  if (isStep(shown_.phase)) startAgain(Advice::startedAgain);
}

// To open the handle again is to be there still. The answer is taken like that of a poll.
void SignIn::on(const StayLonger&) {
  if (!endsSoon() || !attempt_.transaction || tasks_.has(Purpose::submit) || isAsking()) return;
  tasks_.drop(Purpose::pollTimer);
  send(Purpose::stay, idx::introspectRequest(client_, attempt_.transaction->handle));
}

// --- a wait that the org asked for

// Where it does not say for how long, a person is told something all the same; what we asked by
// ourselves goes on with ever longer waits.
void SignIn::waitUntil(Purpose purpose, std::optional<Instant> when) {
  if (!when && purpose != Purpose::submit) return;
  shown_.trouble.retryAt = when.value_or(clock_.now() + kQuietAfterTry);
  polling_.keepQuietUntil(*shown_.trouble.retryAt);
  countDown();
}

// Wakes once a second, as long as there is something to count and the tab is visible.
void SignIn::countDown() {
  if (!shown_.trouble.retryAt || tasks_.has(Purpose::submit)) return;
  const Milliseconds left = *shown_.trouble.retryAt - clock_.now();
  if (left <= Milliseconds(0)) {
    shown_.trouble = {};
    // What was not a person's own request goes on by itself.
    if (outbox_.intent() == Intent::link) return sendAgain();
    if (outbox_.lastSent().purpose == Purpose::submit) shown_.trouble.advice = Advice::waitIsOver;
  } else if (!polling_.isHidden()) {
    const Milliseconds part = left % kSecond;
    tasks_.startTimer(Purpose::countdownTimer, part == Milliseconds(0) ? kSecond : part);
  }
}

// --- another try

// A person's own answer goes out by itself only where it was the network that kept it back.
bool SignIn::goesOnByItself() const {
  if (polling_.isQuiet(clock_.now())) return false;
  if (exchange_.isUnderWay() || outbox_.lastSent().purpose != Purpose::submit) return true;
  return shown_.trouble.error && isOfTheNetwork(shown_.trouble.error->code);
}

void SignIn::retryLater() {
  if (polling_.hasTriesLeft())
    startBackedOff(Purpose::retryTimer, polling_.untilRetry(clock_.now()));
}

// Without a delay it is chance that says how long: a random number comes first, under the ticket
// that the timer will have.
void SignIn::startBackedOff(Purpose timer, std::optional<Milliseconds> delay) {
  if (delay) return tasks_.startTimer(timer, *delay);
  tasks_.want(DrawRandom{tasks_.issue(timer), 1});
}

}  // namespace latchkey::signin
