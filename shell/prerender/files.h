#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace latchkey::prerender {

// Errors: malformedInput, with a sentence that names the file.
Result<std::string> readFile(const std::filesystem::path& path);

// Makes folders as needed. Nothing on success.
std::optional<Error> writeFile(const std::filesystem::path& path, const std::string& content);

// Writes the brotli form of a file beside it (file.br), for hosts that serve such siblings, and
// answers its content. Nothing where it would not be smaller, or there is no brotli program; a
// sibling that is there already is removed then.
std::optional<std::string> writePacked(const std::filesystem::path& path);

// "a1b2c3d4e5": changes with the content, so that a name can be cached for ever.
std::string contentHash(std::string_view content);

// As a content security policy names what it allows: base64, with padding.
std::string sha256Base64(std::string_view content);

}  // namespace latchkey::prerender
