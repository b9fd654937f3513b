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

  // The two answers of a magic link that ends on the org's own page.
  void approve(Transaction& transaction);
  void deny(Transaction& transaction);

 private:
  // A request that names a living transaction; or the answer that it gets instead.
  struct Call {
    Json body;
    Transaction* transaction = nullptr;
    http::Response refusal;
  };

  Call read(const http::Request& request);
  http::Response refuse(const Transaction& transaction, const Message& message, int status);
  http::Response outOfStep(const Transaction& transaction);
  http::Response current(const Transaction& transaction, const Remarks& remarks = {},
                         int status = 200);
  http::Response over(const Transaction* transaction);
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
