#include "signin/step_up.h"

#include "jose/id_token.h"

namespace latchkey::signin {
namespace {

// `auth_time` is cut off to the second.
constexpr Seconds kExactness{1};

}  // namespace

bool meetsStepUp(const session::Tokens& tokens, const oauth::Client& client, Instant asOf) {
  if (!client.maxAge() && client.acrValues().empty()) return true;
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(tokens.claims);
  if (!claims) return false;
  jose::Expected expected;
  if (client.maxAge()) expected.maxAge = *client.maxAge();
  expected.acrValues = client.acrValues();
  expected.clockSkew = kExactness;
  // The end of the ID token is stored by this device's clock and claimed by the org's.
  const Milliseconds offset =
      claims->expiresAt ? *claims->expiresAt - tokens.idExpiresAt : Milliseconds(0);
  expected.now = asOf + offset;
  return jose::meetsStepUp(*claims, expected);
}

}  // namespace latchkey::signin
