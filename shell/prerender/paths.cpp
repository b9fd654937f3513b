#include "shell/prerender/paths.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "flow/places.h"

namespace latchkey::prerender {
namespace {

Error collision(const SiteFile& one, const SiteFile& other) {
  const bool isOnes = !one.member.empty() && other.standing != Standing::guest;
  const SiteFile& blamed = isOnes ? one : other;
  const SiteFile& early = isOnes ? other : one;
  return Error{ErrorCode::malformedConfig,
               blamed.member + ": " + blamed.path + " and " + early.path + " of " +
                   (early.member.empty() ? "the site itself" : early.member) +
                   " cannot both be there; choose another path"};
}

}  // namespace

std::string fileAt(std::string_view urlPath) {
  return percentDecode(urlPath.substr(1), Plus::isPlus).value_or("");
}

std::vector<std::string> filesFor(std::string_view urlPath) {
  const std::string path = fileAt(urlPath);
  if (path.empty() || path.back() == '/') return {path + "index.html"};
  if (path.ends_with(".html") || path.ends_with(".htm")) return {path};
  return {path + "/index.html", path + ".html"};
}

std::string escapedPath(std::string_view urlPath) {
  std::string escaped;
  for (const std::string_view name : split(urlPath.substr(1), '/')) {
    escaped += '/' + percentEncode(percentDecode(name, Plus::isPlus).value_or(""));
  }
  return escaped;
}

std::vector<PageFile> pageFilesFor(const flow::Config& config) {
  const std::string landing = Url::parse(config.client.redirectUri())->path();
  const bool isOnePage = pageOf(landing) == pageOf(config.signInPage);
  std::vector<PageFile> pages;
  const auto add = [&pages](const PageFile& page) {
    const auto isThere = [&](const PageFile& other) { return other.path == page.path; };
    if (std::none_of(pages.begin(), pages.end(), isThere)) pages.push_back(page);
  };
  for (const std::string& file : filesFor(config.signInPage)) {
    add({file, Standing::page, "signInPage", signin::Identify{}});
  }
  for (const std::string& file : filesFor(landing)) {
    const signin::Phase arriving = signin::Arriving{};
    add({file, Standing::page, "redirectUri", isOnePage ? signin::Identify{} : arriving});
  }
  const std::string after = flow::pathOf(config.defaultPage).value_or("");
  if (config.accountPage && after.ends_with('/')) {
    add({filesFor(after).front(), Standing::guest, "defaultPage", signin::Arriving{},
         flow::Role::account});
  }
  return pages;
}

std::string logoFileFor(const flow::Config& config) {
  const bool isHere = config.logo.substr(0, 1) == "/";
  return isHere ? fileAt(flow::pathOf(config.logo).value_or("/")) : "";
}

std::optional<Error> collisionAmong(const std::vector<SiteFile>& files) {
  const SiteFile record{kRecordName, "", Standing::asset, ""};
  std::map<std::string, const SiteFile*> taken = {{kRecordName, &record}};
  for (const SiteFile& file : files) {
    std::vector<std::string> names = {file.path};
    for (const char* packed : kPacked) names.push_back(file.path + packed);
    for (const std::string& name : names) {
      const auto [at, isFree] = taken.emplace(name, &file);
      if (!isFree) return collision(file, *at->second);
    }
  }
  for (const auto& [name, file] : taken) {
    for (std::size_t at = name.find('/'); at != std::string::npos; at = name.find('/', at + 1)) {
      const auto folder = taken.find(name.substr(0, at));
      if (folder != taken.end()) return collision(*file, *folder->second);
    }
  }
  return std::nullopt;
}

bool isInside(std::string_view relative) {
  const auto names = split(relative, '/');
  return std::all_of(names.begin(), names.end(), [](std::string_view name) {
    return !name.empty() && name != "." && name != ".." &&
           name.find('\0') == std::string_view::npos && name.find('\\') == std::string_view::npos;
  });
}

}  // namespace latchkey::prerender
