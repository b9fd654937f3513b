#include "simulator/idx/landing.h"

#include <string>
#include <utility>

#include "base/url.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/cookies.h"
#include "simulator/digest.h"
#include "simulator/idx/call.h"
#include "simulator/idx/challenge.h"
#include "simulator/idx/landing_page.h"
#include "simulator/idx/magic_link.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kHandleLength = 40;

bool waitsForCode(const Transaction& transaction) {
  const bool asked = transaction.step == Step::challenge || transaction.step == Step::enroll;
  return asked && transaction.authenticator == Authenticator::email;
}

// HEAD, and browsers and proxies that only want to have it in advance.
bool isJustLooking(const http::Request& request) {
  if (request.method == http::Method::head) return true;
  const std::string purpose = http::header(request.headers, "Sec-Purpose").value_or("") +
                              http::header(request.headers, "Purpose").value_or("");
  return purpose.find("prefetch") != std::string::npos;
}

bool isSameBrowser(const Transaction& transaction, const http::Request& request) {
  const auto device = cookie(request, kDeviceCookie);
  return device && !transaction.deviceCookie.empty() &&
         equalsInConstantTime(*device, transaction.deviceCookie);
}

LandingKind kindOf(const OrgState& state, const Transaction& transaction, std::string_view token,
                   const http::Request& request) {
  const Policy& policy = state.policy;
  const Instant now = state.clock.now();
  if (transaction.step == Step::denied) return LandingKind::denied;
  if (!transaction.sent || transaction.sent->linkToken != token) return LandingKind::stale;
  if (transaction.expiresAt <= now || transaction.sent->sentAt + policy.code.lifetime <= now) {
    return LandingKind::expired;
  }
  if (!policy.app.emailVerificationUrl.empty()) return LandingKind::toApp;
  if (!waitsForCode(transaction)) return LandingKind::nothingLeft;
  if (!isSameBrowser(transaction, request)) return LandingKind::showCode;
  return policy.linkLanding == LinkLanding::finish ? LandingKind::finish : LandingKind::askConsent;
}

Landing landingOf(OrgState& state, const http::Request& request) {
  const auto url = Url::parse(request.url);
  const auto token = url ? http::single(parseQuery(url->query()), "token") : std::nullopt;
  Transaction* found = token ? state.transactions.byLinkToken(*token) : nullptr;
  if (found == nullptr || url->path() != magicLinkPath(state.policy)) return {};
  return {kindOf(state, *found, *token, request), found};
}

int statusOf(LandingKind kind) {
  switch (kind) {
    case LandingKind::broken:
      return 404;
    case LandingKind::stale:
    case LandingKind::expired:
      return 400;
    default:
      return 200;
  }
}

http::Response show(const OrgState& state, const http::Request& request, const Landing& landing,
                    int status) {
  const Language language = languageOf(state, request);
  const std::string accept = http::header(request.headers, "Accept").value_or("");
  if (accept.find("application/ion+json") != std::string::npos) {
    return idxAnswer(status, landingDocument(state.policy, landing, language),
                     state.policy.idxMediaType);
  }
  return htmlAnswer(status, landingHtml(state.policy, landing, language));
}

// "Yes, it's me": as if the code had been typed where it was asked for.
void approve(OrgState& state, Transaction& transaction) {
  Call call{state, transaction, Json::object()};
  acceptCode(call);
}

Landing decide(OrgState& state, const Landing& landing, bool yes) {
  if (!yes) {
    landing.transaction->step = Step::denied;
    return {LandingKind::denied, landing.transaction};
  }
  approve(state, *landing.transaction);
  return {LandingKind::nothingLeft, landing.transaction};
}

}  // namespace

http::Response openLink(OrgState& state, const http::Request& request) {
  Landing landing = landingOf(state, request);
  const int status = statusOf(landing.kind);
  if (landing.kind == LandingKind::toApp) {
    return redirectTo(landingInApp(state.policy, *landing.transaction));
  }
  if (landing.transaction != nullptr && !isJustLooking(request)) {
    state.transactions.rememberLanding(*landing.transaction,
                                       "02" + randomHandle(state.random, kHandleLength));
    if (landing.kind == LandingKind::finish) landing = decide(state, landing, true);
  }
  return show(state, request, landing, status);
}

http::Response answerLink(OrgState& state, const http::Request& request) {
  Landing landing = landingOf(state, request);
  const auto consent = http::single(http::parseFormBody(request.body), "consent");
  if (landing.kind == LandingKind::toApp) landing.kind = LandingKind::nothingLeft;
  if (landing.kind != LandingKind::askConsent) return show(state, request, landing, 400);
  return show(state, request, decide(state, landing, consent == "yes"), 200);
}

std::optional<http::Response> answerLanding(OrgState& state, const http::Request& request) {
  const Result<Json> body = parseJson(request.body);
  const auto handle = body ? text(*body, "stateHandle") : std::nullopt;
  Transaction* found = handle ? state.transactions.byLandingHandle(*handle) : nullptr;
  if (found == nullptr) return std::nullopt;
  const Language language = languageOf(state, request);
  const auto consent = boolean(*body, "consent");
  const std::string token = found->sent ? found->sent->linkToken : "";
  Landing landing{kindOf(state, *found, token, request), found};
  if (landing.kind != LandingKind::askConsent || !consent) {
    return idxAnswer(400, landingDocument(state.policy, landing, language),
                     state.policy.idxMediaType);
  }
  landing = decide(state, landing, *consent);
  return idxAnswer(200, landingDocument(state.policy, landing, language),
                   state.policy.idxMediaType);
}

}  // namespace latchkey::simulator
