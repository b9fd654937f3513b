#include "simulator/idx/call.h"

#include <string>
#include <utility>

#include "simulator/answers.h"
#include "simulator/idx/document.h"
#include "simulator/idx/reply.h"
#include "simulator/idx/wording.h"
#include "simulator/limits.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr Seconds kRequestWindow{5};

ReadCall refused(http::Response refusal) { return {std::nullopt, std::move(refusal)}; }

bool isIdxBody(const http::Request& request) {
  const std::string type = mediaType(request);
  return type == "application/json" || type == "application/ion+json" ||
         type == "application/vnd.okta.v1+json";
}

http::Response notWellFormed() {
  return apiError(400, "E0000003", "The request body was not well-formed.");
}

ReadCall withLiving(OrgState& state, Json body, Transaction* transaction, Language language) {
  if (transaction != nullptr) transaction->language = language;
  if (transaction == nullptr || transaction->expiresAt <= state.clock.now()) {
    return refused(sessionExpired(state, language, transaction));
  }
  return {Call{state, *transaction, std::move(body)}, {}};
}

// Counts this request; the answer if it is one too many.
std::optional<http::Response> overLimit(OrgState& state, const Transaction& transaction) {
  const Limits& limits = state.policy.limits;
  auto refusal =
      countRequest(state, state.stateRequests,
                   {transaction.stateHandle, limits.requestsPerStateHandle, kRequestWindow});
  if (refusal || transaction.personId.empty()) return refusal;
  return countRequest(state, state.personRequests,
                      {transaction.personId, limits.requestsPerPerson, kRequestWindow});
}

}  // namespace

Language languageOf(const OrgState& state, const http::Request& request) {
  return preferredLanguage(http::header(request.headers, "Accept-Language"), state.policy.language);
}

ReadCall readCall(OrgState& state, const http::Request& request) {
  if (!isIdxBody(request)) return refused(wrongMediaType());
  Result<Json> body = parseJson(request.body);
  const auto handle = body ? text(*body, "stateHandle") : std::nullopt;
  if (!handle) return refused(notWellFormed());
  Transaction* found = state.transactions.byStateHandle(*handle);
  // Only known handles are counted: the others would fill the memory.
  if (found != nullptr) {
    if (auto refusal = overLimit(state, *found)) return refused(*std::move(refusal));
  }
  ReadCall read = withLiving(state, *std::move(body), found, languageOf(state, request));
  if (read.call && state.policy.rotatesStateHandle) {
    state.transactions.renameStateHandle(*found, newStateHandle(state.random));
  }
  return read;
}

ReadCall readIntrospectCall(OrgState& state, const http::Request& request) {
  if (!isIdxBody(request)) return refused(wrongMediaType());
  Result<Json> body = parseJson(request.body);
  if (!body) return refused(notWellFormed());
  const auto handle = text(*body, "interactionHandle");
  const auto token = text(*body, "stateToken");
  const Language language = languageOf(state, request);
  if (!handle && !token) {
    return refused(idxAnswer(400, messageDocument(messages::badRequest(), language),
                             state.policy.idxMediaType));
  }
  Transaction* found = handle ? state.transactions.byInteractionHandle(*handle)
                              : state.transactions.byStateHandle(*token);
  return withLiving(state, *std::move(body), found, language);
}

}  // namespace latchkey::simulator
