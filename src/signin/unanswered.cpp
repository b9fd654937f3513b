// SignIn: what a request without an answer leads to.

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
      return outbox_.lastSent().request.url;
    case Purpose::token:
    case Purpose::keys:
      return client_.endpoint(purpose == Purpose::token ? "token" : "keys");
    case Purpose::discovery:
      return client_.discoveryUrl();
    default:
      return "";
  }
}

void SignIn::lookInto(Purpose purpose) {
  reachability_.noteSilence(purpose);
  if (!reachability_.isOnline()) return takeResult(purpose, Error{ErrorCode::offline, ""});
  const Purpose elsewhere = purpose == Purpose::discovery ? Purpose::keys : Purpose::discovery;
  tasks_.want(Probe{tasks_.issue(Purpose::probe), addressOf(purpose), addressOf(elsewhere)});
}

bool SignIn::isLookingInto(Purpose purpose) const {
  return tasks_.has(Purpose::probe) && reachability_.isSilentAbout(purpose);
}

void SignIn::on(const Probed& event) {
  if (!tasks_.settle(event.ticket) || !reachability_.silence()) return;
  const auto [purpose, isAgain] = *reachability_.silence();
  const ErrorCode cause = reachability_.causeOf(event.reach);
  // The connection broke, and is there again. Opening asks nothing of the person and sends no mail,
  // so it is tried once more before the person hears of it.
  const bool isHarmless = purpose == Purpose::interact || purpose == Purpose::introspect;
  if (isHarmless && !isAgain && cause == ErrorCode::networkUnreachable) {
    return send(purpose, http::Request(outbox_.lastSent().request));
  }
  reachability_.note(outcomeOf(addressOf(purpose), nullptr));
  takeResult(purpose, Error{cause, ""});
}

// What people type goes to the org only, whatever a form says.
void SignIn::refuseForeign(Purpose purpose, const http::Request& request) {
  if (purpose != Purpose::submit) return;  // a poll is our own affair
  const std::optional<Url> there = Url::parse(request.url);
  reachability_.note({});
  failOpeningOrSubmit(purpose, Error{ErrorCode::foreignAddress, there ? there->origin() : ""},
                      nullptr);
}

}  // namespace latchkey::signin
