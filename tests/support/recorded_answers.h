#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "base/text.h"

namespace latchkey::support {

// The folder of answers recorded from an org: $LATCHKEY_FIXTURES, else beside the checkout. It is
// not part of the repository, so a test that needs it is skipped where it is missing.
inline std::filesystem::path recordedAnswers(const std::string& kind) {
  const char* chosen = std::getenv("LATCHKEY_FIXTURES");
  const std::filesystem::path beside = LATCHKEY_TESTS_DIR "/../../shared/fixtures";
  return (chosen != nullptr ? std::filesystem::path(chosen) : beside) / kind;
}

inline bool exists(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

inline std::vector<std::string> filesIn(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::string> names;
  for (auto it = std::filesystem::directory_iterator(folder, failed);
       !failed && it != std::filesystem::directory_iterator(); it.increment(failed)) {
    if (it->path().extension() == ".json") names.push_back(it->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// "error-401-session-expired.json" was an answer with HTTP 401.
inline int statusOf(const std::string& file) {
  constexpr std::size_t kPrefix = 6;
  const bool tells =
      file.rfind("error-", 0) == 0 && file.size() > kPrefix + 3 && isDigit(file[kPrefix]);
  return tells ? (file[kPrefix] - '0') * 100 + (file[kPrefix + 1] - '0') * 10 +
                     (file[kPrefix + 2] - '0')
               : 200;
}

inline std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace latchkey::support
