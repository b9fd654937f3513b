#include "simulator/idx_endpoints.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "simulator/answers.h"
#include "simulator/idx_call.h"
#include "simulator/random_text.h"
#include "simulator/sign_in_mail.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kStateHandleLength = 40;
constexpr std::size_t kCodeLength = 43;
constexpr std::size_t kMailIdLength = 22;

bool isFinished(const Transaction& transaction) {
  return transaction.step == Step::success || transaction.step == Step::exchanged;
}

// "authenticator": {"id": ..., "methodType"?: ...}
struct Choice {
  std::string id;
  std::string method;
};

Choice readChoice(const Json& body) {
  const Json* authenticator = object(body, "authenticator");
  if (authenticator == nullptr) return {};
  return {text(*authenticator, "id").value_or(""), text(*authenticator, "methodType").value_or("")};
}

}  // namespace

http::Response IdxEndpoints::current(const Transaction& transaction, const Remarks& remarks,
                                     int status) {
  return idxAnswer(status, stepDocument(state_.policy, transaction, remarks),
                   state_.policy.idxMediaType);
}

http::Response IdxEndpoints::refuse(const Transaction& transaction, const Message& message,
                                    int status) {
  return idxAnswer(status, messageDocument(message, &transaction), state_.policy.idxMediaType);
}

http::Response IdxEndpoints::afterTheEnd(const Transaction& transaction) {
  if (transaction.step == Step::denied) {
    return refuse(transaction, messages::cancelledElsewhere(), 401);
  }
  if (state_.policy.lateAnswer == LateAnswer::transferred) {
    return refuse(transaction, messages::transferred(), 200);
  }
  return sessionExpired(state_, &transaction);
}

http::Response IdxEndpoints::outOfStep(const Transaction& transaction) {
  if (isFinished(transaction) || transaction.step == Step::denied) return afterTheEnd(transaction);
  return current(transaction, {{messages::badRequest()}, std::nullopt}, 400);
}

void IdxEndpoints::extend(Transaction& transaction) {
  transaction.expiresAt = state_.clock.now() + state_.policy.lifetimes.step;
}

// Also the way back into a sign-in after a reload: the answer is the current step.
http::Response IdxEndpoints::introspect(const http::Request& request) {
  const IdxCall call = readIntrospectCall(state_, request);
  if (call.transaction == nullptr) return call.refusal;
  const Transaction& transaction = *call.transaction;
  if (transaction.step == Step::exchanged || transaction.step == Step::denied) {
    return afterTheEnd(transaction);
  }
  const bool tooLate =
      transaction.step == Step::success &&
      transaction.interactionCode->issuedAt + state_.policy.lifetimes.interactionCode <=
          state_.clock.now();
  return tooLate ? sessionExpired(state_, &transaction) : current(transaction);
}

http::Response IdxEndpoints::unavailable(const http::Request& request) {
  const IdxCall call = readIdxCall(state_, request);
  return call.transaction == nullptr ? call.refusal : outOfStep(*call.transaction);
}

http::Response IdxEndpoints::tooManyRequests(const http::Request& request) {
  const IdxCall call = readIdxCall(state_, request);
  const Message message = messages::tooManyRequests();
  if (call.transaction != nullptr)
    return current(*call.transaction, {{message}, std::nullopt}, 429);
  return idxAnswer(429, messageDocument(message), state_.policy.idxMediaType);
}

http::Response IdxEndpoints::identify(const http::Request& request) {
  IdxCall call = readIdxCall(state_, request);
  if (call.transaction == nullptr) return call.refusal;
  Transaction& transaction = *call.transaction;
  if (transaction.step != Step::identify) return outOfStep(transaction);
  const std::string identifier(trimmed(text(call.body, "identifier").value_or("")));
  if (identifier.empty()) {
    return current(transaction, {{messages::usernameRequired()}, std::nullopt}, 400);
  }
  transaction.identifier = identifier;
  const Person* person = state_.policy.personByLogin(identifier);
  if (person == nullptr) return unknown(transaction);
  if (person->standing == Standing::locked) {
    return current(transaction, {{messages::lockedOut()}, std::nullopt}, 401);
  }
  if (person->standing == Standing::notAssignedToApp) {
    return current(transaction, {{messages::notAssigned()}, std::nullopt}, 400);
  }
  transaction.personId = person->id;
  return begin(transaction, *person);
}

