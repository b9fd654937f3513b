#include "simulator/cors.h"

#include "base/text.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kAllowedHeaders =
    "accept, accept-language, authorization, content-type, dpop, x-device-token, "
    "x-okta-user-agent-extended";

bool endsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool isMetadata(std::string_view url) {
  const std::string_view address = url.substr(0, url.find('?'));
  return endsWith(address, "/v1/keys") || address.find("/.well-known/") != std::string_view::npos;
}

}  // namespace

http::Response preflight(const Policy& policy, const http::Request& request) {
  http::Response response{204, {}, ""};
  const std::string origin = http::header(request.headers, "Origin").value_or("");
  if (!policy.trusts(origin)) return response;
  response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
  response.headers.emplace_back("Access-Control-Allow-Headers", kAllowedHeaders);
  response.headers.emplace_back("Access-Control-Max-Age", "3600");
  return response;
}

void addCorsHeaders(const Policy& policy, const http::Request& request, http::Response& response) {
  response.headers.emplace_back("Vary", "Origin");
  const std::string origin = http::header(request.headers, "Origin").value_or("");
  const bool isTrusted = policy.trusts(origin);
  // What holds nothing of anybody may be read by everybody.
  if (!isTrusted && policy.hasOpenMetadata && isMetadata(request.url)) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  }
  if (origin.empty() || !isTrusted) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
  if (policy.exposedHeaders.empty()) return;
  response.headers.emplace_back("Access-Control-Expose-Headers", join(policy.exposedHeaders, ", "));
}

}  // namespace latchkey::simulator
