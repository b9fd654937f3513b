#pragma once

#include <optional>
#include <utility>

#include "http/message.h"
#include "idx/request.h"
#include "idx/response.h"
#include "signin/purpose.h"
#include "signin/refused_codes.h"

namespace latchkey::signin {

// What the person asked for with the request that is under way, or was last.
enum class Intent { none, username, email, passcode, link, resend, form };

// The one request that a person waits for: what they answered, or what opens the sign-in.
//
//   empty       nothing waits
//   held        an answer waits until the org has said whether the link was opened: one request at
//               a time for a transaction, and that one may be the end of it, or bring newer forms
//   sent        or about to be, with the lock of the tabs
//   unanswered  there was no answer, and it is to be sent again
class Outbox {
 public:
  struct Submission {
    Intent intent = Intent::none;
    idx::Remediation form;
    idx::Values values;
  };
  void put(Submission submission) { submission_ = std::move(submission); }
  // The request for it, with the newest handle for its form. Nothing if there is no submission, or
  // if it is held while the org is being asked.
  std::optional<http::Request> next(const idx::Response& document, bool isOrgBeingAsked);

  void noteQueued() { state_ = State::sent; }
  void noteSent(Purpose purpose, const http::Request& request);
  // A document came: nothing waits any more.
  void noteDocument();
  // A poll says that the step is the same as before: what was sent was not taken.
  void noteSameStep();
  // No document came.
  enum class Failure {
    refused,    // and none will: it is not sent again
    notTaken,   // to be sent again; the org has not acted on it
    mayBeTaken  // the same, but the org may have acted on it
  };
  void noteFailure(Failure failure);
  // What was sent last goes out again, or does not.
  void sendAgain() { state_ = State::unanswered; }
  void doNotSendAgain();
  // The org says that it is over, after an answer that may have been taken: where it stands is
  // asked, by opening the handle once more.
  void reintrospect();
  // Gives up what waits, and what is known of the transaction.
  void clear();

  bool isHeld() const { return state_ == State::held; }
  bool isUnanswered() const { return state_ == State::unanswered; }
  bool mayBeTaken() const { return doubt_ == Doubt::mayBeTaken; }
  bool isReintrospecting() const { return doubt_ == Doubt::reintrospecting; }

  Intent intent() const { return intent_; }
  // The first mail comes of it.
  bool asksForMail() const {
    return intent_ == Intent::username || intent_ == Intent::email || intent_ == Intent::form;
  }
  // What comes next is not the answer to what the person asked for.
  void forgetIntent() { intent_ = Intent::none; }

  struct Sent {
    Purpose purpose = Purpose::background;
    http::Request request;
  };
  const Sent& lastSent() const { return lastSent_; }

  const Trouble* refusalOf(const idx::Remediation& form, const idx::Values& values) const {
    return refused_.refusalOf(form, values);
  }
  // After each document, with what the person is told of it.
  void noteRefusal(const idx::Response& document, const Trouble& told);

 private:
  enum class State { empty, held, sent, unanswered };
  // The answer to a submission was lost. The org may have accepted the submission, and the page may
  // be introspecting the transaction to find out.
  enum class Doubt { none, mayBeTaken, reintrospecting };

  State state_ = State::empty;
  Doubt doubt_ = Doubt::none;
  Intent intent_ = Intent::none;
  std::optional<Submission> submission_;
  Sent lastSent_;
  RefusedCodes refused_;
};

}  // namespace latchkey::signin
