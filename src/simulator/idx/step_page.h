#pragma once

#include <string>
#include <string_view>

#include "simulator/idx/form.h"
#include "simulator/idx/message.h"
#include "simulator/policy.h"
#include "simulator/transaction.h"

namespace latchkey::simulator {

// What the forms of a step are written from.
struct StepPage {
  StepPage(const Policy& policyOf, const Transaction& transactionOf, const Remarks& said)
      : policy(policyOf),
        transaction(transactionOf),
        person(policyOf.personById(transactionOf.personId)),
        remarks(said) {}

  const Policy& policy;
  const Transaction& transaction;
  const Person* person;  // nullptr while nobody is known
  const Remarks& remarks;

  // To {org}/idp/idx/{path}.
  IonForm form(std::string_view name, std::string_view path) const;
  // In the language of the request.
  std::string label(std::string_view english) const;
  // {"name":"credentials","type":"object","form":{...},"required":true}, with the messages at its
  // fields.
  Json credentials(Json fields) const;
};

}  // namespace latchkey::simulator
