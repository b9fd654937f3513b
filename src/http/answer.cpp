#include "http/answer.h"

#include <cstdint>
#include <string>

#include "base/text.h"

namespace latchkey::http {
namespace {

constexpr int kForbidden = 403;
constexpr int kTooManyRequests = 429;
constexpr int kFirstServerError = 500;
constexpr Seconds kSoonestRetry{1};
constexpr Seconds kLatestRetry{120};
// Enough for any epoch second that means something; more would overflow milliseconds.
constexpr std::size_t kMaxDigits = 12;

bool isSuccess(int status) { return status >= 200 && status < 300; }

// A browser shows a header of another origin only where the server exposes it, so a missing
// request id proves nothing when the body is one that Okta writes: RFC 6749 errors, errors of the
// classic API, IDX documents.
bool isWrittenByOkta(const Response& response) {
  if (header(response.headers, "X-Okta-Request-Id")) return true;
  const Result<Json> body = parseJson(response.body);
  if (!body) return false;
  return member(*body, "error") != nullptr || member(*body, "errorCode") != nullptr ||
         member(*body, "messages") != nullptr || member(*body, "stateHandle") != nullptr;
}

std::optional<Seconds> wholeSeconds(std::string_view text) {
  const std::optional<std::int64_t> value = wholeNumber(trimmed(text), kMaxDigits);
  return value ? std::optional(Seconds(*value)) : std::nullopt;
}

std::optional<Instant> rateLimitReset(const Response& response) {
  const auto reset = header(response.headers, "X-Rate-Limit-Reset");
  const auto seconds = reset ? wholeSeconds(*reset) : std::nullopt;
  return seconds ? std::optional(fromUnix(*seconds)) : std::nullopt;
}

std::optional<Instant> retryAfter(const Response& response, Instant serverNow) {
  const auto value = header(response.headers, "Retry-After");
  if (!value) return std::nullopt;
  if (const auto seconds = wholeSeconds(*value)) return serverNow + *seconds;
  return fromHttpDate(trimmed(*value));
}

}  // namespace

Error failureOf(const Response& response) {
  const std::string detail = "HTTP " + std::to_string(response.status);
  if (response.status >= kFirstServerError) return {ErrorCode::serverFailed, detail};
  if (response.status == kTooManyRequests) return {ErrorCode::rateLimited, detail};
  if (response.status == kForbidden && !isWrittenByOkta(response)) {
    return {ErrorCode::blockedByNetwork, detail};
  }
  const bool isMissing = response.status == 404 || response.status == 405 || response.status == 410;
  return {isMissing ? ErrorCode::endpointMissing : ErrorCode::malformedResponse, detail};
}

Result<Json> readJsonAnswer(const Response& response) {
  if (!isSuccess(response.status)) return failureOf(response);
  return parseJson(response.body);
}

std::optional<Instant> retryAt(const Response& response, Instant now) {
  // Both headers speak the server's time; its Date tells how far the device's clock is from it.
  const Instant serverNow = serverTime(response).value_or(now);
  std::optional<Instant> wanted = rateLimitReset(response);
  if (!wanted) wanted = retryAfter(response, serverNow);
  if (!wanted) return std::nullopt;
  const Milliseconds wait = *wanted - serverNow;
  return now + std::clamp<Milliseconds>(wait, kSoonestRetry, kLatestRetry);
}

std::optional<Instant> serverTime(const Response& response) {
  const auto date = header(response.headers, "Date");
  return date ? fromHttpDate(trimmed(*date)) : std::nullopt;
}

}  // namespace latchkey::http
