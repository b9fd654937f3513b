// SignIn: the org's documents to phases.

#include <utility>

#include "http/answer.h"
#include "idx/read_document.h"
#include "signin/no_answer.h"
#include "signin/sign_in.h"
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

Asked SignIn::askedBy(Purpose purpose) const {
  if (purpose == Purpose::poll) return Asked::poll;
  if (outbox_.isReintrospecting()) return Asked::whereItStands;
  if (opening_.isByLink()) return Asked::link;
  if (outbox_.mayBeTaken() && transaction_) return Asked::personAgain;
  if (outbox_.intent() == Intent::link && purpose == Purpose::submit) return Asked::linkCode;
  if (purpose == Purpose::submit) return Asked::person;
  return opening_.isOfKept() ? Asked::resuming : Asked::opening;
}

void SignIn::takeAnswer(Purpose purpose, const http::Response& response) {
  if (purpose == Purpose::interact) return takeInteractAnswer(response);
  Result<idx::Response> document = idx::readDocument(response, client_);
  if (!document) return failOpeningOrSubmit(purpose, document.error(), &response);
  const Asked asked = askedBy(purpose);
  const bool queued = [&] {
    const auto* identify = std::get_if<Identify>(&phase_);
    return identify != nullptr && identify->submitted;
  }();
  if (purpose == Purpose::introspect) outbox_.forgetIntent();
  takeDocument(asked, *std::move(document));
  if (trouble_.advice == Advice::tooManyAttempts) waitUntil(purpose, http::retryAt(response, now_));
  const auto* identify = std::get_if<Identify>(&phase_);
  if (queued && identify != nullptr && identify->form) submitUsernameNow();
}

void SignIn::takeDocument(Asked asked, idx::Response document) {
  document_ = std::move(document);
  polling_.noteSuccess();
  outbox_.noteDocument();
  const Answer answer = answerOf(document_);
  const Then then = thenOf(asked, answer);
  if (then == Then::redeem) return redeem(*document_.interactionCode);
  if (document_.isTerminal()) return takeTerminal(then);
  std::optional<oauth::Otp> linkOtp = opening_.confirm();
  // What was said when the sign-in was begun anew is still worth saying when its form comes.
  const bool isAboutTheBeginning =
      trouble_.advice == Advice::startedAgain || trouble_.advice == Advice::answerLost ||
      trouble_.advice == Advice::linkOutdated || trouble_.advice == Advice::anotherSignedIn;
  const Advice said =
      outbox_.intent() == Intent::none && isAboutTheBeginning ? trouble_.advice : Advice::none;
  trouble_ = {};
  trouble_.advice = said;
  aside_.reset();
  showForm(then, std::move(linkOtp));
  outbox_.noteRefusal(document_, trouble_);
  // Where the person has attempted nothing yet, there is a form to go on with, and no more to say.
  const bool isOfThePerson = asked != Asked::opening && asked != Asked::resuming;
  if (document_.isTooMany && isOfThePerson) trouble_.advice = Advice::tooManyAttempts;
  if (document_.isTooMany && !isOfThePerson) trouble_.messages.clear();
  watchExpiry();
}

void SignIn::showForm(Then then, std::optional<oauth::Otp> linkOtp) {
  switch (then) {
    case Then::sendLinkCode:
      return answerWithLink(*linkOtp);
    case Then::awaitPasscode:
      return showChallenge(*emailChallengeOf(document_));
    case Then::identify:
      showIdentify(*usernameFormOf(document_));
      break;
    case Then::askForEmail:
      showEmailOffer();
      break;
    default:
      showStep();
  }
  // A link brought us here, but its sign-in is over, or was begun anew since the mail went out.
  if (linkOtp) trouble_.advice = Advice::linkOutdated;
}

void SignIn::showIdentify(const idx::Remediation& form) {
  Identify identify{.form = form, .username = username_};
  const auto* before = std::get_if<Identify>(&phase_);
  if (before != nullptr) {
    identify.username = before->username;
    identify.keepSignedIn = before->keepSignedIn;
    identify.waitingFor = before->waitingFor;
  }
  // The org's own choice, unless the person has submitted another.
  const bool isSubmitted = before != nullptr && before->submitted;
  if (const idx::Field* remember = form.find("rememberMe");
      remember != nullptr && outbox_.intent() != Intent::username && !isSubmitted) {
    identify.keepSignedIn = remember->value == idx::Scalar(true);
  }
  identify.ways = waysBeside(document_, &form, client_.org());
  phase_ = std::move(identify);
  trouble_.messages = document_.messagesOf(form);
}

void SignIn::showEmailOffer() {
  const EmailOffer offer = emailOfferOf(document_);
  idx::Values values;
  if (offer.option) {
    values = idx::choose(*offer.form, "authenticator", *offer.option).value_or(idx::Values());
  } else if (offer.form->find("authenticator.methodType") != nullptr) {
    values["authenticator.methodType"] = std::string("email");
  }
  phase_ = AskForEmail{*offer.form, std::move(values), offer.authenticator->email,
                       waysBeside(document_, offer.form, client_.org())};
  opening_.allowRestart();
  trouble_.messages = document_.messagesOf(*offer.form);
}

