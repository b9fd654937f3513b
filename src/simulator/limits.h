#pragma once

#include <optional>
#include <string>

#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// So many requests of somebody in a sliding window.
struct RequestLimit {
  std::string who;
  int most = 0;  // 0: as many as they like
  Seconds window{0};
};

// Counts this request, and notes for its answer how many are left (state.quota). The answer itself,
// 429, if it is one too many.
std::optional<http::Response> countRequest(OrgState& state, AttemptLimiter& limiter,
                                           const RequestLimit& limit);

// The limit of whole clients, at the doors by which a sign-in begins: by the browser's cookie.
std::optional<http::Response> countClient(OrgState& state, const http::Request& request);

// `X-Rate-Limit-Limit`, `-Remaining` and `-Reset` (UTC seconds), unless they are there.
void addRateLimitHeaders(http::Response& response, const Quota& quota);

}  // namespace latchkey::simulator
