#pragma once

#include <string>

namespace latchkey::prerender {

// What those who write a configuration read about it, made of flow::kConfigMembers. The files that
// hold it are in the repository; tests/prerender/config_document_test.cpp keeps them as they are
// here.

// shell/config.schema.json: JSON Schema draft-07, which editors know.
std::string configSchema();

// The table of the README: Markdown, from its heading to the last row.
std::string configTable();

}  // namespace latchkey::prerender
