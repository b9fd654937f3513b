#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "simulator/faults.h"
#include "simulator/org.h"
#include "simulator/smtp_sender.h"

namespace latchkey::simulator {

// The command line of latchkey-org.
struct Options {
  int port = 8081;
  std::string site;  // empty: the org alone
  int sitePort = 8080;
  Org::Control control = Org::Control::off;
  std::string policy;  // a file; empty: the demo's people
  std::string state;   // a file; empty: everything is forgotten at the end
  std::vector<Fault> faults;
  std::optional<std::uint64_t> seed;  // every run alike
  std::string mailFolder;             // empty: mails are not kept as files
  std::optional<SmtpServer> smtp;     // nothing: mails are not sent
  bool help = false;
  bool version = false;
};

// For --help.
std::string usage();

// Errors: malformedInput, with a sentence for the terminal.
Result<Options> parseOptions(const std::vector<std::string_view>& arguments);

}  // namespace latchkey::simulator
