#include "simulator/mail_folder.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/text.h"
#include "simulator/mime.h"

namespace latchkey::simulator {

Result<MailFolder> MailFolder::open(std::string path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!std::filesystem::is_directory(path, error)) {
    return Error{ErrorCode::malformedInput, "the folder " + path + " cannot be made"};
  }
  return MailFolder(std::move(path));
}

bool MailFolder::keep(const Mail& mail) const {
  const std::filesystem::path folder(path_);
  const std::string name = replaceAll(toRfc3339(mail.receivedAt), ":", "-") + "_" + mail.id;
  const std::filesystem::path unfinished = folder / ("." + name);
  std::ofstream file(unfinished, std::ios::binary);
  file << toMessage(mail);
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(unfinished, folder / (name + ".eml"), error);
  const bool kept = file && !error;
  if (!kept) std::filesystem::remove(unfinished, error);
  return kept;
}

}  // namespace latchkey::simulator
