#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text.h"
#include "http/message.h"

namespace latchkey::support {

// Does a browser ask first, with OPTIONS, before it sends this to another origin? (Fetch standard,
// "CORS-preflight request": a method or a header beyond what a plain form could send.)
inline bool needsPreflight(const http::Request& request) {
  constexpr std::array<std::string_view, 3> kHarmless = {"accept", "accept-language",
                                                         "content-language"};
  constexpr std::array<std::string_view, 3> kFormTypes = {"application/x-www-form-urlencoded",
                                                          "multipart/form-data", "text/plain"};
  const auto isHarmless = [&](const auto& header) {
    const std::string name = lowered(header.first);
    const std::string type = lowered(trimmed(split(header.second, ';').front()));
    if (name == "content-type") {
      return std::find(kFormTypes.begin(), kFormTypes.end(), type) != kFormTypes.end();
    }
    return std::find(kHarmless.begin(), kHarmless.end(), name) != kHarmless.end();
  };
  const bool isPlainMethod = request.method == http::Method::get ||
                             request.method == http::Method::head ||
                             request.method == http::Method::post;
  return !isPlainMethod || !std::all_of(request.headers.begin(), request.headers.end(), isHarmless);
}

// What a page may read of an answer from another origin than its own (Fetch standard, CORS).
inline Result<http::Response> asReadByPage(const std::optional<http::Response>& answer,
                                           std::string_view origin, http::Credentials credentials) {
  if (!answer) return Error{ErrorCode::networkUnreachable, "connection lost"};
  const auto allowed = http::header(answer->headers, "Access-Control-Allow-Origin");
  const bool isForAll = allowed == "*" && credentials == http::Credentials::omit;
  if (allowed != origin && !isForAll) {
    return Error{ErrorCode::networkUnreachable, "refused by CORS"};
  }
  http::Response readable{answer->status, {}, answer->body};
  const std::string exposed =
      http::header(answer->headers, "Access-Control-Expose-Headers").value_or("");
  for (const auto& header : answer->headers) {
    for (const std::string_view name : split(exposed, ',')) {
      if (equalsIgnoringCase(trimmed(name), header.first)) readable.headers.push_back(header);
    }
  }
  return readable;
}

}  // namespace latchkey::support
