#include "tests/support/golden.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/text.h"

namespace latchkey::support {
namespace {

using Path = std::filesystem::path;
using Lines = std::vector<std::string_view>;

constexpr std::size_t kNeighbours = 2;

std::optional<std::string> contentOf(const Path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

bool write(const Path& file, const std::string& text) {
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  std::ofstream out(file, std::ios::binary);
  out << text;
  return out.good();
}

Path fileOf(const std::string& path) { return Path(LATCHKEY_TESTS_DIR).parent_path() / path; }

bool isUpdating() {
  const char* wish = std::getenv("UPDATE_GOLDEN");
  return wish != nullptr && std::string_view(wish) == "1";
}

// For each pair of positions the length of the longest common subsequence of what follows.
class CommonLines {
 public:
  CommonLines(const Lines& a, const Lines& b)
      : width_(b.size() + 1), lengths_((a.size() + 1) * width_) {
    for (std::size_t i = a.size(); i-- > 0;) {
      for (std::size_t j = b.size(); j-- > 0;) {
        const std::size_t skip = std::max(after(i + 1, j), after(i, j + 1));
        lengths_[i * width_ + j] = a[i] == b[j] ? after(i + 1, j + 1) + 1 : skip;
      }
    }
  }
  std::size_t after(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::size_t> lengths_;
};

enum class Sign : char { same = ' ', gone = '-', come = '+' };
using Difference = std::vector<std::pair<Sign, std::string_view>>;

Difference compare(const Lines& a, const Lines& b) {
  const CommonLines common(a, b);
  Difference lines;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      lines.emplace_back(Sign::same, a[i++]);
      ++j;
    } else if (j == b.size() ||
               (i < a.size() && common.after(i + 1, j) >= common.after(i, j + 1))) {
      lines.emplace_back(Sign::gone, a[i++]);
    } else {
      lines.emplace_back(Sign::come, b[j++]);
    }
  }
  return lines;
}

bool isNearAChange(const Difference& lines, std::size_t at) {
  const std::size_t first = at < kNeighbours ? 0 : at - kNeighbours;
  for (std::size_t i = first; i < lines.size() && i <= at + kNeighbours; ++i) {
    if (lines[i].first != Sign::same) return true;
  }
  return false;
}

}  // namespace

std::string differenceOf(const std::string& before, const std::string& after) {
  const Difference lines = compare(split(before, '\n'), split(after, '\n'));
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!isNearAChange(lines, i)) continue;
    text += static_cast<char>(lines[i].first);
    text += ' ' + std::string(lines[i].second) + '\n';
  }
  return text;
}

std::string readRepositoryFile(const std::string& path) {
  return contentOf(fileOf(path)).value_or("");
}

testing::AssertionResult equalsGolden(const std::string& text, const std::string& name) {
  return equalsFile(text, "tests/golden/" + name);
}

testing::AssertionResult equalsFile(const std::string& text, const std::string& path) {
  const Path file = fileOf(path);
  const std::optional<std::string> golden = contentOf(file);
  if (golden == text) return testing::AssertionSuccess();
  if (isUpdating()) {
    if (write(file, text)) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "cannot write " << path;
  }
  if (!golden) {
    return testing::AssertionFailure() << "there is no " << path << "; UPDATE_GOLDEN=1 writes it:\n"
                                       << text;
  }
  return testing::AssertionFailure() << path
                                     << " differs; where the change is meant, run the test with "
                                        "UPDATE_GOLDEN=1 and review it:\n"
                                     << differenceOf(*golden, text);
}

}  // namespace latchkey::support
