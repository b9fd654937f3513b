#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
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

// How many answers the default folder holds at least. What a test has to have met in all of them,
// it need not meet in a folder that holds fewer.
inline constexpr std::size_t kWholeSet = 276;

inline bool isDefaultFolder() { return std::getenv("LATCHKEY_FIXTURES") == nullptr; }

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

// "error-401-session-expired.json" was an answer with HTTP 401, an error without a number one with
// HTTP 403.
inline int statusOf(const std::string& file) {
  constexpr std::string_view kError = "error";
  constexpr std::size_t kDigits = 3;
  if (file.rfind(kError, 0) != 0) return 200;
  const std::string rest = file.substr(kError.size());
  const bool tells = rest.size() > kDigits + 1 && rest[0] == '-' && rest[kDigits + 1] == '-';
  const auto number =
      tells ? wholeNumber(std::string_view(rest).substr(1, kDigits), kDigits) : std::nullopt;
  return number ? static_cast<int>(*number) : 403;
}

inline std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace latchkey::support
