#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/config.h"
#include "base/url.h"
#include "shell/prerender/assets.h"
#include "shell/prerender/files.h"
#include "shell/prerender/pages.h"

// latchkey-prerender: makes the static site of a configuration, the shell and the WebAssembly.

namespace latchkey::prerender {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage =
    "usage: latchkey-prerender --config FILE --shell FOLDER --wasm-dir FOLDER --out FOLDER";

struct Options {
  std::string config, shell, wasm, out;
};

// All of them, each with a value.
std::optional<Options> parseOptions(int count, char** words) {
  Options options;
  const std::array<std::pair<std::string_view, std::string*>, 4> places = {
      {{"--config", &options.config},
       {"--shell", &options.shell},
       {"--wasm-dir", &options.wasm},
       {"--out", &options.out}}};
  for (int i = 1; i + 1 < count; i += 2) {
    const auto place = std::find_if(places.begin(), places.end(),
                                    [&](const auto& it) { return it.first == words[i]; });
    if (place == places.end()) return std::nullopt;
    *place->second = words[i + 1];
  }
  const bool isComplete =
      std::none_of(places.begin(), places.end(), [](const auto& it) { return it.second->empty(); });
  return isComplete && count % 2 == 1 ? std::optional(options) : std::nullopt;
}

// A logo that lies beside the configuration file goes along; any other has to be there already.
std::optional<Error> copyLogo(const app::Config& config, const Options& options) {
  if (config.logo.empty() || Url::parse(config.logo)) return std::nullopt;
  const fs::path relative = fs::path(config.logo).relative_path().lexically_normal();
  const fs::path source = fs::path(options.config).parent_path() / relative;
  std::error_code error;
  if (*relative.begin() == ".." || !fs::is_regular_file(source, error)) {
    std::fprintf(stderr, "note: %s is not beside the configuration; put it on the site yourself\n",
                 config.logo.c_str());
    return std::nullopt;
  }
  const Result<std::string> content = readFile(source);
  if (!content) return content.error();
  return writeFile(fs::path(options.out) / relative, *content);
}

std::optional<Error> writeSite(const Options& options) {
  const Result<std::string> json = readFile(options.config);
  if (!json) return json.error();
  const Result<app::Config> config = app::parseConfig(*json);
  if (!config) {
    return Error{config.error().code, options.config + ": " + config.error().detail};
  }
  const Result<std::string> html = readFile(fs::path(options.shell) / "index.template.html");
  if (!html) return html.error();
  const Result<Assets> assets = writeAssets({options.shell, options.wasm}, options.out);
  if (!assets) return assets.error();
  for (const Page& page : pagesFor(*config, *json, *html, *assets)) {
    if (auto error = writeFile(fs::path(options.out) / page.path, page.html)) return error;
  }
  return copyLogo(*config, options);
}

}  // namespace
}  // namespace latchkey::prerender

int main(int count, char** words) {
  using namespace latchkey::prerender;
  const auto options = parseOptions(count, words);
  if (!options) {
    std::fprintf(stderr, "%s\n", kUsage);
    return 2;
  }
  if (const auto error = writeSite(*options)) {
    std::fprintf(stderr, "%s\n", error->detail.c_str());
    return 1;
  }
  return 0;
}
