#pragma once

#include <string>

#include "base/result.h"
#include "simulator/mailbox.h"

namespace latchkey::simulator {

// Mail as files that any mail program opens: FOLDER/2030-03-17T17-46-40.000Z_ID.eml. A file is
// there at once and whole, or not at all.
class MailFolder {
 public:
  // Makes the folder where there is none. Errors: malformedInput, with a sentence.
  static Result<MailFolder> open(std::string path);

  // False if the file cannot be written.
  bool keep(const Mail& mail) const;

 private:
  explicit MailFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

}  // namespace latchkey::simulator
