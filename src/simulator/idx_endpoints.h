#pragma once

#include "http/message.h"
#include "simulator/idx_document.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// /idp/idx/*: one function for each, all of them POST with a JSON body. What a person did wrong is
// answered with a document that says how to go on; only nonsense gets an API error.
class IdxEndpoints {
 public:
  explicit IdxEndpoints(OrgState& state) : state_(state) {}

  http::Response introspect(const http::Request& request);
  http::Response identify(const http::Request& request);
  http::Response challenge(const http::Request& request);
  http::Response poll(const http::Request& request);
  http::Response resend(const http::Request& request);
  http::Response answer(const http::Request& request);
  http::Response keepMeSignedIn(const http::Request& request);
  http::Response cancel(const http::Request& request);
  // What the forms offer and this org has not: registration, unlocking, recovery.
  http::Response unavailable(const http::Request& request);
  // 429 in place of any of the above: nothing is done, and the forms stay as they are.
  http::Response tooManyRequests(const http::Request& request);

  // The two answers of a magic link that ends on the org's own page.
  void approve(Transaction& transaction);
  void deny(Transaction& transaction);

 private:
  http::Response refuse(const Transaction& transaction, const Message& message, int status);
  http::Response outOfStep(const Transaction& transaction);
  http::Response current(const Transaction& transaction, const Remarks& remarks = {},
                         int status = 200);
  http::Response afterTheEnd(const Transaction& transaction);

  http::Response begin(Transaction& transaction, const Person& person);
  http::Response unknown(Transaction& transaction);
  http::Response sendMail(Transaction& transaction);
  http::Response tooManyCodes(const Transaction& transaction, const std::string& key);
  http::Response wrongPasscode(const Transaction& transaction, const std::string& key);
  bool isRight(const Transaction& transaction, std::string_view passcode) const;
  void succeed(Transaction& transaction);
  void issueCode(Transaction& transaction);
  void extend(Transaction& transaction);

  OrgState& state_;
};

}  // namespace latchkey::simulator
