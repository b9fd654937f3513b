#include "simulator/idx/reply.h"

#include <utility>

#include "simulator/answers.h"
#include "simulator/idx/document.h"

namespace latchkey::simulator {

http::Response current(const Call& call, const Remarks& remarks, int status) {
  const Policy& policy = call.state.policy;
  return idxAnswer(status, stepDocument(policy, call.transaction, remarks), policy.idxMediaType);
}

http::Response currentWith(const Call& call, const Message& message, int status) {
  Remarks remarks;
  remarks.global.push_back(message);
  return current(call, remarks, status);
}

http::Response currentAt(const Call& call, std::string field, const Message& message, int status) {
  Remarks remarks;
  remarks.atFields.push_back({std::move(field), message});
  return current(call, remarks, status);
}

http::Response badRequest(const Call& call) {
  return currentWith(call, messages::badRequest(), 400);
}

http::Response refuse(const Call& call, const Message& message, int status) {
  const Transaction& transaction = call.transaction;
  return idxAnswer(status, messageDocument(message, transaction.language, &transaction),
                   call.state.policy.idxMediaType);
}

http::Response sessionExpired(const OrgState& state, Language language,
                              const Transaction* transaction) {
  return idxAnswer(401, messageDocument(messages::sessionExpired(), language, transaction),
                   state.policy.idxMediaType);
}

http::Response afterTheEnd(const Call& call) {
  if (call.transaction.step == Step::denied) {
    return refuse(call, messages::cancelledByUser(), 401);
  }
  if (call.state.policy.lateAnswer == LateAnswer::transferred) {
    return refuse(call, messages::transferred(), 200);
  }
  return sessionExpired(call.state, call.transaction.language, &call.transaction);
}

http::Response outOfStep(const Call& call) {
  const Step step = call.transaction.step;
  const bool ended = step == Step::success || step == Step::exchanged || step == Step::denied;
  return ended ? afterTheEnd(call) : badRequest(call);
}

http::Response tooMany(const Call& call, const Limit& limit) {
  const Message message = messages::tooManyRequests();
  http::Response response;
  switch (call.state.policy.rateLimitBody) {
    case RateLimitBody::formsAndMessage:
      response = currentWith(call, message, 429);
      break;
    case RateLimitBody::messageOnly:
      response = refuse(call, message, 429);
      break;
    case RateLimitBody::apiError:
      response = rateLimited();
      break;
  }
  addRateLimitHeaders(response, limit.count, limit.freeAgain);
  return response;
}

void addRateLimitHeaders(http::Response& response, int limit, Instant reset) {
  response.headers.emplace_back("X-Rate-Limit-Limit", std::to_string(limit));
  response.headers.emplace_back("X-Rate-Limit-Remaining", "0");
  response.headers.emplace_back("X-Rate-Limit-Reset", std::to_string(toUnix(reset).count()));
}

}  // namespace latchkey::simulator
