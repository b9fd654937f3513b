#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace latchkey::oauth {

// What a server says that refuses, at an endpoint (RFC 6749 §5.2) or at the page's own address
// (RFC 6749 §4.1.2.1, OpenID Connect Core 1.0 §3.1.2.6).
struct Refusal {
  std::string error;        // visible ASCII, up to 64 characters
  std::string description;  // for developers, as it came; may be empty
};

// The refusal in the body of an answer, if it is one. What else a server may put into `error` has
// no place in our details.
std::optional<Refusal> refusalIn(std::string_view body);
bool isWellFormed(std::string_view error);

// What a known error means: invalidGrant, accessDenied, clientRejected, oauthRefused, serverFailed
// or signInNeeded. Nothing where it is in none of the specifications.
std::optional<ErrorCode> meaningOf(std::string_view error);

}  // namespace latchkey::oauth
