#include "simulator/faults.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json_reader.h"
#include "base/text.h"
#include "simulator/answers.h"
#include "simulator/idx/document.h"
#include "simulator/idx/form.h"
#include "simulator/number.h"

namespace latchkey::simulator {
namespace {

using Kind = Fault::Kind;

constexpr int kTooMany = 429;
constexpr Seconds kRateLimitWindow{30};
constexpr std::size_t kHugeBytes = 8U << 20U;

struct Named {
  std::string_view name;
  Kind kind;
  TokenFlaw flaw = TokenFlaw::none;
  Distortion distortion = Distortion::foreignHrefs;
};

constexpr std::array kNames = {
    Named{"blocked", Kind::blocked},
    Named{"rate-limit-idx", Kind::rateLimitIdx},
    Named{"rate-limit-forms", Kind::rateLimitForms},
    Named{"rate-limit-api", Kind::rateLimitApi},
    Named{"lost-request", Kind::lostRequest},
    Named{"lost-answer", Kind::lostAnswer},
    Named{"half-body", Kind::halfBody},
    Named{"garbage", Kind::garbage},
    Named{"empty-body", Kind::emptyBody},
    Named{"huge-body", Kind::hugeBody},
    Named{"no-cors", Kind::noCors},
    Named{"wrong-version", Kind::wrongVersion},
    Named{"unknown-form", Kind::unknownForm},
    Named{"wrong-nonce", Kind::flawedToken, TokenFlaw::wrongNonce},
    Named{"expired-token", Kind::flawedToken, TokenFlaw::expired},
    Named{"token-from-future", Kind::flawedToken, TokenFlaw::fromFuture},
    Named{"unknown-kid", Kind::flawedToken, TokenFlaw::unknownKey},
    Named{"wrong-audience", Kind::flawedToken, TokenFlaw::wrongAudience},
    Named{"bad-signature", Kind::flawedToken, TokenFlaw::badSignature},
    Named{"twice", Kind::twice},
    Named{"foreign-hrefs", Kind::distorted, TokenFlaw::none, Distortion::foreignHrefs},
    Named{"hostile-texts", Kind::distorted, TokenFlaw::none, Distortion::hostileTexts},
    Named{"lost-relations", Kind::distorted, TokenFlaw::none, Distortion::lostRelations},
    Named{"bare", Kind::distorted, TokenFlaw::none, Distortion::bare},
    Named{"wrong-types", Kind::distorted, TokenFlaw::none, Distortion::wrongTypes},
};

bool startsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// "status-503" with the prefix "status-": 503.
std::optional<int> numberAfter(std::string_view name, std::string_view prefix) {
  if (!startsWith(name, prefix)) return std::nullopt;
  return numberIn<int>(name.substr(prefix.size()));
}

std::optional<Fault> numbered(std::string_view name) {
  Fault fault;
  if (const auto status = numberAfter(name, "status-")) {
    fault.kind = Kind::status;
    fault.status = *status;
  } else if (const auto htmlStatus = numberAfter(name, "html-")) {
    fault.kind = Kind::html;
    fault.status = *htmlStatus;
  } else if (const auto delay = numberAfter(name, "latency-")) {
    fault.kind = Kind::latency;
    fault.delay = Milliseconds{*delay};
    return fault;
  } else {
    return std::nullopt;
  }
  const bool possible = fault.status >= 200 && fault.status <= 599;
  return possible ? std::optional(fault) : std::nullopt;
}

Error wrongRule(std::string_view why) { return {ErrorCode::malformedInput, std::string(why)}; }

http::Response limited(http::Response response, const Fault& fault, Instant now) {
  response.status = kTooMany;
  if (fault.rateLimitHeaders == Fault::RateLimitHeaders::missing) return response;
  const auto reset = toUnix(now + kRateLimitWindow).count();
  response.headers.emplace_back("X-Rate-Limit-Limit", "20");
  response.headers.emplace_back("X-Rate-Limit-Remaining", "0");
  response.headers.emplace_back("X-Rate-Limit-Reset", std::to_string(reset));
  return response;
}

http::Response plainPage(int status) {
  return htmlAnswer(status,
                    "<!doctype html><html lang=\"en\"><head><title>Service unavailable</title>"
                    "</head><body><h1>Service unavailable</h1></body></html>\n");
}

http::Response huge() {
  http::Response response = jsonAnswer(200, Json::object());
  response.body = "{\"version\":\"1.0.0\",\"padding\":\"" + std::string(kHugeBytes, 'x') + "\"}";
  return response;
}

http::Response garbled() {
  http::Response response = jsonAnswer(200, Json::object());
  response.body = "{]";
  return response;
}

// The document with one change; what is not a JSON object stays as it is.
template <class Change>
http::Response edited(http::Response response, Change change) {
  Result<Json> document = parseJson(response.body);
  if (!document || !document->is_object()) return response;
  change(*document);
  response.body = writeJson(*document);
  return response;
}

void putUnknownFormFirst(Json& document) {
  Json forms = Json::array();
  forms.push_back({{"rel", Json::array({"create-form"})},
                   {"name", "prove-you-are-a-cat"},
                   {"href", "http://localhost/idp/idx/cat"},
                   {"method", "POST"},
                   {"value", Json::array()}});
  const Json* remediation = object(document, "remediation");
  const Json* old = remediation == nullptr ? nullptr : array(*remediation, "value");
  if (old == nullptr) return;
  for (const Json& form : *old) forms.push_back(form);
  setMember(document, "remediation", ionArray(std::move(forms)));
}

}  // namespace

std::optional<Fault> faultByName(std::string_view name) {
  constexpr std::string_view kBare = "-bare";
  Fault fault;
  const bool bare = startsWith(name, "rate-limit-") && name.size() > kBare.size() &&
                    name.substr(name.size() - kBare.size()) == kBare;
  if (bare) {
    name.remove_suffix(kBare.size());
    fault.rateLimitHeaders = Fault::RateLimitHeaders::missing;
  }
  for (const Named& named : kNames) {
    if (named.name != name) continue;
    fault.kind = named.kind;
    fault.flaw = named.flaw;
    fault.distortion = named.distortion;
    return fault;
  }
  return numbered(name);
}

std::vector<std::string> faultNames() {
  std::vector<std::string> names = {"status-503", "html-500", "html-200", "latency-2000"};
  for (const Named& named : kNames) {
    if (named.kind == Kind::twice || named.kind == Kind::distorted) continue;
    names.emplace_back(named.name);
    if (startsWith(named.name, "rate-limit-")) names.push_back(std::string(named.name) + "-bare");
  }
  return names;
}

Result<Fault> faultByRule(std::string_view rule) {
  const auto parts = split(rule, ',');
  const std::size_t at = parts.front().find('@');
  auto fault = faultByName(parts.front().substr(0, at));
  if (!fault) return wrongRule("there is no fault of that name");
  fault->path = at == std::string_view::npos ? "/" : parts.front().substr(at + 1);
  if (!startsWith(fault->path, "/")) return wrongRule("a path begins with \"/\"");
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto count = numberAfter(parts[i], "count=");
    const auto skip = numberAfter(parts[i], "skip=");
    if (count && *count > 0) {
      fault->count = *count;
    } else if (skip && *skip >= 0) {
      fault->skip = *skip;
    } else if (startsWith(parts[i], "transaction=")) {
      fault->transaction = parts[i].substr(parts[i].find('=') + 1);
    } else {
      return wrongRule("after the path there may be count=, skip= and transaction=");
    }
  }
  return *std::move(fault);
}

