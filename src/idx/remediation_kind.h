#pragma once

#include <string_view>

namespace latchkey::idx {

// The remediations that a screen of ours exists for, or that are recognised in order to say why
// not. Every other name is `unknown`: its form is kept and can be filled in generically.
enum class KnownRemediation {
  identify,
  selectAuthenticatorAuthenticate,
  authenticatorVerificationData,
  challengeAuthenticator,
  challengePoll,
  poll,
  selectAuthenticatorEnroll,
  authenticatorEnrollmentData,
  enrollAuthenticator,
  reenrollAuthenticator,
  enrollPoll,
  selectEnrollProfile,
  enrollProfile,
  unlockAccount,
  selectAuthenticatorUnlockAccount,
  redirectIdp,
  keepMeSignedIn,
  emailChallengeConsent,
  consent,
  skip,
  cancel,
  resend,
  recover,
  launchAuthenticator,
  deviceChallengePoll,
  challengeWebauthnAutofill,
  issue,
  unknown,
};

using RemediationKind = KnownRemediation;

// By the name on the wire: "select-authenticator-authenticate".
RemediationKind kindFrom(std::string_view name);
std::string_view name(RemediationKind kind);

}  // namespace latchkey::idx
