#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace latchkey::prerender {

struct SiteOptions {
  std::string config;  // a file
  std::string shell;   // folders
  std::string wasm;
  std::string out;  // what the host serves as "/"
};

// Makes the static site of a configuration, of the shell and the WebAssembly. Answers what is worth
// knowing, in sentences.
//
// Errors: malformedConfig with the place in the file, "my-org.json:7:3: clientId: must be text";
// malformedInput, with a sentence that names the file.
Result<std::vector<std::string>> makeSite(const SiteOptions& options);

}  // namespace latchkey::prerender
