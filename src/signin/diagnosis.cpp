#include "signin/diagnosis.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/json_reader.h"
#include "base/text.h"
#include "base/url.h"
#include "oauth/refusal.h"
#include "signin/remedy.h"

namespace latchkey::signin {
namespace {

constexpr std::size_t kLongestWords = 300;
constexpr std::size_t kLongestPlainRun = 9;  // a word with digits in it that tells nothing secret
constexpr std::size_t kLongestNumber = 5;    // codes have six digits
constexpr std::size_t kLongestId = 64;
constexpr std::size_t kShortId = 8;

bool isOfAToken(char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '_'; }

// Codes are numbers, and tokens are long and have digits in them.
bool mayBeSecret(std::string_view run) {
  const auto digits = std::count_if(run.begin(), run.end(), isDigit);
  const bool isNumber = static_cast<std::size_t>(digits) == run.size();
  return digits > 0 && run.size() > (isNumber ? kLongestNumber : kLongestPlainRun);
}

// Nothing but one word of visible ASCII; else nothing.
std::string wordOf(std::string_view text) {
  const bool isWord =
      text.size() <= kLongestId &&
      std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  return isWord ? std::string(text) : "";
}

std::string addressOf(std::string_view url) {
  const std::optional<Url> parsed = Url::parse(url);
  return parsed ? parsed->origin() + discreet(parsed->path()) : "";
}

// "14:02" of the day, in UTC, as servers write their logs.
std::string timeOf(Instant at) { return toRfc3339(at).substr(11, 5); }

// The name under which the org knows it, where that is a fixed word; else ours, because the
// address of the page can hold any word.
std::string_view nameOf(const Diagnosis& it) {
  return oauth::meaningOf(it.outcome.error) ? std::string_view(it.outcome.error)
                                            : name(it.error.code);
}

// Only the person can do something about it.
bool isOfThePerson(ErrorCode code) { return code == ErrorCode::offline; }

std::string referenceOf(const Diagnosis& it, Instant now) {
  if (isOfThePerson(it.error.code)) return "";
  std::string reference = std::string(nameOf(it)) + ", " + timeOf(now) + " UTC";
  if (!it.outcome.requestId.empty()) reference += ", " + it.outcome.requestId.substr(0, kShortId);
  return reference;
}

}  // namespace

std::string discreet(std::string_view words) {
  std::string line;
  while (!words.empty() && line.size() < kLongestWords) {
    const auto end = std::find_if_not(words.begin(), words.end(), isOfAToken);
    const auto run = words.substr(0, static_cast<std::size_t>(end - words.begin()));
    if (run.empty()) {
      const char c = words.front();
      const bool isControl = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
      line += isControl ? ' ' : c;
      words.remove_prefix(1);
    } else {
      line += mayBeSecret(run) ? "..." : std::string(run);
      words.remove_prefix(run.size());
    }
  }
  line.resize(std::min(line.size(), kLongestWords));
  // Not in the middle of a character.
  while (!isUtf8(line)) line.pop_back();
  return line;
}

Outcome outcomeOf(std::string_view url, const http::Response* response) {
  Outcome outcome;
  outcome.address = addressOf(url);
  if (response == nullptr) return outcome;
  outcome.status = response->status;
  outcome.requestId = wordOf(http::header(response->headers, "X-Okta-Request-Id").value_or(""));
  const Result<Json> body = parseJson(response->body);
  if (const auto refusal = oauth::refusalIn(response->body)) {
    outcome.error = discreet(refusal->error);
    outcome.description = discreet(refusal->description);
  } else if (body) {
    outcome.error = wordOf(text(*body, "errorCode").value_or(""));
    outcome.description = discreet(text(*body, "errorSummary").value_or(""));
  }
  return outcome;
}

Diagnosis diagnose(const Error& error, Outcome outcome, const oauth::Client& client, Instant now) {
  Diagnosis diagnosis{error, std::move(outcome), "", ""};
  diagnosis.error.detail = discreet(error.detail);
  diagnosis.remedy = remedyFor(diagnosis.error, diagnosis.outcome, client);
  diagnosis.reference = referenceOf(diagnosis, now);
  return diagnosis;
}

std::string textOf(const Diagnosis& it) {
  const Outcome& outcome = it.outcome;
  std::string text = "Latchkey: " + std::string(name(it.error.code));
  const auto add = [&text](std::string_view before, const std::string& what) {
    if (!what.empty()) text += std::string(before) + what;
  };
  const std::string& error = outcome.error.empty() ? it.error.detail : outcome.error;
  if (error != name(it.error.code)) add(": ", error);
  add(": ", outcome.description);
  add("\n  at ", outcome.address);
  if (outcome.status != 0) add(", status ", std::to_string(outcome.status));
  add("\n  request id ", outcome.requestId);
  add("\n  what to change: ", it.remedy);
  add("\n  on the page: ", it.reference);
  return text;
}

}  // namespace latchkey::signin
