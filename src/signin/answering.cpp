// SignIn: the org's documents to phases.

#include <algorithm>
#include <array>
#include <utility>

#include "http/answer.h"
#include "idx/parse_response.h"
#include "signin/sign_in.h"

namespace latchkey::signin {
namespace {

using idx::KnownRemediation;

constexpr Milliseconds kOpeningRetry{4'000};

bool isEmail(const idx::Authenticator* authenticator) {
  return authenticator != nullptr &&
         (authenticator->key == "okta_email" || authenticator->type == "email");
}

std::string emailOf(const idx::Authenticator* authenticator) {
  return authenticator == nullptr ? "" : authenticator->email;
}

void collect(const std::vector<idx::Field>& fields, std::vector<idx::Message>& into) {
  for (const idx::Field& field : fields) {
    into.insert(into.end(), field.messages.begin(), field.messages.end());
    collect(field.form, into);
  }
}

// What the org has to say about the document as a whole and about this form.
std::vector<idx::Message> messagesOf(const idx::Response& document, const idx::Remediation& form) {
  std::vector<idx::Message> messages = document.messages;
  collect(form.fields, messages);
  return messages;
}

// The network did not answer, or its answer was no answer: the same request may fare better later.
bool mayPassByItself(ErrorCode code) {
  return code == ErrorCode::networkUnreachable || code == ErrorCode::timedOut ||
         code == ErrorCode::serverFailed || code == ErrorCode::malformedResponse ||
         code == ErrorCode::blockedByNetwork || code == ErrorCode::responseTooLarge;
}

// A username page of ours has a username and "Keep me signed in". Where the org asks for more on
// that page (a password, a captcha), its form is shown as it is.
bool isUsernameOnly(const idx::Remediation& form) {
  return std::all_of(form.fields.begin(), form.fields.end(), [](const idx::Field& field) {
    return field.visibility == idx::Visibility::hidden || field.name == "identifier" ||
           field.name == "rememberMe";
  });
}

bool canBeFilledIn(const idx::Remediation& form) {
  constexpr std::array kLinksOnly = {KnownRemediation::cancel,
                                     KnownRemediation::resend,
                                     KnownRemediation::selectEnrollProfile,
                                     KnownRemediation::unlockAccount,
                                     KnownRemediation::redirectIdp,
                                     KnownRemediation::launchAuthenticator,
                                     KnownRemediation::deviceChallengePoll,
                                     KnownRemediation::challengeWebauthnAutofill};
  return form.submittable &&
         std::find(kLinksOnly.begin(), kLinksOnly.end(), form.kind) == kLinksOnly.end();
}

}  // namespace

void SignIn::takeAnswer(Purpose purpose, const http::Response& response) {
  if (purpose == Purpose::interact) return takeInteractAnswer(response);
  Result<idx::Response> document = idx::parseResponse(response);
  if (!document) return failOpeningOrSubmit(purpose, document.error(), &response);
  const bool queued = [&] {
    const auto* identify = std::get_if<Identify>(&phase_);
    return identify != nullptr && identify->submitted;
  }();
  if (purpose == Purpose::introspect) intent_ = Intent::none;
  takeDocument(*std::move(document));
  const auto* identify = std::get_if<Identify>(&phase_);
  if (queued && identify != nullptr && identify->form) submitUsernameNow();
}

void SignIn::takeDocument(idx::Response document) {
  document_ = std::move(document);
  const bool wasResumed = std::exchange(resumed_, false);
  if (document_.interactionCode) return redeem(*document_.interactionCode);
  if (document_.isTerminal()) {
    resumed_ = wasResumed;
    return takeTerminal();
  }
  // What was said when the sign-in was begun anew is still worth saying when its form comes.
  const Advice said = intent_ == Intent::none ? trouble_.advice : Advice::none;
  trouble_ = {};
  trouble_.advice = said;
  answerMayBeTaken_ = false;
  asksWhereItStands_ = false;
  showForm();
}

void SignIn::showForm() {
  const idx::Remediation* challenge = document_.find(KnownRemediation::challengeAuthenticator);
  if (challenge != nullptr && isEmail(document_.authenticatorOf(*challenge))) {
    return linkOtp_ ? answerWithLink() : showChallenge(*challenge);
  }
  if (challenge == nullptr && askForEmail()) return;
  if (const idx::Remediation* form = document_.find(KnownRemediation::identify);
      form != nullptr && isUsernameOnly(*form)) {
    return showIdentify(*form);
  }
  linkOtp_.reset();
  const auto step =
      std::find_if(document_.remediations.begin(), document_.remediations.end(), canBeFilledIn);
  if (step == document_.remediations.end()) {
    phase_ = Stopped{document_.messages};
    return;
  }
  trouble_.messages = messagesOf(document_, *step);
  phase_ = OtherStep{*step};
}

void SignIn::showIdentify(const idx::Remediation& form) {
  Identify identify{.form = form, .username = username_};
  const auto* before = std::get_if<Identify>(&phase_);
  if (before != nullptr) {
    identify.username = before->username;
    identify.keepSignedIn = before->keepSignedIn;
  }
  // The org's own choice, unless the person has submitted another.
  const bool isSubmitted = before != nullptr && before->submitted;
  if (const idx::Field* remember = form.find("rememberMe");
      remember != nullptr && intent_ != Intent::username && !isSubmitted) {
    identify.keepSignedIn = remember->value == idx::Scalar(true);
  }
  phase_ = std::move(identify);
  trouble_.messages = messagesOf(document_, form);
  // A link brought us here, but its sign-in is over, or was begun anew since the mail went out.
  if (std::exchange(linkOtp_, std::nullopt)) trouble_.advice = Advice::linkOutdated;
}

// The forms with which a mail is asked for: the chosen authenticator's, or the list of all.
bool SignIn::askForEmail() {
  if (const auto* form = document_.find(KnownRemediation::authenticatorVerificationData);
      form != nullptr && isEmail(document_.authenticatorOf(*form))) {
    const idx::Field* authenticator = form->find("authenticator");
    const idx::Field* method = authenticator ? authenticator->find("methodType") : nullptr;
    idx::Values values;
    if (method != nullptr) values["authenticator.methodType"] = std::string("email");
    askFor(*form, std::move(values));
    return true;
  }
  const auto* form = document_.find(KnownRemediation::selectAuthenticatorAuthenticate);
  const idx::Field* authenticator = form ? form->find("authenticator") : nullptr;
  if (authenticator == nullptr) return false;
  for (std::size_t i = 0; i < authenticator->options.size(); ++i) {
    const std::optional<std::size_t> at = authenticator->options[i].authenticator;
    if (!at || !isEmail(&document_.authenticators[*at])) continue;
    Result<idx::Values> values = idx::choose(*form, "authenticator", i);
    if (!values) continue;
    askFor(*form, *std::move(values));
    std::get<AskForEmail>(phase_).email = document_.authenticators[*at].email;
    return true;
  }
  return false;
}

void SignIn::askFor(const idx::Remediation& form, idx::Values values) {
  phase_ = AskForEmail{form, std::move(values), emailOf(document_.authenticatorOf(form))};
  trouble_.messages = messagesOf(document_, form);
  if (std::exchange(linkOtp_, std::nullopt)) trouble_.advice = Advice::linkOutdated;
}

void SignIn::answerWithLink() {
  const std::string otp = std::exchange(linkOtp_, std::nullopt)->reveal();
  const idx::Remediation form = *document_.find(KnownRemediation::challengeAuthenticator);
  submit(Intent::link, form, {{"credentials.passcode", otp}});
}

// No form and no code: the messages are all there is.
void SignIn::takeTerminal() {
  const bool byLink = linkOtp_.has_value() || intent_ == Intent::link;
  const bool over = document_.hasMessage("idx.session.expired") ||
                    document_.hasMessage("core.system.transaction_resource_not_found");
  const bool continued = document_.hasMessage("idx.transferred.to.new.tab") ||
                         document_.hasMessage("idx.return.to.original.tab");
  // Over, or continued by somebody, after an answer of ours whose reply was lost: that was us. The
  // org may still tell us where it stands.
  if ((over || continued) && transaction_ && std::exchange(answerMayBeTaken_, false)) {
    asksWhereItStands_ = true;
    intent_ = Intent::none;
    return send(Purpose::introspect, idx::introspectRequest(client_, transaction_->handle));
  }
  if (std::exchange(asksWhereItStands_, false)) return lookOnceMore(Advice::answerLost);
  if (over) {
    if (byLink) return lookOnceMore(Advice::linkOutdated);
    return lookOnceMore(resumed_ ? Advice::none : Advice::startedAgain);
  }
  // What the browser kept from an earlier visit is not worth a dead end.
  if (resumed_ && !byLink && !continued) return lookOnceMore(Advice::none);
  outstanding_.clear();
  if (document_.hasMessage("idx.enter.otp.in.original.tab") && document_.current() != nullptr &&
      !document_.current()->otp.empty()) {
    phase_ = LinkElsewhere{oauth::Otp(document_.current()->otp), document_.client};
    return;
  }
  if (continued) {
    phase_ = ContinuedElsewhere{};
    trouble_ = {};
    return lookOnceMore(std::nullopt);
  }
  trouble_ = {};
  std::vector<idx::Message> messages = document_.messages;
  giveUpTransaction();
  phase_ = Stopped{std::move(messages)};
}

void SignIn::failOpeningOrSubmit(Purpose purpose, Error error, const http::Response* response) {
  // A username that waits for the opening goes on waiting; one that the org refused does not.
  auto* identify = std::get_if<Identify>(&phase_);
  if (identify != nullptr && !mayPassByItself(error.code)) identify->submitted = false;
  // The handle that the browser kept is of no use any more: that is nothing to trouble anybody
  // with.
  if (purpose == Purpose::introspect && resumed_ && response != nullptr &&
      response->status >= 400 && response->status < 429) {
    return lookOnceMore(linkOtp_ ? Advice::linkOutdated : Advice::none);
  }
  trouble_ = {};
  if (error.code == ErrorCode::rateLimited) {
    trouble_.advice = Advice::tooManyAttempts;
    trouble_.retryAt = http::retryAt(*response, now_);
  }
  isUnanswered_ = mayPassByItself(error.code) || error.code == ErrorCode::rateLimited;
  // Opening again asks nothing of the person and sends no mail, so it goes on by itself.
  if (purpose != Purpose::submit && mayPassByItself(error.code)) {
    startTimer(Purpose::retryTimer, kOpeningRetry);
  }
  if (purpose == Purpose::submit && isUnanswered_) answerMayBeTaken_ = true;
  trouble_.error = std::move(error);
  if (std::holds_alternative<AwaitPasscode>(phase_)) schedulePoll(pollInterval());
}

// Begins a new attempt with the same username, by itself and once: a second end in a row is told.
void SignIn::startAgain(Advice advice) {
  const std::string username = username_;
  std::vector<idx::Message> messages = document_.messages;
  giveUpTransaction();
  if (std::exchange(restartedByItself_, true)) {
    phase_ = Stopped{std::move(messages)};
    trouble_ = {};
    return;
  }
  begin(username);
  trouble_.advice = advice;
}

}  // namespace latchkey::signin
