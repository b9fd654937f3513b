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

// By the i18n keys that Okta sends with its messages; what is not here is said in Okta's words.
struct MessageRow {
  std::string_view key;
  Key text;
};

constexpr std::array kByKey = {
    MessageRow{"idx.unknown.user", Key::usernameUnknown},
    MessageRow{"api.authn.error.PASSCODE_INVALID", Key::codeWrong},
    MessageRow{"authfactor.challenge.soft_token.invalid_passcode", Key::codeWrong},
    MessageRow{"authfactor.challenge.soft_token.used_passcode", Key::codeUsed},
    MessageRow{"error.username.required", Key::typeUsernameFirst},
    MessageRow{"error.password.required", Key::typePasswordFirst},
    MessageRow{"tooManyRequests", Key::tooManyAttempts},
    MessageRow{"errors.E0000047", Key::tooManyAttempts},
    MessageRow{"error.expired.session", Key::tookTooLong},
    MessageRow{"idx.session.expired", Key::tookTooLong},
    MessageRow{"core.system.transaction_resource_not_found", Key::tookTooLong},
    MessageRow{"idx.return.link.expired", Key::linkExpired},
    MessageRow{"idx.return.stale", Key::linkStale},
    MessageRow{"idx.return.error", Key::linkFailed},
    MessageRow{"idx.operation.cancelled.by.user", Key::stoppedFromLink},
    MessageRow{"idx.operation.cancelled.on.other.device", Key::stoppedElsewhere},
    MessageRow{"security.access_denied", Key::notAllowed},
    MessageRow{"errors.E0000006", Key::notAllowed},
    MessageRow{"idx.error.user.not.assigned.to.app", Key::notAssigned},
    MessageRow{"idx.error.code.user_not_assigned", Key::notAssigned},
    MessageRow{"errors.E0000119", Key::accountLocked},
    MessageRow{"errors.E0000069", Key::accountLockedForNow},
    MessageRow{"error.auth.lockedOut", Key::accountLocked},
    MessageRow{"E0000009", Key::serviceProblem},
    MessageRow{"E0000010", Key::serviceProblem},
    MessageRow{"errors.E0000009", Key::serviceProblem},
    MessageRow{"errors.E0000004", Key::couldNotSignInWithThat},
};

// By the names of remediations and actions: the heading of a step, and the words on the button
// that leads there.
struct StepWords {
  std::string_view name;
  std::optional<Key> heading;
  std::optional<Key> button;
};

constexpr std::nullopt_t kNone = std::nullopt;

constexpr std::array kSteps = {
    StepWords{"identify", Key::signIn, kNone},
    StepWords{"select-authenticator-authenticate", Key::chooseHowToGoOn, kNone},
    StepWords{"select-authenticator-enroll", Key::chooseWhatToSetUp, kNone},
    StepWords{"select-authenticator-unlock-account", Key::unlockAccount, kNone},
    StepWords{"unlock-account", Key::unlockAccount, Key::unlockAccount},
    StepWords{"enroll-profile", Key::createAccount, Key::createAccount},
    StepWords{"select-enroll-profile", Key::createAccount, Key::createAccount},
    StepWords{"select-enrollment-channel", Key::chooseHowToSetItUp, Key::setUpAnotherWay},
    StepWords{"select-identify", Key::signIn, Key::signInInstead},
    StepWords{"identify-recovery", Key::resetPassword, Key::forgotPassword},
    StepWords{"recover", kNone, Key::forgotPassword},
    StepWords{"reenroll-authenticator", Key::chooseNewPassword, kNone},
    StepWords{"reset-authenticator", Key::chooseNewPassword, kNone},
    StepWords{"reenroll-authenticator-warning", Key::passwordExpiresSoon, kNone},
    StepWords{"reenroll-custom-password-expiry", Key::passwordExpired, kNone},
    StepWords{"reenroll-custom-password-expiry-warning", Key::passwordExpiresSoon, kNone},
    StepWords{"redirect-idverify", kNone, Key::verifyIdentity},
    StepWords{"success-redirect", Key::youCanGoOn, Key::continueStep},
    StepWords{"custom-password-page", kNone, Key::changePassword},
    StepWords{"device-enrollment", Key::deviceNotSetUp, Key::setUpThisDevice},
    StepWords{"failure-redirect", Key::couldNotSignIn, Key::leavePage},
    StepWords{"keep-me-signed-in", Key::staySignedIn, kNone},
    StepWords{"consent", Key::allowAccess, kNone},
    StepWords{"admin-consent", Key::allowAccess, kNone},
    StepWords{"granular-consent", Key::allowAccess, kNone},
    StepWords{"email-challenge-consent", Key::isThisYou, kNone},
    StepWords{"poll", Key::serviceBusy, kNone},
    StepWords{"skip", kNone, Key::notNow},
    StepWords{"device-assurance-grace-period", Key::deviceNeedsCare, Key::notNow},
    StepWords{"request-activation-email", Key::activateAccount, Key::sendMeANewEmail},
    StepWords{"resend", Key::sendAgain, Key::sendAgain},
};

