// SignIn: the org's documents to phases.

#include <utility>

#include "http/answer.h"
#include "idx/read_document.h"
#include "signin/asked.h"
#include "signin/no_answer.h"
#include "signin/sign_in.h"
#include "signin/steps.h"
#include "signin/transitions.h"
#include "signin/ways.h"

namespace latchkey::signin {
namespace {

// It never arrived, or its answer was lost, or is no answer: the org may have acted on it.
bool mayBeTaken(const http::Response* response) {
  return response == nullptr || response->status < 300 || response->status >= 500;
}

Answer answerOf(const Error& error, const http::Response* response) {
  if (error.code == ErrorCode::rateLimited) return Answer::tooMany;
  const bool rejected = response != nullptr && response->status >= 400 && response->status < 500;
  return rejected ? Answer::rejected : Answer::nothing;
}

}  // namespace

void SignIn::takeAnswer(Purpose purpose, const http::Response& response) {
  if (purpose == Purpose::interact) return takeInteractAnswer(response);
  Result<idx::Response> document = idx::readDocument(response, client_);
  if (!document) return failOpeningOrSubmit(purpose, document.error(), &response);
  const Asked asked = askedBy(purpose, outbox_, opening_, attempt_.transaction.has_value());
  const bool queued = [&] {
    const auto* identify = std::get_if<Identify>(&shown_.phase);
    return identify != nullptr && identify->submitted;
  }();
  if (purpose == Purpose::introspect) outbox_.forgetIntent();
  takeDocument(asked, *std::move(document));
  if (shown_.trouble.advice == Advice::tooManyAttempts)
    waitUntil(purpose, http::retryAt(response, clock_.now()));
  const auto* identify = std::get_if<Identify>(&shown_.phase);
  if (queued && identify != nullptr && identify->form) submitUsernameNow();
}

void SignIn::takeDocument(Asked asked, idx::Response document) {
  attempt_.document = std::move(document);
  polling_.noteSuccess();
  outbox_.noteDocument();
  const Answer answer = answerOf(attempt_.document);
  const Then then = thenOf(asked, answer);
  if (then == Then::redeem) return redeem(*attempt_.document.interactionCode);
  if (attempt_.document.isTerminal()) return takeTerminal(then);
  std::optional<oauth::Otp> linkOtp = opening_.confirm();
  // What was said when the sign-in was begun anew is still worth saying when its form comes.
  const bool isAboutTheBeginning = shown_.trouble.advice == Advice::startedAgain ||
                                   shown_.trouble.advice == Advice::answerLost ||
                                   shown_.trouble.advice == Advice::linkOutdated ||
                                   shown_.trouble.advice == Advice::anotherSignedIn;
  const Advice said = outbox_.intent() == Intent::none && isAboutTheBeginning
                          ? shown_.trouble.advice
                          : Advice::none;
  shown_.trouble = {};
  shown_.trouble.advice = said;
  shown_.under.reset();
  showForm(then, std::move(linkOtp));
  outbox_.noteRefusal(attempt_.document, shown_.trouble);
  // Where the person has attempted nothing yet, there is a form to go on with, and no more to say.
  const bool isOfThePerson = asked != Asked::opening && asked != Asked::resuming;
  if (attempt_.document.isTooMany && isOfThePerson) shown_.trouble.advice = Advice::tooManyAttempts;
  if (attempt_.document.isTooMany && !isOfThePerson) shown_.trouble.messages.clear();
  watchExpiry();
}

void SignIn::showForm(Then then, std::optional<oauth::Otp> linkOtp) {
  const idx::Response& document = attempt_.document;
  switch (then) {
    case Then::sendLinkCode:
      return send(Outbox::Submission{Intent::link,
                                     *emailChallengeOf(document),
                                     {{"credentials.passcode", linkOtp->reveal()}}});
    case Then::awaitPasscode:
      return showChallenge(*emailChallengeOf(document));
    case Then::identify:
      showIdentify(*usernameFormOf(document));
      break;
    case Then::askForEmail:
      show(askForEmailStep(document, client_.org()));
      break;
    default:
      show(stepOf(document, client_.org()));
  }
  // A link brought us here, but its sign-in is over, or was begun anew since the mail went out.
  if (linkOtp) shown_.trouble.advice = Advice::linkOutdated;
}

void SignIn::showIdentify(const idx::Remediation& form) {
  Identify identify = identifyStep(attempt_.document, form, client_.org());
  identify.username = opening_.username();
  if (const auto* before = std::get_if<Identify>(&shown_.phase)) {
    identify.username = before->username;
    identify.waitingFor = before->waitingFor;
    // The org's own choice, unless the person has submitted another.
    const bool isPersonsChoice = outbox_.intent() == Intent::username || before->submitted ||
                                 form.find("rememberMe") == nullptr;
    if (isPersonsChoice) identify.keepSignedIn = before->keepSignedIn;
  } else if (outbox_.intent() == Intent::username) {
    identify.keepSignedIn = false;
  }
  shown_.phase = std::move(identify);
  shown_.trouble.messages = attempt_.document.messagesOf(form);
}

void SignIn::show(AskForEmail step) {
  shown_.trouble.messages = attempt_.document.messagesOf(step.form);
  shown_.phase = std::move(step);
  opening_.allowRestart();
}

void SignIn::show(OtherStep step) {
  const idx::Response& document = attempt_.document;
  shown_.trouble.messages = step.form ? document.messagesOf(*step.form) : document.allMessages();
  if (step.name != "identify") opening_.allowRestart();
  shown_.phase = std::move(step);
  schedulePoll();
}

// No form and no code: the messages are all there is.
void SignIn::takeTerminal(Then then) {
  switch (then) {
    case Then::askWhereItStands:
      outbox_.reintrospect();
      return send(Purpose::introspect,
                  idx::introspectRequest(client_, attempt_.transaction->handle));
    case Then::startAgainQuietly:
      return recheckOtherTabs(Advice::none);
    case Then::startAgain:
      return recheckOtherTabs(Advice::startedAgain);
    case Then::startAgainAfterLink:
      return recheckOtherTabs(Advice::linkOutdated);
    case Then::startAgainAfterLoss:
      return recheckOtherTabs(Advice::answerLost);
    default:
      break;
  }
  exchange_.stop();
  tasks_.clear();
  shown_.trouble = {};
  shown_.under.reset();
  attempt_.expiry.forget();
  if (then == Then::linkElsewhere) {
    shown_.phase =
        LinkElsewhere{oauth::Otp(attempt_.document.current()->otp), attempt_.document.client};
  } else if (then == Then::continuedElsewhere) {
    shown_.phase = ContinuedElsewhere{};
    recheckOtherTabs(std::nullopt);
  } else {
    std::vector<idx::Message> messages = attempt_.document.messages;
    giveUpTransaction();
    shown_.phase = Stopped{std::move(messages)};
  }
}

void SignIn::failOpeningOrSubmit(Purpose purpose, Error error, const http::Response* response) {
  const Answer answer = answerOf(error, response);
  // Where there is no handle yet, none can be given up.
  const Asked asked = askedBy(purpose, outbox_, opening_, attempt_.transaction.has_value());
  const Then then = purpose == Purpose::interact ? Then::keepAndTell : thenOf(asked, answer);
  if (then == Then::startAgainAfterLink) return recheckOtherTabs(Advice::linkOutdated);
  if (then == Then::startAgainAfterLoss) return recheckOtherTabs(Advice::answerLost);
  const bool isHandleOfNoUse = then == Then::startAgainQuietly;
  // That is no news for the person, unless it happens twice.
  if (isHandleOfNoUse && opening_.mayRestart()) return recheckOtherTabs(Advice::none);
  if (isHandleOfNoUse) giveUpTransaction();
  // A username that waits for the opening goes on waiting; one that the org refused does not.
  const bool tooMany = answer == Answer::tooMany;
  // The same answer of a person may meet a form of the org the next time.
  const bool mayPass = mayPassByItself(error.code) ||
                       (purpose == Purpose::submit && error.code == ErrorCode::foreignAddress);
  const bool isToBeSentAgain = !isHandleOfNoUse && mayPass;
  auto* identify = std::get_if<Identify>(&shown_.phase);
  if (identify != nullptr && !isToBeSentAgain) identify->submitted = false;
  if (!isToBeSentAgain) {
    outbox_.noteFailure(Outbox::Failure::refused);
  } else {
    const bool isInDoubt = purpose == Purpose::submit && mayBeTaken(response);
    outbox_.noteFailure(isInDoubt ? Outbox::Failure::mayBeTaken : Outbox::Failure::notTaken);
  }
  shown_.trouble = {};
  const bool isUntouched =
      purpose != Purpose::submit && identify != nullptr && !identify->submitted;
  if (tooMany && isUntouched) {
    // The person does not wait for anything yet, and the limit may be over when they do.
    reachability_.tell(error, client_, clock_.now(), tasks_.effects());
    polling_.keepQuietUntil(http::retryAt(*response, clock_.now()).value_or(clock_.now()));
  } else {
    if (tooMany) {
      const bool isAnAttempt = purpose == Purpose::submit;
      shown_.trouble.advice = isAnAttempt ? Advice::tooManyAttempts : Advice::serviceBusy;
    }
    shown_.trouble.error = std::move(error);
    if (tooMany) waitUntil(purpose, http::retryAt(*response, clock_.now()));
  }
  // Opening again asks nothing of the person and sends no mail, so it goes on by itself.
  if (purpose != Purpose::submit && isToBeSentAgain) retryLater();
  polling_.noteFailure();
  schedulePoll();
}

// Begins a new attempt with the same username.
void SignIn::startAgain(Advice advice) {
  const std::string username = opening_.username();
  std::vector<idx::Message> messages = attempt_.document.messages;
  const bool isSecond = !opening_.mayRestart();
  opening_.noteRestart();
  giveUpTransaction();
  if (isSecond) {
    shown_.phase = Stopped{std::move(messages)};
    shown_.trouble = {};
    return;
  }
  // What was submitted before there was a form for it still waits for one.
  const auto* identify = std::get_if<Identify>(&shown_.phase);
  const Identify before = identify == nullptr ? Identify{} : *identify;
  begin(username);
  auto& anew = std::get<Identify>(shown_.phase);
  anew.submitted = before.submitted;
  anew.keepSignedIn = before.keepSignedIn;
  shown_.trouble.advice = advice;
}

}  // namespace latchkey::signin
