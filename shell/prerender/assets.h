#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"

namespace latchkey::prerender {

// Where each asset of the shell is on the site: "page.js" -> "/assets/page.a1b2c3d4e5.js".
using AssetUrls = std::map<std::string, std::string>;

// What every page brings itself: nothing is drawn without the one and kept without the other, so a
// field would wait for both.
struct Inlined {
  std::string script;  // boot.js
  std::string style;   // style.css
};

struct Assets {
  AssetUrls urls;
  Inlined inlined;
};

struct AssetSources {
  std::filesystem::path shell;  // hand-written: scripts, style sheet, pictures
  std::filesystem::path wasm;   // built: latchkey.js, latchkey.wasm
};

// Writes all assets below `site`, under names that change with their content, but for what pages
// bring themselves. Where one asset names another, the new name is put in. Assets of an earlier run
// are removed.
Result<Assets> writeAssets(const AssetSources& sources, const std::filesystem::path& site);

// "@page.js@" -> its URL, for all of them.
std::string withAssetUrls(std::string text, const AssetUrls& urls);

}  // namespace latchkey::prerender