http::Response IdxEndpoints::unknown(Transaction& transaction) {
  if (state_.policy.unknownUser == UnknownUser::named) {
    const Message message = messages::unknownUser(transaction.identifier);
    return current(transaction, {{message}, std::nullopt}, state_.policy.unknownUserStatus);
  }
  transaction.personId.clear();
  transaction.step = Step::verificationData;
  extend(transaction);
  return current(transaction);
}

http::Response IdxEndpoints::begin(Transaction& transaction, const Person& person) {
  extend(transaction);
  switch (person.answer) {
    case AnswerToIdentify::askBeforeSending:
      transaction.step = Step::verificationData;
      return current(transaction);
    case AnswerToIdentify::offerChoice:
      transaction.step = Step::select;
      return current(transaction);
    case AnswerToIdentify::sendAtOnce:
      break;
  }
  return sendMail(transaction);
}

http::Response IdxEndpoints::challenge(const http::Request& request) {
  IdxCall call = readIdxCall(state_, request);
  if (call.transaction == nullptr) return call.refusal;
  Transaction& transaction = *call.transaction;
  const bool choosing =
      transaction.step == Step::select || transaction.step == Step::verificationData ||
      transaction.step == Step::emailChallenge || transaction.step == Step::passwordChallenge;
  if (!choosing) return outOfStep(transaction);
  const Choice choice = readChoice(call.body);
  extend(transaction);
  if (choice.id == AuthenticatorId::email) {
    if (choice.method == "email") return sendMail(transaction);
    // Without a method the org asks for it, although there is only one.
    transaction.step = Step::verificationData;
    return current(transaction);
  }
  const Person* person = state_.policy.personById(transaction.personId);
  const bool hasPassword = person != nullptr && person->password.has_value();
  if (choice.id == AuthenticatorId::password && hasPassword) {
    transaction.step = Step::passwordChallenge;
    return current(transaction);
  }
  return current(transaction, {{messages::badRequest()}, std::nullopt}, 400);
}

http::Response IdxEndpoints::sendMail(Transaction& transaction) {
  const Instant now = state_.clock.now();
  EmailedCode emailed;
  emailed.code = randomCode(state_.random, state_.policy.code);
  emailed.linkToken = "ft" + randomHandle(state_.random, kCodeLength);
  emailed.sentAt = now;
  transaction.emailed = emailed;
  transaction.step = Step::emailChallenge;
  extend(transaction);
  state_.transactions.rememberLink(transaction, emailed.linkToken);
  if (const Person* person = state_.policy.personById(transaction.personId)) {
    state_.send(signInMail(state_.policy, *person, transaction,
                           randomHandle(state_.random, kMailIdLength)));
  }
  return current(transaction);
}

http::Response IdxEndpoints::resend(const http::Request& request) {
  IdxCall call = readIdxCall(state_, request);
  if (call.transaction == nullptr) return call.refusal;
  const Step step = call.transaction->step;
  if (step != Step::emailChallenge && step != Step::verificationData) {
    return outOfStep(*call.transaction);
  }
  return sendMail(*call.transaction);
}

http::Response IdxEndpoints::poll(const http::Request& request) {
  IdxCall call = readIdxCall(state_, request);
  if (call.transaction == nullptr) return call.refusal;
  Transaction& transaction = *call.transaction;
  switch (transaction.step) {
    case Step::emailChallenge:
      ++transaction.polls;
      extend(transaction);
      return current(transaction);
    case Step::keepMeSignedIn:
      return current(transaction);
    case Step::success:
      // On the org's own page a link finishes the tab that waits; otherwise whoever answered has
      // gone on in another tab, since a page that answers does not poll any more.
      if (state_.policy.app.emailVerificationUrl.empty()) return current(transaction);
      return refuse(transaction, messages::transferred(), 200);
    case Step::exchanged:
      return refuse(transaction, messages::transferred(), 200);
    default:
      return outOfStep(transaction);
  }
}

bool IdxEndpoints::isRight(const Transaction& transaction, std::string_view passcode) const {
  const Person* person = state_.policy.personById(transaction.personId);
  if (person == nullptr) return false;
  if (transaction.step == Step::passwordChallenge) {
    return person->password && equalsInConstantTime(*person->password, passcode);
  }
  if (!transaction.emailed) return false;
  const EmailedCode& emailed = *transaction.emailed;
  const bool alive = state_.clock.now() < emailed.sentAt + state_.policy.code.lifetime;
  return alive && equalsInConstantTime(emailed.code, passcode);
}

