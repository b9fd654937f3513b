#include "simulator/idx/endpoints.h"

#include <array>
#include <utility>

#include "simulator/answers.h"
#include "simulator/cookies.h"
#include "simulator/idx/call.h"
#include "simulator/idx/challenge.h"
#include "simulator/idx/choose.h"
#include "simulator/idx/document.h"
#include "simulator/idx/enroll.h"
#include "simulator/idx/finish.h"
#include "simulator/idx/identify.h"
#include "simulator/idx/landing.h"
#include "simulator/idx/profile.h"
#include "simulator/idx/reply.h"
#include "simulator/idx/self_service.h"
#include "simulator/idx/waiting.h"
#include "simulator/random_text.h"
#include "simulator/session_endpoints.h"
#include "simulator/user_agent.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kIntrospect = "/idp/idx/introspect";
constexpr std::string_view kConsent = "/idp/idx/consent";

struct Route {
  std::string_view path;
  http::Response (*handle)(Call&);
};

constexpr std::array kRoutes = {
    Route{"/idp/idx/identify", identify},
    Route{"/idp/idx/identify/select", selectIdentify},
    Route{"/idp/idx/challenge", choose},
    Route{"/idp/idx/challenge/answer", answer},
    Route{"/idp/idx/challenge/poll", poll},
    Route{"/idp/idx/challenge/resend", resend},
    Route{"/idp/idx/credential/enroll", chooseToEnroll},
    Route{"/idp/idx/skip", skip},
    Route{"/idp/idx/enroll", beginRegistration},
    Route{"/idp/idx/enroll/new", registerPerson},
    Route{"/idp/idx/unlock-account", askToUnlock},
    Route{"/idp/idx/recover", recover},
    Route{"/idp/idx/keep-me-signed-in", keepMeSignedIn},
    Route{kConsent, consent},
    Route{"/idp/idx/poll", pollWaitingRoom},
    Route{"/idp/idx/authenticators/okta-verify/launch", launchOktaVerify},
    Route{"/idp/idx/authenticators/poll", pollDevice},
    Route{"/idp/idx/authenticators/poll/cancel", cancelDevice},
    Route{"/idp/idx/cancel", cancel},
};

// Also the way back into a sign-in after a reload: the answer is the current step.
http::Response introspected(Call& call) {
  const Transaction& transaction = call.transaction;
  if (transaction.step == Step::exchanged || transaction.step == Step::denied) {
    return afterTheEnd(call);
  }
  const bool tooLate =
      transaction.step == Step::success &&
      transaction.interactionCode->issuedAt + call.state.policy.lifetimes.interactionCode <=
          call.state.clock.now();
  return tooLate ? sessionExpired(call.state, transaction.language, &transaction) : current(call);
}

http::Response introspect(OrgState& state, const http::Request& request) {
  ReadCall read = readIntrospectCall(state, request);
  if (!read.call) return read.refusal;
  http::Response response = introspected(*read.call);
  signInToOrg(*read.call, response);
  rememberBrowser(*read.call, request, response);
  return response;
}

}  // namespace

void rememberBrowser(Call& call, const http::Request& request, http::Response& response) {
  Transaction& transaction = call.transaction;
  if (!transaction.deviceCookie.empty()) return;
  const auto known = cookie(request, kDeviceCookie);
  transaction.deviceCookie = known ? *known : newDeviceCookie(call.state.random);
  transaction.client = clientOf(http::header(request.headers, "User-Agent").value_or(""));
  if (!known)
    response.headers.emplace_back("Set-Cookie", deviceCookieHeader(transaction.deviceCookie));
}

void signInToOrg(Call& call, http::Response& response) {
  Transaction& transaction = call.transaction;
  if (transaction.step != Step::success || transaction.hasSession) return;
  transaction.hasSession = true;
  beginSession(call.state, transaction, response);
}

std::optional<http::Response> idxAnswerTo(OrgState& state, const http::Request& request,
                                          std::string_view path) {
  const bool posted = request.method == http::Method::post;
  if (path == kIntrospect) return posted ? introspect(state, request) : wrongMethod();
  for (const Route& route : kRoutes) {
    if (route.path != path) continue;
    if (!posted) return wrongMethod();
    // The page of a link has a handle of its own, and only this one thing to say.
    if (path == kConsent) {
      if (auto answered = answerLanding(state, request)) return answered;
    }
    ReadCall read = readCall(state, request);
    if (!read.call) return read.refusal;
    http::Response response = route.handle(*read.call);
    signInToOrg(*read.call, response);
    return response;
  }
  return std::nullopt;
}

http::Response idxTooManyRequests(OrgState& state, const http::Request& request) {
  const ReadCall read = readCall(state, request);
  const Message message = messages::tooManyRequests();
  if (read.call) return currentWith(*read.call, message, 429);
  return idxAnswer(429, messageDocument(message, languageOf(state, request)),
                   state.policy.idxMediaType);
}

}  // namespace latchkey::simulator
