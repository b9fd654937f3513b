#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "http/message.h"
#include "jose/jwk.h"
#include "oauth/client.h"

namespace latchkey::oauth {

// What we need of the authorization server's metadata (RFC 8414, OpenID Connect Discovery 1.0 §3).
// All endpoints, that of the keys included, are made from the configured issuer: a document cannot
// redirect requests to another server.
struct Metadata {
  std::string issuer;  // what `iss` must say: the client's tokenIssuer()
};

// Okta lets browsers keep its metadata for a day and its keys for weeks. `since`: what was kept is
// of no use; asked for under an address of its own, as a header that says so would cost a
// preflight.
http::Request discoveryRequest(const Client& client, std::optional<Instant> since = std::nullopt);

// Errors: those of readJsonAnswer (http/answer.h); malformedResponse where there is no issuer;
// metadataRefused where it is another than the client's (OpenID Connect Discovery 1.0 §4.3), or
// S256 is not offered for PKCE. The detail then names what the document says.
Result<Metadata> parseMetadata(const http::Response& response, const Client& client);

http::Request keysRequest(const Client& client, std::optional<Instant> since = std::nullopt);
// Errors: those of readJsonAnswer and of parseJwkSet (jose/jwk.h).
Result<jose::JwkSet> parseKeys(const http::Response& response);

}  // namespace latchkey::oauth
