#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "shell/prerender/site_file.h"

namespace latchkey::prerender {

// How many builds' assets stay beside those of today. A page that a browser kept names the old
// ones.
inline constexpr std::size_t kKeptBuilds = 3;

// Writes the files below `out`, which may hold another site. Only files that an earlier call wrote,
// and that are unchanged since, are written over or removed; links that lead out of the folder
// are not followed. `site` names the configuration: its pages of earlier builds that are no longer
// among `files` are removed. Answers what is worth knowing, in sentences.
//
// Errors: malformedInput, with a sentence that names the file in the way. Nothing has been written
// then, unless writing itself failed.
Result<std::vector<std::string>> publish(const std::filesystem::path& out, const std::string& site,
                                         const std::vector<SiteFile>& files);

}  // namespace latchkey::prerender
