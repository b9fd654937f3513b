#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/config.h"
#include "shell/prerender/assets.h"

namespace latchkey::prerender {

// One HTML file of the site.
struct Page {
  std::filesystem::path path;  // relative to the site: "login/callback/index.html"
  std::string html;
};

// The sign-in page, the page that the link in a mail leads to (the path of redirectUri), and the
// default page where it is a folder of our own. Each holds its first screen as HTML, made of the
// same Screen that the program shows, so it is there before any script runs.
std::vector<Page> pagesFor(const app::Config& config, const std::string& configJson,
                           const std::string& htmlTemplate, const Assets& assets);

}  // namespace latchkey::prerender
