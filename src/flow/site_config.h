#pragma once

#include <string_view>

#include "base/result.h"
#include "flow/config.h"

namespace latchkey::flow {

// As parseConfig() of config_file.h, for those who make a site of it: the paths are also held
// against what files, hosts and the other pages allow.
Result<Config> parseConfigOfASite(std::string_view text);

// What the build writes into a page for readConfig(): the configuration in `text`, which `config`
// was read from, with the places of its pages and without what is for editors only.
std::string configForThePage(std::string_view text, const Config& config);

}  // namespace latchkey::flow
