#pragma once

#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/time.h"
#include "http/message.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

// The few kinds of HTTP answer that an org gives.

http::Response jsonAnswer(int status, const Json& body);
// `application/ion+json; okta-version=1.0.0`, or application/json where the policy says so.
http::Response idxAnswer(int status, const Json& body, IdxMediaType mediaType);
// Okta lets browsers keep its metadata and its keys.
http::Response keptFor(Seconds time, http::Response response);
http::Response htmlAnswer(int status, std::string body);
http::Response redirectTo(const std::string& url);

// RFC 6749 §5.2.
http::Response oauthError(int status, std::string_view error, std::string_view description);
// Okta's classic API error body, "E0000047" and its kind.
http::Response apiError(int status, std::string_view code, std::string_view summary);

http::Response wrongMediaType();
// `allowed`: the methods for the `Allow` header (RFC 9110 §15.5.6).
http::Response wrongMethod(std::string_view allowed = "POST");
http::Response notFound();
http::Response rateLimited();  // 429, without the headers

// The media type of a request's body without its parameters, in lower case.
std::string mediaType(const http::Request& request);

std::string escapeHtml(std::string_view text);

}  // namespace latchkey::simulator
