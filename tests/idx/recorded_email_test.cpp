#include <gtest/gtest.h>

#include <string>

#include "idx/parse_response.h"
#include "tests/support/recorded_answers.h"

// What the recorded answers of the email flow must become, each in one line.
namespace latchkey::idx {
namespace {

std::string describe(const Message& message) {
  const char* severity = message.severity == Severity::error     ? "error "
                         : message.severity == Severity::warning ? "warning "
                                                                 : "info ";
  return severity + message.key;
}

std::string describe(const Authenticator& authenticator) {
  std::string line = authenticator.key;
  if (!authenticator.email.empty()) line += " " + authenticator.email.primary;
  if (!authenticator.otp.empty()) line += " otp " + authenticator.otp;
  if (authenticator.useEmailMagicLink) line += *authenticator.useEmailMagicLink ? " link" : " code";
  if (authenticator.resend) line += " resend";
  if (authenticator.poll && authenticator.poll->refresh) {
    line += " poll " + std::to_string(authenticator.poll->refresh->count());
  }
  return line;
}

// "challenge-authenticator, skip | okta_email a***e@example.test resend | error some.key"
std::string describe(const Response& response) {
  std::string line;
  for (const Remediation& each : response.remediations) {
    line += (line.empty() ? "" : ", ") + each.name;
  }
  if (response.interactionCode) line += "interaction code";
  if (line.empty()) line = "the end";
  if (const Authenticator* current = response.current()) line += " | " + describe(*current);
  for (const Message& each : response.allMessages()) line += " | " + describe(each);
  return line;
}

struct Row {
  std::string name;
  std::string file;
  int status;
  std::string becomes;
};

class RecordedEmailTest : public testing::TestWithParam<Row> {};

TEST_P(RecordedEmailTest, BecomesWhatThePersonHasToAnswer) {
  const std::filesystem::path file = support::recordedAnswers("idx") / (GetParam().file + ".json");
  if (!support::exists(file)) {
    GTEST_SKIP() << "no " << file.filename() << " here; LATCHKEY_FIXTURES names another folder";
  }
  const std::string body = support::contentOf(file);
  const Result<Response> response = parseResponse({GetParam().status, {}, body});
  ASSERT_TRUE(response.has_value()) << name(response.error().code);
  EXPECT_EQ(describe(*response), GetParam().becomes);
}

const std::string kChallenge = "challenge-authenticator, select-authenticator-authenticate | ";

INSTANTIATE_TEST_SUITE_P(
    Asked, RecordedEmailTest,
    testing::Values(
        Row{"Username", "identify", 200, "identify, select-enroll-profile"},
        Row{"UsernameRemembered", "identify-with-remember-me", 200,
            "identify, select-enroll-profile"},
        Row{"UnknownUser", "identify-unknown-user", 400,
            "identify, select-enroll-profile | error errors.E0000004"},
        Row{"SendMeAnEmail", "authenticator-verification-data-email", 200,
            "authenticator-verification-data, select-authenticator-authenticate | "
            "okta_email i***1@okta.com resend"},
        Row{"CodeOfLettersAndDigits", "authenticator-verification-email-alphanumeric", 200,
            kChallenge + "okta_email a***n@okta.com link resend poll 4000"},
        Row{"CodeOnly", "authenticator-verification-email-no-profile-no-emailmagiclink", 200,
            kChallenge + "okta_email code resend poll 4000"},
        Row{"NoAddressTold", "authenticator-verification-email-no-profile", 200,
            kChallenge + "okta_email resend poll 4000"},
        Row{"QuickPolls", "authenticator-verification-email-polling-short", 200,
            kChallenge + "okta_email i**a@h***o.net resend poll 1000"},
        Row{"HastyPolls", "authenticator-verification-email-polling-very-short", 200,
            kChallenge + "okta_email i**a@h***o.net resend poll 500"},
        Row{"NothingToPoll", "authenticator-verification-email-without-emailmagiclink", 200,
            kChallenge + "okta_email i**a@h***o.net code resend"},
        Row{"WrongCode", "error-401-invalid-email-otp-passcode", 401,
            kChallenge + "okta_email i**a@h***o.net resend poll 4000 | "
                         "error api.authn.error.PASSCODE_INVALID"},
        Row{"EnrolWithMagicLink", "authenticator-enroll-email-first-emailmagiclink-true", 200,
            "enroll-authenticator, select-authenticator-enroll | okta_email link resend poll 4000"},
        Row{"WaitingRoom", "safe-mode-polling", 200, "poll"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Ended, RecordedEmailTest,
    testing::Values(
        Row{"SignedIn", "success-with-interaction-code", 200, "interaction code"},
        Row{"LoggedOut", "error-401-session-expired", 401, "the end | error idx.session.expired"},
        Row{"NotAllowed", "error-403-access-denied", 403, "the end | error security.access_denied"},
        Row{"TimedOut", "error-404-verification-timed-out", 404,
            "the end | error core.system.transaction_resource_not_found"},
        Row{"BadRequest", "error-400-bad-request", 400, "the end | error E0000020"},
        Row{"WentOnInAnotherTab", "terminal-transfered-email", 200,
            "the end | info idx.transferred.to.new.tab"},
        Row{"LinkExpired", "terminal-return-expired-email", 200,
            "the end | info idx.return.link.expired"},
        Row{"NotMe", "terminal-return-email-consent-denied", 200,
            "the end | error idx.operation.cancelled.on.other.device"},
        Row{"OtherBrowser", "terminal-return-otp-only-no-location", 200,
            "the end | okta_email otp 123456 | info idx.enter.otp.in.original.tab"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace latchkey::idx
