#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace latchkey::oauth {

// How this app is known to its Okta org. Built from the page's configuration only by
// `Client::from`, so its values are always well-formed.
struct ClientOptions {
  std::string issuer;       // "https://id.example.com" or "https://id.example.com/oauth2/default"
  std::string clientId;     // "0oa..."
  std::string redirectUri;  // absolute; registered in the org
  std::vector<std::string> scopes;  // must hold "openid"
  // Tokens count only together with a key of this browser (DPoP, RFC 9449).
  bool dpop = false;
  // Step-up: how long ago people may have proven who they are, and the authentication contexts that
  // will do. Asked for at /interact, held against `auth_time` and `acr` of the ID token (OpenID
  // Connect Core 1.0, 3.1.3.7). Nothing and empty: any.
  std::optional<Seconds> maxAge = std::nullopt;
  std::vector<std::string> acrValues = {};
  // What the metadata and the tokens call their issuer, where that is another name of the same
  // server than `issuer`: an org that is not named by its custom domain. Empty: `issuer`.
  std::string tokenIssuer = {};
};

class Client {
 public:
  // Errors: malformedConfig; the detail names the field: "issuer: must be an http(s) URL".
  // An issuer on plain http is taken on loopback only; "-admin.okta" is refused.
  static Result<Client> from(ClientOptions options);

  const std::string& issuer() const { return options_.issuer; }
  const std::string& tokenIssuer() const { return options_.tokenIssuer; }
  const std::string& clientId() const { return options_.clientId; }
  const std::string& redirectUri() const { return options_.redirectUri; }
  const std::vector<std::string>& scopes() const { return options_.scopes; }
  std::string scope() const;  // joined by one space
  bool usesDpop() const { return options_.dpop; }
  std::optional<Seconds> maxAge() const { return options_.maxAge; }
  const std::vector<std::string>& acrValues() const { return options_.acrValues; }
  // The same client, for a sign-in that asks for a proof no older than this; where it asks for a
  // newer one already, that stays.
  Client withMaxAge(Seconds maxAge) const;

  // "https://id.example.com": where IDX lives.
  const std::string& org() const { return org_; }
  // An endpoint of the authorization server by its last part: endpoint("token") is
  // ".../oauth2/default/v1/token" for a custom server, ".../oauth2/v1/token" for the org's own.
  std::string endpoint(std::string_view name) const;
  std::string discoveryUrl() const;

 private:
  Client() = default;
  ClientOptions options_;
  std::string org_;
  std::string base_;
};

}  // namespace latchkey::oauth
