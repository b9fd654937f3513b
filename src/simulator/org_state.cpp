#include "simulator/org_state.h"

#include <algorithm>
#include <utility>

#include "simulator/policy_file.h"

namespace latchkey::simulator {

OrgState::OrgState(Policy rules, const Clock& realClock, Random& source, SigningKey key)
    : policy(std::move(rules)),
      clock(realClock),
      random(source),
      mailbox(policy.keptMails),
      tokens(policy, clock, random, std::move(key)),
      sessions(policy, clock, random),
      dpop(policy, clock, random) {}

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

void OrgState::putPerson(Person person) {
  if (policy.personById(person.id) == nullptr) return addPerson(std::move(person));
  changePerson(person.id, [&person](Person& known) { known = person; });
}

void OrgState::addPerson(Person person) {
  keepOriginals();
  policy.people.push_back(std::move(person));
}

std::vector<Person> OrgState::changedPeople() const {
  std::vector<Person> changed;
  if (!originals_) return changed;
  for (const Person& person : policy.people) {
    const auto isSame = [&person](const Person& original) {
      return writePerson(original) == writePerson(person);
    };
    if (std::none_of(originals_->begin(), originals_->end(), isSame)) changed.push_back(person);
  }
  return changed;
}

void OrgState::forgetChanges() {
  if (!originals_) return;
  policy.people = *std::move(originals_);
  originals_.reset();
}

}  // namespace latchkey::simulator
