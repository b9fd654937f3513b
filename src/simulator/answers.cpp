#include "simulator/answers.h"

#include <utility>

#include "base/json_writer.h"
#include "base/text.h"

namespace latchkey::simulator {
namespace {

http::Response answer(int status, std::string_view contentType, std::string body) {
  return {status,
          {{"Content-Type", std::string(contentType)}, {"Cache-Control", "no-cache, no-store"}},
          std::move(body)};
}

}  // namespace

http::Response jsonAnswer(int status, const Json& body) {
  return answer(status, "application/json", writeJson(body));
}

http::Response keptFor(Seconds time, http::Response response) {
  for (auto& [name, value] : response.headers) {
    if (name == "Cache-Control") {
      value = "max-age=" + std::to_string(time.count()) + ", must-revalidate";
    }
  }
  return response;
}

http::Response idxAnswer(int status, const Json& body, IdxMediaType mediaType) {
  const bool ion = mediaType == IdxMediaType::ion;
  return answer(status, ion ? "application/ion+json; okta-version=1.0.0" : "application/json",
                writeJson(body));
}

http::Response htmlAnswer(int status, std::string body) {
  return answer(status, "text/html; charset=utf-8", std::move(body));
}

http::Response redirectTo(const std::string& url) {
  return {302, {{"Location", url}, {"Cache-Control", "no-cache, no-store"}}, ""};
}

http::Response oauthError(int status, std::string_view error, std::string_view description) {
  return jsonAnswer(status, {{"error", error}, {"error_description", description}});
}

http::Response apiError(int status, std::string_view code, std::string_view summary) {
  return jsonAnswer(status, {{"errorCode", code},
                             {"errorSummary", summary},
                             {"errorLink", code},
                             {"errorId", "oaeSimulated"},
                             {"errorCauses", Json::array()}});
}

http::Response wrongMediaType() {
  return apiError(415, "E0000021",
                  "Bad request.  Accept and/or Content-Type headers likely do not match supported "
                  "values.");
}

http::Response wrongMethod(std::string_view allowed) {
  http::Response response =
      apiError(405, "E0000022", "The endpoint does not support the provided HTTP method");
  response.headers.emplace_back("Allow", allowed);
  return response;
}

http::Response notFound() { return apiError(404, "E0000007", "Not found: Resource not found"); }

http::Response rateLimited() {
  return apiError(429, "E0000047", "API call exceeded rate limit due to too many requests.");
}

std::string mediaType(const http::Request& request) {
  const std::string whole = http::header(request.headers, "Content-Type").value_or("");
  return lowered(trimmed(split(whole, ';').front()));
}

std::string escapeHtml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace latchkey::simulator
