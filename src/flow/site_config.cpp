#include "flow/site_config.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/url.h"
#include "flow/config_file.h"
#include "flow/config_reader.h"
#include "flow/places.h"

namespace latchkey::flow {
namespace {

std::optional<Error> problemOf(const Config& config) {
  const std::string landing = Url::parse(config.client.redirectUri())->path();
  const std::string page = pathOf(config.defaultPage).value_or("");
  const bool isLogoHere = config.logo.substr(0, 1) == "/";
  const std::string logo = isLogoHere ? pathOf(config.logo).value_or("") : "/";
  const std::array<std::pair<std::string_view, std::string_view>, 4> paths = {
      {{"redirectUri", landing},
       {"signInPage", config.signInPage},
       {"defaultPage", page},
       {"logo", logo}}};
  if (isLogoHere && logo.ends_with('/')) {
    return configMistake("logo", "must be the path of a file, or a URL");
  }
  // Where all pages that it could be are the default page, there is no sign-in page.
  const bool isSignInPage = config.signInPage.empty() || pageOf(page) == pageOf(landing) ||
                            pageOf(page) == pageOf(config.signInPage);
  for (const auto& [member, path] : paths) {
    const bool isNone = path.empty() && member == "signInPage" && isSignInPage;
    if (isNone || isPlainPath(path)) continue;
    return configMistake(
        member,
        "its path must be plain names between single slashes, without \".\", \"..\" or "
        "an encoded slash, dot or percent sign");
  }
  if (isSignInPage) {
    return configMistake("defaultPage", "must be another page than those that people sign in on");
  }
  return std::nullopt;
}

}  // namespace

Result<Config> parseConfigOfASite(std::string_view text) {
  Result<Config> config = parseConfig(text);
  if (!config) return config;
  if (const auto problem = problemOf(*config)) return *problem;
  return config;
}

std::string configForThePage(std::string_view text, const Config& config) {
  Result<Json> json = parseJson(text);
  if (!json) return "{}";
  json->erase("$schema");
  setMember(*json, "signInPage", config.signInPage);
  setMember(*json, "defaultPage", config.defaultPage);
  return writeJson(*json);
}

}  // namespace latchkey::flow
