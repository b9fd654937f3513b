#include "simulator/options.h"

#include <algorithm>
#include <array>

#include "simulator/number.h"

namespace latchkey::simulator {

namespace {

constexpr std::string_view kUsage =
    "usage: latchkey-org [--port N] [--site DIR [--site-port N]] [--control] [--seed N]\n"
    "                    [--policy FILE] [--state FILE] [--fault RULE] [--mail-dir DIR] [--smtp "
    "HOST:PORT]\n"
    "  --port N       the org's port (8081)\n"
    "  --site DIR     serve this folder too, as the page that signs in at the org\n"
    "  --site-port N  the page's port (8080); redirect URI and Trusted Origin follow it\n"
    "  --policy FILE  who has an account and how the org behaves\n"
    "                 (src/simulator/policy.schema.json)\n"
    "  --state FILE   remember sign-ins, tokens, keys and mails there, over a restart\n"
    "  --fault RULE   bad weather, as often as it is given: NAME@PATH, with ,count=N and ,skip=N;\n"
    "                 status-503@/idp/idx/challenge/poll,count=2 (names: below)\n"
    "  --control      serve /sim/ on the org's port: faults, clock, state, for tests\n"
    "  --seed N       the same codes and handles in every run, for tests\n"
    "  --mail-dir DIR keep every mail as an .eml file in this folder\n"
    "  --smtp HOST:PORT  also send the mails, through this mail server\n"
    "  --version      say which version this is\n"
    "\n"
    "names for --fault (in place of a number there may be any other):\n";

Error wrong(std::string sentence) { return {ErrorCode::malformedInput, std::move(sentence)}; }

bool hasValue(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames = {"--fault", "--state",    "--policy",
                                                      "--port",  "--site",     "--site-port",
                                                      "--seed",  "--mail-dir", "--smtp"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// Where the text that an option stands for is kept; nullptr for the other options.
std::string* textOf(Options& options, std::string_view name) {
  if (name == "--site") return &options.site;
  if (name == "--policy") return &options.policy;
  if (name == "--state") return &options.state;
  if (name == "--mail-dir") return &options.mailFolder;
  return nullptr;
}

// Takes the value of an option that has one; false if the value cannot be.
bool takeValue(Options& options, std::string_view name, std::string_view value) {
  if (std::string* text = textOf(options, name)) {
    *text = value;
    return !value.empty();
  }
  if (name == "--smtp") {
    options.smtp = SmtpServer::parse(value);
    return options.smtp.has_value();
  }
  if (name == "--fault") {
    auto fault = faultByRule(value);
    if (!fault) return false;
    options.faults.push_back(*std::move(fault));
    return true;
  }
  if (name == "--seed") {
    options.seed = numberIn<std::uint64_t>(value);
    return options.seed.has_value();
  }
  const auto taken = portIn(value);
  if (taken) (name == "--port" ? options.port : options.sitePort) = *taken;
  return taken.has_value();
}

}  // namespace

std::string usage() {
  constexpr std::size_t kColumn = 24;
  std::string text(kUsage);
  for (const FaultName& fault : faultNames()) {
    std::string name = fault.name;
    name.resize(kColumn, ' ');
    text += "  " + name + std::string(fault.about) + "\n";
  }
  return text;
}

Result<Options> parseOptions(const std::vector<std::string_view>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view name = arguments[i];
    if (name == "--help" || name == "-h") {
      options.help = true;
    } else if (name == "--version") {
      options.version = true;
    } else if (name == "--control") {
      options.control = Org::Control::on;
    } else if (hasValue(name)) {
      if (++i == arguments.size()) return wrong(std::string(name) + " needs a value");
      if (!takeValue(options, name, arguments[i])) {
        return wrong("\"" + std::string(arguments[i]) + "\" cannot be the value of " +
                     std::string(name));
      }
    } else {
      return wrong("unknown option \"" + std::string(name) + "\"");
    }
  }
  if (options.seed && !options.state.empty()) {
    return wrong("--seed begins anew what --state goes on with: give one of them");
  }
  if (!options.site.empty() && options.port == options.sitePort) {
    return wrong("the org and the page need two different ports");
  }
  return options;
}

}  // namespace latchkey::simulator
