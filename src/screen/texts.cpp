#include "screen/texts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"

namespace latchkey::screen::texts {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

constexpr std::string_view kTooManyAttempts = "Too many attempts. Wait a little, then try again.";
constexpr std::string_view kTookTooLong =
    "This sign-in took too long and has ended. Please start again.";
constexpr std::string_view kNotAllowed =
    "Your organization does not allow this sign-in. Ask your administrator why.";
constexpr std::string_view kNotAssigned =
    "Your account may not use this app. Ask your administrator for access.";
constexpr std::string_view kServiceProblem =
    "The sign-in service has a problem right now. Nothing is lost: try again in a moment.";

// By the i18n keys that Okta sends with its messages; what is not here is said in Okta's words.
constexpr std::array kByKey = {
    Row{"idx.unknown.user", "We do not know that username. Check it and try again."},
    Row{"api.authn.error.PASSCODE_INVALID", kWrongCode},
    Row{"authfactor.challenge.soft_token.invalid_passcode", kWrongCode},
    Row{"authfactor.challenge.soft_token.used_passcode",
        "That code was used already. Wait for the next one and type that."},
    Row{"error.username.required", "Type your username first."},
    Row{"error.password.required", "Type your password first."},
    Row{"tooManyRequests", kTooManyAttempts},
    Row{"errors.E0000047", kTooManyAttempts},
    Row{"error.expired.session", kTookTooLong},
    Row{"idx.session.expired", kTookTooLong},
    Row{"core.system.transaction_resource_not_found", kTookTooLong},
    Row{"idx.return.link.expired", "This link has expired. Ask for a new email where you began."},
    Row{"idx.return.stale",
        "This link is from an older email. Use the newest one, or ask for another where you "
        "began."},
    Row{"idx.return.error", "We could not use this link. Ask for a new email where you began."},
    Row{"idx.operation.cancelled.by.user", "This sign-in was stopped from the link in the email."},
    Row{"idx.operation.cancelled.on.other.device", "This sign-in was stopped from another device."},
    Row{"security.access_denied", kNotAllowed},
    Row{"errors.E0000006", kNotAllowed},
    Row{"idx.error.user.not.assigned.to.app", kNotAssigned},
    Row{"idx.error.code.user_not_assigned", kNotAssigned},
    Row{"errors.E0000119", "Your account is locked. Ask your administrator to unlock it."},
    Row{"errors.E0000069", "Your account is locked after too many attempts. Try again later."},
    Row{"error.auth.lockedOut", "Your account is locked. Ask your administrator to unlock it."},
    Row{"E0000009", kServiceProblem},
    Row{"E0000010", kServiceProblem},
    Row{"errors.E0000009", kServiceProblem},
    Row{"errors.E0000004", "We could not sign you in with that. Check it and try again."},
};

// By the names of remediations and actions: the heading of a step, and the words on the button
// that leads there.
struct StepWords {
  std::string_view name;
  std::string_view heading;
  std::string_view button;
};

constexpr std::string_view kNotNow = "Not now";
constexpr std::string_view kForgot = "Forgot your password?";
constexpr std::string_view kAllow = "Allow access?";
constexpr std::string_view kAccount = "Create an account";
constexpr std::string_view kUnlock = "Unlock your account";
constexpr std::string_view kReset = "Choose a new password";
constexpr std::string_view kExpiresSoon = "Your password expires soon";
constexpr std::string_view kSendAgain = "Send again";

constexpr std::array kSteps = {
    StepWords{"identify", "Sign in", ""},
    StepWords{"select-authenticator-authenticate", "Choose how to go on", ""},
    StepWords{"select-authenticator-enroll", "Choose what to set up", ""},
    StepWords{"select-authenticator-unlock-account", kUnlock, ""},
    StepWords{"unlock-account", kUnlock, kUnlock},
    StepWords{"enroll-profile", kAccount, kAccount},
    StepWords{"select-enroll-profile", kAccount, kAccount},
    StepWords{"select-enrollment-channel", "Choose how to set it up", "Set it up another way"},
    StepWords{"select-identify", "Sign in", "Sign in instead"},
    StepWords{"identify-recovery", "Reset your password", kForgot},
    StepWords{"recover", "", kForgot},
    StepWords{"reenroll-authenticator", kReset, ""},
    StepWords{"reset-authenticator", kReset, ""},
    StepWords{"reenroll-authenticator-warning", kExpiresSoon, ""},
    StepWords{"reenroll-custom-password-expiry", "Your password has expired", ""},
    StepWords{"reenroll-custom-password-expiry-warning", kExpiresSoon, ""},
    StepWords{"redirect-idverify", "", "Verify your identity"},
    StepWords{"success-redirect", "You can go on", "Continue"},
    StepWords{"custom-password-page", "", "Change your password"},
    StepWords{"device-enrollment", "This device is not set up yet", "Set up this device"},
    StepWords{"failure-redirect", "We could not sign you in", "Leave this page"},
    StepWords{"keep-me-signed-in", "Stay signed in?", ""},
    StepWords{"consent", kAllow, ""},
    StepWords{"admin-consent", kAllow, ""},
    StepWords{"granular-consent", kAllow, ""},
    StepWords{"email-challenge-consent", "Is this you signing in?", ""},
    StepWords{"poll", "The service is busy", ""},
    StepWords{"skip", "", kNotNow},
    StepWords{"device-assurance-grace-period", "Your device needs care", kNotNow},
    StepWords{"request-activation-email", "Activate your account", "Send me a new email"},
    StepWords{"resend", kSendAgain, kSendAgain},
};

const StepWords* wordsFor(std::string_view name) {
  for (const StepWords& words : kSteps) {
    if (words.name == name) return &words;
  }
  return nullptr;
}

// More than that nobody reads, and no org means it to be read.
constexpr std::size_t kLongestMessage = 1'000;

// At most that long, cut between two characters of UTF-8.
std::string_view shortened(std::string_view text) {
  if (text.size() <= kLongestMessage) return text;
  std::size_t end = kLongestMessage;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

// "<b>" and "</b>" are tags; "3 < 5" is not.
bool beginsTag(std::string_view rest) {
  const std::string_view name = rest.substr(0, 1) == "<" ? rest.substr(1, 1) : "";
  const bool isTag = !name.empty() && (isLetter(name[0]) || name[0] == '/' || name[0] == '!');
  return isTag && rest.find('>') != std::string_view::npos;
}

// These stand between words, the others within them.
bool breaksLine(std::string_view tag) {
  constexpr std::array<std::string_view, 5> kBlocks = {"<br", "<p", "</p", "<li", "<div"};
  return std::any_of(kBlocks.begin(), kBlocks.end(), [&](std::string_view block) {
    return equalsIgnoringCase(tag.substr(0, block.size()), block);
  });
}

std::string withoutEntities(std::string text) {
  constexpr std::array kEntities = {Row{"&nbsp;", " "},  Row{"&lt;", "<"},  Row{"&gt;", ">"},
                                    Row{"&quot;", "\""}, Row{"&#39;", "'"}, Row{"&#x27;", "'"},
                                    Row{"&amp;", "&"}};
  for (const auto& [entity, character] : kEntities) {
    text = replaceAll(std::move(text), entity, character);
  }
  return text;
}

std::string withSingleSpaces(std::string_view text) {
  std::string result;
  for (const char c : trimmed(text)) {
    if (!isSpace(c)) {
      result += c;
    } else if (result.back() != ' ') {
      result += ' ';
    }
  }
  return result;
}

// Okta's messages may hold HTML. It is text to us: tags go, the words stay.
std::string withoutMarkup(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    if (beginsTag(text)) {
      const std::string_view tag = text.substr(0, text.find('>') + 1);
      if (breaksLine(tag)) plain += ' ';
      text.remove_prefix(tag.size());
    } else {
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  return withSingleSpaces(withoutEntities(std::move(plain)));
}

std::string twoDigits(std::int64_t value) {
  const std::string digits = std::to_string(value);
  return digits.size() < 2 ? '0' + digits : digits;
}

}  // namespace

std::string sentenceFor(const Error& error) {
  switch (error.code) {
    case ErrorCode::offline:
      return "You seem to be offline. Nothing is lost: we will go on when you are back.";
    case ErrorCode::networkUnreachable:
      return "The connection broke. Nothing is lost: try again in a moment.";
    case ErrorCode::hostUnreachable:
      return "The sign-in service cannot be reached from here. Check your connection, VPN or "
             "firewall, then try again.";
    case ErrorCode::requestBlocked:
      return "Something in this browser or network blocks the sign-in. Allow it in your content "
             "blocker or VPN, then try again.";
    case ErrorCode::timedOut:
      return "That took too long. Nothing is lost: try again in a moment.";
    case ErrorCode::serverFailed:
    case ErrorCode::malformedResponse:
    case ErrorCode::responseTooLarge:
    case ErrorCode::unsupportedVersion:
      return std::string(kServiceProblem);
    case ErrorCode::rateLimited:
      return std::string(kTooManyAttempts);
    case ErrorCode::blockedByNetwork:
      return "Your network blocked the sign-in. Check your VPN or proxy, then try again.";
    case ErrorCode::accessDenied:
      return std::string(kNotAssigned);
    case ErrorCode::signInNeeded:
      return "The sign-in was not finished. Please start again.";
    case ErrorCode::originNotTrusted:
    case ErrorCode::preflightRefused:
    case ErrorCode::policyDenied:
    case ErrorCode::endpointMissing:
    case ErrorCode::metadataRefused:
    case ErrorCode::foreignAddress:
    case ErrorCode::oauthRefused:
    case ErrorCode::clientRejected:
    case ErrorCode::malformedConfig:
      return std::string(kNotSetUp);
    case ErrorCode::invalidGrant:
      return std::string(kTookTooLong);
    case ErrorCode::clockWrong:
      return "The clock of this device seems to be wrong. Set it right, then start again.";
    case ErrorCode::cryptoUnavailable:
      return "This browser cannot sign you in safely here. Use a current one, and an address that "
             "begins with https.";
    case ErrorCode::storageUnavailable:
      return "This browser does not let the page keep you signed in. Allow site data, then start "
             "again.";
    default:
      return "We could not verify the answer of the sign-in service. Please start again.";
  }
}

std::string sentenceFor(const idx::Message& message) {
  for (const auto& [key, sentence] : kByKey) {
    if (key == message.key) return std::string(sentence);
  }
  std::string words = withoutMarkup(shortened(message.text));
  return words.empty() ? "The sign-in service could not go on. Please start again." : words;
}

std::string sentencesFor(const std::vector<idx::Message>& messages) {
  std::string all;
  for (const idx::Message& message : messages) {
    if (all.size() > kLongestMessage) break;
    const std::string sentence = sentenceFor(message);
    if (all.find(sentence) != std::string::npos) continue;
    if (!all.empty()) all += ' ';
    all += sentence;
  }
  return all;
}

std::string headingFor(const signin::OtherStep& step) {
  const StepWords* words = wordsFor(step.name);
  // Of a list, something was chosen: now it is about that.
  const bool isChosen =
      step.isOpened && step.about && step.name != "select-authenticator-unlock-account";
  if (words != nullptr && !words->heading.empty() && !isChosen) return std::string(words->heading);
  if (step.about && !step.about->displayName.empty()) {
    if (step.about->kind() == idx::AuthenticatorKind::password &&
        step.name == "challenge-authenticator") {
      return "Enter your password";
    }
    const bool isNew = step.name.find("enroll") != std::string::npos;
    return (isNew ? "Set up " : "Verify with ") + step.about->displayName;
  }
  return step.form && !step.form->label.empty() ? step.form->label : "One more step";
}

std::string labelFor(const signin::Way& way) {
  const std::string& name = way.form.name;
  if (way.kind == signin::WayKind::answer && way.label.empty()) {
    return way.values.begin()->second == idx::Scalar(true) ? "Yes" : "No";
  }
  // Of what only an app on this device could have answered: as a rule that is Okta Verify.
  if (name.rfind("cancel", 0) == 0) {
    return "Go on without " + (way.label.empty() ? "Okta Verify" : way.label);
  }
  // Of anything but a password, the name says what was forgotten.
  if (name == "recover" && !way.label.empty()) return "Reset " + way.label;
  const StepWords* words = wordsFor(name);
  if (words != nullptr && !words->button.empty()) return std::string(words->button);
  if (way.kind == signin::WayKind::provider) {
    return "Continue with " + (way.label.empty() ? "another account" : way.label);
  }
  if (way.label.empty()) return way.kind == signin::WayKind::method ? "Another way" : "Go on";
  return way.detail.empty() ? way.label : way.label + ": " + masked(way.detail);
}

std::string waitFor(Milliseconds wait) {
  const auto seconds = std::chrono::ceil<Seconds>(wait).count();
  if (seconds <= 1) return "in a second";
  if (seconds < 90) return "in " + std::to_string(seconds) + " seconds";
  const auto minutes = (seconds + 59) / 60;
  if (minutes < 90) return "in " + std::to_string(minutes) + " minutes";
  return "in " + std::to_string((minutes + 59) / 60) + " hours";
}

namespace {

// "18 May 2033", of what RFC 1123 writes as "Wed, 18 May 2033 03:33:20 GMT".
std::string dateOf(Instant local) {
  const std::string date = toHttpDate(local).substr(5, 11);
  return date.front() == '0' ? date.substr(1) : date;
}

}  // namespace

std::string timeOfDay(Instant at, Instant now, Seconds utcOffset) {
  using Days = std::chrono::duration<std::int64_t, std::ratio<86'400>>;
  constexpr std::array<std::string_view, 7> kDays = {"Thu", "Fri", "Sat", "Sun",
                                                     "Mon", "Tue", "Wed"};
  const Instant local = at + utcOffset;
  const auto day = std::chrono::floor<Days>(local.time_since_epoch());
  const auto today = std::chrono::floor<Days>((now + utcOffset).time_since_epoch());
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(local.time_since_epoch() - day).count();
  std::string time = twoDigits(minutes / 60) + ':' + twoDigits(minutes % 60);
  if (day == today) return time;
  const auto apart = day > today ? day - today : today - day;
  if (apart >= Days(7)) return dateOf(local) + ' ' + time;
  return std::string(kDays.at(static_cast<std::size_t>((day.count() % 7 + 7) % 7))) + ' ' + time;
}

std::string readable(std::string name) {
  if (name == "UNKNOWN") return "";
  const bool isConstant = std::all_of(name.begin(), name.end(),
                                      [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
  if (name.empty() || !isConstant) return name;
  return name.front() + replaceAll(lowered(name.substr(1)), "_", " ");
}

std::string listed(const std::vector<std::string>& parts) {
  std::vector<std::string> known = parts;
  std::erase(known, "");
  return join(known, ", ");
}

std::string grouped(const std::string& code) {
  std::string text;
  std::size_t groups = (code.size() + 2) / 3;
  for (std::size_t at = 0; groups > 0; --groups) {
    const std::size_t size = (code.size() - at + groups - 1) / groups;
    if (at > 0) text += ' ';
    text += code.substr(at, size);
    at += size;
  }
  return text;
}

std::string maskedUsername(std::string_view username) {
  constexpr std::u32string_view kDots = U"\u2022\u2022\u2022";
  const std::u32string name = toCodePoints(username);
  const std::size_t at = std::min(name.rfind(U'@'), name.size());
  std::u32string shown = name.substr(0, 1);
  shown += kDots;
  if (at > 2) shown += name[at - 1];
  shown += name.substr(at);
  return toUtf8(shown);
}

std::string masked(std::string email) { return replaceAll(std::move(email), "*", "\u2022"); }

}  // namespace latchkey::screen::texts
