#include "idx/remediation_kind.h"

#include <array>

namespace latchkey::idx {
namespace {

using Kind = RemediationKind;

struct Entry {
  Kind kind;
  std::string_view name;
};

constexpr std::array kKinds = {
    Entry{Kind::identify, "identify"},
    Entry{Kind::selectAuthenticatorAuthenticate, "select-authenticator-authenticate"},
    Entry{Kind::authenticatorVerificationData, "authenticator-verification-data"},
    Entry{Kind::authenticatorEnrollmentData, "authenticator-enrollment-data"},
    Entry{Kind::challengeAuthenticator, "challenge-authenticator"},
    Entry{Kind::enrollAuthenticator, "enroll-authenticator"},
    Entry{Kind::challengePoll, "challenge-poll"},
    Entry{Kind::enrollPoll, "enroll-poll"},
    Entry{Kind::poll, "poll"},
    Entry{Kind::keepMeSignedIn, "keep-me-signed-in"},
    Entry{Kind::resend, "resend"},
    Entry{Kind::cancel, "cancel"},
};

}  // namespace

Kind kindFrom(std::string_view name) {
  for (const Entry& entry : kKinds) {
    if (entry.name == name) return entry.kind;
  }
  return Kind::unknown;
}

std::string_view name(Kind kind) {
  for (const Entry& entry : kKinds) {
    if (entry.kind == kind) return entry.name;
  }
  return "unknown";
}

}  // namespace latchkey::idx
