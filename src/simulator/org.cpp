#include "simulator/org.h"

#include <utility>

#include "base/url.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/control.h"
#include "simulator/cors.h"
#include "simulator/faults.h"
#include "simulator/field_writer.h"
#include "simulator/idx/dashboard.h"
#include "simulator/idx/endpoints.h"
#include "simulator/idx/federation.h"
#include "simulator/idx/hosted_page.h"
#include "simulator/idx/landing.h"
#include "simulator/inbox.h"
#include "simulator/limits.h"
#include "simulator/oauth_endpoints.h"
#include "simulator/random_text.h"
#include "simulator/session_endpoints.h"
#include "simulator/sign_in_of.h"
#include "simulator/state_file.h"

namespace latchkey::simulator {

namespace {

constexpr std::string_view kRequestId = "X-Okta-Request-Id";
constexpr std::size_t kRequestIdLength = 24;

bool startsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

std::string queryValue(const http::Request& request, std::string_view name) {
  const auto url = Url::parse(request.url);
  return url ? http::single(parseQuery(url->query()), name).value_or("") : "";
}

void setHeader(http::Response& response, std::string_view name, std::string value) {
  response.headers.emplace_back(name, std::move(value));
}

void removeHeader(http::Response& response, std::string_view name) {
  std::erase_if(response.headers, [name](const auto& header) { return header.first == name; });
}

// As a mail program does that looks where it leads, as a person does, and as their answer there.
http::Response followLink(OrgState& state, const http::Request& request) {
  switch (request.method) {
    case http::Method::post:
      return answerLink(state, request);
    case http::Method::get:
    case http::Method::head:
      return openLink(state, request);
    default:
      return wrongMethod("GET, HEAD, POST");
  }
}

}  // namespace

Org::Org(Policy policy, const Clock& clock, Random& random, SigningKey key, Control control)
    : state_(std::move(policy), clock, random, std::move(key)),
      faults_(std::make_unique<Faults>()),
      control_(control) {}

Org::~Org() = default;

void Org::expireTransactions() { state_.transactions.expireAll(state_.clock.now()); }

void Org::clear() {
  state_.transactions.clear();
  state_.mailbox.clear();
  state_.tokens.clear();
  state_.forgetChanges();
  state_.wrongCodes.clear();
  state_.sentCodes.clear();
  state_.stateRequests.clear();
  state_.clock.set(Seconds{0});
  state_.sessions.clear();
  state_.dpop.clear();
  state_.personRequests.clear();
  state_.clientRequests.clear();
  faults_->clear();
}

std::string Org::saved() { return writeState(state_); }

std::optional<Error> Org::restore(std::string_view text, std::string_view fileName) {
  return readState(state_, text, fileName);
}

std::optional<http::Response> Org::handle(const http::Request& request) {
  const auto url = Url::parse(request.url);
  if (!url) return finish(request, apiError(400, "E0000020", "Bad request."));
  const std::string& path = url->path();
  if (control_ == Control::on && startsWith(path, "/sim/")) return control(*this, request, path);
  if (request.method == http::Method::options) {
    return finish(request, preflight(state_.policy, request));
  }
  const std::optional<Fault> fault = faults_->take(path, singledOut(request));
  if (!fault) return finish(request, route(request, path, TokenFlaw::none));
  if (fault->kind == Fault::Kind::lostRequest) return std::nullopt;
  const Instant now = state_.clock.now();
  if (replacesAnswer(*fault)) {
    http::Response replaced = finish(request, answerOf(*fault, now));
    // What a firewall writes has no mark of Okta.
    if (fault->kind == Fault::Kind::blocked) removeHeader(replaced, kRequestId);
    return replaced;
  }
  http::Response response = fault->kind == Fault::Kind::rateLimitForms
                                ? idxTooManyRequests(state_, request)
                                : route(request, path, fault->flaw);
  if (fault->kind == Fault::Kind::twice) response = route(request, path, TokenFlaw::none);
  if (fault->kind == Fault::Kind::lostAnswer) return std::nullopt;
  if (fault->kind == Fault::Kind::noCors) return response;
  return finish(request, spoil(*fault, std::move(response), now));
}

std::string Org::singledOut(const http::Request& request) {
  return faults_->singleOut() ? signInOf(state_, request) : "";
}

Milliseconds Org::latencyOf(const http::Request& request) {
  const auto url = Url::parse(request.url);
  if (!url || request.method == http::Method::options) return Milliseconds{0};
  return faults_->takeLatency(url->path(), singledOut(request));
}

Json Org::transactionsJson() {
  FieldWriter writer;
  state_.transactions.keep(writer);
  const Json document = writer.document();
  const Json* list = array(document, "transactions");
  return list == nullptr ? Json::array() : *list;
}

http::Response Org::finish(const http::Request& request, http::Response response) {
  addCorsHeaders(state_.policy, request, response);
  if (state_.quota) addRateLimitHeaders(response, *std::exchange(state_.quota, std::nullopt));
  setHeader(response, "Date", toHttpDate(state_.clock.now()));
  setHeader(response, kRequestId, randomHandle(state_.random, kRequestIdLength));
  setHeader(response, "X-Content-Type-Options", "nosniff");
  setHeader(response, "Referrer-Policy", "no-referrer");
  return response;
}

http::Response Org::route(const http::Request& request, std::string_view path, TokenFlaw flaw) {
  const bool posted = request.method == http::Method::post;
  const bool got = request.method == http::Method::get;
  if (startsWith(path, "/email/verify/")) return followLink(state_, request);
  if (request.method == http::Method::head) {
    // Nothing but a link tells one from the other; the server leaves the body out.
    http::Request as = request;
    as.method = http::Method::get;
    return route(as, path, flaw);
  }
  if (auto answered = idxAnswerTo(state_, request, path)) return *std::move(answered);
  if (auto answered = oauthAnswerTo(state_, request, path, flaw)) return *std::move(answered);
  if (auto answered = hostedPageAnswerTo(state_, request, path)) return *std::move(answered);
  if (auto answered = dashboardAnswerTo(state_, request, path)) return *std::move(answered);
  if (auto answered = sessionAnswerTo(state_, request, path)) return *std::move(answered);
  if (startsWith(path, "/sso/idps/")) {
    if (posted) return returnFromProvider(state_, request, path);
    return got ? showProvider(state_, request, path) : wrongMethod("GET, POST");
  }
  if (startsWith(path, "/inbox")) {
    if (!got) return wrongMethod("GET");
    return inbox(state_.mailbox, path, queryValue(request, "to"));
  }
  return notFound();
}

}  // namespace latchkey::simulator
