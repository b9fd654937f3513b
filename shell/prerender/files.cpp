#include "shell/prerender/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
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

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

Digest sha256(std::string_view content) {
  Digest digest{};
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data());
  return digest;
}

Error failure(std::string sentence) {
  return Error{ErrorCode::malformedInput, std::move(sentence)};
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
  return std::nullopt;
}

std::optional<std::string> writePacked(const fs::path& path) {
  std::string program = "brotli";
  std::string flags = "-kfq";
  std::string level = "11";
  std::string file = path.string();
  const fs::path sibling = file + ".br";
  std::error_code ignored;
  fs::remove(sibling, ignored);
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
  if (fs::file_size(sibling, ignored) >= fs::file_size(path, ignored)) {
    fs::remove(sibling, ignored);
    return std::nullopt;
  }
  const Result<std::string> packed = readFile(sibling);
  return packed ? std::optional(*packed) : std::nullopt;
}

std::string contentHash(std::string_view content) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const Digest digest = sha256(content);
  std::string hash;
  for (std::size_t i = 0; i < kHashBytes; ++i) {
    hash += kHex[digest[i] >> 4U];
    hash += kHex[digest[i] & 0xFU];
  }
  return hash;
}

std::string sha256Base64(std::string_view content) {
  const Digest digest = sha256(content);
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> text{};
  EVP_EncodeBlock(text.data(), digest.data(), SHA256_DIGEST_LENGTH);
  return reinterpret_cast<const char*>(text.data());
}

}  // namespace latchkey::prerender
