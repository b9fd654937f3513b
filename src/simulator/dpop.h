#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/ports.h"
#include "http/message.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

class Fields;

// What a `DPoP` header came to (RFC 9449 §4.3): a key, or why it is refused.
struct DpopVerdict {
  std::string thumbprint;     // RFC 7638, of the key; empty without a proof and with a bad one
  std::string_view error;     // "invalid_dpop_proof", "use_dpop_nonce"; empty: all is well
  std::string_view sentence;  // for `error_description`
};

// Checks proofs, and knows which were seen and which nonce is in use.
class DpopProofs {
 public:
  DpopProofs(const Policy& policy, const Clock& clock, Random& random)
      : policy_(policy), clock_(clock), random_(random) {}

  // At the token endpoint: a proof where the policy wants one, with a nonce where it wants that.
  DpopVerdict atToken(const http::Request& request);
  // At a resource: a proof for this access token (`ath`).
  DpopVerdict atResource(const http::Request& request, std::string_view accessToken);

  // For `DPoP-Nonce`; made anew when it is old.
  const std::string& nonce();
  void clear();
  // Reads or writes what is known.
  void keep(Fields& fields);

 private:
  DpopVerdict check(const http::Request& request, const std::string* accessTokenHash);
  bool isOurs(std::string_view nonce);
  bool seenBefore(const std::string& key, const std::string& jti);

  const Policy& policy_;
  const Clock& clock_;
  Random& random_;
  std::string nonce_;
  std::string formerNonce_;  // still taken
  Instant nonceSince_;
  std::map<std::string, Instant, std::less<>> seen_;  // key and `jti`, and when
};

}  // namespace latchkey::simulator
