#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "flow/config.h"
#include "shell/prerender/assets.h"
#include "shell/prerender/site_file.h"
#include "shell/prerender/speech.h"

namespace latchkey::prerender {

// The HTML files of the site (pageFilesFor in paths.h). Each holds its first screen as HTML, made
// of the same Screen that the program shows, so it is there before any script runs.
std::vector<SiteFile> pagesFor(const flow::Config& config, const std::string& configJson,
                               std::string_view htmlTemplate, const Assets& assets,
                               const Speech& speech);

}  // namespace latchkey::prerender
