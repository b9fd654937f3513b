#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/tagged.h"
#include "base/time.h"
#include "http/message.h"
#include "oauth/client.h"
#include "oauth/discovery.h"
#include "oauth/pkce.h"

namespace latchkey::oauth {

// One-time, 60 s: what IDX ends with, to be swapped for tokens.
using InteractionCode = Secret<struct InteractionCodeTag>;
using AccessToken = Secret<struct AccessTokenTag>;
using RefreshToken = Secret<struct RefreshTokenTag>;
using IdToken = Secret<struct IdTokenTag>;

inline constexpr std::string_view kBearerType = "Bearer";
inline constexpr std::string_view kDpopType = "DPoP";

// The successful answer of the token endpoint (RFC 6749 §5.1). Nothing in it is verified yet.
struct TokenResponse {
  AccessToken accessToken;
  IdToken
      idToken;  // there for a code, as we always ask for `openid`; after a refresh it may not be
  std::optional<RefreshToken> refreshToken;
  std::string tokenType;  // "Bearer", or "DPoP" where the client wants that
  Seconds expiresIn{0};
  std::vector<std::string> scopes;  // empty: those asked for (RFC 6749 §5.1)
};

// grant_type=interaction_code (Okta): client_id, redirect_uri, code_verifier, interaction_code.
// The endpoint is the one we derive from our own issuer; an href in a response is not followed
// here.
http::Request tokenRequest(const Client& client, const InteractionCode& code,
                           const CodeVerifier& verifier);

// `keyId`, here and below: of the key that a DPoP token is bound to.
http::Request refreshRequest(const Client& client, const RefreshToken& token,
                             const std::string& keyId = {});

// Errors: those of meaningOf (oauth/refusal.h; oauthRefused where it knows none),
// malformedResponse (also where the tokens are of another type than the client's), and those of
// http::failureOf.
// The answer to a refresh need not have an ID token (OpenID Connect Core 1.0, 12.2).
enum class WithIdToken { always, orTheOldOne };
Result<TokenResponse> parseTokenResponse(const http::Response& response, const Client& client,
                                         WithIdToken how = WithIdToken::always);

// OpenID Connect Core 5.3, with the token in the scheme of its type.
http::Request userinfoRequest(const Client& client, const AccessToken& token,
                              const std::string& tokenType, const std::string& keyId = {});

// The claims as a JSON object. Errors: subjectMismatch if `sub` is not `subject` (OIDC Core 5.3.2),
// malformedResponse, and those of http::failureOf.
Result<std::string> parseUserinfo(const http::Response& response, std::string_view subject);

// RFC 7009. `hint` is "access_token" or "refresh_token".
http::Request revokeRequest(const Client& client, const std::string& token,
                            const std::string& hint);

// Of tokens as a whole: of the refresh token, and the access token goes with it; of the access
// token where there is no other.
http::Request revocationOf(const Client& client, const AccessToken& access,
                           const std::optional<RefreshToken>& refresh);
// The same of what an answer holds that parseTokenResponse() refused. Nothing where it holds none.
std::optional<http::Request> revocationOf(const Client& client, const http::Response& refused);
// Does the answer say that it is done? 2xx, and nothing in it or JSON without an `error`: a page of
// a network that wants its guests to sign in first is no answer of the org.
bool isDone(const http::Response& response);

// Ends the org's own session: by a request of the page, with cookies (Okta's Sessions API) ...
http::Request endSessionRequest(const Client& client);
// ... or by the browser, which posts this form to endpoint("logout") (OpenID Connect RP-Initiated
// Logout 1.0, 2), as an address with the ID token in it would stay in its history.
std::string logoutForm(const IdToken& idToken, const std::string& postLogoutRedirectUri);

// The error body of RFC 6749 §5.2 as one of our codes; for /interact and /token alike.
Error oauthFailureOf(const http::Response& response);

}  // namespace latchkey::oauth
