#include "simulator/limits.h"

#include <algorithm>

#include "simulator/answers.h"
#include "simulator/cookies.h"

namespace latchkey::simulator {

std::optional<http::Response> countRequest(OrgState& state, AttemptLimiter& limiter,
                                           const RequestLimit& limit) {
  if (limit.most == 0) return std::nullopt;
  const Instant now = state.clock.now();
  const bool tooMany = limiter.exhausted(limit.who, limit.most, limit.window, now);
  if (!tooMany) limiter.count(limit.who, now);
  const Quota quota{limit.most, std::max(0, limit.most - limiter.counted(limit.who)),
                    limiter.freeAgainAt(limit.who, limit.window, now)};
  // Of several limits, the one that is nearest.
  if (!state.quota || quota.remaining < state.quota->remaining) state.quota = quota;
  return tooMany ? std::optional(rateLimited()) : std::nullopt;
}

std::optional<http::Response> countClient(OrgState& state, const http::Request& request) {
  constexpr Seconds kWindow{60};
  constexpr std::size_t kLongest = 64;  // ours are shorter
  std::string browser = cookie(request, kDeviceCookie).value_or("");
  if (browser.size() > kLongest) browser.resize(kLongest);
  return countRequest(state, state.clientRequests,
                      {browser, state.policy.limits.requestsPerClient, kWindow});
}

void addRateLimitHeaders(http::Response& response, const Quota& quota) {
  if (http::header(response.headers, "X-Rate-Limit-Limit")) return;
  response.headers.emplace_back("X-Rate-Limit-Limit", std::to_string(quota.limit));
  response.headers.emplace_back("X-Rate-Limit-Remaining", std::to_string(quota.remaining));
  response.headers.emplace_back("X-Rate-Limit-Reset", std::to_string(toUnix(quota.reset).count()));
}

}  // namespace latchkey::simulator