const StepWords* wordsFor(std::string_view name) {
  for (const StepWords& words : kSteps) {
    if (words.name == name) return &words;
  }
  return nullptr;
}

// Longer than any sentence that an org means to be read.
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
  using Row = std::pair<std::string_view, std::string_view>;
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

}  // namespace

Key keyFor(ErrorCode code) {
  switch (code) {
    case ErrorCode::offline:
      return Key::offline;
    case ErrorCode::networkUnreachable:
      return Key::connectionBroke;
    case ErrorCode::hostUnreachable:
      return Key::serviceUnreachable;
    case ErrorCode::requestBlocked:
      return Key::requestBlocked;
    case ErrorCode::timedOut:
      return Key::timedOut;
    case ErrorCode::serverFailed:
    case ErrorCode::malformedResponse:
    case ErrorCode::responseTooLarge:
    case ErrorCode::unsupportedVersion:
      return Key::serviceProblem;
    case ErrorCode::rateLimited:
      return Key::tooManyAttempts;
    case ErrorCode::blockedByNetwork:
      return Key::networkBlocked;
    case ErrorCode::accessDenied:
      return Key::notAssigned;
    case ErrorCode::signInNeeded:
      return Key::notFinished;
    case ErrorCode::originNotTrusted:
    case ErrorCode::preflightRefused:
    case ErrorCode::policyDenied:
    case ErrorCode::endpointMissing:
    case ErrorCode::metadataRefused:
    case ErrorCode::foreignAddress:
    case ErrorCode::oauthRefused:
    case ErrorCode::clientRejected:
    case ErrorCode::malformedConfig:
      return Key::notSetUp;
    case ErrorCode::invalidGrant:
      return Key::tookTooLong;
    case ErrorCode::clockWrong:
      return Key::clockWrong;
    case ErrorCode::cryptoUnavailable:
      return Key::browserUnsafe;
    case ErrorCode::storageUnavailable:
      return Key::storageUnavailable;
    default:
      return Key::answerNotVerified;
  }
}

std::string sentenceFor(const Words& words, const Error& error) {
  return words.say(keyFor(error.code));
}

std::optional<Key> keyFor(const idx::Message& message) {
  for (const MessageRow& row : kByKey) {
    if (row.key == message.key) return row.text;
  }
  return std::nullopt;
}

std::string sentenceFor(const Words& words, const idx::Message& message) {
  if (const auto key = keyFor(message)) return words.say(*key);
  std::string said = withoutMarkup(shortened(message.text));
  return said.empty() ? words.say(Key::couldNotGoOn) : said;
}

std::string sentencesFor(const Words& words, const std::vector<idx::Message>& messages) {
  std::string all;
  for (const idx::Message& message : messages) {
    if (all.size() > kLongestMessage) break;
    const std::string sentence = sentenceFor(words, message);
    if (all.find(sentence) != std::string::npos) continue;
    if (!all.empty()) all += ' ';
    all += sentence;
  }
  return all;
}

