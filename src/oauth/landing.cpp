#include "oauth/landing.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/url.h"
#include "oauth/link_traces.h"

namespace latchkey::oauth {
namespace {

constexpr std::size_t kMaxValueLength = 1024;
constexpr std::size_t kMinCodeLength = 4;
constexpr std::size_t kMaxCodeLength = 16;  // Okta has 6 digits and 10 letters or digits
constexpr std::array<std::string_view, 6> kSecretNames = {"otp",  "state", "interaction_code",
                                                          "code", "error", "error_description"};

constexpr std::array<std::string_view, 7> kAnswerNames = {
    "interaction_code", "code", "error", "iss", "session_state", "id_token", "access_token"};

struct Parameter {
  std::string name;
  std::optional<std::string> value;  // nothing where it cannot be decoded
};
using Parameters = std::vector<Parameter>;

void append(Parameters& parameters, std::string_view query) {
  for (const std::string_view part : split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view rawName = part.substr(0, equals);
    const std::string_view rawValue = part.substr(std::min(equals + 1, part.size()));
    Parameter parameter;
    parameter.name = percentDecode(rawName, Plus::isSpace).value_or(std::string(rawName));
    parameter.value = percentDecode(rawValue, Plus::isSpace);
    parameters.push_back(std::move(parameter));
  }
}

// What a fragment holds of a query: "#otp=", "#?otp=", "#/?otp=" and, for apps that keep their
// routes there, "#/login?otp=".
std::string_view queryInFragment(std::string_view fragment) {
  const std::size_t question = fragment.find('?');
  if (question != std::string_view::npos) return fragment.substr(question + 1);
  if (!fragment.empty() && fragment.front() == '/') fragment.remove_prefix(1);
  return fragment;
}

// Not through Url: what a person's mail program made of the address may not be a well-formed one,
// and must be cleaned all the same.
Parameters parametersOf(std::string_view url) {
  Parameters parameters;
  const std::size_t hash = std::min(url.find('#'), url.size());
  const std::string_view beforeHash = url.substr(0, hash);
  const std::size_t question = beforeHash.find('?');
  if (question != std::string_view::npos) append(parameters, beforeHash.substr(question + 1));
  if (hash < url.size()) append(parameters, queryInFragment(url.substr(hash + 1)));
  return parameters;
}

bool has(const Parameters& parameters, std::string_view name) {
  return std::any_of(parameters.begin(), parameters.end(),
                     [&](const Parameter& parameter) { return parameter.name == name; });
}

// The value of the one parameter of exactly that name, if it is worth taking.
std::optional<std::string> single(const Parameters& parameters, std::string_view name) {
  const Parameter* found = nullptr;
  for (const Parameter& parameter : parameters) {
    if (parameter.name != name) continue;
    if (found != nullptr) return std::nullopt;
    found = &parameter;
  }
  if (found == nullptr || !found->value) return std::nullopt;
  if (found->value->empty() || found->value->size() > kMaxValueLength) return std::nullopt;
  return found->value;
}

// We show the code in large type where the sign-in began elsewhere, so an address that an attacker
// made up must not be able to put a sentence there.
bool looksLikeCode(std::string_view otp) {
  return otp.size() >= kMinCodeLength && otp.size() <= kMaxCodeLength &&
         std::all_of(otp.begin(), otp.end(), [](char c) { return isDigit(c) || isLetter(c); });
}

// No state has these inside, or ends in punctuation: the mail's text goes on there.
bool looksLikeState(std::string_view state) {
  const bool isSound = std::all_of(state.begin(), state.end(), [](char c) {
    return c > ' ' && c <= '~' &&
           std::string_view("<>\"'`()[]{}|\\^&;=%?#").find(c) == std::string_view::npos;
  });
  const bool isWhole =
      !state.empty() && std::string_view(".,:!*").find(state.back()) == std::string_view::npos;
  return isSound && isWhole && state.size() <= kMaxValueLength;
}

// "=3D" is "=" in quoted-printable, so both values begin with the rest of it. As part of the code
// it would be the only letter among digits.
bool isQuoted(std::string_view value) { return equalsIgnoringCase(value.substr(0, 2), "3D"); }
bool isQuotedCode(std::string_view otp) {
  return isQuoted(otp) && std::all_of(otp.begin() + 2, otp.end(), isDigit);
}

std::optional<MagicLink> linkOf(std::string_view otp, std::string_view state) {
  if (isQuotedCode(otp) || !looksLikeCode(otp) || !looksLikeState(state)) return std::nullopt;
  return MagicLink{Otp(std::string(otp)), State(std::string(state))};
}

std::optional<MagicLink> exactLink(const Parameters& parameters) {
  const std::optional<std::string> otp = single(parameters, "otp");
  const std::optional<std::string> state = single(parameters, "state");
  if (!otp || !state || (isQuoted(*otp) && isQuoted(*state))) return std::nullopt;
  return linkOf(*otp, *state);
}

std::optional<MagicLink> linkIn(const LinkTraces& traces) {
  if (traces.otps.size() != 1 || traces.states.size() != 1) return std::nullopt;
  std::string_view otp = traces.otps.front();
  std::string_view state = traces.states.front();
  if (isQuoted(otp) && isQuoted(state)) {
    otp.remove_prefix(2);
    state.remove_prefix(2);
  }
  return linkOf(otp, state);
}

// An answer to a request, with the state of that request.
bool isAnswer(const Parameters& parameters) {
  return std::any_of(kAnswerNames.begin(), kAnswerNames.end(),
                     [&](std::string_view name) { return has(parameters, name); });
}

Landing linkLanding(std::string_view url, const Parameters& parameters) {
  const LinkTraces traces = findLinkTraces(url, Depth::ownParameters);
  if (!isAnswer(parameters)) {
    if (auto link = exactLink(parameters)) return *std::move(link);
    if (auto link = linkIn(traces)) return *std::move(link);
    if (auto link = linkIn(findLinkTraces(url, Depth::insideOthers))) return *std::move(link);
  }
  const bool isOfAnswer = traces.otps.empty() && isAnswer(parameters);
  if (traces.isEmpty() || isOfAnswer) return FreshVisit{};
  return DamagedLink{};
}

}  // namespace

Landing parseLanding(std::string_view url) {
  const Parameters parameters = parametersOf(url);
  std::optional<std::string> state = single(parameters, "state");
  if (std::optional<std::string> error = single(parameters, "error")) {
    return CallbackError{*std::move(error),
                         state ? std::optional(State(*std::move(state))) : std::nullopt,
                         single(parameters, "error_description").value_or("")};
  }
  std::optional<std::string> code = single(parameters, "interaction_code");
  // An address with an otp as well was put together from two.
  if (code && state && !has(parameters, "error") && !has(parameters, "otp")) {
    return CodeCallback{Secret<InteractionCodeTag>(*std::move(code)), State(*std::move(state))};
  }
  return linkLanding(url, parameters);
}

Wishes parseWishes(std::string_view url) {
  constexpr std::size_t kLongestHint = 320;
  const Parameters parameters = parametersOf(url);
  Wishes wishes;
  const std::string hint(trimmed(single(parameters, "login_hint").value_or("")));
  const bool isText = std::none_of(hint.begin(), hint.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  });
  if (isText && hint.size() <= kLongestHint && isUtf8(hint)) wishes.loginHint = hint;
  const std::string prompt = single(parameters, "prompt").value_or("");
  for (const std::string_view word : split(prompt, ' ')) {
    wishes.freshSignIn = wishes.freshSignIn || word == "login" || word == "select_account";
  }
  return wishes;
}

// More generous than parseLanding: what we would not take must leave the address bar all the same.
bool holdsSecrets(std::string_view url) {
  if (!findLinkTraces(url, Depth::ownParameters).isEmpty()) return true;
  if (std::holds_alternative<MagicLink>(parseLanding(url))) return true;
  const Parameters parameters = parametersOf(url);
  return std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
    return std::any_of(kSecretNames.begin(), kSecretNames.end(), [&](std::string_view name) {
      return equalsIgnoringCase(parameter.name, name);
    });
  });
}

}  // namespace latchkey::oauth
