#include "shell/prerender/publish.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "shell/prerender/files.h"
#include "shell/prerender/paths.h"
#include "shell/prerender/record.h"

namespace latchkey::prerender {
namespace {

namespace fs = std::filesystem;

Error inTheWay(const fs::path& path, std::string_view what) {
  return Error{ErrorCode::malformedInput, path.string() + ": " + std::string(what)};
}

bool isThere(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

// A page from before there was a record of what was written.
bool isOldPageOfOurs(std::string_view content) {
  return content.find("<script data-page=\"/assets/page.") != std::string_view::npos &&
         content.find("<script type=\"application/json\" id=\"config\">") != std::string_view::npos;
}

// When the site's owner replaces the file, a host would still serve our compressed copy of it.
bool isPacking(const SiteFile& file) { return file.standing != Standing::guest; }

class Publisher {
 public:
  Publisher(fs::path out, Record record) : out_(std::move(out)), record_(std::move(record)) {}

  std::optional<Error> check(const std::vector<SiteFile>& files);
  std::optional<Error> write(const std::string& site);
  std::vector<std::string> takeNotes() { return std::move(notes_); }

 private:
  // Who wrote the file that is there already.
  enum class Owner { none, us, others };

  std::optional<Error> wayProblem(const std::string& path) const;
  Owner ownerOf(const SiteFile& file) const;
  std::optional<Error> checkPacked(const SiteFile& file, Owner owner);
  std::optional<Error> writeOne(const SiteFile& file, Hashes& hashes);
  void removeIfOurs(const std::string& path, const std::string& hash);
  void removeEmptyFolders(const std::string& path);
  void keepEarlier(Written& now, const Written& before);

  fs::path out_;
  Record record_;
  std::vector<const SiteFile*> toWrite_;
  std::vector<std::string> notes_;
};

// Each folder on the way is one, or is not there yet, and lies below `out`.
std::optional<Error> Publisher::wayProblem(const std::string& path) const {
  if (!isInside(path)) return inTheWay(path, "is outside of the folder of the site");
  std::error_code error;
  const fs::path root = fs::canonical(out_, error);
  for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
    const fs::path folder = out_ / path.substr(0, at);
    if (!isThere(folder)) return std::nullopt;
    if (!fs::is_directory(folder, error)) {
      return inTheWay(folder, "is no folder, and one is needed for " + path);
    }
    const fs::path real = fs::canonical(folder, error);
    const auto end = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
    if (end.first != root.end()) {
      return inTheWay(folder, "is a link that leads out of the folder of the site");
    }
  }
  return std::nullopt;
}

Publisher::Owner Publisher::ownerOf(const SiteFile& file) const {
  const fs::path path = out_ / file.path;
  std::error_code error;
  if (!isThere(path)) return Owner::none;
  if (!fs::is_regular_file(fs::symlink_status(path, error))) return Owner::others;
  const Result<std::string> content = readFile(path);
  if (!content) return Owner::others;
  const bool isOurs = *content == file.content || record_.holds(file.path, *content) ||
                      (record_.isEmpty() && isOldPageOfOurs(*content));
  return isOurs ? Owner::us : Owner::others;
}

// A host that serves packed forms would serve these in place of the file.
std::optional<Error> Publisher::checkPacked(const SiteFile& file, Owner owner) {
  for (const char* packed : kPacked) {
    const std::string path = file.path + packed;
    if (!isThere(out_ / path) || record_.holdsName(path)) continue;
    if (owner == Owner::none) {
      return inTheWay(out_ / path, "would be served in place of " + file.path +
                                       ", and is not of an earlier build; move it away");
    }
    if (!isPacking(file) || packed != std::string_view(".br")) {
      notes_.push_back(path + " is not ours; make it anew from " + file.path);
    }
  }
  return std::nullopt;
}

std::optional<Error> Publisher::check(const std::vector<SiteFile>& files) {
  for (const SiteFile& file : files) {
    if (auto problem = wayProblem(file.path)) return problem;
    const Owner owner = ownerOf(file);
    if (owner == Owner::others) {
      if (file.standing != Standing::guest) {
        const std::string place =
            file.member.empty() ? "" : ", or set " + file.member + " to another place";
        return inTheWay(out_ / file.path,
                        "is there already, and is not what an earlier build wrote. It stays as it "
                        "is; move it away" +
                            place);
      }
      notes_.push_back(file.path + " is yours and stays as it is");
      continue;
    }
    if (auto problem = checkPacked(file, owner)) {
      if (file.standing != Standing::guest) return problem;
      notes_.push_back(problem->detail);
      continue;
    }
    toWrite_.push_back(&file);
  }
  return std::nullopt;
}

std::optional<Error> Publisher::writeOne(const SiteFile& file, Hashes& hashes) {
  const fs::path path = out_ / file.path;
  const Result<std::string> before = readFile(path);
  const bool isSame = before && *before == file.content;
  if (!isSame) {
    if (auto problem = writeFile(path, file.content)) return problem;
  }
  hashes[file.path] = sha256Base64(file.content);
  const std::string packedName = file.path + ".br";
  if (!isPacking(file)) {
    std::error_code ignored;
    if (record_.isEmpty() || record_.holdsName(packedName)) fs::remove(out_ / packedName, ignored);
    return std::nullopt;
  }
  const Result<std::string> there = readFile(out_ / packedName);
  const bool isPacked = isSame && there && record_.holds(packedName, *there);
  const std::optional<std::string> packed = isPacked ? std::optional(*there) : writePacked(path);
  if (packed) hashes[packedName] = sha256Base64(*packed);
  return std::nullopt;
}

void Publisher::removeEmptyFolders(const std::string& path) {
  std::error_code error;
  for (std::size_t at = path.rfind('/'); at != std::string::npos && at > 0;
       at = path.rfind('/', at - 1)) {
    const fs::path folder = out_ / path.substr(0, at);
    if (!fs::is_directory(fs::symlink_status(folder, error)) || !fs::is_empty(folder, error))
      return;
    fs::remove(folder, error);
  }
}

void Publisher::removeIfOurs(const std::string& path, const std::string& hash) {
  if (wayProblem(path)) return;
  const Result<std::string> content = readFile(out_ / path);
  std::error_code ignored;
  if (!content || sha256Base64(*content) != hash) return;
  fs::remove(out_ / path, ignored);
  removeEmptyFolders(path);
}

void Publisher::keepEarlier(Written& now, const Written& before) {
  std::vector<Hashes> earlier = before.earlier;
  earlier.insert(earlier.begin(), before.assets);
  Hashes seen = now.assets;
  std::size_t files = 0;
  for (Hashes& build : earlier) {
    std::erase_if(build, [&](const auto& asset) {
      return !isThere(out_ / asset.first) || !seen.emplace(asset).second;
    });
    if (build.empty()) continue;
    if (now.earlier.size() < kKeptBuilds) {
      files += build.size();
      now.earlier.push_back(std::move(build));
    } else {
      for (const auto& [path, hash] : build) removeIfOurs(path, hash);
    }
  }
  if (files > 0) {
    notes_.push_back(std::to_string(files) + " files of earlier builds stay in " +
                     fs::path(now.assets.begin()->first).parent_path().string() +
                     "/, for pages that browsers have kept");
  }
}

std::optional<Error> Publisher::write(const std::string& site) {
  const Written before = record_.of(site);
  Written now;
  for (const SiteFile* file : toWrite_) {
    Hashes& hashes = file->standing == Standing::asset ? now.assets : now.pages;
    if (auto problem = writeOne(*file, hashes)) return problem;
  }
  for (const auto& [path, hash] : before.pages) {
    if (!now.pages.contains(path)) removeIfOurs(path, hash);
  }
  if (!now.assets.empty()) keepEarlier(now, before);
  record_.set(site, std::move(now));
  return record_.write(out_);
}

}  // namespace

Result<std::vector<std::string>> publish(const fs::path& out, const std::string& site,
                                         const std::vector<SiteFile>& files) {
  std::error_code error;
  fs::create_directories(out, error);
  if (!fs::is_directory(out, error))
    return inTheWay(out, "is not a folder, and cannot be made one");
  Result<Record> record = Record::read(out);
  if (!record) return record.error();
  Publisher publisher(out, *std::move(record));
  if (const auto problem = publisher.check(files)) return *problem;
  if (const auto problem = publisher.write(site)) return *problem;
  return publisher.takeNotes();
}

}  // namespace latchkey::prerender
