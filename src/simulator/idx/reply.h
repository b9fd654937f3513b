#pragma once

#include <string>

#include "http/message.h"
#include "simulator/idx/call.h"
#include "simulator/idx/message.h"

namespace latchkey::simulator {

// The kinds of answer that every step has.

// The step that the transaction is at.
http::Response current(const Call& call, const Remarks& remarks = {}, int status = 200);
// The same with a message, or with a message at one field.
http::Response currentWith(const Call& call, const Message& message, int status);
http::Response currentAt(const Call& call, std::string field, const Message& message, int status);
// 400: what was sent makes no sense here.
http::Response badRequest(const Call& call);
// A message and nothing to do.
http::Response refuse(const Call& call, const Message& message, int status);
// A request for another step than this one.
http::Response outOfStep(const Call& call);
// What is asked of a transaction that has come to its end.
http::Response afterTheEnd(const Call& call);
// 401: with what is left of the transaction, if there is one.
http::Response sessionExpired(const OrgState& state, Language language,
                              const Transaction* transaction);

// 429, as the policy has it. `headers` say when the next one may come.
struct Limit {
  int count;
  Instant freeAgain;
};
http::Response tooMany(const Call& call, const Limit& limit);
void addRateLimitHeaders(http::Response& response, int limit, Instant reset);

}  // namespace latchkey::simulator
