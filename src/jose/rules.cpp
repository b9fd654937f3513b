#include "jose/rules.h"

#include <array>

namespace latchkey::jose {
namespace {

struct Row {
  ErrorCode code;
  const char* detail;
};

// In the order of the rules.
constexpr std::array<Row, kRules> kTable = {{
    {ErrorCode::malformedToken, "the token is not a compact JWS (RFC 7515 3.1)"},
    {ErrorCode::malformedToken, "the token is encrypted (OIDC Core 3.1.3.7 (1))"},
    {ErrorCode::malformedToken, "the header is not a JSON object (RFC 7515 4)"},
    {ErrorCode::algorithmRefused, "alg is not RS256 or ES256 (OIDC Core 3.1.3.7 (7), (8))"},
    {ErrorCode::algorithmRefused, "crit names an extension (RFC 7515 4.1.11)"},
    {ErrorCode::malformedToken, "typ is not JWT (RFC 8725 3.11)"},
    {ErrorCode::malformedToken, "kid is missing (OIDC Core 10.1)"},
    {ErrorCode::keyNotFound, "kid is not among the published keys (OIDC Core 10.1)"},
    {ErrorCode::keyUnsuitable, "kid is that of two published keys (RFC 7517 4.5)"},
    {ErrorCode::keyUnsuitable, "the published key does not suit alg (RFC 7517 4)"},
    {ErrorCode::signatureInvalid, "the signature is not valid (OIDC Core 3.1.3.7 (6))"},
    {ErrorCode::malformedToken, "a claim is of the wrong type (RFC 7519 4)"},
    {ErrorCode::issuerMismatch,
     "iss does not match the discovery document (OIDC Core 3.1.3.7 (2))"},
    {ErrorCode::audienceMismatch, "aud does not contain the client ID (OIDC Core 3.1.3.7 (3))"},
    {ErrorCode::authorizedPartyMismatch,
     "azp is missing beside several audiences (OIDC Core 3.1.3.7 (4))"},
    {ErrorCode::authorizedPartyMismatch, "azp is not the client ID (OIDC Core 3.1.3.7 (5))"},
    {ErrorCode::subjectMissing, "sub is missing or empty (OIDC Core 2)"},
    {ErrorCode::malformedToken, "exp is missing (OIDC Core 2)"},
    {ErrorCode::malformedToken, "iat is missing (OIDC Core 2)"},
    {ErrorCode::malformedToken, "iat is after exp (OIDC Core 2)"},
    {ErrorCode::nonceMismatch, "nonce is not that of the request (OIDC Core 3.1.3.7 (11))"},
    {ErrorCode::subjectMismatch, "sub has changed in a refresh (OIDC Core 12.2)"},
    {ErrorCode::subjectMismatch, "auth_time has changed in a refresh (OIDC Core 12.2)"},
    {ErrorCode::tokenExpired, "exp has passed (OIDC Core 3.1.3.7 (9))"},
    {ErrorCode::tokenFromFuture, "iat is in the future (OIDC Core 3.1.3.7 (10))"},
    {ErrorCode::tokenFromFuture, "nbf is in the future (RFC 7519 4.1.5)"},
    {ErrorCode::authenticationTooWeak,
     "acr is not one of those requested (OIDC Core 3.1.3.7 (12))"},
    {ErrorCode::authenticationTooOld, "auth_time is too long ago (OIDC Core 3.1.3.7 (13))"},
    {ErrorCode::accessTokenMismatch, "at_hash is not the access token's (OIDC Core 3.1.3.8)"},
    {ErrorCode::codeMismatch, "c_hash is not the code's (OIDC Core 3.3.2.10)"},
}};

}  // namespace

Error broken(Rule rule) {
  const Row& row = kTable.at(static_cast<std::size_t>(rule) - 1);
  return {row.code, row.detail};
}

}  // namespace latchkey::jose
