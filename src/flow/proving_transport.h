#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/ports.h"
#include "http/transport.h"
#include "jose/crypto.h"
#include "jose/prover.h"

namespace latchkey::flow {

// A transport that adds the DPoP proof that Request::proof asks for (RFC 9449) and passes
// everything else on unchanged. When a server demands its nonce in the proof (§8), the request is
// repeated with it at once, and the caller sees only the second answer. A nonce that comes with any
// answer is used for the next proof.
class ProvingTransport : public http::Transport {
 public:
  ProvingTransport(http::Transport& next, jose::Crypto& crypto, jose::Prover& prover, Clock& clock,
                   Random& random)
      : next_(next), crypto_(crypto), prover_(prover), clock_(clock), random_(random) {}

  void send(http::Request request, Done done) override;

 private:
  enum class Attempt { first, second };

  void prove(http::Request request, std::string tokenHash, Attempt attempt, Done done);
  std::string claimsOf(const http::Request& request, const std::string& tokenHash);
  void note(const http::Request& request, const http::Response& response);
  // Not called any more once this object is gone.
  template <class Act>
  auto whileAlive(Act act) {
    return [alive = std::weak_ptr<bool>(alive_), act = std::move(act)](auto outcome) mutable {
      if (!alive.expired()) act(std::move(outcome));
    };
  }

  http::Transport& next_;
  jose::Crypto& crypto_;
  jose::Prover& prover_;
  Clock& clock_;
  Random& random_;
  std::map<std::string, std::string> nonces_;  // by origin
  Milliseconds clockOffset_{0};                // from our clock to the org's, which judges `iat`
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace latchkey::flow
