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

void OrgState::keepOriginals() {
  if (!originals_) originals_ = policy.people;
}

void OrgState::changePerson(const std::string& id, const std::function<void(Person&)>& change) {
  for (Person& person : policy.people) {
    if (person.id != id) continue;
    keepOriginals();
    change(person);
    return;
  }
}

void OrgState::addPerson(Person person) {
  keepOriginals();
  policy.people.push_back(std::move(person));
}

void OrgState::forgetChanges() {
  if (!originals_) return;
  policy.people = *std::move(originals_);
  originals_.reset();
}

}  // namespace latchkey::simulator
