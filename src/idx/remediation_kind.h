#pragma once

#include <string_view>

namespace latchkey::idx {

// The remediations and actions that the program treats in a way of their own. Every other one is
// `unknown`: its name is kept, and its form is shown as the org describes it.
enum class RemediationKind {
  identify,
  selectAuthenticatorAuthenticate,
  authenticatorVerificationData,
  authenticatorEnrollmentData,
  challengeAuthenticator,
  enrollAuthenticator,
  challengePoll,
  enrollPoll,
  poll,
  keepMeSignedIn,
  resend,
  cancel,
  unknown,
};

// From the name on the wire: "select-authenticator-authenticate".
RemediationKind kindFrom(std::string_view name);
std::string_view name(RemediationKind kind);

}  // namespace latchkey::idx
