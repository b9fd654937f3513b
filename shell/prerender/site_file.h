#pragma once

#include <string>

namespace latchkey::prerender {

// What happens where a file of another site has the name already.
enum class Standing {
  asset,  // its name holds a hash of its content; stays for some builds more
  page,   // people cannot sign in without it, so the build is refused
  guest,  // steps back: the page where the app belongs, the logo
};

struct SiteFile {
  std::string path;  // relative to the site, with slashes: "login/callback/index.html"
  std::string content;
  Standing standing = Standing::page;
  std::string member;  // of the configuration, that asked for it; empty for assets
};

}  // namespace latchkey::prerender
