#include "shell/prerender/files.h"

#include <fcntl.h>
#include <openssl/sha.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

namespace latchkey::prerender {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashBytes = 5;

Error failure(std::string sentence) {
  return Error{ErrorCode::malformedInput, std::move(sentence)};
}

// Without the brotli program there are no such siblings, and the site works as well.
void compress(const fs::path& path) {
  std::string program = "brotli";
  std::string flags = "-kfq";
  std::string level = "11";
  std::string file = path.string();
  const std::array<char*, 5> arguments = {program.data(), flags.data(), level.data(), file.data(),
                                          nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int refused =
      posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (refused == 0) waitpid(child, nullptr, 0);
  std::error_code ignored;
  const fs::path sibling = file + ".br";
  if (fs::file_size(sibling, ignored) >= fs::file_size(path, ignored)) {
    fs::remove(sibling, ignored);
  }
}

}  // namespace

Result<std::string> readFile(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return failure(path.string() + ": there is no such file");
  if (!fs::is_regular_file(path, error)) return failure(path.string() + ": is not a file");
  std::ifstream file(path, std::ios::binary);
  if (!file) return failure(path.string() + ": cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<Error> writeFile(const fs::path& path, const std::string& content) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  if (!file) return failure(path.string() + ": cannot be written");
  compress(path);
  return std::nullopt;
}

std::string contentHash(std::string_view content) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data());
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hash;
  for (std::size_t i = 0; i < kHashBytes; ++i) {
    hash += kHex[digest[i] >> 4U];
    hash += kHex[digest[i] & 0xFU];
  }
  return hash;
}

}  // namespace latchkey::prerender
