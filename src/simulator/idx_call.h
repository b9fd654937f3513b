#pragma once

#include "base/json_reader.h"
#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// A request to /idp/idx/* that names a living transaction; or the answer that it gets instead.
struct IdxCall {
  Json body;
  Transaction* transaction = nullptr;
  http::Response refusal;  // if there is no transaction
};

// By the `stateHandle` in its body.
IdxCall readIdxCall(OrgState& state, const http::Request& request);
// By `interactionHandle` or `stateToken`: introspect alone.
IdxCall readIntrospectCall(OrgState& state, const http::Request& request);

// 401: with what is left of the transaction, if there is one.
http::Response sessionExpired(const OrgState& state, const Transaction* transaction);

void addRateLimitHeaders(http::Response& response, int limit, Instant reset);

}  // namespace latchkey::simulator
