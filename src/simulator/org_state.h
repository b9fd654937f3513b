#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ports.h"
#include "simulator/attempt_limiter.h"
#include "simulator/dpop.h"
#include "simulator/mailbox.h"
#include "simulator/policy.h"
#include "simulator/sessions.h"
#include "simulator/signing_key.h"
#include "simulator/token_issuer.h"
#include "simulator/transaction.h"

namespace latchkey::simulator {

// The wall clock, moved by as much as a test asks for.
class ShiftableClock : public Clock {
 public:
  explicit ShiftableClock(const Clock& real) : real_(real) {}

  Instant now() const override { return real_.now() + offset_; }
  void advance(Seconds by) { offset_ += by; }
  void set(Seconds offset) { offset_ = offset; }
  Seconds offset() const { return offset_; }

 private:
  const Clock& real_;
  Seconds offset_{0};
};

// What is left of a limit: the `X-Rate-Limit-*` headers.
struct Quota {
  int limit = 0;
  int remaining = 0;
  Instant reset;
};

// All that an org remembers. Its endpoints share it and have no state of their own.
struct OrgState {
  OrgState(Policy rules, const Clock& realClock, Random& source, SigningKey key);
  OrgState(const OrgState&) = delete;
  OrgState& operator=(const OrgState&) = delete;

  void send(Mail mail);

  // What people do to their accounts: it lasts until forgetChanges(). A person who is unknown is
  // not changed.
  void changePerson(const std::string& id, const std::function<void(Person&)>& change);
  void addPerson(Person person);
  // In place of the one with that id, if there is one.
  void putPerson(Person person);
  void forgetChanges();
  // Everybody who is not as the policy had them.
  std::vector<Person> changedPeople() const;

  Policy policy;
  ShiftableClock clock;
  Random& random;
  TransactionStore transactions;
  Mailbox mailbox;
  TokenIssuer tokens;
  SessionStore sessions;
  DpopProofs dpop;
  AttemptLimiter wrongCodes;     // by person
  AttemptLimiter sentCodes;      // by what was typed as username
  AttemptLimiter stateRequests;  // by state handle
  AttemptLimiter personRequests;
  AttemptLimiter clientRequests;  // by the device cookie
  // Of the request that is being answered, where one of the limits is for it.
  std::optional<Quota> quota;
  std::function<void(Mail&)> onMail;

 private:
  void keepOriginals();

  std::optional<std::vector<Person>> originals_;  // people as the policy had them
};

}  // namespace latchkey::simulator
