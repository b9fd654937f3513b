#include "flow/places.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"

namespace latchkey::flow {
namespace {

using namespace std::string_view_literals;

bool isPlainName(std::string_view written) {
  const std::optional<std::string> name = percentDecode(written, Plus::isPlus);
  if (!name || name->empty() || name == "." || name == "..") return false;
  return std::none_of(name->begin(), name->end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f' || c == '/' || c == '\\' || c == '%';
  });
}

std::string_view nameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::optional<std::string> pathOf(const std::string& page) {
  const std::optional<Url> url = Url::parse(page.substr(0, 1) == "/" ? "https://any" + page : page);
  return url ? std::optional(url->path()) : std::nullopt;
}

bool isPlainPath(std::string_view path) {
  if (path.empty() || path.front() != '/') return false;
  path.remove_prefix(1);
  if (path.empty()) return true;
  if (path.back() == '/') path.remove_suffix(1);
  const auto names = split(path, '/');
  return std::all_of(names.begin(), names.end(), isPlainName);
}

std::string folderOf(std::string_view path) {
  const std::string_view name = nameOf(path);
  const bool isFolder = !name.empty() && !name.ends_with(".html");
  std::string folder(isFolder ? path : path.substr(0, path.size() - name.size()));
  if (isFolder) folder += '/';
  return folder;
}

std::string signInPageFor(std::string_view redirectPath,
                          std::optional<std::string_view> defaultPage) {
  const auto isFree = [&](std::string_view page) {
    return !defaultPage || pageOf(page) != pageOf(*defaultPage);
  };
  const bool isIndex = nameOf(redirectPath) == "index.html";
  const std::string_view itself =
      isIndex ? redirectPath.substr(0, redirectPath.rfind('/') + 1) : redirectPath;
  std::string_view callback = itself;
  if (callback.ends_with('/')) callback.remove_suffix(1);
  if (callback.ends_with(".html")) callback.remove_suffix(5);
  for (const std::string_view end : {"/login/callback"sv, "/callback"sv}) {
    if (!callback.ends_with(end)) continue;
    const std::string_view before = callback.substr(0, callback.size() - end.size() + 1);
    if (isFree(before)) return std::string(before);
  }
  return isFree(itself) ? std::string(itself) : "";
}

}  // namespace latchkey::flow