void SignIn::showStep() {
  OtherStep step = stepOf(document_, client_.org());
  trouble_.messages = step.form ? document_.messagesOf(*step.form) : document_.allMessages();
  const bool isIdentify = step.name == "identify";
  phase_ = std::move(step);
  if (!isIdentify) opening_.allowRestart();
  schedulePoll();
}

void SignIn::answerWithLink(const oauth::Otp& otp) {
  const idx::Remediation form = *emailChallengeOf(document_);
  submit(Intent::link, form, {{"credentials.passcode", otp.reveal()}});
}

// No form and no code: the messages are all there is.
void SignIn::takeTerminal(Then then) {
  switch (then) {
    case Then::askWhereItStands:
      outbox_.reintrospect();
      return send(Purpose::introspect, idx::introspectRequest(client_, transaction_->handle));
    case Then::startAgainQuietly:
      return lookOnceMore(Advice::none);
    case Then::startAgain:
      return lookOnceMore(Advice::startedAgain);
    case Then::startAgainAfterLink:
      return lookOnceMore(Advice::linkOutdated);
    case Then::startAgainAfterLoss:
      return lookOnceMore(Advice::answerLost);
    default:
      break;
  }
  exchange_.stop();
  tickets_.clear();
  trouble_ = {};
  aside_.reset();
  expiry_.forget();
  if (then == Then::linkElsewhere) {
    phase_ = LinkElsewhere{oauth::Otp(document_.current()->otp), document_.client};
  } else if (then == Then::continuedElsewhere) {
    phase_ = ContinuedElsewhere{};
    lookOnceMore(std::nullopt);
  } else {
    std::vector<idx::Message> messages = document_.messages;
    giveUpTransaction();
    phase_ = Stopped{std::move(messages)};
  }
}

void SignIn::failOpeningOrSubmit(Purpose purpose, Error error, const http::Response* response) {
  const Answer answer = answerOf(error, response);
  // Where there is no handle yet, none can be given up.
  const Then then =
      purpose == Purpose::interact ? Then::keepAndTell : thenOf(askedBy(purpose), answer);
  if (then == Then::startAgainAfterLink) return lookOnceMore(Advice::linkOutdated);
  if (then == Then::startAgainAfterLoss) return lookOnceMore(Advice::answerLost);
  const bool isHandleOfNoUse = then == Then::startAgainQuietly;
  // That is no news for the person, unless it happens twice.
  if (isHandleOfNoUse && opening_.mayRestart()) return lookOnceMore(Advice::none);
  if (isHandleOfNoUse) giveUpTransaction();
  // A username that waits for the opening goes on waiting; one that the org refused does not.
  const bool tooMany = answer == Answer::tooMany;
  // The same answer of a person may meet a form of the org the next time.
  const bool mayPass = mayPassByItself(error.code) ||
                       (purpose == Purpose::submit && error.code == ErrorCode::foreignAddress);
  const bool isToBeSentAgain = !isHandleOfNoUse && mayPass;
  auto* identify = std::get_if<Identify>(&phase_);
  if (identify != nullptr && !isToBeSentAgain) identify->submitted = false;
  if (!isToBeSentAgain) {
    outbox_.noteFailure(Outbox::Failure::refused);
  } else {
    const bool isInDoubt = purpose == Purpose::submit && mayBeTaken(response);
    outbox_.noteFailure(isInDoubt ? Outbox::Failure::mayBeTaken : Outbox::Failure::notTaken);
  }
  trouble_ = {};
  const bool isUntouched =
      purpose != Purpose::submit && identify != nullptr && !identify->submitted;
  if (tooMany && isUntouched) {
    // The person does not wait for anything yet, and the limit may be over when they do.
    reachability_.tell(error, client_, now_, effects_);
    polling_.keepQuietUntil(http::retryAt(*response, now_).value_or(now_));
  } else {
    if (tooMany) {
      const bool isAnAttempt = purpose == Purpose::submit;
      trouble_.advice = isAnAttempt ? Advice::tooManyAttempts : Advice::serviceBusy;
    }
    trouble_.error = std::move(error);
    if (tooMany) waitUntil(purpose, http::retryAt(*response, now_));
  }
  // Opening again asks nothing of the person and sends no mail, so it goes on by itself.
  if (purpose != Purpose::submit && isToBeSentAgain) retryLater();
  polling_.noteFailure();
  schedulePoll();
}

// Begins a new attempt with the same username.
void SignIn::startAgain(Advice advice) {
  const std::string username = username_;
  std::vector<idx::Message> messages = document_.messages;
  const bool isSecond = !opening_.mayRestart();
  opening_.noteRestart();
  giveUpTransaction();
  if (isSecond) {
    phase_ = Stopped{std::move(messages)};
    trouble_ = {};
    return;
  }
  // What was submitted before there was a form for it still waits for one.
  const auto* identify = std::get_if<Identify>(&phase_);
  const Identify before = identify == nullptr ? Identify{} : *identify;
  begin(username);
  auto& anew = std::get<Identify>(phase_);
  anew.submitted = before.submitted;
  anew.keepSignedIn = before.keepSignedIn;
  trouble_.advice = advice;
}

}  // namespace latchkey::signin
