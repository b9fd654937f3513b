#pragma once

#include "http/message.h"
#include "simulator/idx_endpoints.h"
#include "simulator/org_state.h"

namespace latchkey::simulator {

// The link of the transaction's newest mail, as the policy has it; empty with magic links off.
std::string magicLink(const Policy& policy, const Transaction& transaction);

// /email/verify/{appId}?token=...: a click on a link. It never signs anybody in by itself, since
// scanners fetch it too: with an Email Verification Experience it redirects to the app, which
// knows whether this is the right browser; without, it shows a page that asks.
class MagicLinkEndpoint {
 public:
  MagicLinkEndpoint(OrgState& state, IdxEndpoints& idx) : state_(state), idx_(idx) {}

  http::Response open(const http::Request& request);
  // The form of the page above: consent=yes or consent=no.
  http::Response consent(const http::Request& request);

 private:
  // The transaction of a link that still counts; or the page that says why not.
  struct Visit {
    Transaction* transaction = nullptr;
    http::Response refusal;
  };

  Visit visit(const http::Request& request);
  http::Response askConsent(const std::string& token) const;

  OrgState& state_;
  IdxEndpoints& idx_;
};

}  // namespace latchkey::simulator
