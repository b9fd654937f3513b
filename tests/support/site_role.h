#pragma once

#include <string_view>

#include "app/config.h"
#include "app/role.h"
#include "base/url.h"

namespace latchkey::support {

// Of the page that a host serves at an address. Hosts differ about slashes at the end and about
// index.html.
inline app::Role roleAt(std::string_view address, const app::Config& config) {
  const auto pathIn = [&](std::string_view page) {
    const bool isPath = page.substr(0, 1) == "/";
    const auto url =
        Url::parse(isPath ? "https://any.test" + std::string(page) : std::string(page));
    return url ? pageOf(url->path()) : "";
  };
  return pathIn(address) == pathIn(config.defaultPage) ? app::Role::account : app::Role::signIn;
}

}  // namespace latchkey::support
