#include "simulator/org_state.h"

#include <utility>

namespace latchkey::simulator {

OrgState::OrgState(Policy rules, const Clock& realClock, Random& source, SigningKey key)
    : policy(std::move(rules)),
      clock(realClock),
      random(source),
      mailbox(policy.keptMails),
      tokens(policy, clock, random, std::move(key)) {}

void OrgState::send(Mail mail) {
  if (onMail) onMail(mail);
  mailbox.deliver(std::move(mail));
}

}  // namespace latchkey::simulator
