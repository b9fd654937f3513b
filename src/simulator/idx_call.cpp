#include "simulator/idx_call.h"

#include <string>
#include <utility>

#include "simulator/answers.h"
#include "simulator/idx_document.h"

namespace latchkey::simulator {
namespace {

constexpr Seconds kRequestWindow{5};

IdxCall refused(http::Response refusal) { return {Json(), nullptr, std::move(refusal)}; }

bool isIdxBody(const http::Request& request) {
  const std::string type = mediaType(request);
  return type == "application/json" || type == "application/ion+json" ||
         type == "application/vnd.okta.v1+json";
}

http::Response notWellFormed() {
  return apiError(400, "E0000003", "The request body was not well-formed.");
}

IdxCall withLiving(OrgState& state, Json body, Transaction* transaction) {
  if (transaction == nullptr || transaction->expiresAt <= state.clock.now()) {
    return refused(sessionExpired(state, transaction));
  }
  return {std::move(body), transaction, {}};
}

// Counts this request; the answer if it is one too many.
std::optional<http::Response> overLimit(OrgState& state, const std::string& handle) {
  const int limit = state.policy.requestsPerStateHandle;
  if (limit == 0) return std::nullopt;
  const Instant now = state.clock.now();
  if (state.stateRequests.exhausted(handle, limit, kRequestWindow, now)) {
    http::Response response = rateLimited();
    addRateLimitHeaders(response, limit,
                        state.stateRequests.freeAgainAt(handle, kRequestWindow, now));
    return response;
  }
  state.stateRequests.count(handle, now);
  return std::nullopt;
}

}  // namespace

IdxCall readIdxCall(OrgState& state, const http::Request& request) {
  if (!isIdxBody(request)) return refused(wrongMediaType());
  Result<Json> body = parseJson(request.body);
  const auto handle = body ? text(*body, "stateHandle") : std::nullopt;
  if (!handle) return refused(notWellFormed());
  Transaction* found = state.transactions.byStateHandle(*handle);
  // Only known handles are counted: the others would fill the memory.
  if (found != nullptr) {
    if (auto refusal = overLimit(state, *handle)) return refused(*std::move(refusal));
  }
  return withLiving(state, *std::move(body), found);
}

IdxCall readIntrospectCall(OrgState& state, const http::Request& request) {
  if (!isIdxBody(request)) return refused(wrongMediaType());
  Result<Json> body = parseJson(request.body);
  if (!body) return refused(notWellFormed());
  const auto handle = text(*body, "interactionHandle");
  const auto token = text(*body, "stateToken");
  if (!handle && !token) {
    return refused(
        idxAnswer(400, messageDocument(messages::badRequest()), state.policy.idxMediaType));
  }
  Transaction* found = handle ? state.transactions.byInteractionHandle(*handle)
                              : state.transactions.byStateHandle(*token);
  return withLiving(state, *std::move(body), found);
}

http::Response sessionExpired(const OrgState& state, const Transaction* transaction) {
  return idxAnswer(401, messageDocument(messages::sessionExpired(), transaction),
                   state.policy.idxMediaType);
}

void addRateLimitHeaders(http::Response& response, int limit, Instant reset) {
  response.headers.emplace_back("X-Rate-Limit-Limit", std::to_string(limit));
  response.headers.emplace_back("X-Rate-Limit-Remaining", "0");
  response.headers.emplace_back("X-Rate-Limit-Reset", std::to_string(toUnix(reset).count()));
}

}  // namespace latchkey::simulator
