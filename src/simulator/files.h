#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey::simulator {

// Nothing if there is no such file, or it cannot be read.
std::optional<std::string> readFile(const std::string& path);

// All of it or nothing: whoever reads the file meanwhile, or finds it after a power failure, sees
// either the old content or the new one. False if it could not be written. For its owner's eyes
// only.
bool replaceFile(const std::string& path, std::string_view content);

}  // namespace latchkey::simulator
