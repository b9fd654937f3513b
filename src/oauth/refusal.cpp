#include "oauth/refusal.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/json_reader.h"

namespace latchkey::oauth {
namespace {

constexpr std::size_t kMaxErrorLength = 64;

struct Meaning {
  ErrorCode code;
  std::string_view errors;  // each between two blanks
};

// RFC 6749, OpenID Connect Core 1.0 and its "Unmet Authentication Requirements", RFC 6750, 7009,
// 8707, 9126, 9396, 9449 and 9470.
constexpr std::array kMeanings = {
    Meaning{ErrorCode::invalidGrant, " invalid_grant "},
    Meaning{ErrorCode::accessDenied, " access_denied "},
    Meaning{ErrorCode::clientRejected,
            " invalid_client unauthorized_client invalid_scope unsupported_grant_type "
            "unsupported_response_type insufficient_scope "},
    Meaning{ErrorCode::oauthRefused,
            " invalid_request invalid_token invalid_target invalid_request_uri "
            "invalid_request_object request_not_supported request_uri_not_supported "
            "registration_not_supported unsupported_token_type invalid_authorization_details "
            "invalid_dpop_proof use_dpop_nonce "},
    Meaning{ErrorCode::serverFailed, " server_error temporarily_unavailable "},
    Meaning{ErrorCode::signInNeeded,
            " login_required consent_required interaction_required account_selection_required "
            "unmet_authentication_requirements insufficient_user_authentication "},
};

// Okta's family of errors for an account that could not be made after a provider's sign-in.
constexpr std::string_view kNoAccountMade = "jit_failure_";

}  // namespace

bool isWellFormed(std::string_view error) {
  return !error.empty() && error.size() <= kMaxErrorLength &&
         std::all_of(error.begin(), error.end(),
                     [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; });
}

std::optional<Refusal> refusalIn(std::string_view body) {
  const Result<Json> json = parseJson(body);
  if (!json) return std::nullopt;
  std::optional<std::string> error = text(*json, "error");
  if (!error || !isWellFormed(*error)) return std::nullopt;
  return Refusal{*std::move(error), text(*json, "error_description").value_or("")};
}

std::optional<ErrorCode> meaningOf(std::string_view error) {
  if (error.substr(0, kNoAccountMade.size()) == kNoAccountMade) return ErrorCode::accessDenied;
  if (error.empty() || error.find(' ') != std::string_view::npos) return std::nullopt;
  const std::string word = ' ' + std::string(error) + ' ';
  for (const Meaning& meaning : kMeanings) {
    if (meaning.errors.find(word) != std::string_view::npos) return meaning.code;
  }
  return std::nullopt;
}

}  // namespace latchkey::oauth
