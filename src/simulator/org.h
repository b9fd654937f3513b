#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ports.h"
#include "http/message.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

class Faults;

// A local Okta org: what handle() answers is a function of what was asked before, of the policy,
// the clock and the random numbers. It has no sockets and no threads; http_server gives it both,
// tests call it directly. Not for use by several threads at once.
class Org {
 public:
  enum class Control { off, on };

  Org(Policy policy, const Clock& clock, Random& random, SigningKey key = SigningKey::generate(),
      Control control = Control::off);
  ~Org();

  // Nothing: the connection broke before an answer came (see Faults). `request.url` is absolute.
  std::optional<http::Response> handle(const http::Request& request);

  // The knobs may be turned while people are signing in.
  Policy& policy() { return state_.policy; }
  const Mailbox& mailbox() const { return state_.mailbox; }
  TransactionStore& transactions() { return state_.transactions; }
  Faults& faults() { return *faults_; }
  // Moves the org's clock, which no page sees but in what the org says.
  void advance(Seconds by) { state_.clock.advance(by); }
  Instant now() const { return state_.clock.now(); }
  // Forgets everybody and everything but the policy and the keys.
  void clear();
  // What became of a mail that a mail server was to have.
  void noteDelivery(std::string_view id, Delivery delivery, std::string problem) {
    state_.mailbox.note(id, delivery, std::move(problem));
  }
  // All that is remembered, to be taken up again by an org with the same policy.
  std::string saved();
  // Errors: see readState(). The org is no good then.
  std::optional<Error> restore(std::string_view text, std::string_view fileName);
  // All sign-ins under way, with everything that is known of them.
  Json transactionsJson();
  // How long the server is to wait with this request. Uses up latency faults.
  Milliseconds latencyOf(const http::Request& request);
  // As if everybody had been away for too long.
  void expireTransactions();
  // Tokens are signed by a new key from now on.
  void rotateKey(SigningKey key) { state_.tokens.rotateKey(std::move(key)); }
  // Called with every mail when it is sent; may say in it that a mail server is to have it.
  void onMail(std::function<void(Mail&)> notify) { state_.onMail = std::move(notify); }

 private:
  std::string singledOut(const http::Request& request);
  http::Response route(const http::Request& request, std::string_view path, TokenFlaw flaw);
  http::Response finish(const http::Request& request, http::Response response);

  OrgState state_;
  std::unique_ptr<Faults> faults_;
  Control control_;
};

}  // namespace latchkey::simulator
