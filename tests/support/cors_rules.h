#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

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

}  // namespace latchkey::support
