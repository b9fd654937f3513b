#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"

namespace latchkey::prerender {

// Where each asset of the shell is on the site: "boot.js" -> "/assets/boot.a1b2c3d4e5.js".
using AssetUrls = std::map<std::string, std::string>;

struct AssetSources {
  std::filesystem::path shell;  // hand-written: scripts, style sheet, pictures
  std::filesystem::path wasm;   // built: latchkey.js, latchkey.wasm
};

// Writes all assets below `site`, under names that change with their content. Where one asset
// names another, the new name is put in. Assets of an earlier run are removed.
Result<AssetUrls> writeAssets(const AssetSources& sources, const std::filesystem::path& site);

// "@boot.js@" -> its URL, for all of them.
std::string withAssetUrls(std::string text, const AssetUrls& urls);

}  // namespace latchkey::prerender
