// SignIn: why there was no answer, and who is told of a trouble.

#include <utility>

#include "base/url.h"
#include "signin/sign_in.h"

namespace latchkey::signin {

std::string SignIn::addressOf(Purpose purpose) const {
  switch (purpose) {
    case Purpose::interact:
      return client_.endpoint("interact");
    case Purpose::introspect:
    case Purpose::lastLook:
    case Purpose::stay:
      return client_.org() + "/idp/idx/introspect";
    case Purpose::submit:
      return lastSent_.request.url;
    case Purpose::token:
    case Purpose::keys:
      return client_.endpoint(purpose == Purpose::token ? "token" : "keys");
    case Purpose::discovery:
      return client_.discoveryUrl();
    default:
      return "";
  }
}

void SignIn::noteAnswer(Purpose purpose, const Result<http::Response>& response) {
  outcome_ = outcomeOf(addressOf(purpose), response ? &*response : nullptr);
  if (!response) return;
  if (purpose == Purpose::interact) hasReadPlain_ = true;
  if (isPreflighted(purpose)) hasReadPreflighted_ = true;
  if (silence_ && silence_->purpose == purpose) silence_.reset();
}

bool SignIn::isPreflighted(Purpose purpose) {
  return purpose == Purpose::introspect || purpose == Purpose::submit || purpose == Purpose::poll;
}

// A page is told nothing but that there was no answer. Where a person waits for it, the page looks
// further.
bool SignIn::isWorthALook(Purpose purpose, const Result<http::Response>& response) const {
  if (response || response.error().code != ErrorCode::networkUnreachable) return false;
  const bool isForTokens =
      purpose == Purpose::discovery || purpose == Purpose::keys || purpose == Purpose::token;
  return purpose == Purpose::interact || purpose == Purpose::introspect ||
         purpose == Purpose::submit || (isForTokens && redemption_);
}

void SignIn::lookInto(Purpose purpose) {
  silence_ = Silence{purpose, silence_ && silence_->purpose == purpose};
  if (!isOnline_) return takeResult(purpose, Error{ErrorCode::offline, ""});
  const Purpose elsewhere = purpose == Purpose::discovery ? Purpose::keys : Purpose::discovery;
  want(Probe{tickets_.issue(Purpose::probe), addressOf(purpose), addressOf(elsewhere)});
}

bool SignIn::isLookingInto(Purpose purpose) const {
  return tickets_.has(Purpose::probe) && silence_ && silence_->purpose == purpose;
}

void SignIn::on(const Probed& event) {
  if (!tickets_.settle(event.ticket) || !silence_) return;
  const auto [purpose, isAgain] = *silence_;
  const ErrorCode cause = causeOf({.isOnline = isOnline_,
                                   .reach = event.reach,
                                   .isAgain = isAgain,
                                   .isPreflighted = isPreflighted(purpose),
                                   .hasReadPlain = hasReadPlain_,
                                   .hasReadPreflighted = hasReadPreflighted_});
  // The connection broke, and is there again. Opening asks nothing of the person and sends no mail,
  // so it is tried once more before anybody hears of that.
  const bool isHarmless = purpose == Purpose::interact || purpose == Purpose::introspect;
  if (isHarmless && !isAgain && cause == ErrorCode::networkUnreachable) {
    return send(purpose, http::Request(lastSent_.request));
  }
  outcome_ = outcomeOf(addressOf(purpose), nullptr);
  takeResult(purpose, Error{cause, ""});
}

void SignIn::tell(std::optional<Diagnosis> diagnosis) {
  if (diagnosis) want(TellWhy{*std::move(diagnosis)});
}

// What people type goes to the org only, whatever a form says.
void SignIn::refuseForeign(Purpose purpose, const http::Request& request) {
  if (purpose != Purpose::submit) return;  // a poll is our own affair
  const std::optional<Url> there = Url::parse(request.url);
  outcome_ = {};
  failOpeningOrSubmit(purpose, Error{ErrorCode::foreignAddress, there ? there->origin() : ""},
                      nullptr);
}

}  // namespace latchkey::signin