bool Faults::singleOut() const {
  return std::any_of(pending_.begin(), pending_.end(),
                     [](const Fault& fault) { return !fault.transaction.empty(); });
}

std::optional<Fault> Faults::takeOf(std::string_view path, std::string_view transaction,
                                    Which which) {
  for (auto fault = pending_.begin(); fault != pending_.end(); ++fault) {
    const bool isLatency = fault->kind == Kind::latency;
    if (isLatency != (which == Which::latency) || !startsWith(path, fault->path)) continue;
    if (!fault->transaction.empty() && fault->transaction != transaction) continue;
    if (fault->skip > 0) {
      --fault->skip;
      continue;
    }
    Fault taken = *fault;
    if (--fault->count <= 0) pending_.erase(fault);
    return taken;
  }
  return std::nullopt;
}

std::optional<Fault> Faults::take(std::string_view path, std::string_view transaction) {
  return takeOf(path, transaction, Which::others);
}

Milliseconds Faults::takeLatency(std::string_view path, std::string_view transaction) {
  const auto fault = takeOf(path, transaction, Which::latency);
  return fault ? fault->delay : Milliseconds{0};
}

bool replacesAnswer(const Fault& fault) {
  switch (fault.kind) {
    case Kind::status:
    case Kind::html:
    case Kind::blocked:
    case Kind::rateLimitIdx:
    case Kind::rateLimitApi:
    case Kind::garbage:
    case Kind::emptyBody:
    case Kind::hugeBody:
      return true;
    default:
      return false;
  }
}

http::Response answerOf(const Fault& fault, Instant now) {
  switch (fault.kind) {
    case Kind::html:
      return plainPage(fault.status);
    case Kind::blocked:
      return jsonAnswer(403, {{"error", "Forbidden"}});
    case Kind::rateLimitIdx:
      return limited(
          idxAnswer(kTooMany, messageDocument(messages::tooManyRequests(), Language::english),
                    IdxMediaType::ion),
          fault, now);
    case Kind::rateLimitApi:
      return limited(
          apiError(kTooMany, "E0000047", "API call exceeded rate limit due to too many requests."),
          fault, now);
    case Kind::garbage:
      return garbled();
    case Kind::emptyBody:
      return {200, {{"Content-Type", "application/json"}}, ""};
    case Kind::hugeBody:
      return huge();
    default:
      return apiError(fault.status, "E0000009", "Internal Server Error");
  }
}

http::Response spoil(const Fault& fault, http::Response response, Instant now) {
  switch (fault.kind) {
    case Kind::halfBody:
      response.body.resize(response.body.size() / 2);
      return response;
    case Kind::rateLimitForms:
      return limited(std::move(response), fault, now);
    case Kind::wrongVersion:
      return edited(std::move(response),
                    [](Json& document) { setMember(document, "version", "2.0.0"); });
    case Kind::distorted:
      return edited(std::move(response),
                    [&fault](Json& document) { distort(document, fault.distortion); });
    case Kind::unknownForm:
      return edited(std::move(response), putUnknownFormFirst);
    default:
      return response;
  }
}

}  // namespace latchkey::simulator
