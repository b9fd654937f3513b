// An untrusted configuration, of a tenant or a pull request: which files the build would write for
// it, and what it would let the page load.

#include <filesystem>
#include <set>
#include <string>

#include "base/text.h"
#include "base/url.h"
#include "flow/places.h"
#include "flow/site_config.h"
#include "shell/prerender/paths.h"
#include "tests/fuzz/fuzz.h"

namespace latchkey::fuzz {
namespace {

namespace fs = std::filesystem;
using prerender::SiteFile;
using prerender::Standing;

// Read by the standard library, in another way than ours.
void promiseBelow(const std::string& path) {
  const fs::path relative(path);
  promise(!path.empty() && relative.is_relative(), "a file is below --out", path);
  promise(relative.lexically_normal() == relative, "a path has one form", path);
  promise(*relative.begin() != ".." && relative.has_filename(), "--out is never left", path);
  promise(path.find('\0') == std::string::npos && isUtf8(path), "a path is text", path);
}

std::vector<SiteFile> filesOf(const flow::Config& config) {
  const std::string folder = flow::folderOf(config.signInPage);
  std::vector<SiteFile> files;
  for (const char* name : {"assets/page.0123456789.js", "assets/latchkey.0123456789.wasm"}) {
    const std::string url = prerender::escapedPath(folder + name);
    promise(url.find_first_of(";,'\"<>&\\ \t\n") == std::string::npos && url.front() == '/',
            "an address of an asset is nothing but an address", url);
    files.push_back({prerender::fileAt(folder + name), "", Standing::asset, ""});
  }
  for (const prerender::PageFile& page : prerender::pageFilesFor(config)) {
    files.push_back({page.path, "", page.standing, page.member});
  }
  const std::string logo = prerender::logoFileFor(config);
  if (!logo.empty()) files.push_back({logo, "", Standing::guest, "logo"});
  return files;
}

void promiseApart(const std::vector<SiteFile>& files) {
  std::set<std::string> names = {prerender::kRecordName};
  for (const SiteFile& file : files) {
    promise(names.insert(file.path).second, "each file has a name of its own", file.path);
  }
  for (const SiteFile& file : files) {
    if (file.standing == Standing::guest) continue;
    promise(names.insert(file.path + ".br").second, "no packed form is another file", file.path);
  }
  for (const std::string& name : names) {
    for (fs::path folder = fs::path(name).parent_path(); !folder.empty();
         folder = folder.parent_path()) {
      promise(!names.contains(folder.string()), "no file is a folder too", name);
    }
  }
}

void planTheSite(const std::string& json) {
  const Result<flow::Config> config = flow::parseConfigOfASite(json);
  if (!config) return;
  const std::vector<SiteFile> files = filesOf(*config);
  for (const SiteFile& file : files) promiseBelow(file.path);
  if (const auto problem = prerender::collisionAmong(files)) {
    promise(problem->detail.front() != ':', "a collision is told by a member", problem->detail);
    return;
  }
  promiseApart(files);
  const std::string landing = Url::parse(config->client.redirectUri())->path();
  promise(!prerender::filesFor(landing).empty(), "a sign-in link leads to a page", landing);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  latchkey::fuzz::planTheSite(latchkey::fuzz::textOf(data, size));
  return 0;
}
