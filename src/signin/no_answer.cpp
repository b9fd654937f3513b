#include "signin/no_answer.h"

namespace latchkey::signin {

ErrorCode causeOf(const NoAnswer& it) {
  if (!it.isOnline) return ErrorCode::offline;
  if (it.reach == Reach::nothing) return ErrorCode::hostUnreachable;
  if (it.reach == Reach::elsewhere) return ErrorCode::requestBlocked;
  // A connection that breaks looks like a refusal, once.
  const bool wasRead = it.isPreflighted ? it.hasReadPreflighted : it.hasReadPlain;
  if (wasRead || !it.isAgain) return ErrorCode::networkUnreachable;
  return it.isPreflighted && it.hasReadPlain ? ErrorCode::preflightRefused
                                             : ErrorCode::originNotTrusted;
}

bool isOfTheNetwork(ErrorCode code) {
  return code == ErrorCode::networkUnreachable || code == ErrorCode::offline ||
         code == ErrorCode::hostUnreachable || code == ErrorCode::timedOut;
}

bool mayPassByItself(ErrorCode code) {
  return isOfTheNetwork(code) || code == ErrorCode::serverFailed ||
         code == ErrorCode::rateLimited || code == ErrorCode::blockedByNetwork ||
         code == ErrorCode::malformedResponse || code == ErrorCode::responseTooLarge;
}

}  // namespace latchkey::signin
