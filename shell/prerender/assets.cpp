#include "shell/prerender/assets.h"

#include <array>

#include "shell/prerender/files.h"
#include "shell/prerender/look.h"
#include "shell/prerender/paths.h"
#include "shell/prerender/template.h"

namespace latchkey::prerender {
namespace {

namespace fs = std::filesystem;

enum class From { shell, wasm };

struct Asset {
  std::string_view name;
  From from;
};

constexpr std::array<Asset, 6> kAssets = {{{"mark.svg", From::shell},
                                           {"mail.svg", From::shell},
                                           {"done.svg", From::shell},
                                           {"latchkey.wasm", From::wasm},
                                           {"page.js", From::shell},
                                           {"spare.js", From::shell}}};

std::string hashedName(std::string_view name, std::string_view content) {
  const std::size_t dot = name.rfind('.');
  return std::string(name.substr(0, dot)) + '.' + contentHash(content) +
         std::string(name.substr(dot));
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

void addAsset(Assets& assets, std::string_view folder, std::string_view name, std::string content) {
  const std::string path = std::string(folder) + "assets/" + hashedName(name, content);
  assets.urls[std::string(name)] = escapedPath(path);
  assets.files.push_back({fileAt(path), std::move(content), Standing::asset, ""});
}

Result<Assets> readAssets(const AssetSources& sources, std::string_view folder) {
  Assets assets;
  for (const Asset& asset : kAssets) {
    const fs::path& source = asset.from == From::wasm ? sources.wasm : sources.shell;
    Result<std::string> content = readFile(source / asset.name);
    if (!content) return content.error();
    if (asset.name.ends_with(".svg")) *content = withColors(*content, gui::latchkeyTheme());
    addAsset(assets, folder, asset.name, *std::move(content));
  }
  Result<std::string> script = readToInline(sources.shell / "boot.js");
  if (!script) return script.error();
  Result<std::string> style = readToInline(sources.shell / "style.css");
  if (!style) return style.error();
  assets.inlined = {*std::move(script),
                    withLook(filled(*style, assets.urls), gui::latchkeyTheme())};
  return assets;
}

}  // namespace latchkey::prerender
