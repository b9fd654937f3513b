#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "oauth/client.h"
#include "session/token_store.h"
#include "signin/destinations.h"

namespace latchkey::app {

// Whether a page in another browser than the one in which the sign-in began shows the code of its
// link: codes of up to 8 digits; up to 10 letters and digits, where the org mails such; or none.
enum class CodeElsewhere { digits, alphanumeric, hide };

// The page's configuration, inlined into index.html by the build as a JSON data block. See the
// README for the meaning of each member. Errors name the member.
//
//   {"issuer": "https://id.example.com/oauth2/default", "clientId": "0oa...",
//    "redirectUri": "https://www.example.com/login/callback/", "scopes": ["openid", ...],
//    "signInPage": "/", "defaultPage": "/app/", "accountPage": true,
//    "productName": "Northwind", "logo": "/logo.svg",
//    "links": {"help": "...", "privacy": "...", "register": "..."},
//    "tokenStorage": "local", "storageKey": "okta-token-storage", "signOut": "org",
//    "postLogoutRedirectUri": "https://www.example.com/", "codeElsewhere": "digits", "dpop": false,
//    "maxAge": 300, "acrValues": ["urn:okta:loa:2fa:any"],
//    "tokenIssuer": "https://example.okta.com/oauth2/default"}
struct Config {
  oauth::Client client;
  std::string signInPage = "/";  // a path on our own origin
  std::string defaultPage;       // a path on our own origin, or an absolute URL of the same origin
  bool accountPage = true;       // ours may be the default page, until an app is put there
  std::string productName;       // empty: no name beside the mark
  std::string logo;
  std::string helpUrl;
  std::string privacyUrl;
  std::string registerUrl;
  session::TokenStorage tokenStorage = session::TokenStorage::local;
  signin::SignOutScope signOut = signin::SignOutScope::org;
  CodeElsewhere codeElsewhere = CodeElsewhere::digits;
  std::string storageKey = std::string(session::kTokenKey);
  std::string postLogoutRedirectUri = {};  // a path or an absolute URL; empty: the sign-in page
};

// May people be sent there when they are signed in? A path on our own origin, or an absolute URL of
// it; to a foreign origin, or into a script, never.
bool isOwnPage(std::string_view page, const std::string& ownOrigin);

// Errors: malformedConfig, with a sentence for the person who writes the file.
Result<Config> parseConfig(std::string_view text);

// As parseConfig, for those who make a site of it: the paths are also held against what files,
// hosts and the other pages allow. The page itself needs none of that.
Result<Config> parseConfigOfASite(std::string_view text);

}  // namespace latchkey::app
