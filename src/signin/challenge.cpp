// SignIn: the waiting screen. The code can be typed, the link can be opened elsewhere, and the org
// is asked now and then whether it was.

#include <utility>

#include "http/answer.h"
#include "idx/read_document.h"
#include "signin/mail_age.h"
#include "signin/sign_in.h"
#include "signin/steps.h"
#include "signin/ways.h"

namespace latchkey::signin {
namespace {

// Where the org does not say when it may be polled again.
constexpr Milliseconds kQuietAfterPoll{60'000};

}  // namespace

void SignIn::showChallenge(const idx::Remediation& form) {
  AwaitPasscode next = awaitPasscodeStep(attempt_.document, form, client_.org());
  const auto* before = std::get_if<AwaitPasscode>(&shown_.phase);
  std::optional<Instant>& mailSentAt = attempt_.transaction->mailSentAt;
  // A page that was reloaded, or opened by the link, goes on waiting for the mail of before.
  const bool isMailNew = before == nullptr && (outbox_.asksForMail() || !mailSentAt);
  const bool mailWentOut = outbox_.intent() == Intent::resend || isMailNew;
  if (before != nullptr) {
    if (!mailWentOut) next.mailAge = before->mailAge;
    next.mailsSent = before->mailsSent + (mailWentOut ? 1 : 0);
  }
  const bool isShown = before != nullptr && !mailWentOut;
  shown_.phase = std::move(next);

  shown_.trouble.messages = attempt_.document.messagesOf(form);
  const idx::Field* passcode = form.find("credentials.passcode");
  if (passcode != nullptr && idx::isRefusal(passcode->messages)) {
    const Advice typed =
        tabs_.isNewerMailThere ? Advice::passcodeElsewhere : Advice::passcodeRefused;
    shown_.trouble.advice = outbox_.intent() == Intent::link ? Advice::linkRefused : typed;
  } else if (outbox_.intent() == Intent::resend && !idx::isRefusal(shown_.trouble.messages)) {
    shown_.trouble.advice = Advice::mailSentAgain;
  }
  opening_.allowRestart();
  if (mailWentOut) {
    mailSentAt = clock_.now();
    tasks_.want(SaveTransaction{*attempt_.transaction});
  }
  if (!isShown) {
    setMailAge(std::get<AwaitPasscode>(shown_.phase), mailAgeOf(*mailSentAt, clock_.now()));
  }
  schedulePoll();
  exchange_.fetchMetadata(context());
  exchange_.prefetchKeys(context());
}

void SignIn::setMailAge(AwaitPasscode& step, MailAge age) {
  step.mailAge = age;
  const auto left = untilNextAge(age, *attempt_.transaction->mailSentAt, clock_.now());
  if (left) tasks_.startTimer(Purpose::mailTimer, *left);
}

void SignIn::takeMailAge() {
  auto* it = std::get_if<AwaitPasscode>(&shown_.awaited());
  if (it != nullptr && attempt_.transaction) setMailAge(*it, nextAge(it->mailAge));
}

// --- polling

void SignIn::schedulePoll() {
  if (shown_.poll() == nullptr) return;
  startBackedOff(Purpose::pollTimer, polling_.untilPoll(shown_.pollRefresh(), clock_.now()));
}

// The org is being asked where the sign-in stands.
bool SignIn::isAsking() const { return tasks_.has(Purpose::poll) || tasks_.has(Purpose::stay); }

void SignIn::poll() {
  tasks_.drop(Purpose::pollTimer);
  if (polling_.isQuiet(clock_.now())) return schedulePoll();
  const idx::Remediation* form = shown_.poll();
  // One request at a time for a transaction; the answer to the other one schedules us again.
  if (form == nullptr || tasks_.has(Purpose::submit) || isAsking()) return;
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
    polling_.keepQuietUntil(
        http::retryAt(*response, clock_.now()).value_or(clock_.now() + kQuietAfterPoll));
    return schedulePoll();
  }
  if (!document) {
    polling_.noteFailure();
    return schedulePoll();
  }
  polling_.noteSuccess();
  if (isSameStep(attempt_.document, *document)) return adopt(*std::move(document));
  outbox_.forgetIntent();
  takeDocument(outbox_.mayBeTaken() && attempt_.transaction ? Asked::personAgain : Asked::poll,
               *std::move(document));
}

// Asked for by a person, so it is told when it fails. What they are doing is left as it is.
void SignIn::takeStayAnswer(const Result<http::Response>& response) {
  takePollAnswer(response);
  const Result<idx::Response> document =
      response ? idx::readDocument(*response, client_) : response.error();
  if (document) return;
  shown_.trouble = {};
  shown_.trouble.error = document.error();
}

// Still waiting: the forms of the new document are the good ones, and nothing else changes.
void SignIn::adopt(idx::Response document) {
  const std::vector<idx::Message> before = attempt_.document.allMessages();
  attempt_.document = std::move(document);
  outbox_.noteSameStep();
  if (auto* it = std::get_if<AwaitPasscode>(&shown_.awaited())) {
    renewForms(*it, attempt_.document, client_.org());
  } else if (auto* step = std::get_if<OtherStep>(&shown_.awaited())) {
    *step = stepOf(attempt_.document, client_.org());
    // Something that has to be done first, as a rule.
    std::vector<idx::Message> now = attempt_.document.allMessages();
    if (now != before) shown_.trouble.messages = std::move(now);
  }
  watchExpiry();
  schedulePoll();
  // The network is back, whether or not the browser has noticed.
  if (shown_.trouble.error && isOfTheNetwork(shown_.trouble.error->code)) {
    if (outbox_.isUnanswered()) return sendAgain();
    shown_.trouble.error.reset();
  }
}

}  // namespace latchkey::signin
