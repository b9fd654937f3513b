#include "base/error.h"

namespace latchkey {

// NOLINTNEXTLINE(readability-function-size): a table
std::string_view name(ErrorCode code) {
  switch (code) {
    case ErrorCode::networkUnreachable:
      return "network-unreachable";
    case ErrorCode::offline:
      return "offline";
    case ErrorCode::hostUnreachable:
      return "host-unreachable";
    case ErrorCode::requestBlocked:
      return "request-blocked";
    case ErrorCode::originNotTrusted:
      return "origin-not-trusted";
    case ErrorCode::preflightRefused:
      return "preflight-refused";
    case ErrorCode::timedOut:
      return "timed-out";
    case ErrorCode::serverFailed:
      return "server-failed";
    case ErrorCode::rateLimited:
      return "rate-limited";
    case ErrorCode::blockedByNetwork:
      return "blocked-by-network";
    case ErrorCode::malformedResponse:
      return "malformed-response";
    case ErrorCode::unsupportedVersion:
      return "unsupported-version";
    case ErrorCode::responseTooLarge:
      return "response-too-large";
    case ErrorCode::oauthRefused:
      return "oauth-refused";
    case ErrorCode::invalidGrant:
      return "invalid-grant";
    case ErrorCode::accessDenied:
      return "access-denied";
    case ErrorCode::clientRejected:
      return "client-rejected";
    case ErrorCode::policyDenied:
      return "policy-denied";
    case ErrorCode::signInNeeded:
      return "sign-in-needed";
    case ErrorCode::endpointMissing:
      return "endpoint-missing";
    case ErrorCode::metadataRefused:
      return "metadata-refused";
    case ErrorCode::foreignAddress:
      return "foreign-address";
    case ErrorCode::malformedToken:
      return "malformed-token";
    case ErrorCode::algorithmRefused:
      return "algorithm-refused";
    case ErrorCode::keyNotFound:
      return "key-not-found";
    case ErrorCode::keyUnsuitable:
      return "key-unsuitable";
    case ErrorCode::signatureInvalid:
      return "signature-invalid";
    case ErrorCode::issuerMismatch:
      return "issuer-mismatch";
    case ErrorCode::audienceMismatch:
      return "audience-mismatch";
    case ErrorCode::authorizedPartyMismatch:
      return "authorized-party-mismatch";
    case ErrorCode::subjectMissing:
      return "subject-missing";
    case ErrorCode::tokenExpired:
      return "token-expired";
    case ErrorCode::tokenFromFuture:
      return "token-from-future";
    case ErrorCode::nonceMismatch:
      return "nonce-mismatch";
    case ErrorCode::accessTokenMismatch:
      return "access-token-mismatch";
    case ErrorCode::codeMismatch:
      return "code-mismatch";
    case ErrorCode::subjectMismatch:
      return "subject-mismatch";
    case ErrorCode::authenticationTooOld:
      return "authentication-too-old";
    case ErrorCode::authenticationTooWeak:
      return "authentication-too-weak";
    case ErrorCode::clockWrong:
      return "clock-wrong";
    case ErrorCode::storageUnavailable:
      return "storage-unavailable";
    case ErrorCode::cryptoUnavailable:
      return "crypto-unavailable";
    case ErrorCode::malformedInput:
      return "malformed-input";
    case ErrorCode::malformedConfig:
      return "malformed-config";
  }
  return "unknown";
}

}  // namespace latchkey
