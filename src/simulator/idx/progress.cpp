#include "simulator/idx/progress.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "simulator/idx/authenticators.h"
#include "simulator/idx/reply.h"
#include "simulator/random_text.h"
#include "simulator/sign_in_mail.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kCodeLength = 43;
constexpr std::size_t kMailIdLength = 22;

bool contains(const std::vector<Authenticator>& list, Authenticator which) {
  return std::find(list.begin(), list.end(), which) != list.end();
}

// For `amr` (RFC 8176, but for "email", which is Okta's).
std::string methodOf(const Transaction& transaction) {
  switch (transaction.authenticator) {
    case Authenticator::password:
      return "pwd";
    case Authenticator::phone:
      return transaction.channel == "voice" ? "tel" : "sms";
    case Authenticator::securityQuestion:
      return "kba";
    default:
      return "email";
  }
}

// Text messages and calls go where the mails are looked at, but no mail server gets them.
Mail textMessage(const std::string& number, const SentCode& sent, std::string id) {
  Mail message;
  message.id = std::move(id);
  message.to = number;
  message.subject = "Your code";
  message.text = "Your code is " + sent.code + ".";
  message.code = sent.code;
  message.receivedAt = sent.sentAt;
  return message;
}

void deliver(Call& call, const Person& person) {
  const Transaction& transaction = call.transaction;
  std::string id = randomHandle(call.state.random, kMailIdLength);
  if (transaction.authenticator == Authenticator::phone) {
    const bool isNew = transaction.step == Step::enroll;
    call.state.mailbox.deliver(
        textMessage(isNew ? transaction.newPhone : person.phone, *transaction.sent, std::move(id)));
  } else {
    call.state.send(signInMail(call.state.policy, person, transaction, std::move(id)));
  }
}

// Where the steps after the authenticators begin.
Step afterAuthenticators(Call& call) {
  const Transaction& transaction = call.transaction;
  const Policy& policy = call.state.policy;
  const Person* person = call.person();
  const bool lacks = person != nullptr && !missingOf(policy, *person, transaction.purpose).empty();
  if (lacks && !transaction.enrollmentSkipped) return Step::selectToEnroll;
  if (policy.asksToKeepSignedIn && !transaction.answeredKeepMeSignedIn) return Step::keepMeSignedIn;
  if (policy.app.asksConsent && !transaction.consented) return Step::consent;
  return Step::success;
}

Step nextStep(Call& call) {
  Transaction& transaction = call.transaction;
  if (transaction.purpose == Purpose::unlock) return Step::unlocked;
  if (transaction.purpose == Purpose::recovery) return Step::resetPassword;
  const bool enough = transaction.passed.size() >= call.state.policy.factors ||
                      transaction.purpose == Purpose::registration;
  if (enough || remaining(call.state.policy, transaction).empty()) return afterAuthenticators(call);
  return Step::select;
}

}  // namespace

std::vector<Authenticator> remaining(const Policy& policy, const Transaction& transaction) {
  std::vector<Authenticator> left;
  for (const Authenticator which : authenticatorsOf(policy.personById(transaction.personId))) {
    const bool forgotten =
        which == Authenticator::password && transaction.purpose == Purpose::recovery;
    if (!forgotten && !contains(transaction.passed, which)) left.push_back(which);
  }
  return left;
}

void issueCode(OrgState& state, Transaction& transaction) {
  transaction.step = Step::success;
  transaction.interactionCode =
      IssuedCode{randomHandle(state.random, kCodeLength), state.clock.now()};
  state.transactions.rememberCode(transaction, transaction.interactionCode->code);
}

void extend(Call& call) {
  call.transaction.expiresAt = call.state.clock.now() + call.state.policy.lifetimes.step;
}

http::Response sendCode(Call& call, Step next) {
  Transaction& transaction = call.transaction;
  OrgState& state = call.state;
  const Instant now = state.clock.now();
  const MailLimit& limit = state.policy.mailLimit;
  // By what was typed, known or not, or the limit would tell that there is nobody.
  const std::string key = lowered(transaction.identifier);
  if (state.sentCodes.exhausted(key, limit.mails, limit.window, now)) {
    return tooMany(call, {limit.mails, state.sentCodes.freeAgainAt(key, limit.window, now)});
  }
  state.sentCodes.count(key, now);
  SentCode sent;
  sent.code = randomCode(state.random, state.policy.code);
  sent.linkToken = "ft" + randomHandle(state.random, kCodeLength);
  sent.sentAt = now;
  transaction.sent = sent;
  transaction.polls = 0;
  transaction.step = next;
  extend(call);
  state.transactions.rememberLink(transaction, sent.linkToken);
  if (const Person* person = call.person()) deliver(call, *person);
  return current(call);
}

http::Response pass(Call& call) {
  Transaction& transaction = call.transaction;
  if (transaction.passed.empty()) {
    transaction.method = methodOf(transaction);
    transaction.authenticatedAt = call.state.clock.now();
  }
  transaction.passed.push_back(transaction.authenticator);
  return goOn(call);
}

http::Response goOn(Call& call) {
  Transaction& transaction = call.transaction;
  extend(call);
  transaction.step = nextStep(call);
  if (transaction.step == Step::unlocked) {
    call.state.changePerson(transaction.personId, [](Person& person) {
      if (person.standing == Standing::locked) {
        person.standing = Standing::active;
      }
    });
  }
  if (transaction.step == Step::success) issueCode(call.state, transaction);
  return current(call);
}

}  // namespace latchkey::simulator
