#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace latchkey::prerender {

// Path, relative to the site -> SHA-256 of the content, base64.
using Hashes = std::map<std::string, std::string>;

// What one configuration has in the folder of a site.
struct Written {
  Hashes pages;
  Hashes assets;
  std::vector<Hashes> earlier;  // assets of the builds before, the newest first
};

// Which files below --out are ours: those that are listed there and still hold what was written.
// One folder may hold the pages of several configurations, told apart by where people sign in.
class Record {
 public:
  // An empty record where the file is missing. Errors: malformedInput, where the file is not one of
  // ours or names a file outside of the folder.
  static Result<Record> read(const std::filesystem::path& out);

  bool isEmpty() const { return sites_.empty(); }
  // Was it written under that name, by whichever configuration?
  bool holds(const std::string& path, std::string_view content) const;
  bool holdsName(const std::string& path) const;

  Written of(const std::string& site) const;
  // A file belongs to the configuration that wrote it last.
  void set(const std::string& site, Written written);
  std::optional<Error> write(const std::filesystem::path& out) const;

 private:
  std::map<std::string, Written> sites_;
};

}  // namespace latchkey::prerender
