#include "simulator/faults.h"

#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "simulator/answers.h"
#include "simulator/idx/document.h"
#include "simulator/idx/form.h"

namespace latchkey::simulator {
namespace {

using Kind = Fault::Kind;

constexpr int kTooMany = 429;
constexpr Seconds kRateLimitWindow{30};
constexpr std::size_t kHugeBytes = 8U << 20U;

bool startsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

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
    case Kind::troubleIdx:
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
    case Kind::troubleIdx:
      return idxAnswer(500, messageDocument(messages::internalError(), Language::english),
                       IdxMediaType::ion);
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
