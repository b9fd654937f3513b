#include "oauth/landing.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/url.h"

namespace latchkey::oauth {
namespace {

constexpr std::size_t kMaxValueLength = 1024;
constexpr std::size_t kMaxCodeLength = 16;  // Okta has 6 digits and 10 letters or digits
constexpr std::array<std::string_view, 6> kSecretNames = {"otp",  "state", "interaction_code",
                                                          "code", "error", "error_description"};

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

// We show the code in large type where the sign-in began elsewhere, so an address that somebody
// made up must not be able to put a sentence there.
bool looksLikeCode(const std::string& otp) {
  return otp.size() <= kMaxCodeLength &&
         std::all_of(otp.begin(), otp.end(), [](char c) { return isDigit(c) || isLetter(c); });
}

Landing errorLanding(const Parameters& parameters) {
  std::optional<std::string> error = single(parameters, "error");
  if (!error) return FreshVisit{};
  std::optional<std::string> state = single(parameters, "state");
  return CallbackError{std::move(*error),
                       state ? std::optional(State(std::move(*state))) : std::nullopt};
}

}  // namespace

Landing parseLanding(std::string_view url) {
  const Parameters parameters = parametersOf(url);
  if (has(parameters, "error")) return errorLanding(parameters);
  const bool hasOtp = has(parameters, "otp");
  const bool hasCode = has(parameters, "interaction_code");
  std::optional<std::string> state = single(parameters, "state");
  // Nobody sends both, so whoever did has put two addresses together.
  if (!state || hasOtp == hasCode) return FreshVisit{};
  std::optional<std::string> value = single(parameters, hasOtp ? "otp" : "interaction_code");
  if (!value) return FreshVisit{};
  if (hasOtp && !looksLikeCode(*value)) return FreshVisit{};
  if (hasOtp) return MagicLink{Otp(std::move(*value)), State(std::move(*state))};
  return CodeCallback{Secret<InteractionCodeTag>(std::move(*value)), State(std::move(*state))};
}

// More generous than parseLanding: what we would not take must leave the address bar all the same.
bool holdsSecrets(std::string_view url) {
  const Parameters parameters = parametersOf(url);
  return std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
    return std::any_of(kSecretNames.begin(), kSecretNames.end(), [&](std::string_view name) {
      return equalsIgnoringCase(parameter.name, name);
    });
  });
}

}  // namespace latchkey::oauth
