#include "simulator/cors.h"

#include "base/text.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kAllowedHeaders =
    "accept, accept-language, authorization, content-type, dpop, x-device-token, "
    "x-okta-user-agent-extended";

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
  if (origin.empty() || !policy.trusts(origin)) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
  if (policy.exposedHeaders.empty()) return;
  response.headers.emplace_back("Access-Control-Expose-Headers", join(policy.exposedHeaders, ", "));
}

}  // namespace latchkey::simulator