std::string headingFor(const Words& words, const signin::OtherStep& step) {
  const StepWords* known = wordsFor(step.name);
  // Of a list, something was chosen: now it is about that.
  const bool isChosen =
      step.isOpened && step.about && step.name != "select-authenticator-unlock-account";
  if (known != nullptr && known->heading && !isChosen) return words.say(*known->heading);
  if (step.about && !step.about->displayName.empty()) {
    if (step.about->kind() == idx::AuthenticatorKind::password &&
        step.name == "challenge-authenticator") {
      return words.say(Key::enterPassword);
    }
    const bool isNew = step.name.find("enroll") != std::string::npos;
    return words.say(isNew ? Key::setUpMethod : Key::verifyWith,
                     {{Parameter::method, step.about->displayName}});
  }
  return step.form && !step.form->label.empty() ? step.form->label : words.say(Key::oneMoreStep);
}

std::optional<Key> buttonFor(std::string_view step) {
  const StepWords* known = wordsFor(step);
  return known == nullptr ? std::nullopt : known->button;
}

std::string labelFor(const Words& words, const signin::Way& way) {
  const std::string& name = way.form.name;
  if (way.kind == signin::WayKind::answer && way.label.empty()) {
    return words.say(way.values.begin()->second == idx::Scalar(true) ? Key::yes : Key::no);
  }
  // Of what only an app on this device could have answered: as a rule that is Okta Verify.
  if (name.rfind("cancel", 0) == 0) {
    return words.say(Key::goOnWithout,
                     {{Parameter::app, way.label.empty() ? "Okta Verify" : way.label}});
  }
  // Of anything but a password, the name says what was forgotten.
  if (name == "recover" && !way.label.empty()) {
    return words.say(Key::resetMethod, {{Parameter::method, way.label}});
  }
  if (const auto key = buttonFor(name)) return words.say(*key);
  if (way.kind == signin::WayKind::provider) {
    return way.label.empty() ? words.say(Key::continueWithAnotherAccount)
                             : words.say(Key::continueWith, {{Parameter::provider, way.label}});
  }
  if (way.label.empty()) {
    return words.say(way.kind == signin::WayKind::method ? Key::anotherWay : Key::goOn);
  }
  if (way.detail.empty()) return way.label;
  return words.say(Key::methodAt,
                   {{Parameter::method, way.label}, {Parameter::address, masked(way.detail)}});
}

std::string tryAgainIn(const Words& words, Milliseconds wait) {
  const auto say = [&](Key key, std::int64_t count) {
    return words.say(key, {{Parameter::count, count}});
  };
  const std::int64_t seconds = std::max<std::int64_t>(std::chrono::ceil<Seconds>(wait).count(), 1);
  if (seconds < 90) return say(Key::tryAgainInSeconds, seconds);
  const std::int64_t minutes = (seconds + 59) / 60;
  if (minutes < 90) return say(Key::tryAgainInMinutes, minutes);
  return say(Key::tryAgainInHours, (minutes + 59) / 60);
}

std::string timeOfDay(const Words& words, Instant at, Instant now, Seconds utcOffset) {
  using Days = std::chrono::duration<std::int64_t, std::ratio<86'400>>;
  const auto dayOf = [utcOffset](Instant instant) {
    return std::chrono::floor<Days>((instant + utcOffset).time_since_epoch());
  };
  const Days apart = dayOf(at) - dayOf(now);
  const bool isNear = apart > Days(-7) && apart < Days(7);
  const When when = apart == Days(0) ? When::today : isNear ? When::thisWeek : When::anyDay;
  return words.locale().timeOf(at, when, utcOffset);
}

std::string readable(std::string name) {
  if (name == "UNKNOWN") return "";
  const bool isConstant = std::all_of(name.begin(), name.end(),
                                      [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
  if (name.empty() || !isConstant) return name;
  return name.front() + replaceAll(lowered(name.substr(1)), "_", " ");
}

std::string listed(const Words& words, std::vector<std::string> parts) {
  std::erase(parts, "");
  return words.locale().listOf(parts);
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