http::Response IdxEndpoints::tooManyCodes(const Transaction& transaction, const std::string& key) {
  const CodePolicy& code = state_.policy.code;
  const Message message = messages::tooManyRequests();
  http::Response response;
  switch (state_.policy.rateLimitBody) {
    case RateLimitBody::formsAndMessage:
      response = current(transaction, {{message}, std::nullopt}, 429);
      break;
    case RateLimitBody::messageOnly:
      response = refuse(transaction, message, 429);
      break;
    case RateLimitBody::apiError:
      response = rateLimited();
      break;
  }
  const Instant free = state_.wrongCodes.freeAgainAt(key, code.attemptWindow, state_.clock.now());
  addRateLimitHeaders(response, code.wrongAttempts, free);
  return response;
}

http::Response IdxEndpoints::wrongPasscode(const Transaction& transaction, const std::string& key) {
  state_.wrongCodes.count(key, state_.clock.now());
  const bool password = transaction.step == Step::passwordChallenge;
  const Message message = password ? messages::wrongPassword() : messages::wrongCode();
  return current(transaction, {{}, message}, state_.policy.code.wrongCodeStatus);
}

http::Response IdxEndpoints::answer(const http::Request& request) {
  IdxCall call = readIdxCall(state_, request);
  if (call.transaction == nullptr) return call.refusal;
  Transaction& transaction = *call.transaction;
  if (transaction.step != Step::emailChallenge && transaction.step != Step::passwordChallenge) {
    return outOfStep(transaction);
  }
  const Json* credentials = object(call.body, "credentials");
  const auto passcode = credentials == nullptr ? std::nullopt : text(*credentials, "passcode");
  if (!passcode) return current(transaction, {{messages::badRequest()}, std::nullopt}, 400);

  const CodePolicy& code = state_.policy.code;
  // A concealed unknown person is counted as well, or the limit would tell that there is nobody.
  const std::string key = lowered(transaction.identifier);
  if (state_.wrongCodes.exhausted(key, code.wrongAttempts, code.attemptWindow,
                                  state_.clock.now())) {
    return tooManyCodes(transaction, key);
  }
  extend(transaction);
  if (!isRight(transaction, *passcode)) return wrongPasscode(transaction, key);
  state_.wrongCodes.forgive(key);
  succeed(transaction);
  return current(transaction);
}

void IdxEndpoints::succeed(Transaction& transaction) {
  transaction.method = transaction.step == Step::passwordChallenge ? "pwd" : "email";
  transaction.authenticatedAt = state_.clock.now();
  if (state_.policy.asksToKeepSignedIn) {
    transaction.step = Step::keepMeSignedIn;
  } else {
    issueCode(transaction);
  }
}

void IdxEndpoints::issueCode(Transaction& transaction) {
  transaction.step = Step::success;
  transaction.interactionCode =
      IssuedCode{randomHandle(state_.random, kCodeLength), state_.clock.now()};
  state_.transactions.rememberCode(transaction, transaction.interactionCode->code);
}

http::Response IdxEndpoints::keepMeSignedIn(const http::Request& request) {
  IdxCall call = readIdxCall(state_, request);
  if (call.transaction == nullptr) return call.refusal;
  Transaction& transaction = *call.transaction;
  if (transaction.step != Step::keepMeSignedIn) return outOfStep(transaction);
  if (!boolean(call.body, "keepMeSignedIn")) {
    return current(transaction, {{messages::badRequest()}, std::nullopt}, 400);
  }
  extend(transaction);
  issueCode(transaction);
  return current(transaction);
}

// Back to the beginning, under a new state handle.
http::Response IdxEndpoints::cancel(const http::Request& request) {
  IdxCall call = readIdxCall(state_, request);
  if (call.transaction == nullptr) return call.refusal;
  Transaction& transaction = *call.transaction;
  if (isFinished(transaction)) return afterTheEnd(transaction);
  state_.transactions.renameStateHandle(transaction,
                                        "02" + randomHandle(state_.random, kStateHandleLength));
  transaction.step = Step::identify;
  transaction.identifier.clear();
  transaction.personId.clear();
  transaction.emailed.reset();
  transaction.polls = 0;
  transaction.expiresAt = state_.clock.now() + state_.policy.lifetimes.untouched;
  return current(transaction);
}

void IdxEndpoints::approve(Transaction& transaction) {
  extend(transaction);
  succeed(transaction);
}

void IdxEndpoints::deny(Transaction& transaction) { transaction.step = Step::denied; }

}  // namespace latchkey::simulator
