#include "oauth/client.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "base/text.h"
#include "base/url.h"

namespace latchkey::oauth {
namespace {

constexpr std::string_view kAuthorizationServers = "/oauth2";

Error malformed(std::string_view field, std::string_view problem) {
  return {ErrorCode::malformedConfig, std::string(field) + ": " + std::string(problem)};
}

std::string_view withoutTrailingSlashes(std::string_view text) {
  while (!text.empty() && text.back() == '/') text.remove_suffix(1);
  return text;
}

// Where "/oauth2" stands as a whole segment. Only the path counts: a host may be called
// "oauth2.example.com".
std::size_t findAuthorizationServers(std::string_view path) {
  for (std::size_t at = path.find(kAuthorizationServers); at != std::string_view::npos;
       at = path.find(kAuthorizationServers, at + 1)) {
    const std::size_t end = at + kAuthorizationServers.size();
    if (end == path.size() || path[end] == '/') return at;
  }
  return std::string_view::npos;
}

// What is in a path beyond an authorization server's own: where its metadata and its endpoints are,
// and, where it names no server, where people and administrators go. All of these are addresses
// that are easier to come by than the issuer. Nothing where the path ends with the server.
std::string_view beyondTheIssuer(std::string_view path) {
  const std::size_t metadata = path.find("/.well-known");
  const std::size_t servers = findAuthorizationServers(path);
  if (servers == std::string_view::npos) {
    constexpr std::array<std::string_view, 8> kOtherPages = {
        "/v1", "/api", "/app", "/admin", "/enduser", "/login", "/signin", "/idp"};
    const std::string_view first = path.substr(0, path.find('/', 1));
    const bool isOther =
        std::find(kOtherPages.begin(), kOtherPages.end(), first) != kOtherPages.end();
    return isOther ? path : path.substr(std::min(metadata, path.size()));
  }
  const std::size_t name = servers + kAuthorizationServers.size();
  const std::size_t end = std::min(path.find('/', name + 1), path.size());
  const std::string_view server = path.substr(std::min(name, path.size()), end - name);
  // The org's own server has endpoints and no name.
  const bool isUnnamed = server == "/v1" || server == "/.well-known";
  return path.substr(isUnnamed ? servers : end);
}

std::optional<Error> issuerProblem(std::string_view field, std::string_view issuer) {
  const std::optional<Url> url = Url::parse(issuer);
  if (!url) return malformed(field, "must be an http(s) URL");
  if (url->scheme() != "https" && !url->isLoopback()) {
    return malformed(field, "must be https (plain http is for localhost only)");
  }
  if (issuer.find_first_of("?#") != std::string_view::npos) {
    return malformed(field, "must have no query and no fragment");
  }
  if (url->authority().find("-admin.okta") != std::string::npos) {
    return malformed(field, "is the admin console's address; leave out \"-admin\"");
  }
  const std::string_view beyond = beyondTheIssuer(url->path());
  if (beyond.size() > 1) {
    return malformed(
        field, "must end with the authorization server; leave out \"" + std::string(beyond) + '"');
  }
  return std::nullopt;
}

std::optional<Error> clientIdProblem(std::string_view clientId) {
  if (clientId.empty()) return malformed("clientId", "is missing");
  const bool visible =
      std::all_of(clientId.begin(), clientId.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (!visible) return malformed("clientId", "must hold visible ASCII characters only");
  return std::nullopt;
}

std::optional<Error> redirectUriProblem(std::string_view redirectUri) {
  const std::optional<Url> url = Url::parse(redirectUri);
  if (!url) return malformed("redirectUri", "must be an http(s) URL");
  // Browsers give no WebCrypto to a page on plain http, so signing in would fail there.
  if (url->scheme() != "https" && !url->isLoopback()) {
    return malformed("redirectUri", "must be https, unless on localhost");
  }
  if (redirectUri.find('#') != std::string_view::npos) {
    return malformed("redirectUri", "must have no fragment (RFC 6749 3.1.2)");
  }
  return std::nullopt;
}

// A scope-token of RFC 6749 §3.3.
bool isScopeToken(std::string_view scope) {
  return !scope.empty() && std::all_of(scope.begin(), scope.end(), [](char c) {
    return c > 0x20 && c < 0x7F && c != '"' && c != '\\';
  });
}

std::optional<Error> wordsProblem(std::string_view field, const std::vector<std::string>& words) {
  if (std::all_of(words.begin(), words.end(), isScopeToken)) return std::nullopt;
  return malformed(field, "each must be one word (RFC 6749 3.3)");
}

std::optional<Error> scopesProblem(const std::vector<std::string>& scopes) {
  if (auto problem = wordsProblem("scopes", scopes)) return problem;
  if (std::find(scopes.begin(), scopes.end(), "openid") == scopes.end()) {
    return malformed("scopes", "must hold \"openid\"");
  }
  return std::nullopt;
}

}  // namespace

Result<Client> Client::from(ClientOptions options) {
  options.issuer = withoutTrailingSlashes(trimmed(options.issuer));
  if (auto problem = issuerProblem("issuer", options.issuer)) return *problem;
  // Metadata and tokens are held against it letter by letter.
  if (options.tokenIssuer.empty()) options.tokenIssuer = options.issuer;
  if (auto problem = issuerProblem("tokenIssuer", options.tokenIssuer)) return *problem;
  if (auto problem = clientIdProblem(options.clientId)) return *problem;
  if (auto problem = redirectUriProblem(options.redirectUri)) return *problem;
  if (auto problem = scopesProblem(options.scopes)) return *problem;
  if (auto problem = wordsProblem("acrValues", options.acrValues)) return *problem;

  const std::optional<Url> issuer = Url::parse(options.issuer);
  const std::string_view path = withoutTrailingSlashes(issuer->path());
  const std::size_t servers = findAuthorizationServers(path);
  Client client;
  client.org_ = issuer->origin() + std::string(path.substr(0, servers));
  client.base_ = issuer->origin() + std::string(path);
  // The org's own authorization server has no name in the path.
  if (servers == std::string_view::npos) client.base_ += kAuthorizationServers;
  client.options_ = std::move(options);
  return client;
}

Client Client::withMaxAge(Seconds maxAge) const {
  Client stricter = *this;
  stricter.options_.maxAge = std::min(maxAge, options_.maxAge.value_or(maxAge));
  return stricter;
}

std::string Client::scope() const { return join(options_.scopes, " "); }

std::string Client::endpoint(std::string_view name) const {
  return base_ + "/v1/" + std::string(name);
}

std::string Client::discoveryUrl() const {
  return options_.issuer + "/.well-known/openid-configuration";
}

}  // namespace latchkey::oauth
