#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "shell/prerender/site_file.h"

namespace latchkey::prerender {

// Where each asset of the shell is on the site: "page.js" -> "/repo/assets/page.a1b2c3d4e5.js".
// From the root and not from the page: hosts serve a page with and without a slash at its end.
using AssetUrls = std::map<std::string, std::string>;

// What every page brings itself: nothing is drawn without the one and kept without the other, so a
// field would wait for both.
struct Inlined {
  std::string script;  // boot.js
  std::string style;   // style.css, with the look (look.h)
};

struct Assets {
  AssetUrls urls;
  Inlined inlined;
  std::vector<SiteFile> files;
};

struct AssetSources {
  std::filesystem::path shell;  // hand-written: scripts, style sheet, pictures
  std::filesystem::path wasm;   // built: latchkey.js, latchkey.wasm
};

// One more file under a name that changes with its content, in the folder `assets/` of `folder`.
void addAsset(Assets& assets, std::string_view folder, std::string_view name, std::string content);

// All assets under names that change with their content, in a folder of their own below `folder`
// (a path as in URLs: "/repo/"), but for what pages bring themselves. Where one asset names
// another, the new name is put in.
Result<Assets> readAssets(const AssetSources& sources, std::string_view folder);

}  // namespace latchkey::prerender
