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

std::optional<Instant> SignIn::endByOurClock() const {
  std::optional<Instant> end = document_.expiresAt;
  if (end && clockOffset_) *end -= *clockOffset_;
  return end;
}

void SignIn::watchExpiry() {
  const bool isTimerRunning = tickets_.has(Purpose::expiryTimer);
  const auto delay = expiry_.watch(endByOurClock(), now_, isTimerRunning);
  if (delay) startTimer(Purpose::expiryTimer, *delay);
  if (!expiry_.isKnown()) tickets_.drop(Purpose::expiryTimer);
}

void SignIn::takeExpiry() {
  const std::optional<Instant> end = endByOurClock();
  if (!end || *end > now_) return watchExpiry();
  expiry_.forget();
  if (tickets_.has(Purpose::submit)) return;  // the org will say so
  if (auto* identify = std::get_if<Identify>(&phase_)) {
    // Nothing is lost, and a page may be open for days: a new one begins when it is needed.
    identify->form.reset();
    identify->ways.clear();
    return giveUpTransaction();
  }
  if (isStep(phase_)) startAgain(Advice::startedAgain);
}

// To open the handle again is to be there still. The answer is taken like that of a poll.
void SignIn::on(const StayLonger&) {
  if (!endsSoon() || !transaction_ || tickets_.has(Purpose::submit) || isAsking()) return;
  tickets_.drop(Purpose::pollTimer);
  send(Purpose::stay, idx::introspectRequest(client_, transaction_->handle));
}

// --- a wait that the org asked for

// Where it does not say for how long, a person is told something all the same; what we asked by
// ourselves goes on with ever longer waits.
void SignIn::waitUntil(Purpose purpose, std::optional<Instant> when) {
  if (!when && purpose != Purpose::submit) return;
  trouble_.retryAt = when.value_or(now_ + kQuietAfterTry);
  polling_.keepQuietUntil(*trouble_.retryAt);
  countDown();
}

// Wakes once a second, as long as there is something to count and the tab is visible.
void SignIn::countDown() {
  if (!trouble_.retryAt || tickets_.has(Purpose::submit)) return;
  const Milliseconds left = *trouble_.retryAt - now_;
  if (left <= Milliseconds(0)) {
    trouble_ = {};
    // What was not a person's own request goes on by itself.
    if (outbox_.intent() == Intent::link) return sendAgain();
    if (outbox_.lastSent().purpose == Purpose::submit) trouble_.advice = Advice::waitIsOver;
  } else if (!polling_.isHidden()) {
    const Milliseconds part = left % kSecond;
    startTimer(Purpose::countdownTimer, part == Milliseconds(0) ? kSecond : part);
  }
}

// --- another try

// A person's own answer goes out by itself only where it was the network that kept it back.
bool SignIn::goesOnByItself() const {
  if (polling_.isQuiet(now_)) return false;
  if (exchange_.isUnderWay() || outbox_.lastSent().purpose != Purpose::submit) return true;
  return trouble_.error && isOfTheNetwork(trouble_.error->code);
}

void SignIn::retryLater() {
  if (polling_.hasTriesLeft()) startBackedOff(Purpose::retryTimer, polling_.untilRetry(now_));
}

// Without a delay it is chance that says how long: a random number comes first, under the ticket
// that the timer will have.
void SignIn::startBackedOff(Purpose timer, std::optional<Milliseconds> delay) {
  if (delay) return startTimer(timer, *delay);
  want(DrawRandom{tickets_.issue(timer), 1});
}

}  // namespace latchkey::signin
