#pragma once

#include "signin/opening.h"
#include "signin/outbox.h"
#include "signin/purpose.h"
#include "signin/transitions.h"

namespace latchkey::signin {

// For whom an answer of the org is, as the table of transitions wants it. `hasTransaction`: there
// still is one, whose handle could be opened once more.
Asked askedBy(Purpose purpose, const Outbox& outbox, const Opening& opening, bool hasTransaction);

}  // namespace latchkey::signin
