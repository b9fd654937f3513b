#include "signin/asked.h"

namespace latchkey::signin {

Asked askedBy(Purpose purpose, const Outbox& outbox, const Opening& opening, bool hasTransaction) {
  if (purpose == Purpose::poll) return Asked::poll;
  if (outbox.isReintrospecting()) return Asked::whereItStands;
  if (opening.isByLink()) return Asked::link;
  if (outbox.mayBeTaken() && hasTransaction) return Asked::personAgain;
  if (purpose != Purpose::submit) return opening.isOfKept() ? Asked::resuming : Asked::opening;
  return outbox.intent() == Intent::link ? Asked::linkCode : Asked::person;
}

}  // namespace latchkey::signin
