#pragma once

#include <optional>

#include "base/json_reader.h"
#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// A request to /idp/idx/* that names a living transaction.
struct Call {
  OrgState& state;
  Transaction& transaction;
  Json body;

  const Person* person() const { return state.policy.personById(transaction.personId); }
};

// The call, or the answer that it gets instead.
struct ReadCall {
  std::optional<Call> call;
  http::Response refusal;
};

// By the `stateHandle` in its body.
ReadCall readCall(OrgState& state, const http::Request& request);
// By `interactionHandle` or `stateToken`: introspect alone.
ReadCall readIntrospectCall(OrgState& state, const http::Request& request);

// The language that the request asks for.
Language languageOf(const OrgState& state, const http::Request& request);

}  // namespace latchkey::simulator
