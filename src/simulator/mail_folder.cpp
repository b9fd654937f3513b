#include "simulator/mail_folder.h"

#include <filesystem>
#include <system_error>

#include "base/text.h"
#include "simulator/files.h"
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
  return replaceFile(folder / (name + ".eml"), toMessage(mail));
}

}  // namespace latchkey::simulator
