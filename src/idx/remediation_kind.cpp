#include "idx/remediation_kind.h"

#include <array>

namespace latchkey::idx {
namespace {

struct Entry {
  RemediationKind kind;
  std::string_view name;
};

using Kind = KnownRemediation;

constexpr std::array kKinds = {
    Entry{Kind::identify, "identify"},
    Entry{Kind::selectAuthenticatorAuthenticate, "select-authenticator-authenticate"},
    Entry{Kind::authenticatorVerificationData, "authenticator-verification-data"},
    Entry{Kind::challengeAuthenticator, "challenge-authenticator"},
    Entry{Kind::challengePoll, "challenge-poll"},
    Entry{Kind::poll, "poll"},
    Entry{Kind::selectAuthenticatorEnroll, "select-authenticator-enroll"},
    Entry{Kind::authenticatorEnrollmentData, "authenticator-enrollment-data"},
    Entry{Kind::enrollAuthenticator, "enroll-authenticator"},
    Entry{Kind::reenrollAuthenticator, "reenroll-authenticator"},
    Entry{Kind::enrollPoll, "enroll-poll"},
    Entry{Kind::selectEnrollProfile, "select-enroll-profile"},
    Entry{Kind::enrollProfile, "enroll-profile"},
    Entry{Kind::unlockAccount, "unlock-account"},
    Entry{Kind::selectAuthenticatorUnlockAccount, "select-authenticator-unlock-account"},
    Entry{Kind::redirectIdp, "redirect-idp"},
    Entry{Kind::keepMeSignedIn, "keep-me-signed-in"},
    Entry{Kind::emailChallengeConsent, "email-challenge-consent"},
    Entry{Kind::consent, "consent"},
    Entry{Kind::skip, "skip"},
    Entry{Kind::cancel, "cancel"},
    Entry{Kind::resend, "resend"},
    Entry{Kind::recover, "recover"},
    Entry{Kind::launchAuthenticator, "launch-authenticator"},
    Entry{Kind::deviceChallengePoll, "device-challenge-poll"},
    Entry{Kind::challengeWebauthnAutofill, "challenge-webauthn-autofillui-authenticator"},
    Entry{Kind::issue, "issue"},
};

}  // namespace

RemediationKind kindFrom(std::string_view name) {
  for (const Entry& entry : kKinds) {
    if (entry.name == name) return entry.kind;
  }
  return Kind::unknown;
}

std::string_view name(RemediationKind kind) {
  for (const Entry& entry : kKinds) {
    if (entry.kind == kind) return entry.name;
  }
  return "unknown";
}

}  // namespace latchkey::idx
