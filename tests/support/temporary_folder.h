#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace latchkey::support {

// An empty folder for one test, gone after it.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(testing::TempDir() + "latchkey-XXXXXX") {
    EXPECT_NE(mkdtemp(path_.data()), nullptr);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path operator/(const std::string& name) const {
    return std::filesystem::path(path_) / name;
  }

  void write(const std::string& name, const std::string& content) const {
    std::error_code ignored;
    std::filesystem::create_directories((*this / name).parent_path(), ignored);
    std::ofstream(*this / name, std::ios::binary) << content;
  }

  // Empty where there is no such file.
  std::string read(const std::string& name) const {
    std::ifstream file(*this / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  bool has(const std::string& name) const {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(*this / name, ignored));
  }

 private:
  std::string path_;
};

}  // namespace latchkey::support
