#pragma once

#include <string_view>

#include "base/url.h"
#include "flow/config.h"
#include "flow/role.h"

namespace latchkey::support {

// Of the page that a host serves at an address. Hosts differ about slashes at the end and about
// index.html.
inline flow::Role roleAt(std::string_view address, const flow::Config& config) {
  const auto pathIn = [&](std::string_view page) {
    const bool isPath = page.substr(0, 1) == "/";
    const auto url =
        Url::parse(isPath ? "https://any.test" + std::string(page) : std::string(page));
    return url ? pageOf(url->path()) : "";
  };
  return pathIn(address) == pathIn(config.defaultPage) ? flow::Role::account : flow::Role::signIn;
}

}  // namespace latchkey::support
