#include "screen/texts.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace latchkey::screen::texts {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

// By the i18n keys that Okta sends with its messages; what is not here is said in Okta's words.
constexpr std::array kByKey = {
    Row{"idx.unknown.user", "We do not know that username. Check it and try again."},
    Row{"api.authn.error.PASSCODE_INVALID", "That code is not right. Check it and try again."},
    Row{"authfactor.challenge.soft_token.invalid_passcode",
        "That code is not right. Check it and try again."},
    Row{"tooManyRequests", "Too many attempts. Wait a little, then try again."},
    Row{"errors.E0000047", "Too many attempts. Wait a little, then try again."},
    Row{"idx.session.expired", "This sign-in took too long and has ended."},
    Row{"core.system.transaction_resource_not_found", "This sign-in took too long and has ended."},
    Row{"idx.return.link.expired", "This link has expired. Ask for a new email where you began."},
    Row{"idx.return.stale",
        "This link is from an older email. Use the newest one, or ask for another."},
    Row{"idx.return.error", "We could not use this link. Ask for a new email where you began."},
    Row{"idx.operation.cancelled.by.user", "This sign-in was stopped from the link in the email."},
    Row{"idx.operation.cancelled.on.other.device", "This sign-in was stopped from another device."},
    Row{"security.access_denied", "Your organization does not allow this sign-in."},
    Row{"errors.E0000006", "Your organization does not allow this sign-in."},
    Row{"idx.error.user.not.assigned.to.app",
        "Your account may not use this app. Ask your administrator for access."},
    Row{"idx.error.code.user_not_assigned",
        "Your account may not use this app. Ask your administrator for access."},
    Row{"errors.E0000119", "Your account is locked. Ask your administrator to unlock it."},
    Row{"errors.E0000069", "Your account is locked after too many attempts. Try again later."},
    Row{"error.auth.lockedOut", "Your account is locked. Ask your administrator to unlock it."},
    Row{"errors.E0000004", "We could not sign you in with that. Check it and try again."},
};

// Okta's messages may hold HTML. It is text to us: tags go, the words stay.
std::string withoutMarkup(std::string_view text) {
  std::string plain;
  bool inTag = false;
  for (const char c : text) {
    if (c == '<') inTag = true;
    if (!inTag) plain += c;
    if (c == '>') inTag = false;
  }
  return std::string(trimmed(plain));
}

std::string twoDigits(std::int64_t value) {
  const std::string digits = std::to_string(value);
  return digits.size() < 2 ? '0' + digits : digits;
}

}  // namespace

std::string sentenceFor(const Error& error) {
  switch (error.code) {
    case ErrorCode::networkUnreachable:
      return "You seem to be offline. Nothing is lost: we will go on when you are back.";
    case ErrorCode::timedOut:
      return "That took too long. Nothing is lost: try again in a moment.";
    case ErrorCode::serverFailed:
    case ErrorCode::malformedResponse:
    case ErrorCode::responseTooLarge:
    case ErrorCode::unsupportedVersion:
      return "The sign-in service has a problem right now. Nothing is lost: try again in a moment.";
    case ErrorCode::rateLimited:
      return "Too many attempts. Wait a little, then try again.";
    case ErrorCode::blockedByNetwork:
      return "Your network blocked the sign-in. Check your VPN or proxy, then try again.";
    case ErrorCode::accessDenied:
      return "Your account may not use this app. Ask your administrator for access.";
    case ErrorCode::oauthRefused:
    case ErrorCode::clientRejected:
    case ErrorCode::malformedConfig:
      return "This page is not set up correctly. Please tell the people who run it.";
    case ErrorCode::invalidGrant:
      return "This sign-in took too long and has ended. Start again.";
    case ErrorCode::clockWrong:
    case ErrorCode::tokenFromFuture:
    case ErrorCode::tokenExpired:
      return "The clock of this device seems to be wrong. Set it right, then start again.";
    case ErrorCode::cryptoUnavailable:
      return "This browser cannot sign in safely here. Open the page over https in a current "
             "browser.";
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
  std::string words = withoutMarkup(message.text);
  return words.empty() ? "The sign-in service could not go on. Please start again." : words;
}

std::string sentencesFor(const std::vector<idx::Message>& messages) {
  std::string all;
  for (const idx::Message& message : messages) {
    const std::string sentence = sentenceFor(message);
    if (all.find(sentence) != std::string::npos) continue;
    if (!all.empty()) all += ' ';
    all += sentence;
  }
  return all;
}

std::string waitFor(Milliseconds wait) {
  const auto seconds = std::chrono::ceil<Seconds>(wait).count();
  if (seconds <= 1) return "in a second";
  if (seconds < 90) return "in " + std::to_string(seconds) + " seconds";
  return "in " + std::to_string((seconds + 59) / 60) + " minutes";
}

std::string timeOfDay(Instant at, Instant now, Seconds utcOffset) {
  using Days = std::chrono::duration<std::int64_t, std::ratio<86'400>>;
  constexpr std::array<std::string_view, 7> kDays = {"Thu", "Fri", "Sat", "Sun",
                                                     "Mon", "Tue", "Wed"};
  const Instant local = at + utcOffset;
  const auto day = std::chrono::floor<Days>(local.time_since_epoch());
  const auto today = std::chrono::floor<Days>((now + utcOffset).time_since_epoch());
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(local.time_since_epoch() - day).count();
  const std::string time = twoDigits(minutes / 60) + ':' + twoDigits(minutes % 60);
  if (day == today) return time;
  return std::string(kDays.at(static_cast<std::size_t>((day.count() % 7 + 7) % 7))) + ' ' + time;
}

std::string masked(std::string email) { return replaceAll(std::move(email), "*", "\u2022"); }

}  // namespace latchkey::screen::texts
