// SignIn: the waiting screen. The code can be typed, the link can be opened elsewhere, and the org
// is asked now and then whether it was.

#include <utility>

#include "http/answer.h"
#include "idx/read_document.h"
#include "signin/mail_age.h"
#include "signin/phases.h"
#include "signin/sign_in.h"
#include "signin/transitions.h"
#include "signin/typed_code.h"
#include "signin/ways.h"

namespace latchkey::signin {
namespace {

// Where the org does not say when it may be polled again.
constexpr Milliseconds kQuietAfterPoll{60'000};

// The same thing is asked for as before.
bool isSameStep(const idx::Response& before, const idx::Response& after) {
  if (answerOf(before) != answerOf(after) || after.isTerminal() || after.interactionCode) {
    return false;
  }
  if (before.remediations.empty() ||
      before.remediations.front().name != after.remediations.front().name) {
    return false;
  }
  const idx::Authenticator* was = before.current();
  const idx::Authenticator* is = after.current();
  return (was == nullptr) == (is == nullptr) && (was == nullptr || was->key == is->key);
}

const idx::Field* passcodeOf(const idx::Remediation& form) {
  return form.find("credentials.passcode");
}

}  // namespace

void SignIn::showChallenge(const idx::Remediation& form) {
  const idx::Authenticator* authenticator = document_.authenticatorOf(form);
  AwaitPasscode next{.form = form,
                     .poll = authenticator->poll,
                     .resend = authenticator->resend,
                     .email = authenticator->email,
                     .ways = waysBeside(document_, &form, client_.org())};
  // Absent means offered, to Okta's own widget too.
  const bool offered = authenticator->useEmailMagicLink.value_or(true);
  next.magicLink = offered ? MagicLink::offered : MagicLink::absent;
  const auto* before = std::get_if<AwaitPasscode>(&phase_);
  const bool mailWentOut = outbox_.intent() == Intent::resend || (before == nullptr && isMailNew());
  if (before != nullptr) {
    if (!mailWentOut) next.mailAge = before->mailAge;
    next.mailsSent = before->mailsSent + (mailWentOut ? 1 : 0);
  }
  const bool isShown = before != nullptr && !mailWentOut;
  phase_ = next;

  trouble_.messages = document_.messagesOf(form);
  const idx::Field* passcode = passcodeOf(form);
  if (passcode != nullptr && idx::isRefusal(passcode->messages)) {
    const Advice typed =
        isNewerMailElsewhere_ ? Advice::passcodeElsewhere : Advice::passcodeRefused;
    trouble_.advice = outbox_.intent() == Intent::link ? Advice::linkRefused : typed;
  } else if (outbox_.intent() == Intent::resend && !idx::isRefusal(trouble_.messages)) {
    trouble_.advice = Advice::mailSentAgain;
  }
  opening_.allowRestart();
  if (mailWentOut) noteMail();
  if (!isShown) watchMail();
  schedulePoll();
  exchange_.fetchMetadata(context());
  exchange_.prefetchKeys(context());
}

// A page that was reloaded, or opened by the link, goes on waiting for the mail of before.
bool SignIn::isMailNew() const {
  const Intent intent = outbox_.intent();
  const bool isAskedFor =
      intent == Intent::username || intent == Intent::email || intent == Intent::form;
  return isAskedFor || !transaction_->mailSentAt;
}

void SignIn::noteMail() {
  transaction_->mailSentAt = now_;
  want(SaveTransaction{*transaction_});
}

void SignIn::watchMail() {
  MailAge& age = std::get<AwaitPasscode>(phase_).mailAge;
  age = mailAgeOf(*transaction_->mailSentAt, now_);
  waitForNextMailAge(age);
}

void SignIn::waitForNextMailAge(MailAge age) {
  const auto left = untilNextAge(age, *transaction_->mailSentAt, now_);
  if (left) startTimer(Purpose::mailTimer, *left);
}

void SignIn::takeMailAge() {
  AwaitPasscode* it = waiting();
  if (it == nullptr || !transaction_) return;
  it->mailAge = nextAge(it->mailAge);
  waitForNextMailAge(it->mailAge);
}

void SignIn::on(const SubmitPasscode& event) {
  const auto* waiting = std::get_if<AwaitPasscode>(&phase_);
  if (waiting == nullptr || isBusy() || mustWait()) return;
  const Reading reading = readCode(event.passcode, shapeOf(passcodeOf(waiting->form)));
  trouble_ = {};
  if (const auto* advice = std::get_if<Advice>(&reading)) {
    trouble_.advice = *advice;
    return;
  }
  const idx::Values values{{"credentials.passcode", std::get<std::string>(reading)}};
  if (isRefusedAgain(waiting->form, values)) return;
  submit(Intent::passcode, waiting->form, values);
}

void SignIn::on(const Resend&) {
  const auto* waiting = std::get_if<AwaitPasscode>(&phase_);
  const bool isOffered =
      waiting != nullptr && waiting->resend && waiting->mailAge != MailAge::fresh;
  if (!isOffered || isBusy() || mustWait()) return;
  trouble_ = {};
  submit(Intent::resend, *waiting->resend, {});
}

// --- polling

AwaitPasscode* SignIn::waiting() {
  if (auto* now = std::get_if<AwaitPasscode>(&phase_)) return now;
  return aside_ ? std::get_if<AwaitPasscode>(&*aside_) : nullptr;
}

// Of the step that is being waited for, though a person may be looking at something else.
const idx::Remediation* SignIn::pollForm() const { return pollOf(aside_ ? *aside_ : phase_); }

std::optional<Milliseconds> SignIn::pollRefresh() const {
  const idx::Remediation* form = pollForm();
  return form == nullptr ? std::nullopt : form->refresh;
}

void SignIn::schedulePoll() {
  if (pollForm() != nullptr)
    startBackedOff(Purpose::pollTimer, polling_.untilPoll(pollRefresh(), now_));
}

// The org is being asked where the sign-in stands.
bool SignIn::isAsking() const { return tickets_.has(Purpose::poll) || tickets_.has(Purpose::stay); }

void SignIn::poll() {
  tickets_.drop(Purpose::pollTimer);
  if (polling_.isQuiet(now_)) return schedulePoll();
  const idx::Remediation* form = pollForm();
  // One request at a time for a transaction; the answer to the other one schedules us again.
  if (form == nullptr || tickets_.has(Purpose::submit) || isAsking()) return;
  send(Purpose::poll, idx::submitRequest(*form, {}));
}

// A poll is our own affair: its failures are never shown, and it never takes away what a person is
// told or is typing.
void SignIn::takePollAnswer(const Result<http::Response>& response) {
  Result<idx::Response> document =
      response ? idx::readDocument(*response, client_) : response.error();
  const bool tooMany =
      document ? document->isTooMany : document.error().code == ErrorCode::rateLimited;
  if (tooMany) {
    polling_.keepQuietUntil(http::retryAt(*response, now_).value_or(now_ + kQuietAfterPoll));
    return schedulePoll();
  }
  if (!document) {
    polling_.noteFailure();
    return schedulePoll();
  }
  polling_.noteSuccess();
  if (isSameStep(document_, *document)) return adopt(*std::move(document));
  outbox_.forgetIntent();
  takeDocument(outbox_.mayBeTaken() && transaction_ ? Asked::personAgain : Asked::poll,
               *std::move(document));
}

// Asked for by a person, so it is told when it fails. What they are doing is left as it is.
void SignIn::takeStayAnswer(const Result<http::Response>& response) {
  takePollAnswer(response);
  const Result<idx::Response> document =
      response ? idx::readDocument(*response, client_) : response.error();
  if (document) return;
  trouble_ = {};
  trouble_.error = document.error();
}

// Still waiting: the forms of the new document are the good ones, and nothing else changes.
void SignIn::adopt(idx::Response document) {
  const std::vector<idx::Message> before = document_.allMessages();
  document_ = std::move(document);
  outbox_.noteSameStep();
  if (AwaitPasscode* it = waiting()) {
    it->form = *emailChallengeOf(document_);
    const idx::Authenticator* authenticator = document_.authenticatorOf(it->form);
    it->poll = authenticator->poll;
    it->resend = authenticator->resend;
    it->ways = waysBeside(document_, &it->form, client_.org());
  } else if (auto* step = std::get_if<OtherStep>(aside_ ? &*aside_ : &phase_)) {
    *step = stepOf(document_, client_.org());
    // Something that has to be done first, as a rule.
    if (document_.allMessages() != before) trouble_.messages = document_.allMessages();
  }
  watchExpiry();
  schedulePoll();
  // The network is back, whether or not the browser has noticed.
  if (trouble_.error && isOfTheNetwork(trouble_.error->code)) {
    if (outbox_.isUnanswered()) return sendAgain();
    trouble_.error.reset();
  }
}

}  // namespace latchkey::signin
