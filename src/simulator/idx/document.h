#pragma once

#include "base/json_reader.h"
#include "simulator/idx/message.h"
#include "simulator/policy.h"
#include "simulator/transaction.h"

namespace latchkey::simulator {

// IDX documents (Ion JSON) as Okta sends them: the members, their names, order and types follow
// recorded answers; Okta publishes no reference.

// What is asked of the person at this step, and, after the last one, the interaction code.
Json stepDocument(const Policy& policy, const Transaction& transaction,
                  const Remarks& remarks = {});

// Messages and nothing to do. Without a transaction there is no handle to name.
Json messageDocument(const Message& message, Language language,
                     const Transaction* transaction = nullptr);

// The members that several kinds of document have in common.
Json appMember(const App& app);
Json userMember(const Person* person, const std::string& identifier, bool withProfile);

}  // namespace latchkey::simulator
