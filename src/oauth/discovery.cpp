#include "oauth/discovery.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "http/answer.h"

namespace latchkey::oauth {
namespace {

// Without a header of our own a GET is a "simple" request of CORS: no preflight.
http::Request bareGet(std::string url, std::optional<Instant> since) {
  if (since) url += "?since=" + std::to_string(toUnix(*since).count());
  http::Request request;
  request.url = std::move(url);
  return request;
}

Error refused(std::string problem) { return {ErrorCode::metadataRefused, std::move(problem)}; }

bool offersS256(const Json& document) {
  const Json* methods = array(document, "code_challenge_methods_supported");
  return methods != nullptr && std::any_of(methods->begin(), methods->end(),
                                           [](const Json& item) { return asText(item) == "S256"; });
}

}  // namespace

http::Request discoveryRequest(const Client& client, std::optional<Instant> since) {
  return bareGet(client.discoveryUrl(), since);
}

Result<Metadata> parseMetadata(const http::Response& response, const Client& client) {
  const Result<Json> document = http::readJsonAnswer(response);
  if (!document) return document.error();
  const std::optional<std::string> issuer = text(*document, "issuer");
  if (!issuer) return Error{ErrorCode::malformedResponse, "issuer: is missing"};
  if (*issuer != client.tokenIssuer()) return refused("issuer: is " + *issuer);
  if (!offersS256(*document)) {
    return refused("code_challenge_methods_supported: S256 is not offered");
  }
  return Metadata{*issuer};
}

http::Request keysRequest(const Client& client, std::optional<Instant> since) {
  return bareGet(client.endpoint("keys"), since);
}

Result<jose::JwkSet> parseKeys(const http::Response& response) {
  const Result<Json> body = http::readJsonAnswer(response);
  return body ? jose::parseJwkSet(response.body) : body.error();
}

}  // namespace latchkey::oauth
