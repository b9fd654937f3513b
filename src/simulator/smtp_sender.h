#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/mailbox.h"

namespace latchkey::simulator {

struct SmtpServer {
  std::string host;
  int port = 25;

  // "HOST:PORT"; nothing if it is not of that form.
  static std::optional<SmtpServer> parse(std::string_view text);
};

// Hands mails to a mail server (RFC 5321), one after another, on a thread of its own: a slow
// server holds up nobody but the mails behind. Each is tried once; in clear text and without a
// password, as a server for tests and a relay on the same machine take it.
class SmtpSender {
 public:
  // What became of the mail of that id. Without a problem the server took it; otherwise
  // `problem` is a sentence, with nothing in it of the mail or of what the server said.
  // Called on the sender's thread.
  using Report = std::function<void(const std::string& id, const std::string& problem)>;

  SmtpSender(const SmtpServer& server, Report report);
  // Gives up what is under way and what still waits.
  ~SmtpSender();
  SmtpSender(const SmtpSender&) = delete;
  SmtpSender& operator=(const SmtpSender&) = delete;

  // Never waits. False, with no report to come, if too many mails wait already.
  bool send(const Mail& mail);

 private:
  struct Worker;

  std::unique_ptr<Worker> worker_;
};

}  // namespace latchkey::simulator
