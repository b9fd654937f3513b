#include "shell/prerender/record.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "shell/prerender/files.h"
#include "shell/prerender/paths.h"

namespace latchkey::prerender {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWhat =
    "latchkey-prerender wrote these files and may write them anew. What it does not find here, or "
    "finds changed, it leaves alone.";

Json toJson(const Hashes& hashes) {
  Json json = Json::object();
  for (const auto& [path, hash] : hashes) setMember(json, path, hash);
  return json;
}

std::optional<Hashes> hashesOf(const Json* json) {
  if (json == nullptr || !json->is_object()) return std::nullopt;
  Hashes hashes;
  for (const auto& [path, hash] : json->items()) {
    const std::optional<std::string> text = asText(hash);
    if (!text || !isInside(path)) return std::nullopt;
    hashes[path] = *text;
  }
  return hashes;
}

std::optional<Written> writtenOf(const Json& json) {
  const std::optional<Hashes> pages = hashesOf(member(json, "pages"));
  const std::optional<Hashes> assets = hashesOf(member(json, "assets"));
  const Json* earlier = array(json, "earlier");
  if (!pages || !assets || earlier == nullptr) return std::nullopt;
  Written written{*pages, *assets, {}};
  for (const Json& build : *earlier) {
    const std::optional<Hashes> hashes = hashesOf(&build);
    if (!hashes) return std::nullopt;
    written.earlier.push_back(*hashes);
  }
  return written;
}

std::vector<const Hashes*> partsOf(const Written& written) {
  std::vector<const Hashes*> parts = {&written.pages, &written.assets};
  for (const Hashes& build : written.earlier) parts.push_back(&build);
  return parts;
}

}  // namespace

Result<Record> Record::read(const fs::path& out) {
  const fs::path file = out / kRecordName;
  std::error_code error;
  Record record;
  const fs::file_status status = fs::symlink_status(file, error);
  if (!fs::exists(status)) return record;
  const Error foreign{ErrorCode::malformedInput,
                      file.string() + ": is not what an earlier build wrote there; remove it"};
  if (!fs::is_regular_file(status)) return foreign;
  const Result<std::string> text = readFile(file);
  const Result<Json> json = text ? parseJsonFile(*text) : text.error();
  const Json* sites = json ? object(*json, "sites") : nullptr;
  if (sites == nullptr) return foreign;
  for (const auto& [name, site] : sites->items()) {
    const std::optional<Written> written = writtenOf(site);
    if (!written) return foreign;
    record.sites_[name] = *written;
  }
  return record;
}

bool Record::holds(const std::string& path, std::string_view content) const {
  const std::string hash = sha256Base64(content);
  for (const auto& [name, written] : sites_) {
    for (const Hashes* part : partsOf(written)) {
      const auto found = part->find(path);
      if (found != part->end() && found->second == hash) return true;
    }
  }
  return false;
}

bool Record::holdsName(const std::string& path) const {
  return std::any_of(sites_.begin(), sites_.end(), [&](const auto& site) {
    const std::vector<const Hashes*> parts = partsOf(site.second);
    return std::any_of(parts.begin(), parts.end(),
                       [&](const Hashes* part) { return part->contains(path); });
  });
}

Written Record::of(const std::string& site) const {
  const auto found = sites_.find(site);
  return found == sites_.end() ? Written() : found->second;
}

void Record::set(const std::string& site, Written written) {
  for (auto& [name, other] : sites_) {
    for (const auto& [path, hash] : written.pages) other.pages.erase(path);
  }
  sites_[site] = std::move(written);
}

std::optional<Error> Record::write(const fs::path& out) const {
  Json sites = Json::object();
  for (const auto& [name, written] : sites_) {
    Json earlier = Json::array();
    for (const Hashes& build : written.earlier) earlier.push_back(toJson(build));
    setMember(sites, name,
              {{"pages", toJson(written.pages)},
               {"assets", toJson(written.assets)},
               {"earlier", std::move(earlier)}});
  }
  const Json json = {{"what", kWhat}, {"sites", std::move(sites)}};
  return writeFile(out / kRecordName, writeJson(json, 2) + '\n');
}

}  // namespace latchkey::prerender
