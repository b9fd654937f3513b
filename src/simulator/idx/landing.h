#pragma once

#include <optional>

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// /email/verify/{appId}?token=...: a click on a link. With an Email Verification Experience it
// redirects to the app, which knows whether this is the right browser. Without, the org has a page:
// in the browser that the sign-in began in it asks, or finishes the tab that waits; in another it
// shows the code to type, and where it was asked for. Mail scanners fetch links too: without the
// cookie of that browser, by HEAD or as a prefetch nothing ever happens to the sign-in.

// What a link leads to. A page of the org can be had as HTML and, with `Accept:
// application/ion+json`, as the IDX document that it shows.
enum class LandingKind {
  toApp,
  broken,  // no such link
  stale,   // of an older mail
  expired,
  nothingLeft,  // it was used, or the code was typed
  askConsent,   // "Did you just try to sign in?"
  finish,
  showCode,
  denied,  // after "No, it's not me"
};

struct Landing {
  LandingKind kind = LandingKind::broken;
  Transaction* transaction = nullptr;  // but for a broken link
};

// GET and HEAD.
http::Response openLink(OrgState& state, const http::Request& request);
// POST: the form of the page that asks, consent=yes or consent=no.
http::Response answerLink(OrgState& state, const http::Request& request);
// The same by POST /idp/idx/consent. Nothing, if its handle is not of such a page.
std::optional<http::Response> answerLanding(OrgState& state, const http::Request& request);

}  // namespace latchkey::simulator
