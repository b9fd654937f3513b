#include "simulator/sign_in_of.h"

#include "base/json_reader.h"
#include "base/url.h"
#include "http/form_body.h"

namespace latchkey::simulator {
namespace {

Transaction* namedInJson(TransactionStore& transactions, const Json& body) {
  if (const auto handle = text(body, "stateHandle")) return transactions.byStateHandle(*handle);
  if (const auto token = text(body, "stateToken")) return transactions.byStateHandle(*token);
  return transactions.byInteractionHandle(text(body, "interactionHandle").value_or(""));
}

}  // namespace

std::string signInOf(OrgState& state, const http::Request& request) {
  TransactionStore& transactions = state.transactions;
  const auto body = parseJson(request.body);
  const Transaction* found = body ? namedInJson(transactions, *body) : nullptr;
  if (found == nullptr) {
    const QueryPairs form = http::parseFormBody(request.body);
    found = transactions.byInteractionCode(http::single(form, "interaction_code").value_or(""));
  }
  const auto url = Url::parse(request.url);
  if (found == nullptr && url) {
    const QueryPairs query = parseQuery(url->query());
    found = transactions.byLinkToken(http::single(query, "token").value_or(""));
  }
  return found == nullptr ? "" : found->interactionHandle;
}

}  // namespace latchkey::simulator
