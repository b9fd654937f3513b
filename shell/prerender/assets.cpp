#include "shell/prerender/assets.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/text.h"
#include "shell/prerender/files.h"

namespace latchkey::prerender {
namespace {

namespace fs = std::filesystem;

enum class From { shell, wasm };

struct Asset {
  std::string_view name;
  From from;
};

constexpr std::array<Asset, 5> kAssets = {{{"mark.svg", From::shell},
                                           {"mail.svg", From::shell},
                                           {"done.svg", From::shell},
                                           {"latchkey.wasm", From::wasm},
                                           {"page.js", From::shell}}};

constexpr const char* kFolder = "assets";

std::string hashedName(std::string_view name, std::string_view content) {
  const std::size_t dot = name.rfind('.');
  return std::string(name.substr(0, dot)) + '.' + contentHash(content) +
         std::string(name.substr(dot));
}

// Only what such a run wrote: a folder of that name may hold files of somebody else too.
void removeOldAssets(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> old;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string file = it->path().filename().string();
    const bool isOurs = std::any_of(kAssets.begin(), kAssets.end(), [&](const Asset& asset) {
      const std::string stem(asset.name.substr(0, asset.name.rfind('.') + 1));
      return file.compare(0, stem.size(), stem) == 0;
    });
    if (isOurs) old.push_back(it->path());
  }
  for (const fs::path& path : old) fs::remove(path, error);
}

// Of a script or a style: an end tag in there would end it in the middle.
Result<std::string> readToInline(const fs::path& path) {
  Result<std::string> content = readFile(path);
  if (content && content->find("</") != std::string::npos) {
    return Error{ErrorCode::malformedInput, path.string() + ": has an end tag in it"};
  }
  return content;
}

}  // namespace

std::string withAssetUrls(std::string text, const AssetUrls& urls) {
  for (const auto& [name, url] : urls) {
    std::string place = "@";
    place.append(name).append("@");
    text = replaceAll(std::move(text), place, url);
  }
  return text;
}

Result<Assets> writeAssets(const AssetSources& sources, const fs::path& site) {
  removeOldAssets(site / kFolder);
  Assets assets;
  for (const Asset& asset : kAssets) {
    const fs::path& folder = asset.from == From::wasm ? sources.wasm : sources.shell;
    Result<std::string> content = readFile(folder / asset.name);
    if (!content) return content.error();
    const std::string file = hashedName(asset.name, *content);
    if (const auto error = writeFile(site / kFolder / file, *content)) return *error;
    assets.urls[std::string(asset.name)] = std::string("/") + kFolder + '/' + file;
  }
  Result<std::string> script = readToInline(sources.shell / "boot.js");
  if (!script) return script.error();
  Result<std::string> style = readToInline(sources.shell / "style.css");
  if (!style) return style.error();
  assets.inlined = {*std::move(script), withAssetUrls(*std::move(style), assets.urls)};
  return assets;
}

}  // namespace latchkey::prerender
