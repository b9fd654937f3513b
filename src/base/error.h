#pragma once

#include <string>
#include <string_view>

namespace latchkey {

// What went wrong, as a closed list of stable codes. `name()` is what logs and tests show; the
// sentence that a person reads is chosen from the code by screen/texts. A wrong passcode or a
// locked account is not an error: Okta answers those with an IDX document (see idx/response.h).
enum class ErrorCode {
  // The network.
  networkUnreachable,  // no answer, and nothing more is known: the connection broke
  offline,             // no answer, and the browser says that it has no network
  hostUnreachable,     // nothing of the org answers: its name, a firewall, the org itself
  requestBlocked,      // the org answers, but not at this address: a content blocker, a filter
  originNotTrusted,    // it answers, but does not let this page read that (CORS)
  preflightRefused,    // the same, only where the browser asks first (OPTIONS)
  timedOut,            // no answer within the request's deadline
  serverFailed,        // 5xx
  rateLimited,         // 429 without an IDX document
  blockedByNetwork,    // 403 that Okta did not write: a proxy or a firewall did

  // What came back.
  malformedResponse,   // not JSON, not IDX, or a member of the wrong type
  unsupportedVersion,  // an IDX version other than 1.0.0
  responseTooLarge,

  // OAuth (RFC 6749 §5.2); `detail` holds the `error` member and nothing else of the body.
  oauthRefused,
  invalidGrant,    // the code or the verifier: expired, used, or of another transaction
  accessDenied,    // this person may not use this app
  clientRejected,  // invalid_client, unauthorized_client, invalid_scope: a configuration mistake
  policyDenied,    // access_denied before a username was given: a policy or feature of the org
  signInNeeded,    // login_required and the like: a step is missing that only a person can do

  // The configuration and the org do not fit together.
  endpointMissing,  // 404 and the like, where the org should have an endpoint
  metadataRefused,  // of another issuer than the configured one, or without S256
  foreignAddress,   // a form, or the link of a mail, leads to another host than it should

  // Keys and tokens: see the rules in jose/rules.h.
  malformedToken,
  algorithmRefused,
  keyNotFound,
  keyUnsuitable,
  signatureInvalid,
  issuerMismatch,
  audienceMismatch,
  authorizedPartyMismatch,
  subjectMissing,
  tokenExpired,
  tokenFromFuture,
  nonceMismatch,
  accessTokenMismatch,
  codeMismatch,
  subjectMismatch,  // after a refresh: another person, or another sign-in
  authenticationTooOld,
  authenticationTooWeak,
  clockWrong,  // the token is sound, but this device's clock is far from the server's

  // This device.
  storageUnavailable,
  cryptoUnavailable,  // no WebCrypto: not a secure context, or a locked-down browser

  // The input is not well-formed.
  malformedInput,
  malformedConfig,
};

// A stable, lower-case name with dashes: "token-expired".
std::string_view name(ErrorCode code);

// `detail` is for developers and must never hold a code, a handle, a verifier or a token.
struct Error {
  ErrorCode code = ErrorCode::malformedResponse;
  std::string detail;

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace latchkey
