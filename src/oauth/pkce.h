#pragma once

#include <cstddef>
#include <string>

#include "base/bytes.h"
#include "base/tagged.h"

namespace latchkey::oauth {

// PKCE (RFC 7636), method S256 only.
using CodeVerifier = Secret<struct CodeVerifierTag>;
using CodeChallenge = Tagged<struct CodeChallengeTag>;
// OAuth's `state`; with a magic link it comes back in the URL, so it must be unguessable.
using State = Tagged<struct StateTag>;
// What /v1/interact answers: names the whole transaction, and is as good as a password for it.
using InteractionHandle = Secret<struct InteractionHandleTag>;

inline constexpr std::size_t kVerifierEntropyBytes = 32;
inline constexpr std::size_t kStateEntropyBytes = 32;
inline constexpr std::size_t kNonceEntropyBytes = 32;

// 43 characters of base64url from 32 random bytes (RFC 7636 §4.1).
CodeVerifier makeCodeVerifier(const Bytes& entropy);
// `digest` is SHA-256 over the verifier's characters (RFC 7636 §4.2).
CodeChallenge makeCodeChallenge(const Bytes& digest);
State makeState(const Bytes& entropy);

}  // namespace latchkey::oauth
