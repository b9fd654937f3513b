#pragma once

#include "signin/opening.h"
#include "signin/outbox.h"
#include "signin/purpose.h"
#include "signin/transitions.h"

namespace latchkey::signin {

// Says who waits for an answer of the org, in the words of the table of transitions.
// `hasTransaction`: the page still has a transaction, so its interaction handle can be introspected
// again.
Asked askedBy(Purpose purpose, const Outbox& outbox, const Opening& opening, bool hasTransaction);

}  // namespace latchkey::signin
