#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shell/prerender/site.h"

// latchkey-prerender: makes the static site of a configuration, the shell and the WebAssembly.

namespace latchkey::prerender {
namespace {

constexpr const char* kUsage =
    "usage: latchkey-prerender --config FILE --shell FOLDER --wasm-dir FOLDER --out FOLDER";

// All of them, each with a value.
std::optional<SiteOptions> parseOptions(int count, char** words) {
  SiteOptions options;
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

}  // namespace
}  // namespace latchkey::prerender

int main(int count, char** words) {
  using namespace latchkey::prerender;
  const auto options = parseOptions(count, words);
  if (!options) {
    std::fprintf(stderr, "%s\n", kUsage);
    return 2;
  }
  const auto notes = makeSite(*options);
  if (!notes) {
    std::fprintf(stderr, "%s\n", notes.error().detail.c_str());
    return 1;
  }
  for (const std::string& note : *notes) std::fprintf(stderr, "note: %s\n", note.c_str());
  return 0;
}
