// SignIn: the waiting screen. The code can be typed, the link can be opened elsewhere, and the org
// is asked now and then whether it was.

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/answer.h"
#include "idx/parse_response.h"
#include "signin/sign_in.h"

namespace latchkey::signin {
namespace {

constexpr Milliseconds kDefaultPoll{4'000};
constexpr Milliseconds kFastestPoll{1'000};
constexpr Milliseconds kHiddenPoll{15'000};
constexpr Milliseconds kSlowestPoll{60'000};
constexpr Milliseconds kResendDelay{30'000};

// Mail programs show "123 456" or "123-456", and it is copied like that.
std::string withoutSeparators(std::string_view typed) {
  std::string passcode(typed);
  std::erase_if(passcode, [](char c) { return isSpace(c) || c == '-'; });
  // A no-break space, as HTML mails have it.
  return replaceAll(std::move(passcode), "\xC2\xA0", "");
}

bool isRefusal(const std::vector<idx::Message>& messages) {
  return std::any_of(messages.begin(), messages.end(), [](const idx::Message& message) {
    return message.severity == idx::Severity::error;
  });
}

std::vector<idx::Message> passcodeMessages(const idx::Remediation& form) {
  const idx::Field* credentials = form.find("credentials");
  const idx::Field* passcode = credentials ? credentials->find("passcode") : nullptr;
  return passcode ? passcode->messages : std::vector<idx::Message>{};
}

}  // namespace

void SignIn::showChallenge(const idx::Remediation& form) {
  const idx::Authenticator* authenticator = document_.authenticatorOf(form);
  AwaitPasscode next{.form = form,
                     .poll = authenticator->poll,
                     .resend = authenticator->resend,
                     .email = authenticator->email};
  // Absent means offered, to Okta's own widget too.
  const bool offered = authenticator->useEmailMagicLink.value_or(true);
  next.magicLink = offered ? MagicLink::offered : MagicLink::absent;
  const auto* before = std::get_if<AwaitPasscode>(&phase_);
  const bool mailWentOut = before == nullptr || intent_ == Intent::resend;
  if (before != nullptr) {
    next.resendOffered = before->resendOffered && !mailWentOut;
    next.mailsSent = before->mailsSent + (mailWentOut ? 1 : 0);
  }
  phase_ = next;

  const std::vector<idx::Message> refused = passcodeMessages(form);
  trouble_.messages = document_.messages;
  if (isRefusal(refused)) {
    trouble_.advice = intent_ == Intent::link ? Advice::linkRefused : Advice::passcodeRefused;
  } else if (intent_ == Intent::resend) {
    trouble_.advice = Advice::mailSentAgain;
  }
  if (document_.hasMessage("tooManyRequests")) trouble_.advice = Advice::tooManyAttempts;
  restartedByItself_ = false;
  if (mailWentOut) startTimer(Purpose::resendTimer, kResendDelay);
  schedulePoll(pollInterval());
  prefetchKeys();
}

void SignIn::on(const SubmitPasscode& event) {
  const auto* waiting = std::get_if<AwaitPasscode>(&phase_);
  if (waiting == nullptr || isBusy()) return;
  trouble_ = {};
  std::string passcode = withoutSeparators(event.passcode);
  if (passcode.empty()) {
    trouble_.advice = Advice::enterPasscode;
    return;
  }
  submit(Intent::passcode, waiting->form, {{"credentials.passcode", std::move(passcode)}});
}

void SignIn::on(const Resend&) {
  const auto* waiting = std::get_if<AwaitPasscode>(&phase_);
  if (waiting == nullptr || !waiting->resend || !waiting->resendOffered || isBusy()) return;
  trouble_ = {};
  submit(Intent::resend, *waiting->resend, {});
}

// --- polling

Milliseconds SignIn::pollInterval() const {
  const auto* waiting = std::get_if<AwaitPasscode>(&phase_);
  Milliseconds interval = kDefaultPoll;
  if (waiting != nullptr && waiting->poll) interval = waiting->poll->refresh.value_or(kDefaultPoll);
  interval = std::clamp(interval, kFastestPoll, kSlowestPoll);
  if (hidden_) interval = std::max(interval, kHiddenPoll);
  // Twice as long after each failure in a row: whoever is down needs rest.
  for (int i = 0; i < failedPolls_ && interval < kSlowestPoll; ++i) interval *= 2;
  return std::min(interval, kSlowestPoll);
}

void SignIn::schedulePoll(Milliseconds delay) {
  const auto* waiting = std::get_if<AwaitPasscode>(&phase_);
  if (waiting != nullptr && waiting->poll) startTimer(Purpose::pollTimer, delay);
}

void SignIn::poll() {
  drop(Purpose::pollTimer);
  const auto* waiting = std::get_if<AwaitPasscode>(&phase_);
  // One request at a time for a transaction; the answer to the other one schedules us again.
  if (waiting == nullptr || !waiting->poll || isOutstanding(Purpose::submit)) return;
  send(Purpose::poll, idx::submitRequest(*waiting->poll, {}));
}

// A poll is our own affair: its failures are never shown, and it never takes away what a person is
// told or is typing.
void SignIn::takePollAnswer(const Result<http::Response>& response) {
  auto* waiting = std::get_if<AwaitPasscode>(&phase_);
  if (waiting == nullptr) return;
  Result<idx::Response> document = response ? idx::parseResponse(*response) : response.error();
  if (!document) {
    if (document.error().code == ErrorCode::rateLimited) {
      const std::optional<Instant> until = http::retryAt(*response, now_);
      return schedulePoll(until ? *until - now_ : kSlowestPoll);
    }
    ++failedPolls_;
    return schedulePoll(pollInterval());
  }
  failedPolls_ = 0;
  if (document->hasMessage("tooManyRequests")) return schedulePoll(kSlowestPoll);
  const idx::Remediation* form = document->find(idx::KnownRemediation::challengeAuthenticator);
  const idx::Authenticator* authenticator = form ? document->authenticatorOf(*form) : nullptr;
  const bool stillWaiting =
      authenticator != nullptr && authenticator->key == "okta_email" && !document->interactionCode;
  if (!stillWaiting) {
    intent_ = Intent::none;
    return takeDocument(*std::move(document));
  }
  waiting->form = *form;
  waiting->poll = authenticator->poll;
  waiting->resend = authenticator->resend;
  document_ = *std::move(document);
  schedulePoll(pollInterval());
}

}  // namespace latchkey::signin
