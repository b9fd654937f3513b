#include "oauth/discovery.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/url.h"
#include "http/answer.h"

namespace latchkey::oauth {
namespace {

// Without a header of our own a GET is a "simple" request of CORS: no preflight.
http::Request bareGet(std::string url, std::optional<Instant> since) {
  if (since) {
    url += url.find('?') == std::string::npos ? '?' : '&';
    url += "since=" + std::to_string(toUnix(*since).count());
  }
  http::Request request;
  request.url = std::move(url);
  return request;
}

Error malformed(std::string_view field, std::string_view problem) {
  return {ErrorCode::malformedResponse, std::string(field) + ": " + std::string(problem)};
}

bool isPlainHttp(std::string_view url) {
  const std::optional<Url> parsed = Url::parse(url);
  return !parsed || parsed->scheme() != "https";
}

bool offersS256(const Json& document) {
  const Json* methods = array(document, "code_challenge_methods_supported");
  return methods != nullptr && std::any_of(methods->begin(), methods->end(),
                                           [](const Json& item) { return asText(item) == "S256"; });
}

// Takes the URLs of the document and remembers the first that is none.
class UrlReader {
 public:
  UrlReader(const Json& document, const Client& client)
      : document_(document), httpAllowed_(isPlainHttp(client.issuer())) {}

  std::string required(std::string_view name) {
    if (member(document_, name) == nullptr) return refuse(name, "is missing");
    return present(name);
  }

  std::string orDerived(std::string_view name, std::string derived) {
    return member(document_, name) == nullptr ? std::move(derived) : present(name);
  }

  const std::optional<Error>& problem() const { return problem_; }

 private:
  std::string present(std::string_view name) {
    std::optional<std::string> value = text(document_, name);
    if (!value || !Url::parse(*value)) return refuse(name, "is not an http(s) URL");
    if (!httpAllowed_ && isPlainHttp(*value)) return refuse(name, "falls back to plain http");
    return std::move(*value);
  }

  std::string refuse(std::string_view name, std::string_view why) {
    if (!problem_) problem_ = malformed(name, why);
    return {};
  }

  const Json& document_;
  bool httpAllowed_;
  std::optional<Error> problem_;
};

}  // namespace

http::Request discoveryRequest(const Client& client, std::optional<Instant> since) {
  return bareGet(client.discoveryUrl(), since);
}

Result<Metadata> parseMetadata(const http::Response& response, const Client& client) {
  const Result<Json> document = http::readJsonAnswer(response);
  if (!document) return document.error();
  UrlReader urls(*document, client);
  Metadata metadata;
  metadata.issuer = urls.required("issuer");
  metadata.jwksUri = urls.required("jwks_uri");
  metadata.tokenEndpoint = urls.orDerived("token_endpoint", client.endpoint("token"));
  metadata.revocationEndpoint = urls.orDerived("revocation_endpoint", client.endpoint("revoke"));
  metadata.endSessionEndpoint = urls.orDerived("end_session_endpoint", client.endpoint("logout"));
  metadata.userinfoEndpoint = urls.orDerived("userinfo_endpoint", client.endpoint("userinfo"));
  if (urls.problem()) return *urls.problem();
  if (!offersS256(*document)) {
    return malformed("code_challenge_methods_supported", "S256 is not offered");
  }
  return metadata;
}

http::Request keysRequest(const Metadata& metadata, std::optional<Instant> since) {
  return bareGet(metadata.jwksUri, since);
}

Result<jose::JwkSet> parseKeys(const http::Response& response) {
  const Result<Json> body = http::readJsonAnswer(response);
  return body ? jose::parseJwkSet(response.body) : body.error();
}

}  // namespace latchkey::oauth
