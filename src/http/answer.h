#pragma once

#include <optional>

#include "base/json_reader.h"
#include "base/result.h"
#include "http/message.h"

namespace latchkey::http {

// What an answer that is not the hoped-for document means, judged by status, headers and body:
// serverFailed (5xx), rateLimited (429), blockedByNetwork (403 without Okta's request id),
// endpointMissing (404, 405, 410), malformedResponse for anything else. Never a success.
Error failureOf(const Response& response);

// The JSON of a 2xx answer. Judged by content, never by Content-Type: Okta sends ion+json, proxies
// send HTML with status 200. Errors: failureOf(), malformedResponse, responseTooLarge.
Result<Json> readJsonAnswer(const Response& response);

// When a rate-limited endpoint wants to be asked again: X-Rate-Limit-Reset (epoch seconds, Okta)
// or Retry-After (RFC 9110 §10.2.3), clamped to 1..120 s after `now`.
std::optional<Instant> retryAt(const Response& response, Instant now);

// The server's clock, from the Date header.
std::optional<Instant> serverTime(const Response& response);

}  // namespace latchkey::http
